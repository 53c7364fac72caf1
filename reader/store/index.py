"""Keeping the index behind the truth's change feed; it is built anew when in doubt."""

from pathlib import Path
from threading import Lock

import apsw

from reader.errors import LibraryDamaged
from reader.store import index_file
from reader.store.database import Database
from reader.store.indexing import Known, Vocabulary, build, take_changes
from reader.store.truth import Truth

_CHECKPOINT_PAGES = 8_000


class Index:
    """Writes ``index.db``: one instance a process, used from any thread.

    Args:
        path: The index's file.
        news: A connection to the truth for the index's own use.
    """

    def __init__(self, path: Path, news: Database) -> None:
        self.path = path
        self._news = news
        self._index = Database(path, "write", checkpoint_pages=_CHECKPOINT_PAGES)
        self._vocabulary = Vocabulary()
        self._lock = Lock()

    def close(self) -> None:
        """Let go of both files."""
        self._index.close()
        self._news.close()

    def catch_up(self, known: Known | None = None, *, is_patient: bool = True) -> None:
        """Take over what changed in the truth; build the index anew if it is in doubt.

        Args:
            known: Texts at hand.
            is_patient: Waits for another thread or newsreader that is at it; else leaves it
                to that one.

        Raises:
            LibraryBusy: Another newsreader is at it.
            StoreError: The index cannot be written.
        """
        if not self._lock.acquire(blocking=is_patient):
            return
        try:
            self._take_over(known or {}, is_patient=is_patient)
        except LibraryDamaged as error:
            if str(self.path) not in str(error):
                raise  # it is the truth that is torn
            self._remove()
            self._take_over({}, is_patient=is_patient)
        finally:
            self._lock.release()

    def start_anew(self) -> None:
        """Throw the index away, for it is torn, and build it from the truth.

        Raises:
            StoreError: The index cannot be written.
        """
        with self._lock:
            self._remove()
            self._take_over({}, is_patient=True)

    def tidy(self) -> None:
        """Give the disk back what a large intake has left empty."""
        with self._lock, self._index.reading() as index:
            index_file.give_back(index)

    def _remove(self) -> None:
        self._index.reopen()
        index_file.remove_index(self.path)

    def _take_over(self, known: Known, *, is_patient: bool) -> None:
        if not self.path.exists():
            self._index.reopen()
            index_file.make_index(self.path)
        try:
            # The snapshot begins with the first question, after the index is ours.
            with (
                self._news.snapshot() as news,
                self._index.writing(is_patient=is_patient) as index,
            ):
                truth = Truth(news, self._news.path)
                last = truth.last_change()
                if not is_true_to(index, truth) or not take_changes(
                    index, truth, self._vocabulary, known
                ):
                    build(index, truth, self._vocabulary)
                index.execute("UPDATE about SET seq = ?, stamp = ?", last)
        except BaseException:
            self._vocabulary.forget()
            raise


def is_true_to(index: apsw.Connection, truth: Truth) -> bool:
    """Whether the index was made from this library, by these rules, from its own past."""
    state = index_file.state(index)
    if state is None:
        return False
    if (state.version, state.library) != (index_file.VERSION, truth.library()):
        return False
    return state.seq == 0 or truth.stamp(state.seq) == state.stamp


def is_behind(index: apsw.Connection, truth: Truth) -> bool:
    """Whether texts have changed since the index last took over."""
    state = index_file.state(index)
    return state is None or truth.last_text_change() > state.seq
