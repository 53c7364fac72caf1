"""Making a whole library of a damaged one and its backup; the damaged file is kept."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from shutil import copyfile, rmtree

from reader.errors import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    LibraryReadOnly,
    LibraryTooNew,
    StoreError,
)
from reader.store.backup import backups
from reader.store.database import Database
from reader.store.folder import Scratch, news_to_read
from reader.store.index_file import remove_index
from reader.store.joining import Joined, join
from reader.store.pages import Pages
from reader.store.schema import INDEX_NAME, NEWS_NAME, VERSION, make_news, prepare_news
from reader.store.wholeness import is_whole, read_copy
from reader.store.wreck import Wreck

_WORKSHOP = "salvage"
_ALL = -1

# Every open connection holds a lock on these bytes, which no file of ours reaches.
# Source: https://www.sqlite.org/src/file/src/os.h, SHARED_FIRST and SHARED_SIZE.
_SHARED_FIRST = 0x4000_0002
_SHARED_BYTES = 510

_MOST_VERSIONS = 1_000
"""A version above this is no newer newsreader's, but torn."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What came of salvaging a library."""

    joined: Joined
    backup: Path | None
    """The backup that what could not be read was taken from."""
    kept: Path | None
    """The damaged file's new name; None if there was no file at all."""


def salvage(folder: Path) -> Salvaged | None:
    """Put a whole library in a damaged one's place, made of it and of its last good backup.

    Nothing is in its place before all of it is made and verified; killed at any moment,
    either the damaged library is there or the whole one.

    Args:
        folder: The library's folder.

    Returns:
        What was saved; None if the library is whole, and was left alone.

    Raises:
        LibraryBusy: Another newsreader has it open.
        LibraryDamaged: There is nothing to save, or it is another program's; left alone.
        LibraryTooNew: A newer newsreader wrote it; left alone.
        StoreError: The leaf that says what went wrong; left alone.
    """
    news = folder / NEWS_NAME
    if not news.exists() and not backups(folder):
        raise LibraryDamaged(f"there is no library in {folder}, and no backup of one")
    with _in_words(folder):
        _need_ours(news)
        _need_alone(news)
        source = _source(news)
        if source == news and _is_well(folder):
            if (folder / _WORKSHOP).exists():
                # A salvage was killed when all was done but this.
                with _workshop(folder):
                    pass
            return None
        with _workshop(folder) as workshop:
            backup = next((one for one in backups(folder) if is_whole(one, texts=_ALL)), None)
            new = workshop / NEWS_NAME
            joined = _build(new, source, backup)
            _need_alone(news)
            kept = _put_in_place(new, news)
    return Salvaged(joined=joined, backup=backup, kept=kept)


def _need_ours(news: Path) -> None:
    """Refuse what is whole enough to tell that it is not for us."""
    tables: set[str] = set()
    version = 0
    with suppress(StoreError), read_copy(news) as connection:
        version = connection.pragma("user_version")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if tables and not {"article", "body"} <= tables:
        raise LibraryDamaged(
            f"{news} is not a newsreader library but another program's database; it was left "
            "as it is: move it away, or name another folder with --library"
        )
    if tables and VERSION < version <= _MOST_VERSIONS:
        raise LibraryTooNew(
            f"{news} was written by a newer newsreader; it was left as it is: salvage it with that"
        )


def _need_alone(news: Path) -> None:
    """Refuse while another newsreader works on the file, whose marks would be lost."""
    if not news.exists():
        return
    file = os.open(news, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_BYTES, _SHARED_FIRST)
    except BlockingIOError as error:
        raise LibraryBusy(f"another newsreader has {news} open; leave it and try again") from error
    finally:
        os.close(file)


def _source(news: Path) -> Path:
    """Where to read the damaged file: under its new name if a salvage has ended midway."""
    if _beside(news, "-wal").exists():
        return news
    return next((kept for kept in _damaged(news) if _is_same(kept, news)), news)


def _is_well(folder: Path) -> bool:
    scratch = Scratch()
    try:
        path, access = news_to_read(folder, scratch)
        return is_whole(path, texts=_ALL, access=access)
    except StoreError:
        return False
    finally:
        scratch.remove()


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder for us alone, empty, and gone in the end."""
    workshop = folder / _WORKSHOP
    workshop.mkdir(mode=0o700, exist_ok=True)
    held = os.open(workshop, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in workshop.iterdir():
            left.unlink()
        yield workshop
        rmtree(workshop)
    except BlockingIOError as error:
        raise LibraryBusy(f"another newsreader is salvaging {folder}") from error
    except BaseException:
        rmtree(workshop, ignore_errors=True)
        raise
    finally:
        os.close(held)


def _build(new: Path, source: Path, backup: Path | None) -> Joined:
    """Make the new library.

    Raises:
        LibraryDamaged: There is nothing to make it of.
    """
    make_news(new)
    if backup is not None:
        copyfile(backup, new)
    if not source.exists():
        source = new.with_name("lost")
        source.touch()
    with closing(Database(new, "write")) as library, closing(Pages(source)) as pages:
        prepare_news(library)
        joined = join(library, Wreck(pages, _primers(library)))
    if not joined.articles:
        raise LibraryDamaged(
            f"nothing can be read in {source}, and there is no backup; it was left as it is"
        )
    if not is_whole(new, texts=_ALL):
        raise StoreError(f"{new} is torn as soon as it is written; look after the disk")
    return joined


def _primers(library: Database) -> list[bytes]:
    with library.reading() as connection:
        return [row[0] for row in connection.execute("SELECT content FROM primer")]


def _put_in_place(new: Path, news: Path) -> Path | None:
    """Let the new file have the library's name, and the damaged one another."""
    if not news.exists():
        new.replace(news)
        return None
    kept = next(path for path in _damaged(news) if not path.exists() or _is_same(path, news))
    if not kept.exists():
        _link(news, kept)
    # The log goes first: it must never stand beside a file that it is not of.
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            _beside(news, ending).replace(_beside(kept, ending))
    remove_index(news.with_name(INDEX_NAME))
    new.replace(news)
    folder = os.open(news.parent, os.O_RDONLY | os.O_CLOEXEC)
    os.fsync(folder)
    os.close(folder)
    return kept


def _damaged(news: Path) -> Iterator[Path]:
    """Names for damaged files, up to one that is free."""
    for number in count(1):
        path = news.with_name(f"news.damaged-{number}.db")
        yield path
        if not path.exists():
            return


def _is_same(path: Path, news: Path) -> bool:
    return path.exists() and news.exists() and path.samefile(news)


def _link(news: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(news)
    except OSError:  # a file system without links
        copyfile(news, kept)
        kept.chmod(0o600)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        words = f"{folder}: {(error.strerror or str(error)).lower()}; nothing was changed"
        if error.errno in _FULL:
            raise DiskFull(f"{words}: make room and try again") from error
        if error.errno in _CLOSED:
            raise LibraryReadOnly(f"{words}: check its permissions") from error
        raise StoreError(words) from error
