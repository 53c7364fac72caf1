"""A screen of panes: search on top, list and article side by side, status at the foot."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from typing_extensions import override

from reader.library import Library
from reader.view.commands import Where
from reader.view.drawing.frame import Frame
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.rows import Rows
from reader.view.panes.headlines import Headlines
from reader.view.panes.reading import Reading
from reader.view.panes.search import SearchPane
from reader.view.panes.status import StatusLine
from reader.view.screens.layout import Layout, layout

if TYPE_CHECKING:
    from reader.view.panes.choices import Choices


class PanesScreen(Screen[None]):
    """Shares the room among the panes and knows which of them gets the keys.

    Args:
        library: What is read.
        glyphs: Signs to draw with.
        measure: Longest line of an article, in cells.
        timer: Seconds of a clock that never goes back.
    """

    AUTO_FOCUS = "#headlines"

    def __init__(
        self, library: Library, *, glyphs: Glyphs, measure: int, timer: Callable[[], float]
    ) -> None:
        super().__init__()
        self.headlines = Headlines(glyphs, id="headlines", classes="list")
        self.reading = Reading(glyphs, measure=measure, id="reading")
        self.search = SearchPane(library, timer, id="search")
        self.status = StatusLine(glyphs, id="status")
        self.searched_from = Where.LIST
        """Where the keys went before the search."""
        self.aside: Choices | None = None
        """What stands in the headlines' place; None while they are there themselves."""
        self.panes = Frame(glyphs, id="panes")
        """List and article."""

    @override
    def compose(self) -> ComposeResult:
        """The panes."""
        yield self.search
        with self.panes:
            yield self.headlines
            yield self.reading
        yield self.status

    @property
    def shape(self) -> Layout:
        """How the panes share the screen now."""
        return layout(*self.app.size, self.reading.measure)

    @property
    def listing(self) -> Rows:
        """The headlines, or what stands in their place."""
        return self.aside or self.headlines

    @property
    def rows(self) -> Rows:
        """The list that is there."""
        return self.listing

    async def cover(self, aside: "Choices | None") -> None:
        """Put something in the headlines' place, or uncover them."""
        covering, self.aside = self.aside, aside
        if covering is not None:
            self.set_focus(None)  # else the search line got it, and the next key
            await covering.remove()
        if aside is not None:
            await self.panes.mount(aside, before=self.headlines)
        self.headlines.set_class(aside is not None, "-covered")
        self.share_room()
        self.focus_pane(Where.LIST)

    @property
    def where(self) -> Where:
        """Where the keys go."""
        # Not `has_focus`, which follows a message later: the next key may be here before it.
        if self.focused is self.reading:
            return Where.ARTICLE
        return Where.SEARCH if self.focused is self.search.input else Where.LIST

    def on_resize(self) -> None:
        """Share the new room among the panes."""
        self.share_room()

    @override
    def _screen_resized(self, size: Size) -> None:
        # At the start Textual tells the size four times; laying out takes 4 ms each time.
        if size != self._size:
            super()._screen_resized(size)

    def share_room(self) -> None:
        """Give each pane its size."""
        shape = self.shape
        self.set_class(shape.is_narrow, "-narrow")
        self.panes.set_class(shape.is_short, "-bare")
        self.listing.styles.width = shape.list_width
        self.zoom(is_zoomed=self.has_class("-zoomed"))

    def zoom(self, *, is_zoomed: bool) -> None:
        """Show the article alone, or beside the list."""
        shape = self.shape
        self.set_class(is_zoomed, "-zoomed")
        is_alone = is_zoomed or shape.is_narrow
        self.panes.join(None if is_alone else shape.list_width - 1)

    def on_reading_link_chosen(self, event: Reading.LinkChosen) -> None:
        """Open it in the browser, if it is one that may be opened."""
        from reader.view.opening import open_link  # noqa: PLC0415 -- rarely done

        self.status.say(open_link(event.url))

    def focus_pane(self, where: Where) -> None:
        """Let the keys go to a pane, and show it where only one pane is shown."""
        self.set_class(where is Where.ARTICLE, "-reading")
        if where is Where.ARTICLE:
            self.set_focus(self.reading)
        elif where is Where.LIST:
            self.zoom(is_zoomed=False)
            self.set_focus(self.listing)
        else:
            self.searched_from = self.where
            self.set_focus(self.search.input)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane that the keys go to, where only one is shown."""
        self.set_class(event.widget is self.reading, "-reading")
