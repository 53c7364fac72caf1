"""The dates of an article on a line; the user may say when it appeared."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from typing_extensions import override

from reader.articles.article import StoredArticle
from reader.articles.dating.dating import dates, one_day_written
from reader.articles.dating.days import Answer, Days, one_day
from reader.articles.mention import Mention
from reader.errors import StoreError
from reader.library import Library
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Line, Piece
from reader.view.drawing.rows import Rows
from reader.view.drawing.timeline import days_shown
from reader.view.panes.dates import ArticleDate, DateRows, OwnDate, TimeLine, Told, in_order
from reader.view.screens.prompt import Prompt

_FIRST = 200
"""Dates that are shown before the others are told."""
_TIMES = 8
"""So many times as many each time after that."""
_LOOKING_EVERY_S = 0.5
"""Time between two looks whether names were found."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOW_LINES = 14
"""On a lower screen nothing is left blank."""


class Left(NamedTuple):
    """How the screen was left."""

    offset: int | None
    """Where in the text to go; None: nowhere."""
    is_redated: bool
    """The article has another date."""


class DatesScreen(Screen[Left]):
    """An article's dates; its result says what became of it.

    Args:
        library: Keeps the user's date.
        article: Whose dates.
        mentions: Gives its names, in order, or None while they are not found; asked in
            another thread.
        glyphs: Signs to draw with.
        offset: Code point of the date to begin with, if there is one.
    """

    DEFAULT_CSS = """
    DatesScreen { layout: vertical; background: $background; color: $foreground; }
    DatesScreen.-roomy TimeLine { margin: 1 1; }
    """
    """Here, not in the style sheet, which is parsed at every start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,T", "leave", "Back"),
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("space,pagedown", "page(1)", "Page down"),
        Binding("b,pageup", "page(-1)", "Page up"),
        Binding("g,home", "end(True)", "First"),
        Binding("G,end", "end(False)", "Last"),
        Binding("enter", "choose", "Go there"),
        Binding("equals_sign", "ask", "Date of the article"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | escape, q, T | Back to the article. |
    | j, k, space, b, g, G | Move. |
    | enter | Go to the place in the article; on its own date, change it. |
    | = | Say when the article appeared. |
    """

    def __init__(
        self,
        library: Library,
        article: StoredArticle,
        mentions: Callable[[], Iterable[Mention] | None],
        glyphs: Glyphs,
        *,
        offset: int | None = None,
    ) -> None:
        super().__init__()
        self._library = library
        self._article = article
        self._mentions = mentions
        self._offset = offset
        self._own = OwnDate(None, is_users=False)
        self._is_redated = False
        self._glyphs = glyphs
        self._head, self._foot = Line(), Line()
        self._line = TimeLine(glyphs)
        self._rows = DateRows(article.text, glyphs)

    @override
    def compose(self) -> ComposeResult:
        """Head, time line, list, foot."""
        yield self._head
        yield self._line
        yield self._rows
        yield self._foot

    def on_mount(self) -> None:
        """Tell the dates."""
        self._rows.focus()
        self._hint()
        self._tell()

    def on_resize(self) -> None:
        """Leave blank lines where there is room."""
        self.set_class(self.app.size.height >= _LOW_LINES, "-roomy")

    @work(exclusive=True, group="dates")
    async def _tell(self) -> None:
        """Show the first dates at once, the others when they are told."""
        try:
            self._own = await asyncio.to_thread(self._read_own)
            self._show(Told(), is_whole=False)
            mentions = await self._found_mentions()
            found = dates(self._article.text, mentions, self._own.day)
            known: list[ArticleDate] = []
            size, is_whole = _FIRST, False
            while not is_whole:
                before = len(known)
                ordered = await asyncio.to_thread(_further, known, found, size)
                is_whole = len(known) < before + size
                self._show(ordered, is_whole=is_whole)
                size *= _TIMES
        except StoreError as error:
            self._say(str(error), is_alert=True)

    async def _found_mentions(self) -> Iterable[Mention]:
        """The article's names; waits until they are found."""
        is_late = False
        while (mentions := await asyncio.to_thread(self._mentions)) is None:
            is_late = True
            self._say("The names are still being found, and with them the dates")
            await asyncio.sleep(_LOOKING_EVERY_S)
        if is_late:
            self._hint()
        return mentions

    def _read_own(self) -> OwnDate:
        number = self._article.headline.id
        published = self._library.headline(number).published
        return OwnDate(_utc_day(published), self._library.dates.get(number) is not None)

    def _show(self, told: Told, *, is_whole: bool) -> None:
        self._line.show_days(told.days, self._own.day)
        self._rows.show_dates(told, self._own, self._offset)
        if is_whole or self._rows.cursor:
            self._offset = None
        undated = len(told.dates) - told.dated
        facts = f"{told.dated:,} told, {undated:,} not " if is_whole else "… "
        title = self._article.headline.title
        left = [Piece(" Dates", "headline"), Piece(f"  {title}", "quiet")]
        self._head.show(left, [Piece(facts, "quiet")])
        self._point_out()

    def _point_out(self) -> None:
        current = self._rows.current
        if current is not None:
            days = current.answer if isinstance(current.answer, Days) else None
        else:
            days = one_day(self._own.day) if self._own.day is not None else None
        self._line.point_out(days)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show on the line where the date is."""
        event.stop()
        self._point_out()
        self._hint()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the date that was clicked."""
        event.stop()
        self.action_choose()

    def action_move(self, rows: int) -> None:
        """Go to another date."""
        self._rows.move(rows)

    def action_page(self, pages: int) -> None:
        """Go a page on or back."""
        self._rows.move(pages * self._rows.page_rows)

    def action_end(self, is_start: bool) -> None:  # noqa: FBT001 -- written in a binding
        """Go to the first or the last date."""
        self._rows.go(0 if is_start else self._rows.count - 1)

    def action_choose(self) -> None:
        """Go to the date's place in the article; or change the article's own."""
        current = self._rows.current
        if current is None:
            self.action_ask()
        else:
            self.dismiss(Left(current.start, self._is_redated))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(Left(None, self._is_redated))

    def action_ask(self) -> None:
        """Ask when the article appeared."""
        present = self._own.day.isoformat() if self._own.day is not None else ""
        self.app.push_screen(Prompt("Date of the article:", present), self._answered)

    def _answered(self, answer: str | None) -> None:
        day = one_day_written(answer) if answer else None
        if answer is None or (not answer and not self._own.is_users):
            return
        if answer and day is None:
            self._say(f'"{answer}" is no one day; write 2017-11-23 or 23 Nov 2017', is_alert=True)
        else:
            self._keep(day)

    @work(group="marks")
    async def _keep(self, day: date | None) -> None:
        """Keep the user's date, or take it away, and tell all dates by it."""
        number = self._article.headline.id
        try:
            await asyncio.to_thread(self._library.dates.set, number, day)
        except StoreError as error:
            self._say(str(error), is_alert=True)
            return
        self._is_redated = True
        if day is None:
            self._say("Your date is taken away")
        else:
            self._say(f"Kept: {days_shown(one_day(day))}; an empty line takes it away")
        self._tell()

    def _say(self, words: str, *, is_alert: bool = False) -> None:
        self._foot.show([Piece(f" {words}", "alert" if is_alert else "plain")])

    def _hint(self) -> None:
        is_own = self._rows.current is None
        enter = "change it" if is_own else "go there"
        self._foot.show(
            [
                Piece(text, part)
                for key, word in ((" Enter", enter), ("   =", "its date"), ("   Esc", "back"))
                for text, part in ((key, "key"), (f" {word}", "quiet"))
            ]
        )


def _further(known: list[ArticleDate], found: Iterator[tuple[Mention, Answer]], most: int) -> Told:
    """Add so many dates to those that are known, and put all in order."""
    known += (ArticleDate(one.start, one.end, answer) for one, answer in islice(found, most))
    return in_order(known)


def _utc_day(published: int | None) -> date | None:
    try:
        return None if published is None else (_EPOCH + timedelta(seconds=published)).date()
    except OverflowError:
        return None
