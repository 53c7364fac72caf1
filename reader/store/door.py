"""Opening and replacing the index's file in turns.

SQLite finds a database's log by the database's name, and only when it is first read. Were
the file replaced between the two, a log would be read, or written, that is another file's.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
from typing_extensions import override

from reader.store.database import Access, Database

Identity = tuple[int, int]
"""Device and number of a file."""


@contextmanager
def door(folder: Path, *, is_replacing: bool = False) -> Iterator[None]:
    """The folder with the index's file, for those who open it, or for one who replaces it.

    Args:
        folder: Where the index's file is.
        is_replacing: Nobody opens or replaces it meanwhile; else nobody replaces it.
    """
    held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(held, fcntl.LOCK_EX if is_replacing else fcntl.LOCK_SH)
        yield
    finally:
        os.close(held)


class IndexDatabase(Database):
    """A connection to the index's file that notices when another takes its place.

    Args:
        path: The index's file.
        access: What the connection may do.
        checkpoint_pages: Pages after which a commit copies the log into the file.
    """

    def __init__(self, path: Path, access: Access, *, checkpoint_pages: int = 1_000) -> None:
        super().__init__(path, access, checkpoint_pages=checkpoint_pages)
        self._opened: Identity | None = None

    @override
    def _connect(self) -> apsw.Connection:
        with door(self.path.parent):
            self._opened = _identity(self.path)
            connection = super()._connect()
            try:
                connection.execute("SELECT 1 FROM sqlite_schema").fetchall()
            except BaseException:
                connection.close()
                raise
            return connection

    @override
    def _is_moved(self) -> bool:
        return _identity(self.path) != self._opened


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
