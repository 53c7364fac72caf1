"""The index's file, ``index.db``: made from the truth, thrown away when in doubt."""

from pathlib import Path
from typing import NamedTuple

import apsw

from reader.store.schema import make_news

VERSION = "1"
"""Of the tables and of how words are cut. Raise it, and every index is built anew."""

EVERYWHERE = "\ue00f"
"""A word that every article holds in the index: what "all but" is taken from."""

_EMPTY_SHARE = 0.05

_HASH_SIZE = 16 << 20
"""Bytes."""

# The first column's words need no mark of their column: a fifth of the file.
# Words come cut and folded, separated by blanks; "ascii" leaves all beyond ASCII alone.
_TABLES = """
CREATE VIRTUAL TABLE fast USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE exact USING fts5(
    body, title, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE doc(
    doc INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, date INTEGER NOT NULL) STRICT;
CREATE INDEX doc_by_date ON doc(date, article);
CREATE TABLE term(term TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
CREATE TABLE about(
    version TEXT NOT NULL, library TEXT NOT NULL, built INTEGER NOT NULL,
    seq INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT;
"""


def make_index(path: Path) -> None:
    """Make an empty index file, without tables yet.

    Raises:
        StoreError: It cannot be made there.
    """
    make_news(path)
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.set_busy_timeout(5_000)
        connection.pragma("auto_vacuum", 2)
        connection.pragma("journal_mode", "wal")
    finally:
        connection.close()


def remove_index(path: Path) -> None:
    """Throw the index away, its log included."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def give_back(index: apsw.Connection) -> None:
    """Give the disk back what merging has left empty, if that is a good part of the file."""
    if index.pragma("freelist_count") > _EMPTY_SHARE * index.pragma("page_count"):
        index.execute("PRAGMA incremental_vacuum").fetchall()


def clear(index: apsw.Connection, library: str) -> None:
    """Drop all tables and make ours, empty; in a transaction."""
    for name in ("fast", "exact", "doc", "term", "about"):
        index.execute(f"DROP TABLE IF EXISTS {name}")
    index.execute(_TABLES)
    for name in ("fast", "exact"):
        # Kept in memory until so much has come: half the time of an intake.
        index.execute(f"INSERT INTO {name}({name}, rank) VALUES('hashsize', ?)", (_HASH_SIZE,))
    index.execute("INSERT INTO about VALUES(?, ?, random(), 0, 0)", (VERSION, library))


class State(NamedTuple):
    """What an index says of itself."""

    version: str
    library: str
    """Of which library it is the index."""
    built: int
    """Another number each time the index is built anew."""
    seq: int
    """The last change of the library that it has taken over; 0 before the first."""
    stamp: int
    """That change's stamp: a library brought back from a copy has others."""


def state(index: apsw.Connection) -> State | None:
    """What the index says of itself; None if the file has no tables yet."""
    if not index.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").get:
        return None
    query = "SELECT version, library, built, seq, stamp FROM about"
    version, library, built, seq, stamp = index.execute(query).get
    return State(version, library, built, seq, stamp)
