"""The truth's file, ``news.db``: its tables, its versions, making and recognising it."""

import os
from pathlib import Path

import apsw

from reader.errors import LibraryDamaged, LibraryTooNew, StoreError
from reader.store.database import Database
from reader.store.failures import REMEDY

NEWS_NAME = "news.db"
INDEX_NAME = "index.db"
BACKUP_FOLDER = "backup"
APPLICATION_ID = 0x4E777352
"""Ours, in the file's header: the letters "NwsR"."""

PAGE_BYTES = 16_384

UNDATED = -(1 << 47)
"""Stands in `article.date` for "no date", so that such articles are the last."""

READ, STARRED, GONE = 1, 2, 4
"""Bits of `article.flags`: the user's marks, and that all files it was read from are gone."""

TEXT_CHANGED, NAMES_CHANGED = 1, 2
"""Values of `change.op`: what the index has to take over."""

_FIRST = """
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE source(
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE article(
    id INTEGER PRIMARY KEY AUTOINCREMENT, date INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source, flags INTEGER NOT NULL DEFAULT 0,
    words INTEGER NOT NULL, added INTEGER NOT NULL, title TEXT NOT NULL,
    author TEXT, url TEXT, digest BLOB NOT NULL UNIQUE) STRICT;
CREATE INDEX article_by_date ON article(date DESC, id DESC);
CREATE TABLE primer(id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE body(
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    primer INTEGER REFERENCES primer, packed BLOB NOT NULL) STRICT;
CREATE TABLE folder(id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE place(
    folder INTEGER NOT NULL REFERENCES folder, name BLOB NOT NULL,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    changed_ns INTEGER NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY(folder, name)) WITHOUT ROWID, STRICT;
CREATE INDEX place_by_article ON place(article);
CREATE TABLE tag(
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, tag TEXT NOT NULL,
    PRIMARY KEY(article, tag)) WITHOUT ROWID, STRICT;
CREATE INDEX tag_by_name ON tag(tag, article);
CREATE TABLE recognizer(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE naming(
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    recognizer INTEGER NOT NULL REFERENCES recognizer, mentions BLOB NOT NULL) STRICT;
CREATE TABLE entity(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, label TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE alias(
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entity, surface TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0, UNIQUE(entity, surface)) STRICT;
CREATE TABLE change(
    seq INTEGER PRIMARY KEY, article INTEGER NOT NULL, op INTEGER NOT NULL,
    stamp INTEGER NOT NULL DEFAULT (random() & 0x7fffffff)) STRICT;
CREATE INDEX change_by_op ON change(op);
"""

_SECOND = """
ALTER TABLE article ADD COLUMN language TEXT;
ALTER TABLE article ADD COLUMN story INTEGER;
CREATE INDEX article_by_story ON article(story, date DESC, id DESC) WHERE story IS NOT NULL;
CREATE INDEX naming_by_recognizer ON naming(recognizer, article);
CREATE INDEX article_unread ON article(date DESC, id DESC) WHERE flags & 1 = 0;
CREATE INDEX article_read ON article(date DESC, id DESC) WHERE flags & 1;
CREATE INDEX article_starred ON article(date DESC, id DESC) WHERE flags & 2;
CREATE INDEX article_by_title ON article(substr(title, 1, 12) COLLATE NOCASE);
CREATE INDEX article_by_source ON article(source, date DESC, id DESC);
CREATE TABLE note(
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    text TEXT NOT NULL, changed INTEGER NOT NULL) STRICT;
CREATE TABLE saved(
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL,
    place INTEGER NOT NULL) STRICT;
CREATE TABLE reading(
    id INTEGER PRIMARY KEY, folder INTEGER NOT NULL REFERENCES folder, name BLOB NOT NULL,
    changed_ns INTEGER NOT NULL, size INTEGER NOT NULL,
    member INTEGER NOT NULL, item INTEGER NOT NULL, position INTEGER NOT NULL,
    is_whole INTEGER NOT NULL, is_anew INTEGER NOT NULL, UNIQUE(folder, name)) STRICT;
CREATE TABLE item(
    reading INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, key INTEGER NOT NULL,
    PRIMARY KEY(reading, article, key)) WITHOUT ROWID, STRICT;
CREATE INDEX item_by_article ON item(article);
"""

# Keys of entities, not their numbers: a correction means the same in every library.
_THIRD = """
ALTER TABLE naming ADD COLUMN ruled BLOB;
CREATE TABLE correction(
    id INTEGER PRIMARY KEY AUTOINCREMENT, made INTEGER NOT NULL, verdict TEXT NOT NULL,
    scope TEXT NOT NULL, surface TEXT NOT NULL, entity TEXT NOT NULL, label TEXT NOT NULL,
    target TEXT NOT NULL, name TEXT NOT NULL,
    article INTEGER REFERENCES article ON DELETE CASCADE,
    start INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0, is_settled INTEGER NOT NULL DEFAULT 0,
    stamp INTEGER NOT NULL DEFAULT (random())) STRICT;
CREATE INDEX correction_by_article ON correction(article) WHERE article IS NOT NULL;
CREATE INDEX correction_unsettled ON correction(id) WHERE NOT is_settled;
CREATE TABLE watch(
    entity TEXT PRIMARY KEY, name TEXT NOT NULL, label TEXT NOT NULL,
    since INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE dated(
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    date INTEGER NOT NULL, was INTEGER NOT NULL) STRICT;
"""

