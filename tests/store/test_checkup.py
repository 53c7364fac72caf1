import os
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from reader.library import Library
from tests.archive import article_at, store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        store(opened.folder, [article_at(day, f"Day {day}\n\nrain {day}") for day in range(400)])
        assert len(opened.hits("rain")) == 400
    with Library.open(tmp_path / "library") as opened:
        yield opened


def run(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql).fetchall()
    connection.close()


def bad(library: Library) -> dict[str, str]:
    return {one.name: one.words for one in library.checkup() if not one.ok}


def test_a_torn_page_of_the_library_is_found_and_nothing_is_changed(library: Library) -> None:
    path = library.folder / "news.db"
    kept = bytearray(path.read_bytes())
    kept[-16_384 * 2 : -16_384 * 2 + 200] = b"\xff" * 200
    path.write_bytes(kept)

    found = bad(library)

    assert "damaged" in found["news.db"]
    assert "left as it is" in found["news.db"]
    assert path.read_bytes() == kept


def test_a_library_that_is_no_database_any_more_is_found_so(library: Library) -> None:
    (library.folder / "news.db").write_bytes(b"\0" * 50_000)

    found = bad(library)

    assert "damaged" in found["news.db"]


def test_a_wrong_count_is_found(library: Library) -> None:
    run(library.folder / "news.db", "UPDATE source SET unread = unread + 1")

    assert "miscounted" in bad(library)["articles"]


def test_a_changed_text_is_found_by_its_checksum(library: Library) -> None:
    run(
        library.folder / "news.db",
        "UPDATE body SET packed = (SELECT packed FROM body WHERE article = 3),"
        " primer = (SELECT primer FROM body WHERE article = 3) WHERE article = 4",
    )

    assert "article 4" in bad(library)["texts"]


def test_an_index_of_another_library_is_found_so(library: Library) -> None:
    run(library.folder / "index.db", "UPDATE about SET library = 'other'")

    assert "made anew" in bad(library)["index.db"]


def test_a_missing_index_is_no_loss(library: Library) -> None:
    library.close()
    (library.folder / "index.db").unlink()

    with Library.open(library.folder) as again:
        assert bad(again) == {"index.db": "not there; it is made at the next search"}
        assert len(again.hits("rain")) == 400
        assert bad(again) == {}


def test_an_index_that_is_behind_is_no_trouble(library: Library) -> None:
    store(library.folder, [article_at(1, "One more")])

    (finding,) = [one for one in library.checkup() if one.name == "index.db"]

    assert finding.ok
    assert "catches up" in finding.words


def test_lines_of_the_users_list_that_cannot_be_understood_are_told(library: Library) -> None:
    listed = library.folder / "names.tsv"
    listed.write_text("Raqqa\tplace\nMosul\ttown\nRawa\n", encoding="utf-8")

    words = bad(library)["names.tsv"]
    assert words.startswith("names.tsv, line 2: town is no kind of name")
    assert words.endswith("; 1 more")
    listed.write_text("Raqqa\tplace\n", encoding="utf-8")
    assert bad(library) == {}


def test_a_pipe_in_place_of_the_users_list_is_not_waited_on(library: Library) -> None:
    os.mkfifo(library.folder / "names.tsv")

    assert library.names.entities() == []
    assert bad(library) == {"names.tsv": "no file that can be read; it says nothing"}
