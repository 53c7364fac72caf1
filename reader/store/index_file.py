"""The index's file, ``index.db``: made from the truth, thrown away when in doubt."""

from pathlib import Path

import apsw

from reader.store.schema import make_news

VERSION = "1"
"""Of the tables and of how words are cut. Raise it, and every index is built anew."""

EVERYWHERE = "\ue00f"
"""A word that every article holds in the index: what "all but" is taken from."""

# Words come cut and folded, separated by blanks; "ascii" leaves all beyond ASCII alone.
_TABLES = """
CREATE VIRTUAL TABLE fast USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE exact USING fts5(
    title, body, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE doc(
    doc INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, date INTEGER NOT NULL) STRICT;
CREATE INDEX doc_by_date ON doc(date, article);
CREATE TABLE term(term TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE about(
    version TEXT NOT NULL, library TEXT NOT NULL, seq INTEGER NOT NULL, stamp INTEGER NOT NULL)
    STRICT;
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
        connection.pragma("journal_mode", "wal")
    finally:
        connection.close()


def remove_index(path: Path) -> None:
    """Throw the index away, its log included."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def clear(index: apsw.Connection) -> None:
    """Drop all tables, whatever they are, and make ours; in a transaction."""
    names = ("fast", "exact", "doc", "term", "about")
    for name in names:
        index.execute(f"DROP TABLE IF EXISTS {name}")
    index.execute(_TABLES)


def state(index: apsw.Connection) -> tuple[str, str, int, int] | None:
    """Version, library, and the change (seq, stamp) up to which the index has taken over.

    None if the file has no tables yet.
    """
    if not index.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").get:
        return None
    version, library, seq, stamp = index.execute("SELECT * FROM about").get
    return version, library, seq, stamp
