"""``newsreader names``."""

import argparse
import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from itertools import islice
from queue import SimpleQueue

from reader.articles.article import ArticleId
from reader.cli.library import library_of
from reader.cli.output import standard_error, standard_output
from reader.cli.progress import Tick, progress
from reader.entities.process import RecognizerProcess
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import NoSuchArticle, RecognizerError, StoreError
from reader.library import Library

_WAITING = 4
"""Articles handed out ahead, for each process."""
_TIMEOUT_S = 120.0


def run(arguments: argparse.Namespace) -> int:
    """Find the names in all articles that were not read for them yet.

    What was found is kept at once, so that it may be stopped at any time.
    """
    jobs = arguments.jobs or _processors()
    with library_of(arguments.library) as library:
        naming = _Naming(library)
        try:
            with progress("Finding names") as tick:
                naming.run(jobs, tick)
        except KeyboardInterrupt:
            words = f"stopped after {naming.done:,}; newsreader names goes on from there"
            standard_error().message(f"newsreader: {words}")
            raise
        finally:
            with suppress(StoreError):  # whoever searches for a name will be told
                library.index.keep_up()
        standard_output().message(_summary(naming))
    return 1 if naming.failed else 0


def _processors() -> int:
    """How many this process may use; not every system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _summary(naming: "_Naming") -> str:
    failed = f", {naming.failed:,} failed" if naming.failed else ""
    return f"{naming.done:,} read for names{failed}"


def _tell(tick: Tick | None, done: int, total: int) -> None:
    if tick is not None:
        tick(done, done, total)


class _Naming:
    """A pool of processes at work on the articles of a library.

    Args:
        library: Whose articles, and where their names are kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._idle: SimpleQueue[RecognizerProcess] = SimpleQueue()
        self.done = 0
        self.failed = 0

    def run(self, jobs: int, tick: Tick | None) -> None:
        """Work with so many processes until every article was read, or failed."""
        backlog = list(self._library.names.unnamed(DEFAULT_ID))
        if not backlog:
            return
        _tell(tick, 0, len(backlog))
        with ExitStack() as processes:
            for _ in range(min(jobs, len(backlog))):
                self._idle.put(processes.enter_context(RecognizerProcess()))
            with ThreadPoolExecutor(self._idle.qsize()) as threads:
                try:
                    for number, future in self._finished(iter(backlog), threads):
                        self._count(number, future)
                        _tell(tick, self.done + self.failed, len(backlog))
                except BaseException:
                    processes.close()  # so that the threads need not wait for answers
                    threads.shutdown(cancel_futures=True)
                    raise

    def _finished(
        self, backlog: Iterator[ArticleId], threads: ThreadPoolExecutor
    ) -> "Iterator[tuple[ArticleId, Future[None]]]":
        """Each article with what came of it; few are handed out ahead."""
        ahead = _WAITING * self._idle.qsize()
        running = {threads.submit(self._name, one): one for one in islice(backlog, ahead)}
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield running.pop(future), future
                for following in islice(backlog, 1):
                    running[threads.submit(self._name, following)] = following

    def _name(self, number: ArticleId) -> None:
        process = self._idle.get()
        try:
            # A text that changed meanwhile is read again, as it is then.
            while True:
                stored = self._library.article(number)
                mentions = process.find(stored.text, timeout_s=_TIMEOUT_S)
                if self._library.names.keep_mentions(number, stored.digest, DEFAULT_ID, mentions):
                    return
        finally:
            self._idle.put(process)

    def _count(self, number: ArticleId, future: "Future[None]") -> None:
        try:
            future.result()
        except NoSuchArticle:
            return
        except RecognizerError as error:
            self.failed += 1
            standard_error().message(f"newsreader: article {number}: {error}")
        else:
            self.done += 1
