"""A library with marks, tags and places, ways to damage it, and what its file holds."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from reader.articles.article import ArticleId
from reader.library import Library
from reader.store import schema
from reader.store.articles import texts
from reader.store.salvage import Salvaged, salvage
from tests.archive import write_article

ARTICLES = 220
LONG = 12_000
"""Words of an article that goes on over several pages."""
Damage = Callable[[bytearray], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library of articles with marks, tags and places."""
    root = tmp_path_factory.mktemp("whole")
    chosen = random.Random(1)  # noqa: S311 -- the same stories in each run
    words = ["".join(chosen.choices("abcdefghijk", k=chosen.randint(2, 9))) for _ in range(9_000)]
    for number in range(ARTICLES):
        length = LONG if number == 77 else chosen.randint(1, 600)
        body = " ".join(chosen.choices(words, k=length))
        write_article(root / "wire", f"{number:03}.txt", f"Story {number}\n\n{body} rain")
    with Library.open(root / "library") as library:
        library.add([root / "wire"], tag="wire")
        library.mark_read([ArticleId(n) for n in range(1, 100)], is_read=True)
        library.mark_starred([ArticleId(n) for n in range(90, 110)], is_starred=True)
    return root / "library"


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "library"))


class Held:
    """What a library's file holds."""

    def __init__(self, path: Path) -> None:
        connection = apsw.Connection(f"file:{path}?immutable=1", flags=0x41)
        query = "SELECT id, digest, flags, date, source, author, url FROM article"
        rows = {row[0]: row[1:] for row in connection.execute(query)}
        self.texts = texts(connection, list(rows))
        self.marks = {number: row[1] for number, row in rows.items()}
        self.digests = {number: row[0] for number, row in rows.items()}
        self.packed = dict(connection.execute("SELECT article, packed FROM body"))
        self.primer: bytes = connection.execute("SELECT content FROM primer LIMIT 1").get or b""
        self.tags = {*connection.execute("SELECT article, tag FROM tag")}
        connection.close()


def damage(folder: Path, how: Damage) -> bytes:
    """Damage a library; its file's bytes after that."""
    kept = bytearray((folder / "news.db").read_bytes())
    how(kept)
    (folder / "news.db").write_bytes(kept)
    return bytes(kept)


def head(kept: bytearray) -> None:
    kept[: schema.PAGE_BYTES] = bytes(schema.PAGE_BYTES)


def salvaged(folder: Path) -> Salvaged:
    found = salvage(folder)
    assert found is not None
    return found


def need_well(folder: Path) -> None:
    """The library is whole, its index is made anew, and nothing is left lying about."""
    with Library.open(folder) as library:
        library.hits("rain")
        assert [one for one in library.checkup() if not one.ok] == []
    assert not (folder / "salvage").exists()
