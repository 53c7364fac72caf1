"""The search pane: the line on top."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input
from typing_extensions import override

from reader.articles.clean import clean_text
from reader.errors import IndexBeingBuilt, QueryInterrupted, StoreError
from reader.library import Hits, Library
from reader.view.drawing.cells import fit
from reader.view.drawing.line import Line, Piece

_HISTORY = 100
"""Searches that are remembered."""
_ROOM, _LITTLE_ROOM = 44, 22
"""Least cells for counts and hints on a wide screen, and for counts on a narrow one."""
_PROMPT, _TO_TYPE = 3, 8
"""Cells before the query, and those kept free behind it while a hint is shown."""
_SHORTEST_HINT = 12
"""Cells; of a hint that would be cut to fewer nothing is shown."""
_WIDE = 80
"""Least width of a wide screen, in cells."""
_BUILDING_LOOK_S = 0.5
"""How often it is seen whether the index has been built."""


class QueryInput(Input, inherit_css=False):
    """One line to type a query into; what is pasted passes the gate first."""

    DEFAULT_CSS = """
    QueryInput {
        width: 100%; height: 1; background: $background; color: $foreground;
        overflow: auto auto; scrollbar-size-horizontal: 0; pointer: text;
        & > .input--cursor {
            background: $input-cursor-background; color: $input-cursor-foreground;
            text-style: $input-cursor-text-style;
        }
        & > .input--selection {
            background: $input-selection-background; color: $input-selection-foreground;
        }
        & > .input--placeholder { color: $quiet; }
        &:ansi > .input--placeholder { text-style: dim; }
    }
    """
    """In place of Textual's, which knows four times as many states and takes 2 ms to parse."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Input.COMPONENT_CLASSES

    @override
    def replace(self, text: str, start: int, end: int) -> None:
        """Put clean text in the place of a selection."""
        super().replace(clean_text(text).replace("\n", " "), start, end)


