"""The main screen: search on top, headlines left, article right, status at the foot."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence

from textual import events, work
from textual.binding import BindingsMap
from typing_extensions import override

from reader.articles.article import ArticleId
from reader.articles.mention import Kind
from reader.articles.query import Query
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import StoreError
from reader.library import Hits, Library
from reader.view.commands import Command, Where, key_shown
from reader.view.drawing.dates import moment
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.names import Density
from reader.view.drawing.rows import Rows
from reader.view.keymap import bindings
from reader.view.marking import Marking
from reader.view.panes.search import SearchPane
from reader.view.screens.knowing import KnowingScreen
from reader.view.session import Session

OPENING_DELAY_S = 0.03
"""A list that scrolls by opens no article that is passed sooner than this."""

_WHILE_TYPING = {"back", "up", "down", "switch-pane", "open", "page-down", "page-up"}
"""Commands whose keys, those that type nothing, work in the search line too."""

_MOVES = {"down", "up", "page-down", "page-up", "top", "bottom"}
"""Commands that pass articles by; every other one means the article under the cursor."""


class MainScreen(KnowingScreen):
    """Lists the articles, shows the chosen one with its names lit, searches.

    Args:
        library: What is read.
        session: How it was left; `remember` keeps it up to date.
        commands: The table by command ids, with the user's keys.
        actions: What each command does.
        glyphs: Signs to draw with.
        measure: Longest line of an article, in cells.
        timer: Seconds of a clock that never goes back.
        clock: Seconds since 1970, UTC.
        adding: Files and folders to add at once.
        notice: Something to say at the start; empty for nothing.
    """

    def __init__(
        self,
        library: Library,
        session: Session,
        commands: Mapping[str, Command],
        actions: "Mapping[str, Action]",
        *,
        glyphs: Glyphs,
        measure: int,
        timer: Callable[[], float],
        clock: Callable[[], float],
        adding: Sequence[str] = (),
        notice: str = "",
    ) -> None:
        super().__init__(library, glyphs=glyphs, measure=measure, timer=timer)
        self._bindings = BindingsMap(bindings(commands.values()))
        self.session = session
        self.commands = commands
        self._actions = actions
        self.undo_words = "".join(
            f"   {key_shown(key)} takes it back" for key in commands["undo"].keys[:1]
        )
        self.marking = Marking(library)
        self.query_shown = Query()
        self._place: tuple[ArticleId, int] | None = (ArticleId(session.article), session.offset)
        self._notice = notice
        self._to_add = adding
        self.headlines.newest_known = session.newest
        since = moment(session.left, clock())
        self.headlines.divider_words = f"you had read to here {glyphs.dot} {since}".rstrip(" ·-")

    def on_mount(self) -> None:
        """Take up where the last session ended."""
        self.share_room()
        session = self.session
        if session.density in list(Density):
            self.reading.density = Density(session.density)
        self.reading.hidden = {Kind(kind) for kind in session.hidden if kind in list(Kind)}
        try:
            self._list(self.search.begin(session.query, session.history))
        except StoreError as error:
            self.status.say(str(error), is_alert=True)
        if self._notice:
            self.status.say(self._notice)
        self.call_after_refresh(self.begin_work)
        if self._to_add:
            self.call_after_refresh(self.add, self._to_add)

    def remember(self) -> None:
        """Put into the session what is open, marked and typed."""
        session, article = self.session, self.reading.article
        if self._place is not None:
            session.article, session.offset = self._place
        elif article is not None:
            session.article, session.offset = article.headline.id, self.reading.reading_offset
        with contextlib.suppress(StoreError):  # it stays where it was
            session.newest = self.library.counts().newest_id
        self.search.remember()
        session.query = self.search.query_text
        session.history = tuple(self.search.history)
        session.density = self.reading.density.value
        session.hidden = tuple(sorted(self.reading.hidden))

    @override
    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Hint at the keys that apply there; an article that is gone to is read.

        Textual calls the handler of each class, the base's after this one.
        """
        if event.widget is self.reading:
            self.mark_read()
        self.show_status()

    @override
    def on_resize(self) -> None:
        """Hint at as many keys as fit; the base shares the room."""
        self.show_status()

    def show_status(self) -> None:
        """Show what is in focus and the keys that apply."""
        reading, headlines = self.reading, self.headlines
        if reading.selection is not None:
            words = len(reading.selected_text.split())
            facts = "1 word selected" if words == 1 else f"{words:,} words selected"
        elif reading.match_place is not None:
            facts = "match {:,} of {:,} here".format(*reading.match_place)
        elif self.names_awaited:
            facts = self.names_awaited
        elif headlines.count:
            count, more = f"{headlines.count:,}", self.copies_told
            # As wide at every row, so that the hints beside it stand still.
            width = 2 * len(count) + 4 + len(more)
            facts = f"{headlines.cursor + 1:,} of {count}{more}".ljust(width)
        else:
            facts = "nothing found" if self.query_shown.root else "no articles"
        where, focus, level = self.where, reading.focus_name, reading.density.value
        if reading.selection is not None:
            where, focus = Where.SELECTION, None
        elif self.page_shown is not None:
            where, focus, facts = Where.PAGE, None, self.page_shown.facts
            level = ""
        elif where is Where.LIST and self.aside is not None:
            where, focus = self.aside.where, None
            if self.aside.subject is not None:
                facts = self.aside.subject.name
        self.status.show_status(focus, facts, where, self.commands, level)
        self.follow()

    def on_selecting_selected(self) -> None:
        """Say how much is selected, and what can be done with it."""
        if self.reading.selection is not None:
            self.status.release()
        self.show_status()

    def on_search_pane_answered(self, event: SearchPane.Answered) -> None:
        """List what was found, and open it."""
        if event.is_same:
            self.update_found(event.hits)
            return
        self.status.release()
        self._list(event.hits)

    def _list(self, hits: Hits) -> None:
        """Show the list and open an article at its match; nothing asked, go back."""
        article, query = self.reading.article, hits.query
        if self._place is None and article is not None and self.query_shown.root is None:
            self._place = article.headline.id, self.reading.reading_offset
        self.query_shown = query
        place = self._place or (None, 0)
        if query.root is None:
            self._place = None
        self.show_found(hits, place[0] if query.root is None else None)
        self.open_current(offset=place[1] if query.root is None else 0)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Open the article under the cursor, unless the cursor moves on."""
        event.stop()
        self.awaited = None
        self._open_soon()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Read the article that was clicked."""
        event.stop()
        self.open_current()
        self.focus_pane(Where.ARTICLE)

    @work(exclusive=True, group="open")
    async def _open_soon(self) -> None:
        await asyncio.sleep(OPENING_DELAY_S)
        self._open_passed()

    def _open_passed(self) -> None:
        """Open the article under the cursor if the delay has kept another on the screen."""
        shown = self.reading.article
        if shown is None or shown.headline.id != self.current:
            self.open_current()

    def open_current(self, *, offset: int = 0) -> None:
        """Show the article under the cursor, from its first match or from `offset` on."""
        current = self.current
        if current is None:
            self.reading.show_article(None, None, self.query_shown)
            return
        try:
            article = self.library.article(current)
            mentions = self.library.names.mentions_as_read(current, DEFAULT_ID)
        except StoreError as error:
            self.status.say(str(error), is_alert=True)
            return
        self.reading.show_article(article, mentions, self.query_shown, offset=offset)
        if self.reading.has_focus:
            self.mark_read()
        self.want_names()

    def show_article(self, article: ArticleId) -> None:
        """Show an article, with the cursor on it if it is in the list."""
        hits = self.headlines.hits
        row = hits.position(article) if hits is not None else None
        if row is not None:
            self.headlines.go(row)
        self.awaited = article if self.headlines.current != article else None
        self.open_current()

    def on_entity_page_changed(self) -> None:
        """Say where on the page the cursor is."""
        self.show_status()

    def on_headlines_changed(self) -> None:
        """Say where in the list the cursor is now."""
        self.show_status()

    def on_reading_changed(self) -> None:
        """Say what is in focus."""
        self.show_status()

    def mark_read(self) -> None:
        """Mark the shown article read."""
        article = self.reading.article
        if article is not None and not article.headline.is_read:
            self.keep(self.marking.mark_read(article.headline.id, is_read=True))

    @work(group="marks")
    async def keep(self, mark: Coroutine[None, None, None]) -> None:
        """Wait for a mark to be kept, then show it; say so when it could not be."""
        try:
            await mark
        except StoreError as error:
            self.status.say(str(error), is_alert=True)
        else:
            self.headlines.refetch()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the search line what is typed and edited there."""
        if action in {"letter", "run"} and self.where is Where.SEARCH:
            return action == "run" and parameters[0] in _WHILE_TYPING
        return super().check_action(action, parameters)

    async def action_letter(self, command: str) -> None:
        """Carry out a command whose key types a character."""
        await self.action_run(command)

    async def action_run(self, command: str) -> None:
        """Carry out a command of the table."""
        if self.where is Where.SEARCH:
            await self.search.settle()
        self.status.release()
        if command not in _MOVES:
            self._open_passed()
        await self._actions[command](self)
        self.show_status()


Action = Callable[[MainScreen], Awaitable[None]]
"""Carries out a command on the screen."""
