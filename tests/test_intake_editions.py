from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.sources.packing import kept


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def item(version: int | None, text: str, guid: str = "urn:1") -> str:
    counted = "" if version is None else f' version="{version}"'
    return (
        f'<newsItem guid="{guid}"{counted}><contentMeta><headline>{text}</headline></contentMeta>'
        f"<contentSet><inlineData>Rain</inlineData></contentSet></newsItem>"
    )


def test_a_later_edition_from_another_file_updates_the_article_and_keeps_its_marks(
    library: Library, tmp_path: Path
) -> None:
    (number,) = library.add([kept(tmp_path / "wire" / "1.xml", item(1, "One").encode())]).ids
    library.mark_starred([number], is_starred=True)

    for version, text in ((2, "Two"), (3, "Three")):
        kept(tmp_path / "wire" / f"{version}.xml", item(version, text).encode())
    report = library.add([tmp_path / "wire"])

    assert (report.added, report.updated, report.unchanged) == (0, 2, 1)
    assert library.headline(number).title == "Three"
    assert library.headline(number).is_starred
    assert library.add([tmp_path / "wire"]).unchanged == 3


def test_an_earlier_edition_changes_nothing_whenever_it_comes(
    library: Library, tmp_path: Path
) -> None:
    (number,) = library.add([kept(tmp_path / "3.xml", item(3, "Three").encode())]).ids

    report = library.add([kept(tmp_path / "1.xml", item(None, "One").encode())])

    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)
    assert library.headline(number).title == "Three"


def test_editions_in_one_file_are_one_article(library: Library, tmp_path: Path) -> None:
    items = item(1, "One"), item(3, "Three"), item(2, "Two"), item(1, "Other", "urn:2")
    path = kept(tmp_path / "a.xml", f"<newsItemSet>{''.join(items)}</newsItemSet>".encode())

    report = library.add([path])

    assert (report.added, report.updated, report.unchanged) == (2, 1, 1)
    assert {library.headline(one).title for one in report.ids} == {"Three", "Other"}


def test_an_edition_that_is_put_right_in_its_file_is_updated(
    library: Library, tmp_path: Path
) -> None:
    path = kept(tmp_path / "1.xml", item(1, "One").encode())
    (number,) = library.add([path]).ids

    kept(path, item(1, "One, put right").encode())

    assert library.add([path]).updated == 1
    assert library.headline(number).title == "One, put right"


def test_items_that_share_an_id_by_mistake_stay_apart(library: Library, tmp_path: Path) -> None:
    kept(tmp_path / "wire" / "1.xml", item(1, "One").encode())
    kept(tmp_path / "wire" / "2.xml", item(1, "Another").encode())

    assert library.add([tmp_path / "wire"]).added == 2
