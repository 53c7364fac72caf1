import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from reader.errors import LibraryDamaged, LibraryTooNew, StoreError
from reader.library import Library
from reader.store import schema
from tests.archive import article_at, store, titles


def made(folder: Path) -> Path:
    """A library of 300 articles, closed; its main file."""
    with Library.open(folder) as library:
        store(folder, [article_at(day, f"Day {day}\n\nrain " * 9) for day in range(300)])
        library.hits("rain")
    return folder / "news.db"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def noise(path: Path) -> None:
    path.write_bytes(random.Random(5).randbytes(path.stat().st_size))  # noqa: S311 -- a fault, no secret


def text(path: Path) -> None:
    path.write_text("Dear diary,\n" * 1_000)


def another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe(name)")
    connection.close()


def another_program_s_mark(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 77")
    connection.close()


def nothing(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "damage", [half, noise, text, another_database, another_program_s_mark, nothing]
)
def test_a_file_that_is_no_library_is_refused_and_left_alone(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(made(tmp_path))
    before = contents(tmp_path)

    with pytest.raises(LibraryDamaged, match=r"news\.db"), Library.open(tmp_path) as library:
        library.hits("rain").rows(0, 300)

    assert contents(tmp_path).items() >= before.items()


def test_a_lost_file_is_not_replaced_by_an_empty_library(tmp_path: Path) -> None:
    made(tmp_path).unlink()

    with pytest.raises(LibraryDamaged, match="missing"):
        Library.open(tmp_path)

    assert not (tmp_path / "news.db").exists()


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path)
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", schema.VERSION + 1)
    connection.close()
    before = contents(tmp_path)

    with pytest.raises(LibraryTooNew, match="newer newsreader"):
        Library.open(tmp_path)

    assert contents(tmp_path) == before


def test_an_older_library_is_copied_and_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    shelf = "CREATE TABLE shelf(article INTEGER PRIMARY KEY, words TEXT) STRICT"
    older = schema.VERSION
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, shelf))
    monkeypatch.setattr(schema, "VERSION", older + 1)

    with Library.open(tmp_path) as library:
        assert len(library.hits("rain")) == 300

    copy, now = (
        apsw.Connection(str(tmp_path / f"news.db{end}")) for end in (f".version-{older}", "")
    )
    assert (copy.pragma("user_version"), now.pragma("user_version")) == (
        older,
        older + 1,
    )
    assert copy.execute("SELECT count(*) FROM article").get == 301
    assert copy.pragma("integrity_check") == "ok"
    assert now.execute("SELECT count(*) FROM shelf").get == 0
    copy.close()
    now.close()


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    torn = "CREATE TABLE shelf(article INTEGER); INSERT INTO nowhere VALUES(1)"
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, torn))
        patched.setattr(schema, "VERSION", schema.VERSION + 1)
        with pytest.raises(StoreError, match="nowhere"):
            Library.open(tmp_path)

    with Library.open(tmp_path) as library:
        assert len(titles(library, "rain")) == 300


def test_a_start_that_was_cut_short_is_taken_up(tmp_path: Path) -> None:
    schema.make_news(tmp_path / "news.db")

    with Library.open(tmp_path) as library:
        assert library.is_new
        assert library.counts().articles > 0


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="cannot be made in"):
        Library.open(tmp_path / "file" / "library")
