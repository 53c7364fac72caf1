"""The index's file, ``index.db``: made from the truth, thrown away when in doubt.

======== =======================================================================
``fast`` every word of an article once, and its marks; knows no places, answers
         prefixes of 1 to 3 characters at once
``exact`` the words in order, in columns ``body`` and ``title``; marks in ``marks``
``name``  an entity's number, and the words of its name and all its aliases with
         `BETWEEN` between one and the next; its kind as a mark
``term``  every word of 3 characters or more, and the marks of authors, with ``df``:
         about how many articles hold it
``doc``   the number of an article in ``fast`` and ``exact``: falls as (date, id) grows, so
         that newest first is lowest first, and a span of dates is a span of numbers
         (see `reader.store.ordering`)
``fact``  what is counted of an article, by its number in ``doc``: its source, its date, and
         the entities that it mentions, each once (see `packed_entities`)
``about`` what the index is of and how far it has come
======== =======================================================================

Words are cut and folded by `reader.articles.words`. Marks are words that begin with a
character for private use, which folding leaves out of every other word: nobody can type
one. An article has `EVERYWHERE`, `SOURCE` and its source's number, `LANGUAGE` and its
code, `AUTHOR` and each word of its author, `ENTITY` and the number of each entity that it
mentions, in both tables; in ``fast``, too, `TITLE` and each word of its headline.
"""

import sys
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import apsw

from reader.store.schema import make_news

VERSION = "5"
"""Of the tables and of how words are cut. Raise it, and every index is built anew."""

ENTITY = "\ue000"
"""Begins the mark of an entity; its number in the library follows."""
SOURCE = "\ue001"
"""Begins the mark of a source; its number in the library follows."""
AUTHOR = "\ue002"
"""Begins the mark of an author; a word of the name follows, folded."""
LANGUAGE = "\ue003"
"""Begins the mark of a language; its code follows."""
KIND = "\ue004"
"""Begins the mark of an entity's kind in ``name``; a `Kind` follows."""
TITLE = "\ue005"
"""Begins the mark of a word of the headline in ``fast``; the word follows."""
BETWEEN = "\ue00e"
"""Parts aliases in ``name``, so that no phrase reaches from one into the next."""
EVERYWHERE = "\ue00f"
"""A word that every article holds in the index: what "all but" is taken from."""

FULL_TEXT = ("fast", "exact", "name")
"""The full-text tables."""

_EMPTY_SHARE = 0.05
_APART_SHARE = 0.05

_SETTINGS = {
    # Bytes kept in memory until they are written: half the time of an intake.
    "hashsize": 16 << 20,
    # Sixteen pieces are merged at once. Four by four, and a little at each article, would be
    # a third more work, and every twentieth article would take 40 ms.
    "automerge": 0,
    "crisismerge": 16,
}

# Indexes of ``doc`` fall, for it is filled from the newest on: their pages are full, not half.
# The first column's words need no mark of their column: a fifth of the file.
# Words come separated by blanks; "ascii" leaves all beyond ASCII alone.
_TABLES = """
CREATE VIRTUAL TABLE fast USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE exact USING fts5(
    body, title, marks, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE name USING fts5(
    words, content='', contentless_delete=1, prefix='1 2 3', tokenize='ascii');
CREATE TABLE doc(
    doc INTEGER PRIMARY KEY, article INTEGER NOT NULL, date INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX doc_by_article ON doc(article DESC);
CREATE INDEX doc_by_date ON doc(date DESC, article DESC);
CREATE TABLE term(term TEXT PRIMARY KEY, df INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE fact(
    doc INTEGER PRIMARY KEY, source INTEGER NOT NULL, date INTEGER NOT NULL,
    entities BLOB NOT NULL) STRICT;
CREATE TABLE about(
    version TEXT NOT NULL, library TEXT NOT NULL, built INTEGER NOT NULL,
    seq INTEGER NOT NULL, stamp INTEGER NOT NULL, alias INTEGER NOT NULL) STRICT;
"""


def packed_entities(numbers: Iterable[int]) -> bytes:
    """Numbers of entities as ``fact`` keeps them: 4 bytes each, the lowest byte first."""
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpacked_entities(packed: bytes) -> "array[int]":
    """What one or more results of `packed_entities`, joined, were made from."""
    numbers = array("I")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


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
    """Throw the index away, its log included; behind the door if others may open it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def merge_some(index: apsw.Connection, table: str, pages: int) -> bool:
    """Merge pieces of a full-text table; False if there was nothing to merge.

    Args:
        index: In a transaction.
        table: One of `FULL_TEXT`.
        pages: How many to write, about; if negative, all pieces begin to be merged into one.
    """
    before = index.total_changes()
    index.execute(f"INSERT INTO {table}({table}, rank) VALUES('merge', ?)", (pages,))
    # The order itself counts as one.
    return index.total_changes() - before > 1


def is_in_pieces(index: apsw.Connection, table: str) -> bool:
    """Whether a good part of a full-text table is apart from its largest piece.

    Every piece is asked for every word: with a twentieth of a million articles in three more
    pieces, queries take two to five times as long.
    """
    query = f"SELECT count(*) FROM {table}_idx GROUP BY segid"  # noqa: S608 -- one of our tables
    sizes: list[int] = [row[0] for row in index.execute(query)]
    return sum(sizes) - max(sizes, default=0) > _APART_SHARE * sum(sizes)


def give_back(index: apsw.Connection) -> None:
    """Give the disk back what merging has left empty, if that is a good part of the file."""
    if index.pragma("freelist_count") > _EMPTY_SHARE * index.pragma("page_count"):
        index.execute("PRAGMA incremental_vacuum").fetchall()


def make_tables(index: apsw.Connection, library: str, last: tuple[int, int]) -> None:
    """Make our tables, empty, in an empty file; in a transaction.

    Args:
        index: The file.
        library: Of which library it is to be the index.
        last: Number and stamp of the last change that it will have taken over.
    """
    index.execute(_TABLES)
    for name in FULL_TEXT:
        for setting, value in _SETTINGS.items():
            index.execute(f"INSERT INTO {name}({name}, rank) VALUES(?, ?)", (setting, value))
    index.execute("INSERT INTO about VALUES(?, ?, random(), ?, ?, 0)", (VERSION, library, *last))


class State(NamedTuple):
    """What an index of this version says of itself."""

    library: str
    """Of which library it is the index."""
    built: int
    """Another number each time the index is built anew."""
    seq: int
    """The last change of the library that it has taken over; 0 before the first."""
    stamp: int
    """That change's stamp: a library brought back from a copy has others."""
    alias: int
    """The last alias of an entity that it has taken over."""


def state(index: apsw.Connection) -> State | None:
    """What the index says of itself; None if it has no tables of this version."""
    if not index.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").get:
        return None
    if index.execute("SELECT version FROM about").get != VERSION:
        return None
    query = "SELECT library, built, seq, stamp, alias FROM about"
    return State(*index.execute(query).get)
