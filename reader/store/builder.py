"""A process of its own that brings the index up to date, so that a key never waits for it."""

import os
import subprocess
import time
from pathlib import Path
from threading import Lock

from reader.children import command, environment, give_way
from reader.errors import StoreError
from reader.store.database import Database
from reader.store.rebuilding import Building, progress

_SILENT = "the process that builds the search index has stopped; it is tried again soon"
_PAUSE_S = 10.0
"""After a failure, before it is tried again."""


class Builder:
    """Starts the process, says how far it is, and ends it; used from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._folder = Path()
        self._failure = ""
        self._failed_s = 0.0
        self._is_closed = False

    def begin(self, path: Path, news: Database) -> None:
        """Have the index brought up to date, or built; does not wait.

        Args:
            path: The index's file.
            news: The truth, as it is read here.

        Raises:
            StoreError: The last try failed, just now.
        """
        with self._lock:
            if self._is_closed or self._is_running():
                return
            if self._failure and time.monotonic() - self._failed_s < _PAUSE_S:
                raise StoreError(self._failure)
            self._folder = path.parent
            arguments = [str(path), str(news.path), news.access, str(os.getpid())]
            self._child = subprocess.Popen(
                command("reader.store.beside", *arguments),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(os.environ),
                # Ctrl-C and the terminal's end are the app's to handle.
                start_new_session=True,
            )
            give_way(self._child.pid)

    @property
    def building(self) -> Building | None:
        """How far the process is; None if none runs."""
        with self._lock:
            return (progress(self._folder) or Building(0, 0)) if self._is_running() else None

    def close(self) -> None:
        """End the process; what it has done is taken up the next time."""
        with self._lock:
            self._is_closed = True
            if self._child is not None:
                self._child.kill()
                self._child.communicate()
                self._child = None

    def _is_running(self) -> bool:
        if self._child is None:
            return False
        if self._child.poll() is None:
            return True
        said, _ = self._child.communicate()
        self._failure = (said.decode() or _SILENT) if self._child.returncode else ""
        self._failed_s = time.monotonic()
        self._child = None
        return False