_FOURTH = """
CREATE TABLE edition(
    key INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    version INTEGER NOT NULL) STRICT;
CREATE INDEX edition_by_article ON edition(article);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH)
"""Number n leads from version n to n + 1; each runs in one transaction."""

VERSION = len(MIGRATIONS)


def make_news(path: Path) -> None:
    """Make an empty ``news.db``, readable by its owner alone.

    Raises:
        StoreError: It cannot be made there.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StoreError(
            f"the library cannot be made in {path.parent}: {error.strerror}; "
            "name another folder with --library"
        ) from error


def prepare_news(news: Database) -> None:
    """Bring ``news.db`` to `VERSION`: from nothing, or from an older version.

    Raises:
        LibraryDamaged: It is no library, or a torn one; it was not touched.
        LibraryTooNew: A newer newsreader wrote it; it was not touched.
        StoreError: The leaf that says what went wrong.
    """
    with news.reading() as connection:
        version = recognise(connection, news.path)
        if version == VERSION:
            return
        if not version:
            need_no_remains(news.path, "empty")
        if version:
            back_up(connection, news.path.with_name(f"{NEWS_NAME}.version-{version}"))
        else:
            _set_up_file(connection, news.path)
    for number in range(version, VERSION):
        with news.writing(is_synced=True) as connection:
            # Another newsreader may have been faster.
            if recognise(connection, news.path) == number:
                _migrate(connection, number)


def need_no_remains(path: Path, state: str) -> None:
    """Refuse to start a new library where one has been.

    Args:
        path: Of the truth's file.
        state: What it is, in words: missing, empty.

    Raises:
        LibraryDamaged: A library's index or backup is there.
    """
    for remains in (path.with_name(INDEX_NAME), path.with_name(BACKUP_FOLDER) / NEWS_NAME):
        if remains.exists():
            raise LibraryDamaged(
                f"{path} is {state} though {remains.relative_to(path.parent)} is there; {REMEDY} "
                f"or was backed up, or move {path.parent} away to start a new library"
            )


def recognise(connection: apsw.Connection, path: Path) -> int:
    """The version of a library file; 0 for an empty file.

    Raises:
        LibraryDamaged: It is a database of something else.
        LibraryTooNew: A newer newsreader wrote it.
    """
    mark: int = connection.pragma("application_id")
    version: int = connection.pragma("user_version")
    if mark != APPLICATION_ID:
        if mark or version or connection.execute("SELECT 1 FROM sqlite_schema").get:
            raise LibraryDamaged(
                f"{path} is not a newsreader library but another program's database; it was "
                "left as it is: move it away, or name another folder with --library"
            )
        return 0
    if version > VERSION:
        raise LibraryTooNew(
            f"{path} was written by a newer newsreader (library version {version}, this one "
            f"knows {VERSION}); it was left as it is: install the newer newsreader"
        )
    return version


def is_seeded(connection: apsw.Connection) -> bool:
    """Whether the library has been given the articles that it begins with."""
    return bool(connection.execute("SELECT 1 FROM about WHERE key = 'seeded'").get)


def set_seeded(connection: apsw.Connection) -> None:
    """Note that it has been; in a transaction."""
    connection.execute("INSERT OR IGNORE INTO about VALUES('seeded', 'yes')")


def back_up(connection: apsw.Connection, copy: Path) -> None:
    """Copy the whole database to the file `copy`, which only the owner can read."""
    partial = copy.with_name(copy.name + ".partial")
    make_news(partial)
    target = apsw.Connection(str(partial))
    try:
        with target.backup("main", connection, "main") as backup:
            while not backup.done:
                backup.step(4_096)
        target.pragma("journal_mode", "delete")
    finally:
        target.close()
    partial.replace(copy)


def _set_up_file(connection: apsw.Connection, path: Path) -> None:
    connection.pragma("page_size", PAGE_BYTES)
    mode = connection.pragma("journal_mode", "wal")
    if mode != "wal":
        raise StoreError(
            f"{path} is on a file system that cannot share a database (network drives cannot); "
            "name a folder on a local disk with --library"
        )


def _migrate(connection: apsw.Connection, number: int) -> None:
    connection.execute(MIGRATIONS[number])
    if number == 0:
        connection.execute("INSERT INTO about VALUES('library', lower(hex(randomblob(16))))")
        connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", number + 1)
