"""Finding the names in many articles with several processes at once."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from itertools import islice
from queue import SimpleQueue

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.mention import Mention
from reader.cli.progress import Tick
from reader.entities.process import RecognizerProcess
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import NoSuchArticle, RecognizerError, StoreError
from reader.library import Library

_AHEAD = 8
"""Articles handed out ahead, for each process."""
_KEPT_AT_ONCE = 64
_KEPT_EVERY_S = 1.0
_PATIENCE = 5
"""So many articles in a row that fail are no accident: the others would fail, too."""

_Found = tuple[StoredArticle, Sequence[Mention]]


class Crew:
    """Processes at work on the articles of a library, and one writer that keeps what they find.

    Args:
        library: Whose articles, and where their names are kept.
        complain: Told each article whose names cannot be found, and why.
    """

    def __init__(
        self,
        library: Library,
        complain: Callable[[ArticleId, RecognizerError], None] = lambda *_: None,
    ) -> None:
        self._library = library
        self._complain = complain
        self._idle: SimpleQueue[RecognizerProcess] = SimpleQueue()
        self._found: list[_Found] = []
        self._changed: list[ArticleId] = []
        self._kept_s = time.monotonic()
        self._row = 0
        self.done = 0
        """Articles whose names are kept."""
        self.failed = 0

    def run(self, backlog: Sequence[ArticleId], jobs: int, tick: Tick | None) -> None:
        """Find the names of these articles; what was found is kept, also when this is stopped.

        Args:
            backlog: Which articles, in which order.
            jobs: Processes.
            tick: Told how far it is.

        Raises:
            RecognizerError: `_PATIENCE` articles in a row failed; the rest was left.
            StoreError: Names cannot be kept.
        """
        with ExitStack() as processes:
            for _ in range(min(jobs, len(backlog))):
                self._idle.put(processes.enter_context(RecognizerProcess()))
            todo = backlog
            while todo:
                self._work_through(todo, processes, tick)
                todo, self._changed = self._changed, []
        with suppress(StoreError):  # whoever searches for a name will be told
            self._library.index.keep_up()

    def _work_through(
        self, backlog: Sequence[ArticleId], processes: ExitStack, tick: Tick | None
    ) -> None:
        with ThreadPoolExecutor(self._idle.qsize()) as threads:
            try:
                for number, future in self._finished(backlog, threads):
                    self._take(number, future)
                    if tick is not None:
                        so_far = self.done + self.failed + len(self._found)
                        tick(so_far, so_far, max(so_far, len(backlog)))
            except BaseException:
                processes.close()  # so that the threads need not wait for answers
                threads.shutdown(cancel_futures=True)
                raise
            finally:
                self._keep()

    def _finished(
        self, backlog: Iterable[ArticleId], threads: ThreadPoolExecutor
    ) -> "Iterator[tuple[ArticleId, Future[_Found]]]":
        """Each article with what came of it; few are handed out ahead."""
        waiting = iter(backlog)
        ahead = _AHEAD * self._idle.qsize()
        running = {threads.submit(self._find, one): one for one in islice(waiting, ahead)}
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield running.pop(future), future
                for following in islice(waiting, 1):
                    running[threads.submit(self._find, following)] = following

    def _find(self, number: ArticleId) -> _Found:
        process = self._idle.get()
        try:
            stored = self._library.article(number)
            return stored, process.find(stored.text)
        finally:
            self._idle.put(process)

    def _take(self, number: ArticleId, future: "Future[_Found]") -> None:
        try:
            self._found.append(future.result())
        except NoSuchArticle:
            return
        except RecognizerError as error:
            self.failed += 1
            self._complain(number, error)
            self._row += 1
            if self._row == _PATIENCE:
                words = f"no names are found any more, {_PATIENCE} articles in a row failed"
                raise RecognizerError(f"{words}; newsreader doctor tells more") from error
            return
        self._row = 0
        is_due = time.monotonic() - self._kept_s >= _KEPT_EVERY_S
        if is_due or len(self._found) >= _KEPT_AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        """Keep what was found so far; a text that has changed meanwhile is read again."""
        found, self._found = self._found, []
        self._kept_s = time.monotonic()
        if found:
            changed = self._library.names.keep(found, DEFAULT_ID)
            self._changed += changed
            self.done += len(found) - len(changed)


def processors() -> int:
    """How many this process may use; not every system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
