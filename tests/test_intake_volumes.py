import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.intake import Progress, report
from reader.library import Library
from reader.store.volumes import item_key
from tests.archive import stopped_after_a_batch, titles, write_article
from tests.sources.packing import kept, tarred, zipped

LATER_S = 1_600_000_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def news(**texts: str) -> dict[str, bytes]:
    return {f"{name}.txt": f"{text}\n\nRain".encode() for name, text in texts.items()}


def change(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    os.utime(path, (LATER_S, LATER_S))


def test_the_articles_of_an_archive_are_added_and_found(library: Library, tmp_path: Path) -> None:
    path = kept(tmp_path / "wire.zip", zipped(news(a="One", b="Two")))

    report = library.add([path])

    assert (report.added, report.skipped) == (2, 0)
    assert titles(library, "rain") == ["Two", "One"]
    stored = library.article(report.ids[0])
    assert (stored.headline.source, stored.path) == ("wire", str(path))


def test_an_archive_that_has_not_changed_is_not_read_again(
    library: Library, tmp_path: Path
) -> None:
    content = zipped(news(a="One", b="Two"))
    path = kept(tmp_path / "wire.zip", content)
    first = library.add([path])

    kept(path, bytes(len(content)))
    again = library.add([path, tmp_path / "wire.zip"], tag="rain")

    assert (again.added, again.unchanged, again.skipped) == (0, 4, 0)
    assert again.known_ids == [*first.ids, *first.ids]
    assert library.article(first.ids[1]).headline.tags == ("rain",)


def test_articles_of_a_changed_archive_are_updated_in_place_and_keep_their_marks(
    library: Library, tmp_path: Path
) -> None:
    path = kept(tmp_path / "wire.zip", zipped(news(a="One", b="Two", c="Three")))
    first, second, third = library.add([path]).ids
    library.mark_starred([second], is_starred=True)

    change(path, zipped(news(new="Zero", c="Three", b="Two, corrected")))
    report = library.add([path])

    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert library.article(second).headline.title == "Two, corrected"
    assert library.article(second).headline.is_starred
    assert library.article(first).headline.title == "One"
    assert library.article(third).path == str(path)
    assert library.headline(first).is_gone
    assert library.add([path]).unchanged == 3


def test_the_same_text_at_several_places_is_one_article(library: Library, tmp_path: Path) -> None:
    members = news(a="One", b="Two")
    kept(tmp_path / "wire" / "a.zip", zipped(members))
    kept(tmp_path / "wire" / "b.tar", tarred({"other/a.txt": members["a.txt"]}))
    write_article(tmp_path / "wire", "c.txt", members["a.txt"].decode())

    report = library.add([tmp_path / "wire"])

    assert (report.added, report.unchanged) == (2, 2)
    assert library.article(report.ids[0]).path == str(tmp_path / "wire" / "a.zip")
    assert library.counts().articles == 3


def test_a_text_that_is_at_two_places_is_not_changed_at_one(
    library: Library, tmp_path: Path
) -> None:
    path = kept(tmp_path / "a.zip", zipped(news(a="One")))
    kept(tmp_path / "b.zip", zipped(news(b="One")))
    (number,) = library.add([tmp_path / "a.zip", tmp_path / "b.zip"]).ids

    change(path, zipped(news(a="One, corrected")))
    report = library.add([path])

    assert (report.added, report.updated) == (1, 0)
    assert library.article(number).headline.title == "One"
    assert library.article(number).path == str(tmp_path / "b.zip")


def test_members_of_the_same_name_are_articles_of_their_own(
    library: Library, tmp_path: Path
) -> None:
    def twice(*texts: str) -> bytes:
        members = {f"{number}.txt": text.encode() for number, text in enumerate(texts)}
        return zipped(members).replace(b"1.txt", b"0.txt")

    path = kept(tmp_path / "a.zip", twice("One", "Two"))
    ids = library.add([path]).ids

    change(path, twice("One", "Two, corrected"))
    report = library.add([path])

    assert (report.updated, report.unchanged, report.ids) == (1, 1, ids[1:])
    assert [library.article(number).path for number in ids] == [str(path)] * 2


def test_what_tells_items_apart_is_not_confused_by_their_names() -> None:
    keys = [
        item_key(member, key)
        for member, key in [
            ((), ""),
            ((), "a"),
            (("a",), ""),
            (("a", ""), ""),
            (("", "a"), ""),
            (("a", "b"), "c"),
            (("a",), "bc"),
            (("ab",), "c"),
            (("1:a",), ""),
            (("a\0",), "\udcff"),
        ]
    ]

    assert len(set(keys)) == len(keys)
    assert {-(1 << 63) <= key < 1 << 63 for key in keys} == {True}


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """An archive of more than two batches, its members as they are."""
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(1_200):
            made.writestr(f"{number}.txt", f"Story number{number}\n\nRain")
    return kept(path, path.read_bytes())


def test_a_large_archive_is_gone_on_with_where_it_was_stopped(
    library: Library, large: Path
) -> None:
    done = stopped_after_a_batch(library, large)
    content = bytearray(large.read_bytes())
    content[content.index(b"number7\n")] ^= 1
    kept(large, bytes(content))

    report = library.add([large])

    assert (report.added, report.unchanged, report.skipped) == (1_200 - done, 0, 0)
    assert len(library.hits("story").whole()) == 1_200
    assert library.add([large]).unchanged == 1_200


def test_an_archive_that_changed_since_it_was_stopped_is_read_from_its_start(
    library: Library, large: Path
) -> None:
    done = stopped_after_a_batch(library, large)
    os.utime(large, (LATER_S, LATER_S))

    report = library.add([large])

    assert (report.added, report.unchanged) == (1_200 - done, done)


def test_progress_in_an_archive_is_told_in_bytes_of_it(library: Library, large: Path) -> None:
    told: list[Progress] = []

    library.add([large], on_progress=told.append)

    size = large.stat().st_size
    assert {one.size for one in told} == {size}
    assert 0 < told[0].position < told[1].position < size
    assert told[-1].position == size


def test_a_cut_archive_is_tried_again_until_it_is_whole(library: Library, tmp_path: Path) -> None:
    content = tarred({f"{n}.txt": f"Story {n}\n\n{'rain ' * 900}".encode() for n in range(5)})
    path = kept(tmp_path / "a.tar", content[:15_360])

    first, again = library.add([path]), library.add([path])
    change(path, content)
    whole = library.add([path])

    assert (first.added, again.added, again.unchanged) == (3, 0, 0)
    assert [(one.where, one.reason) for one in again.troubles] == [
        (str(path), "damaged, or cut short")
    ]
    assert (whole.added, whole.unchanged, whole.skipped) == (2, 3, 0)


def test_an_embargoed_item_is_taken_in_when_its_time_has_come(tmp_path: Path) -> None:
    item = (
        '<newsItem guid="urn:1"><itemMeta><embargoed>2027-03-05T10:00:00Z</embargoed></itemMeta>'
        "<contentSet><inlineData>Story</inlineData></contentSet></newsItem>"
    )
    path = kept(tmp_path / "a.xml", item.encode())
    now_s = 1_800_000_000.0

    with Library.open(tmp_path / "library", clock=lambda: now_s) as library:
        early = [library.add([path]) for _ in range(2)]
        now_s += 1_000_000_000
        late = library.add([path])
        again = library.add([path])

    assert [dict(one.reasons) for one in early] == [
        {"embargoed until 5 Mar 2027, 10:00 UTC": 1}
    ] * 2
    assert (late.added, late.skipped, again.unchanged) == (1, 0, 1)


def test_bad_items_are_told_as_far_as_they_can_be_remembered(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "TROUBLES", 3)
    path = kept(tmp_path / "a.zip", zipped({f"{n}.txt": b"" for n in range(9)}))

    done = library.add([path])

    assert done.skipped == 9
    assert done.reasons == {"empty": 9}
    assert [one.where for one in done.troubles] == [f"{path}: {n}.txt" for n in range(3)]
