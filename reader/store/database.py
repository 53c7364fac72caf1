"""One connection to one SQLite file, shared by threads, its errors in words."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Literal, get_args

import apsw

from reader.errors import StoreError
from reader.store.failures import in_words

Access = Literal["read", "write", "immutable"]
"""Read beside writers, write, or read a file that nobody can write."""

ACCESSES: dict[str, Access] = {access: access for access in get_args(Access)}

BUSY_TIMEOUT_MS = 5_000
_CACHE_KIB: dict[Access, int] = {"read": 512, "immutable": 512, "write": 32_768}
"""Most memory for pages of a file. Those that are read anew come from the system's memory, as
fast as was measured, and with 32 MB for each connection a search took 25 MB more."""


class Database:
    """A connection that opens on first use and is used by one thread at a time.

    Args:
        path: The database file.
        access: What the connection may do.
        checkpoint_pages: Pages after which a commit copies the log into the file.
    """

    def __init__(self, path: Path, access: Access, *, checkpoint_pages: int = 1_000) -> None:
        self.path = path
        self.access = access
        self._checkpoint_pages = checkpoint_pages
        self._lock = RLock()
        self._connection: apsw.Connection | None = None
        self._is_closed = False
        self._depth = 0

    def walker(self) -> "Database":
        """Another connection to the file, for one long walk that nobody waits for.

        The caller closes it.
        """
        return Database(self.path, self.access)

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """The connection, for this thread alone, for the length of the block.

        Raises:
            StoreError: The leaf that says what went wrong.
        """
        with self._lock, in_words(self.path):
            if self._is_closed:
                raise StoreError(f"{self.path} has been closed")
            if self._connection is not None and not self._depth and self._is_moved():
                self._connection.close()
                self._connection = None
            if self._connection is None:
                self._connection = self._connect()
            self._depth += 1
            try:
                yield self._connection
            finally:
                self._depth -= 1

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """As `reading`; all statements of the block see one state of the file."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    @contextmanager
    def writing(
        self, *, is_synced: bool = False, is_patient: bool = True
    ) -> Iterator[apsw.Connection]:
        """One transaction: all of the block is kept, or nothing if it raises.

        Args:
            is_synced: Survives a power cut at once, as a user's own marks must; else
                a power cut may undo the last second, and a crash nothing.
            is_patient: Waits up to `BUSY_TIMEOUT_MS` for another writer; else not at all.

        Raises:
            LibraryBusy: Another writer holds the file.
            StoreError: The leaf that says what went wrong.
        """
        with self.reading() as connection:
            connection.execute(f"PRAGMA synchronous={2 if is_synced else 1}")
            connection.set_busy_timeout(BUSY_TIMEOUT_MS if is_patient else 0)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after a full disk.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def interrupt(self) -> None:
        """Stop what runs on this connection; nothing happens if nothing does."""
        connection = self._connection
        if connection is not None:
            # It may be closed at this very moment, by the thread that uses it.
            with suppress(apsw.ConnectionClosedError):
                connection.interrupt()

    def close(self) -> None:
        """Close; what runs is stopped first. Closing twice does nothing."""
        if not self._lock.acquire(blocking=False):
            self.interrupt()
            self._lock.acquire()
        try:
            with in_words(self.path):
                self._is_closed = True
                if self._connection is not None:
                    # Clears an interrupt that found nothing to stop: it would stop the
                    # checkpoint that closing ends with.
                    self._connection.execute("SELECT 1").fetchall()
                    self._connection.close()
                    self._connection = None
        finally:
            self._lock.release()

    def reopen(self) -> None:
        """Let go of the file; the next use opens what then has its name."""
        self.close()
        self._is_closed = False

    def _is_moved(self) -> bool:
        """Whether another file has the name of the one that is open."""
        return False

    def _connect(self) -> apsw.Connection:
        if self.access == "immutable":
            flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
            name = f"file:{_percent(str(self.path))}?immutable=1"
        else:
            # Readers need to write the log's shared memory, hence query_only below.
            flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
            name = str(self.path.absolute())
        connection = apsw.Connection(name, flags=flags)
        connection.set_busy_timeout(BUSY_TIMEOUT_MS)
        # One that answers would end the run of those after it, unless all is fetched.
        connection.execute(
            "PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
            f"PRAGMA checkpoint_fullfsync=ON; PRAGMA cache_size=-{_CACHE_KIB[self.access]};"
            f"PRAGMA wal_autocheckpoint={self._checkpoint_pages};"
            f"PRAGMA query_only={'OFF' if self.access == 'write' else 'ON'}"
        ).fetchall()
        return connection


def _percent(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 -- only for folders that cannot be written

    return quote(path)
