"""SQLite's errors in words: what happened, to which file, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from reader.errors import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    LibraryReadOnly,
    QueryInterrupted,
    StoreError,
)

REMEDY = "newsreader doctor --salvage saves what can be read"

_WRITING = frozenset(
    (
        apsw.SQLITE_IOERR_WRITE,
        apsw.SQLITE_IOERR_FSYNC,
        apsw.SQLITE_IOERR_DIR_FSYNC,
        apsw.SQLITE_IOERR_TRUNCATE,
        apsw.SQLITE_IOERR_SHMSIZE,
        apsw.SQLITE_IOERR_SHMMAP,
    )
)
"""Extended results of writes that failed: quotas and size limits, not torn files."""


_LEAVES: tuple[tuple[tuple[type[apsw.Error], ...], type[StoreError], str], ...] = (
    (
        (apsw.BusyError, apsw.LockedError),
        LibraryBusy,
        "another newsreader has held {path} for too long; try again when it has finished writing",
    ),
    (
        (apsw.FullError,),
        DiskFull,
        "the disk is full: {path} cannot grow; make room and try again",
    ),
    (
        (apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError),
        LibraryReadOnly,
        "{path} may be read but not written; check its permissions and its folder's",
    ),
    (
        (apsw.CantOpenError,),
        StoreError,
        "{path} cannot be opened; check its permissions and its folder's",
    ),
)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn every error of SQLite inside the block into a leaf of `StoreError`.

    Args:
        path: The file that the block works on, named in the message.

    Raises:
        StoreError: The leaf that fits, its message fit to be shown.
    """
    try:
        yield
    except apsw.Error as error:
        raise _leaf(error, path) from error


def _leaf(error: apsw.Error, path: Path) -> StoreError:
    if isinstance(error, apsw.InterruptError):
        return QueryInterrupted("a newer question overtook this one")
    if isinstance(error, (apsw.CorruptError, apsw.NotADBError)):
        return damaged(path)
    if isinstance(error, apsw.IOError):
        return _input_output(error, path)
    for kinds, leaf, words in _LEAVES:
        if isinstance(error, kinds):
            return leaf(words.format(path=path))
    return StoreError(f"{path}: SQLite says: {error}")


def _input_output(error: apsw.Error, path: Path) -> StoreError:
    # apsw's types leave this attribute out.
    if getattr(error, "extendedresult", 0) in _WRITING:
        return DiskFull(
            f"{path} could not be written: the disk is full, a limit is reached or the disk "
            "fails; make room and try again"
        )
    return LibraryDamaged(
        f"{path} could not be read: the file is cut short or the disk fails; it was left "
        f"as it is: {REMEDY}"
    )


def damaged(path: Path) -> LibraryDamaged:
    """The error for a file that is torn."""
    return LibraryDamaged(
        f"{path} is damaged; it was left as it is: {REMEDY}, or move it away to start a new library"
    )
