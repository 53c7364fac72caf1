"""Libraries without an index, and building one: with care, stopped, killed."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from reader.children import command, environment
from reader.library import Library
from reader.store.database import Database
from reader.store.index_file import remove_index
from reader.store.rebuilding import Building, rebuild
from tests.archive import article_at, store

ARTICLES = 2_500


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("model") / "library", 30)


@pytest.fixture(scope="module")
def large_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("model") / "library", ARTICLES)


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name = "large_model" if "large" in request.fixturenames else "model"
    return Path(shutil.copytree(request.getfixturevalue(name), tmp_path / "library"))


@pytest.fixture
def large(folder: Path) -> Path:
    return folder


@pytest.fixture
def news(folder: Path) -> Iterator[Database]:
    with closing(Database(folder / "news.db", "read")) as opened:
        yield opened


def stored(folder: Path, articles: int) -> Path:
    """A library with so many articles and the seed, not indexed yet."""
    with Library.open(folder):
        store(folder, [article_at(day, f"Day {day}\n\nrain") for day in range(articles)])
    remove_index(folder / "index.db")
    return folder


def build(folder: Path, news: Database, *, steps: int | None = None) -> list[Building]:
    """Rebuild the index, stopped after so many steps; what it said of them."""
    said: list[Building] = []
    rebuild(
        folder / "index.db", news, said.append, lambda: steps is not None and len(said) >= steps
    )
    return said


def beside(folder: Path, asked_by: int | None = None) -> "subprocess.Popen[bytes]":
    paths = (str(folder / "index.db"), str(folder / "news.db"))
    arguments = command("reader.store.beside", *paths, "read", str(asked_by or os.getpid()))
    return subprocess.Popen(arguments, env=environment({}), stdout=subprocess.PIPE)


def need_agreement(folder: Path) -> None:
    """The index is whole and finds what there is."""
    with Library.open(folder) as library:
        listed = [number for number in library.hits().ids if number != 1]
        assert list(library.hits("rain").whole().ids) == listed
    connection = apsw.Connection(str(folder / "index.db"))
    for table in ("fast", "exact", "name"):
        connection.execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
    assert connection.execute("SELECT count(*) FROM doc").get == len(listed) + 1
    connection.close()


def wait_until_built(library: Library) -> None:
    while library.index.building is not None:
        time.sleep(0.02)


def tear(path: Path) -> None:
    torn = bytearray(path.read_bytes())
    for start in range(4_096, len(torn), 4_096):
        torn[start : start + 64] = b"\xff" * 64
    path.write_bytes(torn)


def other_library(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE about SET library = 'other'")
    connection.close()


def foreign(path: Path) -> None:
    path.unlink()
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE recipe(name)")
    connection.close()
