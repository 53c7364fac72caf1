import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.library import Library
from tests.archive import stopped_after_a_batch, write_article
from tests.sources.packing import kept, zipped


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def lines(*texts: str) -> str:
    return "\n".join(json.dumps({"text": text}) for text in texts)


def rows(*texts: str) -> str:
    return "\n".join(["title,text", *(f"{text},Rain" for text in texts)])


def messages(*texts: str) -> str:
    start = "From ann@example.org Thu Jan  1 10:00:00 2019"
    return "\n".join(f"{start}\nSubject: {text}\n\nRain\n" for text in texts)


def write(path: Path, text: str, changed_s: int) -> None:
    path.write_text(text)
    os.utime(path, (changed_s, changed_s))


WRITERS = {"a.jsonl": lines, "a.csv": rows, "a.mbox": messages}


class Volume:
    """A file whose articles have no ids, written again and again."""

    def __init__(self, library: Library, path: Path) -> None:
        self._library = library
        self._path = path
        self._changed_s = 1_000_000_000

    def add(self, *texts: str) -> tuple[int, int, int, int]:
        """Added, updated, unchanged, gone."""
        self._changed_s += 9
        write(self._path, WRITERS[self._path.name](*texts), self._changed_s)
        report = self._library.add([self._path])
        return report.added, report.updated, report.unchanged, report.gone

    def titles(self) -> dict[int, str]:
        """The headlines by ids, of those gone with a cross."""
        ids = sorted(self._library.hits().ids)
        found = (self._library.headline(ArticleId(number)) for number in ids)
        return {one.id: one.title + " †" * one.is_gone for one in found if "Seed" not in one.title}


@pytest.fixture
def volume(library: Library, tmp_path: Path) -> Volume:
    return Volume(library, tmp_path / "a.jsonl")


def last(volume: Volume, count: int) -> list[str]:
    return [*volume.titles().values()][-count:]


@pytest.mark.parametrize("name", WRITERS)
def test_marks_stay_with_their_articles_when_one_is_put_before_them(
    library: Library, tmp_path: Path, name: str
) -> None:
    volume = Volume(library, tmp_path / name)
    volume.add("One", "Two")
    first = ArticleId(min(number for number, title in volume.titles().items() if title == "One"))
    library.mark_starred([first], is_starred=True)

    counts = volume.add("Zero", "One", "Two")

    assert counts == (1, 0, 2, 0)
    assert last(volume, 3) == ["One", "Two", "Zero"]
    assert library.headline(first).is_starred
    assert volume.add("Zero", "One", "Two", "Three") == (1, 0, 3, 0)


