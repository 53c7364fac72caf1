"""Asking the index, which is made ready for it, and anew when it turns out to be torn."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

import apsw

from reader.errors import DiskFull, IndexBeingBuilt, LibraryBusy, LibraryDamaged, StoreError
from reader.store import index_file
from reader.store.builder import Builder
from reader.store.database import Database
from reader.store.door import IndexDatabase
from reader.store.folder import Scratch
from reader.store.index import Index, is_behind, is_true_to
from reader.store.index_file import remove_index
from reader.store.rebuilding import Building, OnProgress
from reader.store.schema import INDEX_NAME
from reader.store.truth import Truth

Answer = TypeVar("Answer")

_FEW_CHANGES = 20
"""So many are taken over before a question is answered: in a hundredth of a second."""
_NAMED_AT_ONCE = 50
"""Articles whose names are taken over together."""
_PATIENCE_S = 3.0
"""How long others may take to take over what they have stored."""


class _State(NamedTuple):
    is_true: bool
    """To the library."""
    seq: int
    """The last change that the index has taken over."""
    late: int
    """About how many changes it has not."""
    is_text_late: bool
    """Whether texts are among them, not only names."""


_NO_INDEX = _State(is_true=False, seq=0, late=0, is_text_late=False)


class Answering:
    """The index of a library, for questions from any thread, one at a time.

    Args:
        path: The index's file; it need not exist.
        news: Where and how the truth is read.
        scratch: Takes an index where the library's folder cannot; None where it can.
    """

    def __init__(self, path: Path, news: Database, scratch: Scratch | None) -> None:
        self._news = news
        self._scratch = scratch
        self._builder: Builder | None = None
        self._seen = (0, 0.0)
        self._noted = 0
        self.index = Index(path, self._own_news())
        """The index that answers, to be told of new articles."""
        self.database: Database = IndexDatabase(path, "read" if scratch is None else "immutable")
        """The connection that answers."""

    def build_beside(self) -> None:
        """From now on have a large index built by a process beside; questions do not wait."""
        if self._builder is None:
            self._builder = self.index.builder = Builder()

    @property
    def building(self) -> Building | None:
        """How far the process beside is; None if none is at work."""
        return None if self._builder is None else self._builder.building

    def ask(self, question: Callable[[apsw.Connection], Answer]) -> Answer:
        """Answer a question from the index.

        Args:
            question: Gets a connection to the index; asked again if that turns out torn.

        Raises:
            IndexBeingBuilt: There is no index to answer from before it is built.
            QueryInterrupted: `interrupt` was called meanwhile.
            StoreError: The leaf that says what went wrong.
        """
        self.make_ready()
        try:
            with self.database.reading() as index:
                return question(index)
        except LibraryDamaged as error:
            if str(self.database.path) not in str(error):
                raise  # it is the truth that is torn
            self._throw_away()
            self.make_ready()
            with self.database.reading() as index:
                return question(index)

    def interrupt(self) -> None:
        """Stop the question that runs now, if one does."""
        self.database.interrupt()

    def close(self) -> None:
        """Let go of all files, and end the process beside."""
        if self._builder is not None:
            self._builder.close()
        self.index.close()
        self.database.close()
        self._news.close()

    def make_ready(self, on_progress: OnProgress = lambda _: None) -> None:
        """Have an index that can answer, if need be without what was stored just now.

        Args:
            on_progress: Told how far it is, if the index is built anew and not beside.

        Raises:
            IndexBeingBuilt: There is none to answer from before it is built.
            StoreError: The leaf that says what went wrong.
        """
        state = self._state()
        if self.database.access == "immutable" and (not state.is_true or state.is_text_late):
            self._move_to_scratch()
            state = _NO_INDEX
        if not state.is_true:
            self.index.catch_up(on_progress=on_progress)
            if not self._state().is_true:
                raise IndexBeingBuilt(_in_words(self.building))
        elif self._builder is None or (state.is_text_late and state.late <= _FEW_CHANGES):
            self._catch_up(state)
        elif self._is_left_alone(state):
            self.keep_up()

    @property
    def is_late(self) -> bool:
        """Whether there are texts that it does not know yet, once it has been made ready."""
        self.make_ready()
        return self._state().is_text_late

    def note_names(self, articles: int = 1) -> None:
        """Names of so many articles were kept: with others' they are soon taken over."""
        self._noted += articles
        if self._noted >= _NAMED_AT_ONCE:
            self._noted = 0
            with suppress(StoreError):  # whoever asks will be told
                self.keep_up()

    def keep_up(self) -> None:
        """Have what has changed taken over, by a process beside if there may be one."""
        state = self._state()
        if self._builder is not None:
            if state.late:
                self._builder.begin(self.index.path, self._news)
        elif state.is_true:
            self._catch_up(state)

    def _catch_up(self, state: _State) -> None:
        if state.late and self.database.access != "immutable":
            # Another newsreader is at it, or the newest must wait for room.
            with suppress(LibraryBusy, DiskFull):
                self.index.catch_up(is_patient=False)

    def _is_left_alone(self, state: _State) -> bool:
        """Whether nobody has taken anything over for a while, though there is something."""
        seq, since_s = self._seen
        now_s = time.monotonic()
        if seq != state.seq or not state.late:
            self._seen = (state.seq, now_s)
            return False
        return now_s - since_s > _PATIENCE_S

    def _state(self) -> _State:
        try:
            with self._news.snapshot() as news, self.database.reading() as index:
                truth = Truth(news, self._news.path)
                known = index_file.state(index)
                if known is None or not is_true_to(index, truth):
                    return _NO_INDEX
                late = truth.last_change()[0] - known.seq
                is_text_late = bool(late) and is_behind(index, truth)
                return _State(is_true=True, seq=known.seq, late=late, is_text_late=is_text_late)
        except LibraryDamaged as error:
            if str(self.database.path) not in str(error):
                raise  # it is the truth that is torn
        except StoreError:
            if self.database.path.exists():
                raise
        return _NO_INDEX

    def _throw_away(self) -> None:
        if self.database.access == "immutable":
            self._move_to_scratch()
        else:
            remove_index(self.database.path)

    def _move_to_scratch(self) -> None:
        if self._scratch is not None:
            self.database.close()
            self.index.close()
            path = self._scratch.folder / INDEX_NAME
            self.index = Index(path, self._own_news(), self._builder)
            self.database = IndexDatabase(path, "read")

    def _own_news(self) -> Database:
        return Database(self._news.path, self._news.access)


def _in_words(building: Building | None) -> str:
    words = "the search index is being built anew"
    if building is None or not building.total:
        return f"{words}; words can be searched for when it is done"
    return f"{words}: {building.done:,} of {building.total:,} articles are done"
