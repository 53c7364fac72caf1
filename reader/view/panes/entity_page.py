"""The page of one entity: what is known of it, above its articles, quotes or company."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from typing_extensions import override

from reader.articles.article import ArticleId
from reader.errors import QueryInterrupted, StoreError
from reader.library import Hits, Library
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Line, Piece
from reader.view.drawing.lined import Lined
from reader.view.drawing.rows import Rows
from reader.view.drawing.rule import Rule
from reader.view.panes.appearances import Appearances
from reader.view.panes.company import Company
from reader.view.panes.learning import learned
from reader.view.panes.said import Said
from reader.view.panes.tabs import Tab, tab_pieces
from reader.view.panes.telling import Subject, Teller, Told

_COMPANIONS = 100
_AGAIN_S = 0.1
_SHORT = 18
"""Lines of a screen below which only names and times stand above the list."""


class _Earlier(NamedTuple):
    """A page that was left for another entity's."""

    subject: Subject
    tab: Tab
    cursor: int


class EntityPage(Vertical):
    """Fills the screen but its last line.

    Args:
        library: What is read.
        glyphs: Signs to draw with.
        subject: Whose page it is.
        is_naming: Whether articles are left whose names are not known.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    EntityPage { height: 1fr; }
    """

    class Changed(Message):
        """Another list is shown, or more is known of what it holds."""

    def __init__(
        self,
        library: Library,
        glyphs: Glyphs,
        subject: Subject,
        *,
        is_naming: bool,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._library = library
        self._glyphs = glyphs
        self._told = Told(subject=subject, is_naming=is_naming)
        self._hits: Hits | None = None
        self._trail: list[_Earlier] = []
        self.tab = Tab.ARTICLES
        """What the list shows."""
        self.rows: Rows = Rows(lambda *_: (), glyphs)
        """The list."""
        self._head, self._facts, self._tabs = Line(), Lined(), Line()
        self._nothing = Line()
        self._turn = asyncio.Lock()

    @property
    def subject(self) -> Subject:
        """Whose page it is."""
        return self._told.subject

    @property
    def facts(self) -> str:
        """Where in the list the cursor is, in words."""
        rows = self.rows
        if not rows.count:
            return ""
        more = "+" if self.tab is Tab.ARTICLES and self._hits and self._hits.is_capped else ""
        return f"{rows.cursor + 1:,} of {rows.count:,}{more}"

    @property
    def lists_articles(self) -> bool:
        """Whether articles are listed, each with a place where the subject is mentioned."""
        return isinstance(self.rows, Appearances) and bool(self.rows.count)

    @property
    def chosen(self) -> tuple[ArticleId, int] | Subject | None:
        """The article under the cursor, with a place in it; or who or what is; or nothing."""
        rows = self.rows
        if isinstance(rows, Appearances | Said):
            return rows.current
        return rows.subject if isinstance(rows, Company) else None

    @override
    def compose(self) -> ComposeResult:
        """Head, facts, tabs, list."""
        yield self._head
        yield Rule(self._glyphs)
        yield self._facts
        yield Rule(self._glyphs)
        yield self._tabs
        yield self._nothing
        yield self.rows
        yield Rule(self._glyphs)

    def on_mount(self) -> None:
        """Begin to tell."""
        self._facts.show(self._lines)
        self._say()
        self._learn(self._told, cursor=0)

    def on_resize(self) -> None:
        """Leave the room to the list where there is little."""
        self.set_class(self.app.size.height < _SHORT, "-short")
        self._say()

    def go_to(self, subject: Subject) -> None:
        """Show another entity's page; `go_back` comes back to this one."""
        self._trail.append(_Earlier(self.subject, self.tab, self.rows.cursor))
        self._show(subject)

    def go_back(self) -> bool:
        """Show the page that was left for this one; whether there is one."""
        if not self._trail:
            return False
        earlier = self._trail.pop()
        self.tab = earlier.tab
        self._show(earlier.subject, earlier.cursor)
        return True

    def learn_again(self) -> None:
        """Tell of the same entity anew, as after the reader's word on it."""
        self._show(self.subject, self.rows.cursor)

    def refetch(self) -> None:
        """Show which articles were read meanwhile."""
        if isinstance(self.rows, Appearances):
            self.rows.refetch()

    def show_tab(self, tab: Tab) -> None:
        """Show another list."""
        if tab is not self.tab:
            self.tab = tab
            self._list_soon()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Keep it from the screen, and say where the cursor is."""
        event.stop()
        self.post_message(self.Changed())

    def on_said_looked(self, event: Said.Looked) -> None:
        """Say how far that is."""
        event.stop()
        self._say()

    async def find_rest(self) -> None:
        """Have all articles in the list, if it has only the first yet."""
        rows, hits = self.rows, self._hits
        if isinstance(rows, Appearances) and hits is not None and not hits.is_whole:
            try:
                self._hits = await asyncio.to_thread(hits.whole)
            except StoreError:  # the first stay listed
                return
            rows.show_more(self._hits)
            self._say()

    def _show(self, subject: Subject, cursor: int = 0) -> None:
        self._told = Told(subject=subject, is_naming=self._told.is_naming)
        self._hits = None
        self._say()
        self._learn(self._told, cursor)

    @work(exclusive=True, group="page")
    async def _learn(self, told: Told, cursor: int) -> None:
        """The articles first, for they are what one came for; then all else."""
        profiles, entity = self._library.names.profiles, told.subject.entity
        while self._hits is None:
            try:
                known = await asyncio.to_thread(profiles.known, entity)
                if known is not None:
                    whole = Subject(known.entity, known.name, known.label)
                    self._told = told = replace(told, subject=whole, profile=known)
                self._hits = await asyncio.to_thread(profiles.articles, entity)
            except QueryInterrupted:
                await asyncio.sleep(_AGAIN_S)
            except StoreError as error:
                self._told = told = replace(told, trouble=str(error))
                break
        await self._list_anew(cursor)
        async for more in learned(self._library, told, most=_COMPANIONS):
            self._told = more
            if isinstance(self.rows, Company):
                self.rows.show_told(more)
                if self._go(cursor):
                    cursor = 0
            self._say()
        await self.find_rest()

    @work(exclusive=True, group="list")
    async def _list_soon(self) -> None:
        await self._list_anew()

    async def _list_anew(self, cursor: int = 0) -> None:
        async with self._turn:
            before, self.rows = self.rows, self._rows()
            if self.screen.focused is before:
                self.screen.set_focus(None)  # else the search line got it, and the next key
            await before.remove()
            await self.mount(self.rows, after=self._nothing)
        self._go(cursor)
        if self.display:
            self.screen.set_focus(self.rows)  # `focus()` comes later: it may be gone then
        self._say()

    def _go(self, cursor: int) -> bool:
        """Put the cursor where it was on a page that one comes back to; whether it moved."""
        return 0 < cursor < self.rows.count and self.rows.go(cursor)

    def _rows(self) -> Rows:
        """The list of the tab."""
        library, glyphs, hits = self._library, self._glyphs, self._hits
        if self.tab is Tab.COMPANY:
            company = Company(glyphs)
            company.show_told(self._told)
            return company
        if hits is None:
            return Rows(lambda *_: (), glyphs)
        if self.tab is Tab.ARTICLES:
            return Appearances(library, self.subject, hits, glyphs)
        profile = self._told.profile
        keys = profile.members if profile is not None else {self.subject.entity}
        return Said(library, hits, keys, glyphs, is_by=self.tab is Tab.SAID_BY)

    def _say(self) -> None:
        """Show what is known now."""
        told, teller = self._told, self._teller()
        self._head.show(teller.head(told, before=" "))
        self._facts.styles.height = len(self._lines(self.size.width))
        self._facts.refresh()
        self._tabs.show(tab_pieces(self.tab), [Piece(f"{self._order()} ", "quiet")])
        self._nothing.show([Piece(f"   {self._lack()}", "quiet")])
        self.post_message(self.Changed())

    def _lack(self) -> str:
        """What to say of an empty list."""
        rows, told = self.rows, self._told
        if isinstance(rows, Said):
            return rows.lack
        if rows.count or not (told.trouble or told.profile is not None):
            return ""
        if isinstance(rows, Company) and told.companions is None and not told.trouble:
            return ""
        return told.trouble or "nothing"

    def _order(self) -> str:
        rows = self.rows
        if isinstance(rows, Said):
            return f"guesses, newest {rows.looked_through:,}" + "…" * (not rows.is_done)
        return "most together first" if self.tab is Tab.COMPANY else "newest first"

    def _teller(self) -> Teller:
        return Teller(self._glyphs, has_sigils=self.app.no_color)

    def _lines(self, width: int) -> Sequence[Sequence[Piece]]:
        told, teller = self._told, self._teller()
        if self.has_class("-short"):
            return [teller.names(told, width), teller.seen(told)]
        return [
            teller.names(told, width),
            teller.near(told, width),
            *([teller.tied(told, width)] if told.tied else []),
            teller.seen(told),
            teller.months(told, width),
            teller.companions(told, width),
        ]
