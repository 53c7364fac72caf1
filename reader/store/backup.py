"""Verified copies of ``news.db`` beside it: the last one, and the one before that."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from threading import Event

import apsw

from reader.errors import StoreError
from reader.store.database import Database
from reader.store.failures import in_words
from reader.store.schema import BACKUP_FOLDER, NEWS_NAME, make_news
from reader.store.wholeness import is_whole, read_copy

OLDER_NAME = "news.older.db"
_PARTIAL_NAME = "news.partial.db"

EVERY_S = 86_400.0
"""Shortest time between two backups."""
_STEP_PAGES = 256
"""4 MB; a few ms, after which it may be stopped."""
_STEPS_SYNCED = 4
"""Steps after which the disk is waited for: one long wait could not be stopped."""
_PAUSE_S = 0.001
"""Between steps, for whoever waits for the disk or the interpreter."""
_SPARE_BYTES = 16 << 20
"""Left free on the disk for the library itself."""

_STATE = """
SELECT (SELECT count(*) FROM article), (SELECT total(id * flags) FROM article),
    (SELECT count(*) FROM tag), (SELECT total(article) FROM tag),
    (SELECT max(seq) FROM change),
    (SELECT stamp FROM change WHERE seq = (SELECT max(seq) FROM change))
"""

State = tuple[float, ...]
"""What differs between two libraries, or one library at two times, that matter to a reader."""


class Backup:
    """Copies a library beside itself, in steps that hold up nobody.

    Args:
        folder: The library's folder.
        clock: Seconds since 1970, UTC.
        stopped: Set to stop what is being copied, at once.
    """

    def __init__(self, folder: Path, clock: Callable[[], float], stopped: Event) -> None:
        self._news = folder / NEWS_NAME
        self._folder = folder / BACKUP_FOLDER
        self._clock = clock
        self._stopped = stopped

    def make_if_due(self) -> bool:
        """Copy the library if the last copy is a day old and something has changed since.

        Whatever stands in the way, as a full disk, leaves all as it was.

        Returns:
            Whether a copy was made, found whole, and put in its place.
        """
        if self._stopped.is_set() or self._is_fresh() or not has_room(self._news):
            return False
        try:
            with self._turn():
                return not self._is_fresh() and self._make()
        except (StoreError, OSError):
            return False

    def _is_fresh(self) -> bool:
        made_s = made_at(last_backup(self._news.parent))
        # A clock that was put back must not keep backups from being made.
        return made_s is not None and 0 <= self._clock() - made_s < EVERY_S

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The folder, for us alone.

        Raises:
            BlockingIOError: Another newsreader is making a backup.
            OSError: The folder cannot be made or written.
        """
        self._folder.mkdir(mode=0o700, exist_ok=True)
        folder = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
            os.fsync(folder)
        finally:
            os.close(folder)

    def _make(self) -> bool:
        partial = self._folder / _PARTIAL_NAME
        news = Database(self._news, "read")
        try:
            with news.snapshot() as connection:
                connection.set_progress_handler(self._stopped.is_set, 1_000)
                state = state_of(connection)
                if state == self._last_state():
                    return False
                partial.unlink(missing_ok=True)
                now_s = self._clock()
                if not self._copy(connection, partial) or not self._is_true(partial, state):
                    return False
            os.utime(partial, (now_s, now_s))
            self._put_in_place(partial)
        finally:
            partial.unlink(missing_ok=True)
            news.close()
        return True

    def _last_state(self) -> State | None:
        last = last_backup(self._news.parent)
        if last is None:
            return None
        try:
            with read_copy(last, is_stopped=self._stopped.is_set) as connection:
                return state_of(connection)
        except StoreError:
            return None

    def _copy(self, source: apsw.Connection, partial: Path) -> bool:
        """Copy a snapshot to a new file; False if it was stopped."""
        make_news(partial)
        file = os.open(partial, os.O_RDWR | os.O_CLOEXEC)
        target = apsw.Connection(str(partial), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            with in_words(partial):
                # The file counts only when it is whole, and we wait for the disk ourselves.
                target.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF").fetchall()
                with target.backup("main", source, "main") as copying:
                    steps = 0
                    while not copying.step(_STEP_PAGES):
                        steps += 1
                        if not steps % _STEPS_SYNCED:
                            os.fsync(file)
                        if self._stopped.wait(_PAUSE_S):
                            return False
            os.fsync(file)
        finally:
            target.close()
            os.close(file)
        return True

    def _is_true(self, partial: Path, state: State) -> bool:
        is_stopped = self._stopped.is_set
        with read_copy(partial, is_stopped=is_stopped) as connection:
            if state_of(connection) != state:
                return False
        return is_whole(partial, is_stopped=is_stopped)

    def _put_in_place(self, partial: Path) -> None:
        last = self._folder / NEWS_NAME
        # A copy that has rotted since must not drive out the one before it.
        if last.exists() and is_whole(last, is_stopped=self._stopped.is_set):
            last.replace(self._folder / OLDER_NAME)
        partial.replace(last)


def state_of(connection: apsw.Connection) -> State:
    """What tells a library's state from its other states: articles, marks, tags, changes."""
    state: State = connection.execute(_STATE).get
    return state


def backups(folder: Path) -> list[Path]:
    """The backups of a library, newest first; they need not be whole."""
    paths = (folder / BACKUP_FOLDER / name for name in (NEWS_NAME, OLDER_NAME))
    return [path for path in paths if path.exists()]


def last_backup(folder: Path) -> Path | None:
    """The newest backup of a library; it need not be whole."""
    return next(iter(backups(folder)), None)


def made_at(backup: Path | None) -> float | None:
    """When a backup was made, seconds since 1970; None if there is none."""
    try:
        return None if backup is None else backup.stat().st_mtime
    except OSError:
        return None


def has_room(news: Path) -> bool:
    """Whether the disk can hold one more copy of a library's file."""
    try:
        return disk_usage(news.parent).free > news.stat().st_size + _SPARE_BYTES
    except OSError:
        return False
