"""Running text of any length that draws only the lines on the screen."""

from collections.abc import Callable, Iterable, Sequence
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
from reader.view.drawing.spans import Spans, slices
from reader.view.drawing.wrapping import LineKind, Wrapping

_EXACT = 50_000
"""Longest text, in code points, that is wrapped whole, so that its height is no estimate."""


class Page(NamedTuple):
    """What running text shows."""

    text: str
    headline: tuple[int, int]
    """Span of the headline, code points into `text`."""
    meta: str
    """One line below the headline."""
    paragraphs: Callable[[], Iterable[tuple[int, int]]]
    """Gives the paragraphs' spans, in order, each time the text is wrapped."""


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
        self.top = 0
        self._page: Page | None = None
        self._wrapping: Wrapping | None = None
        self._anchor = 0
        self._layers: Sequence[Spans] = ()
        self._marked: Sequence[int] = ()
        self._strips: dict[tuple[int, str], Strip] = {}

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
        """Code point that the first line in view begins with."""
        wrapping = self._wrapped()
        return wrapping.line(self.top)[0] if wrapping else self._anchor

    def show_page(self, page: Page | None, *, offset: int = 0) -> None:
        """Show another text, from the line that holds `offset`; None clears the pane."""
        self._page = page
        self._wrapping = None
        self._anchor = offset
        self._strips.clear()
        self.refresh()

    def set_layers(self, layers: Sequence[Spans], marked: Sequence[int] = ()) -> None:
        """Light spans of the text.

        Args:
            layers: Spans named after parts of `reader.view.styles.parts`, from the lowest up.
            marked: Offsets that the gutter shows, in order.
        """
        self._layers = layers
        self._marked = marked
        self._strips.clear()
        self.refresh()

    def scroll_lines(self, lines: int) -> bool:
        """Scroll by a number of lines; whether the text moved."""
        return self._scroll(self.top + lines)

    def scroll_page(self, pages: int) -> bool:
        """Scroll by pages that share two lines; whether the text moved."""
        return self.scroll_lines(pages * max(1, self.size.height - 2))

    def scroll_to_end(self, *, is_start: bool) -> bool:
        """Scroll to the first or the last line; whether the text moved."""
        return self._scroll(0 if is_start else len(self._page.text) if self._page else 0)

    def reveal(self, offset: int) -> None:
        """Scroll, if needed, so that the code point at `offset` is well in view."""
        wrapping = self._wrapped()
        if wrapping is None:
            self._anchor = offset
            return
        line = wrapping.line_of(offset)
        height = max(1, self.size.height)
        if not self.top <= line < self.top + height:
            self._scroll(line - height // 3)

    def _scroll(self, top: int) -> bool:
        wrapping = self._wrapped()
        if wrapping is None:
            return False
        wrapping.reach_line(max(0, top) + self.size.height)
        top = max(0, min(top, len(wrapping) - max(1, self.size.height)))
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        return True

    def _wrapped(self) -> Wrapping | None:
        """The lines at the present width; wrapped anew where it changed.

        The first visible words stay where they are, or those at the anchor.
        """
        page, wrapping = self._page, self._wrapping
        if page is None or not self.size.width:
            return None
        if wrapping is None or wrapping.width != self.text_width:
            anchor = wrapping.line(self.top)[0] if wrapping and self.top else self._anchor
            self._strips.clear()
            wrapping = Wrapping(page.text, page.headline, page.paragraphs(), self.text_width)
            self._wrapping = wrapping
            if len(page.text) <= _EXACT:
                wrapping.reach_line(len(page.text))
            self.top = 0
            if anchor:
                self._scroll(wrapping.line_of(anchor))
        return wrapping

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines; past the end of the text they are blank."""
        gutter = self._gutter()
        strips = [self._strip(self.top + y, gutter(y)) for y in range(crop.y, crop.bottom)]
        if crop.x or crop.width != self.size.width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def _gutter(self) -> "Gutter":
        wrapping, height, glyphs = self._wrapped(), self.size.height, self._glyphs
        if wrapping is None:
            return Gutter(set(), glyphs.thumb, " ")
        wrapping.reach_line(self.top + height)
        if self._marked:
            lines = {wrapping.line_of(offset) for offset in self._marked}
            here = fall(lines, self.top, wrapping.height, height)
            return Gutter(here, glyphs.here, glyphs.elsewhere)
        first, last = thumb(self.top, height, wrapping.height, height)
        return Gutter(set(range(first, last)), glyphs.thumb, " ")

    def _strip(self, line: int, gutter: str) -> Strip:
        strip = self._strips.get((line, gutter))
        if strip is None:
            if len(self._strips) > 2000:
                self._strips.clear()
            strip = self._strips[line, gutter] = self._draw(line, gutter)
        return strip

    def _draw(self, line: int, gutter: str) -> Strip:
        paint = paint_of(self.app)
        base = paint.base
        segments = [Segment(" " * self.margin, base)]
        wrapping, page = self._wrapping, self._page
        if wrapping is not None and page is not None and line < len(wrapping):
            start, end, kind = wrapping.line(line)
            if kind is LineKind.META:
                segments.append(Segment(fit(page.meta, self.text_width), base + paint["meta"]))
            elif end > start:
                segments += self._text_segments(page, start, end, kind)
        strip = Strip(segments).adjust_cell_length(self.margin + self.text_width + 1, base)
        part = "gutter" if gutter == self._glyphs.elsewhere else "gutter-here"
        edge = Strip([Segment(gutter, base + paint[part])], 1)
        return Strip.join([strip, edge]).adjust_cell_length(self.size.width, base)

    def _text_segments(self, page: Page, start: int, end: int, kind: LineKind) -> list[Segment]:
        paint = paint_of(self.app)
        base = paint.base
        if kind is LineKind.HEADLINE:
            base += paint["headline"]
        elif kind is LineKind.ASIDE:
            base += paint["aside"]
        segments = []
        text = page.text[start:end].replace("\n", " ")
        for left, right, parts in slices(start, end, self._layers):
            style = base
            for part in parts:
                style += paint[part]
            segments.append(piece(text[left - start : right - start], style))
        return segments

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
