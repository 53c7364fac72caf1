"""Running text of any length that draws only the lines on the screen."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.view.drawing.cells import fit, piece
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.marks import fall, thumb
from reader.view.drawing.paint import paint_of
from reader.view.drawing.signs import Sign
from reader.view.drawing.spans import Layer, Span, Spans, slices
from reader.view.drawing.wrapping import Line, LineKind, Lines, Spot, Wrapping


class Page(NamedTuple):
    """What running text shows."""

    text: str
    headline: int
    """Where the headline ends, code points into `text`."""
    meta: str
    """One line below the headline."""
    signs: Callable[[int, int], Sequence[Sign]]
    """Gives the signs that are shown among ``start:end`` of the text, in order."""


class Prose(Widget, can_focus=True):
    """An article's text, wrapped to a measure, with layers of lit spans over it.

    The column behind the text is the gutter: while spans are marked it shows where in
    the text they fall, else how far the text is scrolled.

    Args:
        glyphs: Signs of the gutter.
        measure: Longest line of text, in cells.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    Prose { height: 1fr; width: 1fr; }
    """

    ALLOW_SELECT = False

    def __init__(self, glyphs: Glyphs, *, measure: int = 76, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self.measure = measure
        self.top = Spot(0, 0)
        """The first line in view."""
        self._page: Page | None = None
        self._wrapping: Wrapping | None = None
        self._anchor = 0
        self._layers: Sequence[Layer] = ()
        self._selected = Spans()
        self._marked: Sequence[int] = ()
        self._strips: dict[tuple[Spot, str], Strip] = {}

    @property
    def margin(self) -> int:
        """Blank cells before the text."""
        return 2 if self.size.width >= 50 else 1

    @property
    def text_width(self) -> int:
        """Cells of a line of text, at least 1."""
        return max(1, min(self.measure, self.size.width - self.margin - 2))

    @property
    def offset_at_top(self) -> int:
        """Code point that the first line in view began with when the reader came there."""
        self.wrapped()
        return self._anchor

    def show_page(self, page: Page | None, *, offset: int = 0) -> None:
        """Show another text, from the line that holds `offset`; None clears the pane."""
        self._page = page
        self._wrapping = None
        self._anchor = offset
        self._strips.clear()
        self.refresh()

    def set_layers(self, layers: Sequence[Layer], marked: Sequence[int] = ()) -> None:
        """Light spans of the text.

        Args:
            layers: Spans named after parts of `reader.view.styles.parts`, from the lowest up.
            marked: Offsets that the gutter shows, in order.
        """
        self._layers = layers
        self._marked = marked
        self._strips.clear()
        self.refresh()

    def select(self, span: tuple[int, int] | None) -> None:
        """Show a span of the text as selected, or none."""
        self._selected = Spans([Span(*span, "selected")] if span is not None else [])
        self._strips.clear()
        self.refresh()

    def scroll_lines(self, lines: int) -> bool:
        """Scroll by a number of lines; whether the text moved."""
        wrapping = self.wrapped()
        return wrapping is not None and self._scroll(wrapping.moved(self.top, lines))

    def scroll_page(self, pages: int) -> bool:
        """Scroll by pages that share two lines; whether the text moved."""
        return self.scroll_lines(pages * max(1, self.size.height - 2))

    def scroll_to_end(self, *, is_start: bool) -> bool:
        """Scroll to the first or the last line; whether the text moved."""
        wrapping = self.wrapped()
        if wrapping is None:
            return False
        return self._scroll(Spot(0, 0) if is_start else wrapping.last)

    def is_in_view(self, offset: int) -> bool:
        """Whether the line that holds the code point at `offset` is on the screen."""
        wrapping = self.wrapped()
        if wrapping is None:
            return False
        return self.top <= wrapping.spot(offset) <= wrapping.moved(self.top, self._page_lines - 1)

    @property
    def span_in_view(self) -> tuple[int, int]:
        """First code point on the screen, and one past the last, about a line more."""
        wrapping = self.wrapped()
        if wrapping is None:
            return 0, 0
        after = wrapping.below(self.top, self._page_lines)
        start = wrapping.offset(self.top)
        return start, wrapping.offset(after) if after is not None else len(wrapping.text)

    def reveal(self, offset: int) -> None:
        """Scroll, if needed, so that the code point at `offset` is well in view."""
        wrapping = self.wrapped()
        if wrapping is None:
            self._anchor = offset
        elif not self.is_in_view(offset):
            self._scroll(wrapping.moved(wrapping.spot(offset), -(self._page_lines // 3)))

    @property
    def _page_lines(self) -> int:
        return max(1, self.size.height)

    def _scroll(self, top: Spot) -> bool:
        wrapping = self.wrapped()
        if wrapping is None:
            return False
        top = self._settled(wrapping, top)
        if top == self.top:
            return False
        self.top = top
        self._anchor = wrapping.offset(top)
        self.refresh()
        return True

    def _settled(self, wrapping: Wrapping, top: Spot) -> Spot:
        """The line that can be the first in view when `top` is wanted there."""
        if wrapping.below(top, self._page_lines - 1) is not None:
            return top  # without a look at the end, up to which all links would be counted
        return min(top, wrapping.moved(wrapping.last, 1 - self._page_lines))

    def wrapped(self) -> Wrapping | None:
        """The lines at the present width; wrapped anew where it changed.

        The first visible words stay where they are.
        """
        page, wrapping = self._page, self._wrapping
        if page is None or not self.size.width:
            return None
        if wrapping is None or wrapping.width != self.text_width:
            self._strips.clear()
            wrapping = Wrapping(page.text, page.headline, self.text_width, page.signs)
            self._wrapping = wrapping
            top = wrapping.spot(self._anchor) if self._anchor else Spot(0, 0)
            self.top = self._settled(wrapping, top)
        return wrapping

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines; past the end of the text they are blank."""
        gutter, wrapping = self._gutter(), self.wrapped()
        strips = [self._strip(wrapping, y, gutter(y)) for y in range(crop.y, crop.bottom)]
        if crop.x or crop.width != self.size.width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def _gutter(self) -> "Gutter":
        wrapping, height, glyphs = self.wrapped(), self.size.height, self._glyphs
        if wrapping is None:
            return Gutter(set(), glyphs.thumb, " ")
        top, lines = wrapping.number(self.top), wrapping.height
        if self._marked:
            marked = {wrapping.number_of(offset) for offset in self._marked}
            here = fall(marked, top, lines, height)
            return Gutter(here, glyphs.here, glyphs.elsewhere)
        first, last = thumb(top, height, lines, height)
        return Gutter(set(range(first, last)), glyphs.thumb, " ")

    def _strip(self, wrapping: Wrapping | None, y: int, gutter: str) -> Strip:
        spot = wrapping.below(self.top, y) if wrapping is not None else None
        if wrapping is None or spot is None:
            return self._framed([], gutter)
        strip = self._strips.get((spot, gutter))
        if strip is None:
            if len(self._strips) > 2000:
                self._strips.clear()
            lines = wrapping.lines(spot.portion)
            segments = self._segments(lines, lines[spot.line])
            strip = self._strips[spot, gutter] = self._framed(segments, gutter)
        return strip

    def _framed(self, segments: Sequence[Segment], gutter: str) -> Strip:
        paint = paint_of(self.app)
        base = paint.base
        line = Strip([Segment(" " * self.margin, base), *segments])
        line = line.adjust_cell_length(self.margin + self.text_width + 1, base)
        part = "gutter" if gutter == self._glyphs.elsewhere else "gutter-here"
        edge = Segment(gutter, base + paint[part])
        return Strip([*line, edge]).adjust_cell_length(self.size.width, base)

    def _segments(self, lines: Lines, line: Line) -> list[Segment]:
        paint = paint_of(self.app)
        base = paint.base
        start, end, kind = line
        if kind is LineKind.META and self._page is not None:
            return [Segment(fit(self._page.meta, self.text_width), base + paint["meta"])]
        if kind is LineKind.HEADLINE:
            base += paint["headline"]
        elif kind is LineKind.ASIDE:
            base += paint["aside"]
        text = lines.signed.text[start:end].replace("\n", " ")
        segments = []
        for left, right, parts in slices(start, end, self._spans(lines, start, end)):
            style = base
            for part in parts:
                style += paint[part]
            segments.append(piece(text[left - start : right - start], style))
        return segments

    def _spans(self, lines: Lines, start: int, end: int) -> Iterator[Iterator[Span]]:
        """What the layers, from the lowest up, light of ``start:end`` of a portion."""
        signed = lines.signed
        first, last = signed.unshift(start), signed.unshift(end)
        for layer in (*self._layers, self._selected):
            yield signed.spans(layer.within(first, last), start, end)
        yield signed.own_spans(start, end)

    @override
    def notify_style_update(self) -> None:
        """Draw anew in the new theme's colours."""
        super().notify_style_update()
        self._strips.clear()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down three lines."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up three lines."""
        event.stop()
        self.scroll_lines(-3)


class Gutter:
    """What the gutter shows on each line of the pane.

    Args:
        here: Lines of the pane that are marked.
        mark: Sign of a marked line.
        blank: Sign of the other lines.
    """

    def __init__(self, here: set[int], mark: str, blank: str) -> None:
        self._here = here
        self._mark = mark
        self._blank = blank

    def __call__(self, y: int) -> str:
        """The sign on line `y` of the pane."""
        return self._mark if y in self._here else self._blank
