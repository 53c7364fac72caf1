"""Keeping the index behind the truth's change feed; it is built anew when in doubt."""

from pathlib import Path
from threading import Lock

import apsw

from reader.errors import LibraryDamaged
from reader.store import index_file
from reader.store.builder import Builder
from reader.store.database import Database
from reader.store.door import IndexDatabase
from reader.store.indexing import IndexInDoubt, Known, take_changes
from reader.store.rebuilding import IsStopped, OnProgress, rebuild
from reader.store.truth import Truth

_CHECKPOINT_PAGES = 8_000
_MERGED_PAGES = 500
"""In one transaction: 0.05 s."""
_FEW_ARTICLES = 1_000
"""An index of so few is built at once: in less than a second."""
_FEW_CHANGES = 10_000
"""So many are always taken over one by one, however few the articles."""


class Index:
    """Writes ``index.db``: one instance a process, used from any thread.

    Args:
        path: The index's file.
        news: A connection to the truth for the index's own use.
        builder: Builds what takes long in a process beside this one; None: the caller waits.
    """

    def __init__(self, path: Path, news: Database, builder: Builder | None = None) -> None:
        self.path = path
        self.builder = builder
        self._news = news
        self._index = IndexDatabase(path, "write", checkpoint_pages=_CHECKPOINT_PAGES)
        self._lock = Lock()

    def close(self) -> None:
        """Let go of both files."""
        self._index.close()
        self._news.close()

    def catch_up(
        self,
        known: Known | None = None,
        *,
        is_patient: bool = True,
        on_progress: OnProgress = lambda _: None,
        is_stopped: IsStopped = lambda: False,
    ) -> None:
        """Take over what changed in the truth; build the index anew if it is in doubt.

        If there is a `builder`, a large index is being built when this returns, not built.

        Args:
            known: Texts at hand.
            is_patient: Waits for another thread or newsreader that is at it; else leaves it
                to that one.
            on_progress: Told how far an index that is built anew has come.
            is_stopped: Asked between steps.

        Raises:
            LibraryBusy: Another newsreader is at it.
            StoreError: The index cannot be written.
        """
        if not self._lock.acquire(blocking=is_patient):
            return
        try:
            is_whole = self._take_changes(known or {}, is_stopped, is_patient=is_patient)
            if not is_whole and not is_stopped():
                self._build(on_progress, is_stopped)
        finally:
            self._lock.release()

    def tidy(self, *, is_stopped: IsStopped = lambda: False) -> None:
        """Merge what a large intake has left in pieces, in short steps, and give back room.

        Args:
            is_stopped: Asked between steps.

        Raises:
            StoreError: The index cannot be written.
        """
        with self._lock:
            for table in index_file.FULL_TEXT:
                with self._index.reading() as index:
                    sign = -1 if index_file.is_in_pieces(index, table) else 1
                is_left = True
                while is_left and not is_stopped():
                    with self._index.writing() as index:
                        is_left = index_file.merge_some(index, table, sign * _MERGED_PAGES)
                    sign = 1
            with self._index.reading() as index:
                index_file.give_back(index)

    def _take_changes(self, known: Known, is_stopped: IsStopped, *, is_patient: bool) -> bool:
        """Take over all changes; False if the index must be built anew."""
        if not self.path.exists():
            return False
        try:
            is_all = False
            while not is_all and not is_stopped():
                # The snapshot begins with the first question, after the index is ours.
                with (
                    self._news.snapshot() as news,
                    self._index.writing(is_patient=is_patient) as index,
                ):
                    truth = Truth(news, self._news.path)
                    if not is_true_to(index, truth) or _is_far_behind(index, truth):
                        return False
                    is_all = take_changes(index, truth, known)
        except IndexInDoubt:
            return False
        except LibraryDamaged as error:
            if str(self.path) not in str(error):
                raise  # it is the truth that is torn
            return False
        return True

    def _build(self, on_progress: OnProgress, is_stopped: IsStopped) -> None:
        if self.builder is not None:
            with self._news.snapshot() as news:
                articles = Truth(news, self._news.path).count()
            if articles > _FEW_ARTICLES:
                self.builder.begin(self.path, self._news)
                return
        rebuild(self.path, self._news, on_progress, is_stopped)


def is_true_to(index: apsw.Connection, truth: Truth) -> bool:
    """Whether the index was made from this library, by these rules, from its own past."""
    state = index_file.state(index)
    return state is not None and truth.is_past(state.library, state.seq, state.stamp)


def is_behind(index: apsw.Connection, truth: Truth) -> bool:
    """Whether texts have changed since the index last took over."""
    state = index_file.state(index)
    return state is None or truth.last_text_change() > state.seq


def _is_far_behind(index: apsw.Connection, truth: Truth) -> bool:
    state = index_file.state(index)
    late = truth.last_change()[0] - (state.seq if state else 0)
    return late > max(_FEW_CHANGES, truth.count() // 2)