def test_marks_stay_where_they_are_when_the_adding_is_stopped_in_between(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    stories = [f"Story {number}\n\nRain" for number in range(1_200)]
    write(path, lines(*stories), 10)
    ids = library.add([path]).ids
    library.mark_starred(ids[::100], is_starred=True)

    write(path, lines("New", *stories), 20)
    stopped_after_a_batch(library, path)
    report = library.add([path])

    assert (report.added, report.updated, report.gone) == (0, 0, 0)
    assert [library.headline(one).title for one in ids] == [f"Story {n}" for n in range(1_200)]
    assert [one for one in ids if library.headline(one).is_starred] == ids[::100]
    assert not any(library.headline(one).is_gone for one in ids)
    assert library.add([path]).unchanged == 1_201


def test_a_changed_item_is_updated_in_place_wherever_it_has_got_to(volume: Volume) -> None:
    volume.add("One", "Two", "Three", "Four")

    counts = volume.add("Zero", "One", "Two, corrected", "Three", "Four")

    assert counts == (1, 1, 3, 0)
    assert last(volume, 5) == ["One", "Two, corrected", "Three", "Four", "Zero"]


def test_a_changed_item_is_told_from_a_new_one_by_its_headline(volume: Volume) -> None:
    volume.add("One\n\nRain", "Two")

    counts = volume.add("Zero", "One\n\nSnow", "Two")

    assert counts == (1, 1, 1, 0)
    assert last(volume, 3) == ["One", "Two", "Zero"]


def test_where_a_changed_item_cannot_be_told_from_a_new_one_none_is_updated(
    volume: Volume,
) -> None:
    volume.add("One", "Two")

    counts = volume.add("Zero", "One, corrected", "Two")

    assert counts == (2, 0, 1, 1)
    assert last(volume, 4) == ["One †", "Two", "Zero", "One, corrected"]


def test_items_that_are_all_changed_are_updated_in_their_order(volume: Volume) -> None:
    volume.add("One", "Two", "Three")

    assert volume.add("1", "2", "3") == (0, 3, 0, 0)
    assert last(volume, 3) == ["1", "2", "3"]


def test_items_in_another_order_stay_as_they_are(volume: Volume) -> None:
    volume.add("One", "Two", "Three", "Four")

    assert volume.add("Four", "Two", "One", "Three") == (0, 0, 4, 0)
    assert last(volume, 4) == ["One", "Two", "Three", "Four"]


def test_an_item_taken_out_of_a_file_is_kept_marked_and_counted_until_it_is_back(
    volume: Volume,
) -> None:
    volume.add("One", "Two", "Three")

    assert volume.add("Two", "Three") == (0, 0, 2, 1)
    assert last(volume, 3) == ["One †", "Two", "Three"]
    assert volume.add("Two", "One", "Three") == (0, 0, 3, 0)
    assert last(volume, 3) == ["One", "Two", "Three"]


def test_a_record_with_an_id_that_is_taken_out_is_marked_and_counted(
    library: Library, tmp_path: Path
) -> None:
    records = [json.dumps({"id": f"n{n}", "text": f"Story {n}"}) for n in range(1_200)]
    path = kept(tmp_path / "a.jsonl", "\n".join(records).encode())
    ids = library.add([path]).ids

    kept(path, "\n".join([*records[:7], *records[8:]]).encode())
    report = library.add([path])

    assert (report.added, report.unchanged, report.gone) == (0, 1_199, 1)
    assert [one for one in ids if library.headline(one).is_gone] == [ids[7]]
    assert library.add([path]).unchanged == 1_199


def test_a_record_that_cannot_be_read_any_more_is_not_taken_for_gone(
    library: Library, tmp_path: Path
) -> None:
    path = kept(tmp_path / "a.jsonl", b'{"id": 1, "text": "One"}\n{"id": 2, "text": "Two"}')
    library.add([path])

    kept(path, b'{"id": 1, "text": "One"}\n{"id": 2, "text": "Two')
    report = library.add([path])

    assert (report.unchanged, report.skipped, report.gone) == (1, 1, 0)


def test_a_member_taken_out_of_an_archive_is_marked_unless_it_is_elsewhere(
    library: Library, tmp_path: Path
) -> None:
    members = {f"{name}.txt": f"Story {name}".encode() for name in "abc"}
    path = kept(tmp_path / "wire" / "a.zip", zipped(members))
    write_article(tmp_path / "wire", "b.txt", "Story b")
    ids = library.add([tmp_path / "wire"]).ids

    kept(path, zipped({"c.txt": members["c.txt"]}))
    report = library.add([tmp_path / "wire"])

    assert report.gone == 1
    assert [library.headline(one).is_gone for one in ids] == [True, False, False]
    assert library.article(ids[1]).path == str(tmp_path / "wire" / "b.txt")


def test_a_file_written_over_with_the_text_of_another_has_its_article_marked(
    library: Library, tmp_path: Path
) -> None:
    for name in "bc":
        write_article(tmp_path, f"{name}.txt", f"Story {name}")
    places = [tmp_path / "b.txt", tmp_path / "c.txt"]
    ids = library.add(places).ids

    write(places[0], "Story c", 20)
    over = library.add(places)
    write(places[0], "Story c, and more", 30)
    write(places[1], "Story b", 30)
    back = library.add(places)

    assert (over.gone, back.gone) == (1, 1)
    assert [library.headline(one).is_gone for one in ids] == [False, True]


def test_files_that_change_places_have_not_gone(library: Library, tmp_path: Path) -> None:
    for name in "bc":
        write_article(tmp_path, f"{name}.txt", f"Story {name}")
    places = [tmp_path / "b.txt", tmp_path / "c.txt"]
    ids = library.add(places).ids

    write(places[0], "Story c", 20)
    write(places[1], "Story b", 20)
    report = library.add(places)

    assert (report.unchanged, report.gone) == (2, 0)
    assert not any(library.headline(one).is_gone for one in ids)
