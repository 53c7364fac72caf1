import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.library import Library
from tests.archive import write_article


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    for place in ("0.txt", "1.txt", "deep/2.txt"):
        path = tmp_path / "wire" / place
        write_article(path.parent, path.name, f"Story {path.stem}\n\nRain in town {path.stem}.")
    return tmp_path / "wire"


def gone(library: Library) -> list[str]:
    headlines = (library.headline(ArticleId(number)) for number in library.hits().ids)
    return sorted(one.title for one in headlines if one.is_gone)


def test_an_article_whose_file_has_gone_is_kept_and_marked_until_it_is_back(
    library: Library, wire: Path
) -> None:
    number = library.add([wire]).ids[0]
    library.mark_starred([number], is_starred=True)
    (wire / "0.txt").unlink()

    report, again = library.add([wire]), library.add([wire])
    marked = gone(library)
    write_article(wire, "0.txt", "Story 0\n\nRain in town 0.")
    library.add([wire])

    assert (report.gone, again.gone, marked) == (1, 0, ["Story 0"])
    assert gone(library) == []
    assert library.headline(number).is_starred
    assert len(library.hits("rain")) == 3


def test_a_folder_that_has_gone_marks_what_was_in_it(library: Library, wire: Path) -> None:
    library.add([wire])
    shutil.rmtree(wire / "deep")
    inner = library.add([wire / "deep"])
    shutil.rmtree(wire)

    outer = library.add([wire])

    assert (inner.gone, outer.gone) == (1, 2)
    assert gone(library) == ["Story 0", "Story 1", "Story 2"]


def test_a_file_that_was_renamed_has_not_gone(library: Library, wire: Path) -> None:
    library.add([wire])
    (wire / "1.txt").rename(wire / "one.txt")

    report = library.add([wire])

    assert (report.gone, report.unchanged) == (0, 3)
    assert gone(library) == []


def test_an_article_is_said_to_be_in_a_file_that_is_there(library: Library, wire: Path) -> None:
    number = library.add([wire]).ids[0]
    (wire / "0.txt").rename(wire / "z.txt")

    library.add([wire / "z.txt"])

    assert library.article(number).path == str(wire / "z.txt")


def test_one_file_that_has_gone_is_told_by_its_name_and_no_other_is(
    library: Library, wire: Path
) -> None:
    library.add([wire])
    (wire / "0.txt").unlink()
    (wire / "1.txt").unlink()

    report = library.add([wire / "0.txt"])

    assert (report.gone, report.skipped) == (1, 1)
    assert gone(library) == ["Story 0"]


def test_the_articles_of_a_file_that_holds_many_go_with_it_but_for_those_elsewhere(
    library: Library, wire: Path
) -> None:
    lines = [{"title": f"Story {n}", "text": f"Rain in town {n}."} for n in range(2, 2_002)]
    volume = wire / "many.jsonl"
    volume.write_text("\n".join(map(json.dumps, lines)))
    library.add([wire])
    volume.unlink()

    report = library.add([wire])

    assert report.gone == 1_999
    assert "Story 2" not in gone(library)
    assert len(gone(library)) == 1_999


def test_what_cannot_be_looked_at_is_not_taken_for_gone(library: Library, wire: Path) -> None:
    (wire / "deep").rename(wire.parent / "aside")
    (wire / "deep").symlink_to(wire / "deep")
    library.add([wire.parent / "aside"])
    (wire.parent / "aside").rename(wire.parent / "elsewhere")
    (wire.parent / "aside").symlink_to(wire.parent / "aside")

    reports = library.add([wire]), library.add([wire.parent / "aside"])

    assert [report.gone for report in reports] == [0, 0]
    assert gone(library) == []
