import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.errors import StoreError
from reader.intake import Progress
from reader.library import Library
from tests import hostile
from tests.archive import LONG_AGO, mention, titles, write_article


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    for number in range(3):
        write_article(
            tmp_path / "wire", f"{number}.txt", f"Story {number}\n\nRain in town {number}."
        )
    return tmp_path / "wire"


def rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO + 60, LONG_AGO + 60))


def test_a_folder_is_added_and_can_be_searched(library: Library, wire: Path) -> None:
    report = library.add([wire])

    assert (report.added, report.updated, report.unchanged, report.skipped) == (3, 0, 0, 0)
    assert titles(library, "rain") == ["Story 2", "Story 1", "Story 0"]
    assert [library.article(number).headline.source for number in report.ids] == ["wire"] * 3
    assert library.article(report.ids[0]).path == str(wire / "0.txt")


def test_adding_twice_changes_nothing(library: Library, wire: Path) -> None:
    first = library.add([wire])

    again = library.add([wire, wire / "1.txt"])

    assert (again.added, again.updated, again.unchanged) == (0, 0, 4)
    assert again.ids == []
    assert sorted(set(again.known_ids)) == sorted(first.ids)
    assert library.counts().articles == 4


def test_a_changed_file_is_updated_in_place_and_keeps_its_marks(
    library: Library, wire: Path
) -> None:
    number = library.add([wire]).ids[1]
    library.mark_starred([number], is_starred=True)
    library.mark_read([number], is_read=True)

    rewrite(wire / "1.txt", "Corrected\n\nSnow in town 1.")
    report = library.add([wire])

    assert (report.updated, report.unchanged, report.ids) == (1, 2, [number])
    assert library.article(number).text == "Corrected\n\nSnow in town 1."
    assert library.article(number).headline.is_starred
    assert library.article(number).headline.is_read
    assert titles(library, "snow") == ["Corrected"]
    assert titles(library, "rain") == ["Story 2", "Story 0"]


