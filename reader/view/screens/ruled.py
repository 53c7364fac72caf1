"""A listing screen that stays true to what the reader says of names."""

import asyncio
import contextlib
import time
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from typing_extensions import override

from reader.articles.article import ArticleId
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import StoreError
from reader.view.screens.listing import Change, ListingScreen

if TYPE_CHECKING:
    from reader.articles.correction import Correction

_LEISURE_S = 0.5
"""Time from the start until the list is marked and lines are dimmed."""
_TOLD_AFTER_S = 0.3
"""Work that is done sooner is not worth telling of."""
_LOOKED_AFTER_S = 5.0
"""How often it is seen whether the word list, or another newsreader, has something new."""
_PAUSE_S = 0.03
"""Between some articles and the next: a key must not wait for them."""
_AGAIN_S = 3.0
"""Time until the archive is brought after corrections, where that could not be done."""


class RuledScreen(ListingScreen):
    """Makes corrections, shows them at once, brings the archive after them in the background.

    Arguments as of the base.
    """

    _stamp = ""
    _newest = 0
    """Highest id of an article when it was last looked for."""
    _turn = 0

    @override
    def begin_work(self) -> None:
        """Begin what is done in the background, once the first article is painted."""
        super().begin_work()
        with contextlib.suppress(StoreError):  # the list says so
            self._newest = self.library.counts().newest_id
        self.set_timer(_LEISURE_S, self._look_after)
        self.set_timer(_LEISURE_S, self.show_watched)
        self.set_interval(_LOOKED_AFTER_S, self._look_after)

    @work(group="correct")
    async def make_correction(self, article: ArticleId, correction: "Correction | None") -> None:
        """Keep what the reader said of a name, and show what comes of it.

        Args:
            article: In which it was said.
            correction: None: nothing was said after all.
        """
        if correction is None:
            return
        from reader.view.correction_words import told  # noqa: PLC0415 -- not at the start

        of = None if correction.is_everywhere else article
        try:
            await asyncio.to_thread(self.library.names.corrections.make, correction, of)
        except StoreError as error:
            self.status.say(str(error), is_alert=True)
            return
        self.changes.append(Change.OF_NAME)
        self.reading.clear_selection()
        self.status.say(f"{told(correction)}{self.undo_words}")
        self.follow_rulings()

    @work(exclusive=True, group="ruled")
    async def follow_rulings(self) -> None:
        """Show the names of the article as the reader has them now, then settle the archive."""
        shown = self.reading.article
        with contextlib.suppress(StoreError):  # what is shown stays
            self._stamp = await asyncio.to_thread(self.library.names.rulings_stamp)
            problems = await asyncio.to_thread(self.library.names.list_problems)
            if problems:
                more = f", and {len(problems) - 1:,} more" if problems[1:] else ""
                self.status.say(f"{problems[0]}{more}", is_alert=True)
            patterns = await asyncio.to_thread(self.library.names.boilerplate)
            self.reading.show_boilerplate(patterns)
            if shown is not None:
                number = shown.headline.id
                mentions = await asyncio.to_thread(
                    self.library.names.mentions_as_read, number, DEFAULT_ID
                )
                if mentions is not None and self.reading.article is shown:
                    self.reading.show_names(mentions)
        self.show_watched()
        self._settle()

    @work(exclusive=True, group="watched")
    async def show_watched(self) -> None:
        """Mark the articles in the list that mention a name that is watched."""
        with contextlib.suppress(StoreError):  # a mark less
            has_any = await asyncio.to_thread(self.library.names.has_watches)
            if has_any or self.headlines.watched is not None:
                self.headlines.watched = self.library.names.watches.mentioned if has_any else None
                self.headlines.refetch()

    @work(exclusive=True, group="look after")
    async def _look_after(self) -> None:
        """Follow what was said or added elsewhere: in the word list, by another newsreader."""
        with contextlib.suppress(StoreError):  # later, then
            stamp = await asyncio.to_thread(self.library.names.rulings_stamp)
            if stamp != self._stamp:
                self.follow_rulings()
            newest = (await asyncio.to_thread(self.library.counts)).newest_id
            if newest > self._newest:
                self._newest = newest
                self.post_message(self.ArticlesCame())

    @work(exclusive=True, group="settle")
    async def _settle(self) -> None:
        self._turn += 1
        turn = self._turn
        is_done = self.library.is_read_only
        while not is_done and turn == self._turn:
            overtaken = partial(self._is_overtaken, turn)
            work = asyncio.create_task(asyncio.to_thread(self.library.names.settle, overtaken))
            await asyncio.wait({work}, timeout=_TOLD_AFTER_S)
            if not work.done():
                self.settling = "putting names right"
                self.show_work()
            try:
                is_done = await work
            except StoreError as error:
                self.status.say(str(error), is_alert=True)
                break
            if not is_done:
                await asyncio.sleep(_AGAIN_S)
        self.settling = ""
        self.show_work()

    def _is_overtaken(self, turn: int) -> bool:
        """Whether something else was said meanwhile; asked every now and then, by a thread."""
        time.sleep(_PAUSE_S)
        return turn != self._turn