class SearchPane(Line):
    """Asks the library with every key, and shows how many articles answer.

    Args:
        library: Where to search.
        timer: Seconds of a clock that never goes back.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    SearchPane > QueryInput { margin: 0 44 0 3; }
    SearchPane.-narrow > QueryInput { margin: 0 22 0 3; }
    """

    class Answered(Message):
        """The library answered a query."""

        def __init__(self, hits: Hits, *, is_same: bool) -> None:
            super().__init__()
            self.hits = hits
            self.is_same = is_same
            """The query was asked again, for the library has changed."""

    class Failed(Message):
        """The library could not answer."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(
        self,
        library: Library,
        timer: Callable[[], float],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._library = library
        self._timer = timer
        self._took_s = 0.0
        self._counts: list[Piece] = []
        self._beside: list[Piece] = []
        self._hint = ""
        self._room = 0
        self._history: list[str] = []
        self._place = 0

    @override
    def compose(self) -> ComposeResult:
        """The line that is typed into, between prompt and counts."""
        query = QueryInput(placeholder="search", id="query", compact=True, select_on_focus=False)
        query.cursor_blink = False
        yield query

    @property
    def input(self) -> QueryInput:
        """The line that is typed into."""
        return self.query_one(QueryInput)

    @property
    def query_text(self) -> str:
        """What is searched for; blank for everything."""
        return self.input.value

    @property
    def history(self) -> list[str]:
        """Searches that were used, oldest first."""
        return self._history

    def begin(self, query: str, history: Iterable[str]) -> Hits:
        """Start with the query and the history of last time.

        Returns:
            The answer, at once: the first rows of any library are there in a millisecond.

        Raises:
            StoreError: The library cannot answer.
        """
        self._history = [text for text in history if text.strip()][-_HISTORY:]
        self._place = len(self._history)
        with self.prevent(Input.Changed):
            self.input.value = query
        began = self._timer()
        try:
            hits = self._library.hits(query, is_typing=True)
        except IndexBeingBuilt:
            hits = self._library.hits()
            self.ask()
        self._show_counts(hits, self._timer() - began)
        return hits

    def put(self, query: str) -> None:
        """Search for something else; the words of the query are finished."""
        self.remember()
        self.input.value = f"{query} " if query else ""
        self.input.cursor_position = len(self.input.value)

    def clear(self) -> bool:
        """Search for nothing; whether something was searched for."""
        if not self.input.value:
            return False
        self.remember()
        self.input.value = ""
        return True

    def remember(self) -> None:
        """Keep the query in the history, once, as the latest."""
        query = self.query_text.strip()
        if query:
            self._history = [*(text for text in self._history if text != query), query][-_HISTORY:]
        self._place = len(self._history)

    def recall(self, step: int) -> None:
        """Put an earlier (-1) or later (1) query into the line."""
        place = self._place + step
        if 0 <= place <= len(self._history):
            self._place = place
            self.input.value = self._history[place] if place < len(self._history) else ""
            self.input.cursor_position = len(self.input.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask anew: a key was typed."""
        event.stop()
        self.ask()

    async def settle(self) -> None:
        """Wait until the keys typed so far are in the line."""
        typed = asyncio.Event()
        self.input.call_later(typed.set)
        await typed.wait()

    def ask(self, *, is_same: bool = False) -> None:
        """Stop the query that runs, if one does, and run the present one.

        Args:
            is_same: It was answered before, and is asked again.
        """
        self._library.interrupt()
        self._ask(self.query_text, is_same=is_same)

    @work(exclusive=True, group="search")
    async def _ask(self, query: str, *, is_same: bool) -> None:
        try:
            hits, began = await self._answer(query)
        except QueryInterrupted:
            return
        except StoreError as error:
            self.post_message(self.Failed(str(error)))
            return
        self._show_counts(hits, self._timer() - began)
        self.post_message(self.Answered(hits, is_same=is_same))

    async def _answer(self, query: str) -> tuple[Hits, float]:
        """The answer and when it was asked for: at once, or when there is an index again."""
        while True:
            began = self._timer()
            try:
                # Also when the line is left or restored: what was found must stay found.
                return await asyncio.to_thread(self._library.hits, query, is_typing=True), began
            except IndexBeingBuilt as error:
                self.post_message(self.Failed(str(error)))
            await asyncio.sleep(_BUILDING_LOOK_S)

    def show_total(self, hits: Hits) -> None:
        """Show how many answer, now that all are counted."""
        self._show_counts(hits, self._took_s)

    def _show_counts(self, hits: Hits, took_s: float) -> None:
        self._took_s = took_s
        total = self._library.counts().articles
        if not hits.query.root:
            said = "1 article" if total == 1 else f"{total:,} articles"
        else:
            found = f"{hits.total:,}+" if hits.is_capped else f"{hits.total:,}"
            said = f"{found} of {total:,}"
        self._counts = [Piece(said, "quiet")]
        if hits.query.root:
            self._counts.append(Piece(f" · {took_s * 1000:.0f} ms", "quiet"))
        self._beside = [Piece("    ?", "key"), Piece(" keys", "quiet"), Piece("  :", "key")]
        self._beside.append(Piece(" command", "quiet"))
        self._hint = " · ".join(hits.query.hints)
        self._show_all()

    def on_resize(self) -> None:
        """Show what there is room for."""
        self._show_all()

    def _show_all(self) -> None:
        width = self.app.size.width
        is_narrow = width < _WIDE
        self.set_class(is_narrow, "-narrow")
        room = _LITTLE_ROOM if is_narrow else _ROOM
        beside = [] if is_narrow else self._beside
        if self._hint:
            spare = width - _PROMPT - cell_len(self.query_text) - _TO_TYPE
            around = _cells(self._counts) + 4
            room = max(room, min(around + cell_len(self._hint), spare))
            hint = fit(self._hint, max(0, min(cell_len(self._hint), room - around))).rstrip()
            is_worth = cell_len(hint) >= min(_SHORTEST_HINT, cell_len(self._hint))
            beside = [Piece("  "), Piece(hint, "quiet")] if is_worth else []
        self._keep_free(room)
        choices = ([*self._counts, *beside], self._counts, self._counts[:1])
        right = next((those for those in choices if _cells(those) < room), self._counts[:1])
        self.show([Piece(" / ", "quiet")], [*right, Piece(" ")])

    def _keep_free(self, room: int) -> None:
        """Leave so many cells beside the query, if they are other than before."""
        if self._room and room != self._room:
            self.input.styles.margin = 0, room, 0, _PROMPT
        self._room = room


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
