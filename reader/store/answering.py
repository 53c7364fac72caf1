"""Asking the index, which is made ready for it, and anew when it turns out to be torn."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import apsw

from reader.errors import DiskFull, IndexBeingBuilt, LibraryBusy, LibraryDamaged, StoreError
from reader.store.builder import Builder
from reader.store.database import Database
from reader.store.door import IndexDatabase
from reader.store.folder import Scratch
from reader.store.index import Index, changes_behind, is_behind, is_true_to
from reader.store.index_file import remove_index
from reader.store.rebuilding import Building
from reader.store.schema import INDEX_NAME
from reader.store.truth import Truth

Answer = TypeVar("Answer")

_FEW_CHANGES = 200
"""So many are taken over before a question is answered: in a tenth of a second."""


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
        self._make_ready()
        try:
            with self.database.reading() as index:
                return question(index)
        except LibraryDamaged as error:
            if str(self.database.path) not in str(error):
                raise  # it is the truth that is torn
            self._throw_away()
            self._make_ready()
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

    def _make_ready(self) -> None:
        is_true, late, is_text_late = self._state()
        if self.database.access == "immutable" and (not is_true or is_text_late):
            self._move_to_scratch()
            is_true = False
        if not is_true:
            self.index.catch_up()
            if not self._state()[0]:
                raise IndexBeingBuilt(_in_words(self.building))
        elif self._builder is not None and late > _FEW_CHANGES:
            self._builder.begin(self.index.path, self._news)
        elif is_text_late or (late and self._builder is None):
            # Another newsreader is at it, or the newest must wait for room.
            with suppress(LibraryBusy, DiskFull):
                self.index.catch_up(is_patient=False)

    def _state(self) -> tuple[bool, int, bool]:
        """Whether the index is true to the library, how late it is, and if texts are late."""
        try:
            with self._news.snapshot() as news, self.database.reading() as index:
                truth = Truth(news, self._news.path)
                if not is_true_to(index, truth):
                    return False, 0, False
                return True, changes_behind(index, truth), is_behind(index, truth)
        except LibraryDamaged as error:
            if str(self.database.path) not in str(error):
                raise  # it is the truth that is torn
        except StoreError:
            if self.database.path.exists():
                raise
        return False, 0, False

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
