"""A screen of panes that lists what was found, copies folded, and what can be asked for."""

import asyncio
import contextlib
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work

from reader.articles.article import ArticleId
from reader.errors import StoreError
from reader.library import Hits
from reader.view.heap import give_back
from reader.view.panes.search import SearchPane
from reader.view.screens.background import WorkingScreen

if TYPE_CHECKING:
    from reader.view.panes.aside import Aside

_LEISURE_S = 0.3
"""How long nothing else is asked for before all that answers is found, not just the first."""


class Change(Enum):
    """What can be taken back."""

    OF_NAME = "of name"
    OF_SEARCH = "of search"


class ListingScreen(WorkingScreen):
    """Keeps the list true to the search and to the library; arguments as of the base."""

    found: Hits | None = None
    """What answers the query, copies and all; None before anything was asked."""
    meant: str | None = None
    """What may be meant by a query that nothing answers."""
    undo_words = ""
    """How a change is taken back; empty if no key does."""
    awaited: ArticleId | None = None
    """An article that is shown before it is known where in the list it is."""

    @cached_property
    def changes(self) -> list[Change]:
        """What was changed since the start and can be taken back, the last one last."""
        return []

    @property
    def current(self) -> ArticleId | None:
        """The article that commands mean."""
        return self.awaited or self.headlines.current

    @property
    def copies_told(self) -> str:
        """How many of what was found are folded under others, after how many lines there are."""
        is_whole = self.found is not None and self.found.is_whole
        folded = len(self.found) - self.headlines.count if self.found and is_whole else 0
        if folded <= 0:
            return ""
        return " · 1 copy" if folded == 1 else f" · {folded:,} copies"

    def show_found(self, found: Hits, article: ArticleId | None = None) -> None:
        """List other articles, copies folded, with the cursor on one of them or the first.

        Args:
            found: What was found.
            article: Where the cursor shall be.
        """
        self.found = found
        self._unfolded: set[int] = set()
        self.headlines.show_hits(found.folded(), article)
        is_missing = article is not None and self.headlines.current != article
        self.awaited = article if is_missing and not found.is_whole else None
        if self.aside is not None:
            self.aside.update(found)
        self.meant = None
        if len(found) or found.query.root is None:
            self._find_rest_soon()
        else:
            self._suggest(found)

    @work(exclusive=True, group="rest")
    async def _find_rest_soon(self) -> None:
        await asyncio.sleep(_LEISURE_S)
        await self.find_rest()

    async def find_rest(self) -> None:
        """Have all that answers in the list, counted, if it has only the first yet."""
        found = self.found
        if found is None or found.is_whole:
            return
        with contextlib.suppress(StoreError):  # the first stay listed
            # In one step: the lists of one that is cancelled in between stay until garbage is
            # collected, 4 MB for half a million articles.
            whole, folded = await asyncio.to_thread(_whole, found, self._unfolded)
            if self.found is found:
                self.found = whole
                self.search.show_total(whole)
                self.headlines.show_more(folded, self.awaited)
                self.awaited = None

    @work(exclusive=True, group="rest")
    async def update_found(self, found: Hits) -> None:
        """List what answers the same query now, with the cursor on the article it is on.

        Args:
            found: What was found.
        """
        self.found = found
        with contextlib.suppress(StoreError):  # what is listed stays
            if self.headlines.cursor >= len(found.first):
                self.found = found = await asyncio.to_thread(found.whole)
            folded = await asyncio.to_thread(_folded, found, self._unfolded)
            self.headlines.update_hits(folded)
            await self.find_rest()

    async def turn_copies(self) -> bool:
        """Unfold the copies of the article under the cursor, or fold them; whether it has any."""
        found, current, hit = self.found, self.headlines.current, self.headlines.current_hit
        if found is None or current is None or hit is None:
            return False
        if hit.copies:
            self._unfolded.add(current)
        else:
            story = {current, *await asyncio.to_thread(self.library.copies, current)}
            if not self._unfolded & story:
                return False
            self._unfolded -= story
        folded = await asyncio.to_thread(_folded, found, self._unfolded)
        self.headlines.update_hits(folded)
        return True

    @work(exclusive=True, group="suggestion")
    async def _suggest(self, found: Hits) -> None:
        """Say what may be meant by a query that nothing answers."""
        with contextlib.suppress(StoreError):  # a hint less
            meant = await asyncio.to_thread(self.library.suggestion, found.query)
            if meant is not None and self.found is found:
                self.meant = meant
                self.status.say(f"Nothing found. Did you mean: {meant}   Enter takes it")

    @work(group="marks")
    async def save_search(self, query: str, name: str) -> None:
        """Keep a search under a name."""
        try:
            kept = await asyncio.to_thread(self.library.searches.save, name, query)
        except StoreError as error:
            self.status.say(str(error), is_alert=True)
        else:
            if kept.is_replaced:
                self.changes.append(Change.OF_SEARCH)
            how = f" in place of the one before{self.undo_words}" if kept.is_replaced else ""
            self.status.say(f'Saved as "{kept.name}"{how}')

    @work(group="marks")
    async def keep_note(self, number: ArticleId, words: str) -> None:
        """Keep a note on an article; no words take it away."""
        try:
            await asyncio.to_thread(self.library.notes.keep, number, words)
        except StoreError as error:
            self.status.say(str(error), is_alert=True)
        else:
            self.status.say("The note is kept; is:noted finds it" if words else "No note any more")

    def on_working_screen_articles_came(self) -> None:
        """List them, with the cursor where it is."""
        self.look_for_names_again()
        self.search.ask(is_same=True)

    def on_search_pane_failed(self, event: SearchPane.Failed) -> None:
        """Say what the library cannot do."""
        self.status.say(event.words, is_alert=True)

    def on_aside_wanted(self, event: "Aside.Wanted") -> None:
        """Search for what was chosen."""
        self.search.put(event.query)
        if event.is_instead:
            self.call_next(self.cover, None)

    def on_aside_removed(self, event: "Aside.Removed") -> None:
        """Say so, and how to get it back."""
        self.changes.append(Change.OF_SEARCH)
        self.status.say(f'"{event.name}" was removed{self.undo_words}')

    def on_aside_said(self, event: "Aside.Said") -> None:
        """Say it."""
        self.status.say(event.words, is_alert=event.is_alert)


def _whole(found: Hits, unfolded: set[int]) -> tuple[Hits, Hits]:
    """All that answers, copies and all, and the same with copies folded.

    Args:
        found: The first of what answers.
        unfolded: As they are once all is found.
    """
    give_back()
    whole = found.whole()
    return whole, _folded(whole, unfolded)


def _folded(found: Hits, unfolded: set[int]) -> Hits:
    """The same with copies folded; what was needed to fold them is given back.

    Args:
        found: What was found.
        unfolded: Articles whose copies follow them instead.
    """
    folded = found.folded(tuple(unfolded))
    give_back()
    return folded