def test_a_file_changed_within_the_same_moment_is_noticed(library: Library, wire: Path) -> None:
    path = wire / "1.txt"
    path.write_text("Story a\n\nNow", encoding="utf-8")
    status = path.stat()
    number = library.add([wire]).ids[1]

    path.write_text("Story b\n\nNow", encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    report = library.add([wire])

    assert report.ids == [number]
    assert library.article(number).headline.title == "Story b"


def test_a_file_that_was_only_touched_is_unchanged(library: Library, wire: Path) -> None:
    library.add([wire])

    os.utime(wire / "1.txt", (LONG_AGO + 9, LONG_AGO + 9))

    assert library.add([wire]).unchanged == 3


def test_a_file_that_vanished_keeps_its_article(library: Library, wire: Path) -> None:
    number = library.add([wire]).ids[0]

    (wire / "0.txt").unlink()
    library.add([wire])

    assert library.article(number).headline.title == "Story 0"


def test_the_same_text_at_two_places_is_one_article(library: Library, wire: Path) -> None:
    write_article(wire / "copies", "copy.txt", "Story 1\n\nRain in town 1.\n")

    report = library.add([wire])

    assert (report.added, report.unchanged) == (3, 1)
    assert titles(library, "story") == ["Story 2", "Story 1", "Story 0"]


def test_a_copy_that_changes_becomes_an_article_of_its_own(library: Library, wire: Path) -> None:
    copy = write_article(wire / "copies", "copy.txt", "Story 1\n\nRain in town 1.")
    library.add([wire])

    rewrite(copy, "Story 1, updated\n\nSnow in town 1.")
    report = library.add([wire])

    assert (report.added, report.updated, report.unchanged) == (1, 0, 3)
    assert sorted(titles(library, "story")) == ["Story 0", "Story 1", "Story 1, updated", "Story 2"]


def test_a_file_that_becomes_a_copy_leaves_its_old_article_alone(
    library: Library, wire: Path
) -> None:
    ids = library.add([wire]).ids

    rewrite(wire / "0.txt", "Story 1\n\nRain in town 1.")
    report = library.add([wire])

    assert (report.added, report.updated, report.unchanged) == (0, 0, 3)
    assert library.article(ids[0]).headline.title == "Story 0"
    assert library.article(ids[0]).path is None


def test_names_of_a_changed_article_are_forgotten(library: Library, wire: Path) -> None:
    number = library.add([wire]).ids[0]
    stored = library.article(number)
    town = mention(stored.text, "town 0", name="Town")
    library.names.keep_mentions(number, stored.digest, "model/1", [town])

    rewrite(wire / "0.txt", "Other\n\nNothing")
    library.add([wire])

    assert library.names.mentions(number, "model/1") is None
    assert library.names.entities() == []


def test_all_articles_of_a_place_are_tagged_new_or_not(library: Library, wire: Path) -> None:
    library.add([wire / "1.txt"], tag="first")

    report = library.add([wire], tag="weather\nreport")

    ids = [*report.ids, *report.known_ids]
    tags = {one.headline.title: one.headline.tags for one in library.hits("story").rows(0, 9)}
    assert len(ids) == 3
    assert tags["Story 1"] == ("first", "weather report")
    assert tags["Story 0"] == tags["Story 2"] == ("weather report",)


def test_one_bad_file_is_one_line_of_the_report(library: Library, wire: Path) -> None:
    (wire / "bad.txt").write_bytes(bytes(5000))
    (wire / "empty.txt").touch()
    (wire / "picture.png").touch()

    report = library.add([wire, wire / "missing"])

    assert report.added == 3
    assert report.others == 1
    assert report.skipped == 3
    assert [(Path(one.where).name, one.reason) for one in report.troubles] == [
        ("bad.txt", "not a text: it holds binary data"),
        ("empty.txt", "empty"),
        ("missing", "there is no such file (any more)"),
    ]


def test_progress_is_told_after_each_batch_and_at_the_end(library: Library, tmp_path: Path) -> None:
    for number in range(1_200):
        write_article(tmp_path / "wire", f"{number:04}.txt", f"Story {number}")
    told: list[Progress] = []

    library.add([tmp_path / "wire"], on_progress=told.append)

    assert [one.done for one in told] == sorted(one.done for one in told)
    assert len(told) >= 3
    size = sum(path.stat().st_size for path in (tmp_path / "wire").iterdir())
    assert {one.size for one in told} == {size}
    assert [one.position for one in told] == sorted(one.position for one in told)
    assert told[0].current is not None
    assert told[-1] == Progress(done=1_200, position=size, size=size)


def test_what_was_told_is_in_the_library_even_if_the_rest_fails(
    library: Library, tmp_path: Path
) -> None:
    for number in range(1_200):
        write_article(tmp_path / "wire", f"{number:04}.txt", f"Story {number}\n\nrain")

    def stop(progress: Progress) -> None:
        told.append(progress.done)
        raise KeyboardInterrupt

    told: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        library.add([tmp_path / "wire"], on_progress=stop)

    assert library.counts().articles == told[0] + 1
    assert len(library.hits("rain").whole()) == told[0]


def test_ids_are_never_used_twice(library: Library, wire: Path) -> None:
    first = library.add([wire / "0.txt"]).ids
    write_article(wire, "9.txt", "Later")

    later = library.add([wire]).ids

    assert not set(first) & set(later)
    assert min(later) > max(first) > 1


def test_an_odd_file_name_is_kept_to_the_byte(library: Library, tmp_path: Path) -> None:
    name = b"caf\xe9 \x1b[2J\n.txt"
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text("Title\n\nBody", encoding="utf-8")

    (number,) = library.add([path]).ids

    assert library.article(number).path == str(path)
    assert library.add([path]).unchanged == 1


def test_hostile_titles_are_stored_and_found(library: Library, tmp_path: Path) -> None:
    texts = hostile.every_string()
    for number, text in enumerate(texts):
        path = write_article(tmp_path / "wire", f"{number:04}.txt", "")
        path.write_bytes(f"Zebra{number} {text}\n\nBody {text}".encode(errors="surrogatepass"))
        os.utime(path, (LONG_AGO, LONG_AGO))

    report = library.add([tmp_path / "wire"])

    assert (report.added, report.skipped) == (len(texts), 0)
    for number, article in enumerate(report.ids):
        assert list(library.hits(f"zebra{number}").ids) == [article]


def test_hostile_queries_find_something_or_nothing(library: Library) -> None:
    for text in hostile.every_string():
        for is_typing in (True, False):
            hits = library.hits(text, is_typing=is_typing)

            assert len(hits.rows(0, 9)) == len(hits)


def test_a_closed_library_says_that_it_is_closed(library: Library, wire: Path) -> None:
    library.close()

    with pytest.raises(StoreError, match="closed"):
        library.add([wire])
    with pytest.raises(StoreError, match="closed"):
        library.article(ArticleId(1))
