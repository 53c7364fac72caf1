"""A screen of panes that works while one reads: finds names, takes files in, keeps backups."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from reader.errors import StoreError
from reader.library import Library
from reader.view.drawing.glyphs import Glyphs
from reader.view.naming import Naming
from reader.view.screens.panes import PanesScreen

if TYPE_CHECKING:
    from reader.view.adding import Adding

_LEISURE_S = 1.0

BACKUP_EVERY_S = 60.0
"""Time from the start, and from then on, after which it is seen whether a backup is due."""

_SHOWN_EVERY_S = 5.0
"""How often articles that come in are listed while more come."""

_COUNTED_EVERY_S = 1.0
"""How often it is told how many articles were read for names."""


class WorkingScreen(PanesScreen):
    """Shows what is done in the background as it is done; no key waits for any of it.

    Args:
        library: What is read.
        glyphs: Signs to draw with.
        measure: Longest line of an article, in cells.
        timer: Seconds of a clock that never goes back.
    """

    settling = ""
    """Words for what is put right in the background; empty while nothing is."""

    class ArticlesCame(Message):
        """The library has articles that it had not before."""

    def __init__(
        self, library: Library, *, glyphs: Glyphs, measure: int, timer: Callable[[], float]
    ) -> None:
        super().__init__(library, glyphs=glyphs, measure=measure, timer=timer)
        self.library = library
        self._timer = timer
        self._naming = Naming(library)
        self._adding: Adding | None = None
        self._added = ""
        self._is_painted = False

    def close(self) -> None:
        """End the processes that find names and take files in, and the backup."""
        self._naming.close()
        if self._adding is not None:
            self._adding.close()
        self.library.interrupt()
        self.library.stop_backup()

    @property
    def names_awaited(self) -> str:
        """Why the shown article has no names here, in words; empty where it has them."""
        article = self.reading.article
        if article is None:
            return ""
        if self.reading.mentions is not None:
            is_far = _is_far(self.reading.reading_offset)
            return "no names are looked for so far into a text" if is_far else ""
        failure = self._naming.failure(article.headline.id)
        if failure:
            return f"its names are missing: {failure}"
        return "finding names…" if self._naming.is_running else ""

    def begin_work(self) -> None:
        """Find names once the first article is painted, at leisure if it has them already."""
        self._is_painted = True
        self.set_interval(BACKUP_EVERY_S, self._back_up)
        if self.reading.mentions is None:
            self.want_names()
        else:
            self.set_timer(_LEISURE_S, self.want_names)

    def want_names(self) -> None:
        """Find the names of the shown article first, then of its neighbours."""
        self._naming.want(self.headlines.around_cursor())
        if self._is_painted and not self._naming.is_running:
            self._naming.is_running = True
            self._find_names()

    def look_for_names_again(self) -> None:
        """Find the names of articles that came."""
        self._naming.look_again()
        self.want_names()

    @work(group="names")
    async def _find_names(self) -> None:
        told = self._timer() - _COUNTED_EVERY_S
        async for article, mentions in self._naming.found():
            shown = self.reading.article
            if shown is not None and shown.headline.id == article:
                if mentions is None:
                    self.status.say(self.names_awaited, is_alert=True)
                else:
                    self.reading.show_names(mentions)
            if self._timer() - told >= _COUNTED_EVERY_S:
                told = self._timer()
                self.show_work()
        self.show_work()
        if trouble := self._naming.take_trouble():
            self.status.say(trouble, is_alert=True)
        with contextlib.suppress(StoreError):  # whoever asks will be told
            await asyncio.to_thread(self.library.index.keep_up)
        self._back_up()

    def show_work(self, adding: str | None = None) -> None:
        """Say what is under way: what is added, put right, or how far the finding of names is."""
        if adding is not None:
            self._added = adding
        words = self._added or self.settling or self._naming.progress
        if words != self.status.work:
            self.status.show_work(words)

    @work(group="adding")
    async def add(self, places: Sequence[str]) -> None:
        """Take in files and folders, and say how far that is.

        Args:
            places: Paths, as the reader wrote them.
        """
        from reader.view.adding import Adding  # noqa: PLC0415 (rarely asked for)

        if self._adding is None:
            self._adding = Adding(self.library.folder)
        shown = self._timer()
        async for step in self._adding.add(places):
            if step.is_last:
                self.show_work("")
                self.status.say(step.words)
                self.post_message(self.ArticlesCame())
                return
            self.show_work(step.words)
            if self._timer() - shown >= _SHOWN_EVERY_S:
                shown = self._timer()
                self.post_message(self.ArticlesCame())

    @work(exclusive=True, group="backup")
    async def _back_up(self) -> None:
        """Keep a copy of the library, once a day."""
        await asyncio.to_thread(self.library.back_up)


def _is_far(offset: int) -> bool:
    """Whether names are not looked for there: so far into a text, in code points."""
    if not offset:
        return False
    from reader.entities.span import LONGEST  # noqa: PLC0415 (after painting)

    return offset >= LONGEST
