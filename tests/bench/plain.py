"""The plain index that every answer is checked against: FTS5 as it comes, and plain SQL."""

from array import array
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import apsw

from reader.articles.words import index_words
from tests.bench.archive import Archive, Entry
from tests.bench.cast import KNOWN
from tests.bench.progress import progress

_AT_ONCE = 1_000
_CACHE_KIB = 65_536

_TABLES = """
CREATE VIRTUAL TABLE plain USING fts5(title, body, content='');
CREATE TABLE article(doc INTEGER PRIMARY KEY, id INTEGER NOT NULL, published INTEGER,
    source TEXT NOT NULL, author TEXT, language TEXT, title TEXT NOT NULL);
CREATE TABLE mentioned(entity TEXT NOT NULL, doc INTEGER NOT NULL);
CREATE TABLE surface(entity TEXT NOT NULL, words TEXT NOT NULL);
"""


class Plain:
    """A plain index of a library: rows are numbered by date, the words are the library's.

    Args:
        path: Its file, as `build` made it.
    """

    def __init__(self, path: Path) -> None:
        self._connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        self._connection.pragma("cache_size", -_CACHE_KIB)
        ids = self._connection.execute("SELECT id FROM article ORDER BY doc")
        self._ids = array("q", (row[0] for row in ids))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def newest(self, match: str, limit: int = 50) -> list[int]:
        """Ids of the newest articles that answer a full-text query, as one asks FTS5."""
        query = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rowid DESC LIMIT ?"
        docs: list[tuple[int]] = list(self._connection.execute(query, (match, limit)))
        return [self._ids[doc - 1] for (doc,) in docs]

    def answers(
        self, condition: str, bindings: Sequence[int | str] = (), limit: int = -1
    ) -> list[int]:
        """Ids of the articles that a condition on the table ``article`` holds for, newest first."""
        query = f"SELECT id FROM article a WHERE {condition} ORDER BY doc DESC LIMIT ?"  # noqa: S608 -- our own conditions
        rows: list[tuple[int]] = list(self._connection.execute(query, (*bindings, limit)))
        return [row[0] for row in rows]

    def terms(self) -> list[tuple[str, int]]:
        """Every word with the number of articles that hold it, the most frequent first."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(main, plain, row)"
        )
        query = "SELECT term, doc FROM temp.word ORDER BY doc DESC, term"
        found: list[tuple[str, int]] = list(self._connection.execute(query))
        return found

    def named(self, kind: str, tokens: str) -> list[str]:
        """Keys of the entities of a kind that have these words in a name."""
        query = "SELECT entity, words FROM surface WHERE entity LIKE ?"
        rows = self._connection.execute(query, (f"{kind}:%",))
        return sorted({entity for entity, surface in rows if f" {tokens} " in f" {surface} "})

    def sources(self, tokens: str) -> list[str]:
        """Names of the sources that have these words in it."""
        rows = self._connection.execute("SELECT DISTINCT source FROM article")
        return sorted(name for (name,) in rows if f" {tokens} " in f" {index_words(name)} ")


def build(path: Path, archive: Archive) -> None:
    """Make the plain index of an archive.

    Args:
        path: Where; nothing is there yet.
        archive: Its article number n is in the library under the id n + 1.
    """
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", "off")
    connection.execute(_TABLES)
    docs = enumerate(archive.by_date(), 1)
    surfaces: set[tuple[str, str]] = set()
    for part in progress(iter(lambda: list(islice(docs, _AT_ONCE)), []), len(archive)):
        with connection:
            for doc, number in part:
                surfaces |= _put(connection, doc, archive.entry(number))
    connection.executemany("INSERT INTO surface VALUES(?, ?)", sorted(surfaces))
    connection.execute("CREATE INDEX mentioned_by ON mentioned(entity, doc)")
    connection.execute("INSERT INTO plain(plain) VALUES('optimize')")
    connection.close()


def _put(connection: apsw.Connection, doc: int, entry: Entry) -> set[tuple[str, str]]:
    article = entry.article
    title, _, body = article.text.partition("\n")
    words = index_words(title), index_words(body)
    connection.execute("INSERT INTO plain(rowid, title, body) VALUES(?, ?, ?)", (doc, *words))
    row = (doc, entry.number + 1, article.published, article.source, article.author)
    connection.execute(
        "INSERT INTO article VALUES(?, ?, ?, ?, ?, ?, ?)", (*row, article.language, article.title)
    )
    # Of the names that every archive knows; the others are too many to ask for.
    known = [mention for mention in entry.mentions if mention.entity in KNOWN]
    entities = {mention.entity for mention in known}
    connection.executemany("INSERT INTO mentioned VALUES(?, ?)", ((one, doc) for one in entities))
    return {
        (mention.entity, index_words(name))
        for mention in known
        for name in (mention.name, article.text[mention.start : mention.end])
    }
