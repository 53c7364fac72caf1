"""A list of any length that draws only the rows on the screen."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.view.drawing.cells import fit
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.marks import thumb
from reader.view.drawing.paint import paint_of

RowLines = Sequence[Sequence[Segment]]
"""The lines of one row, each a list of segments that fill the width exactly."""

RowDrawer = Callable[[int, int, Style], RowLines]
"""Draws a row: its number from 0, the cells to fill, the style of plain text."""


class Rows(Widget, can_focus=True):
    """A column of rows of equal height with a cursor, drawn line by line.

    Nothing is kept of a row but its drawn lines, so ten million rows cost what ten cost.
    The last column is a rule that doubles as the scroll mark.

    Args:
        draw_row: Draws the `ROW_HEIGHT` lines of a row.
        glyphs: Signs of the rule.
        id: Of the widget.
        classes: Of the widget, for the style sheet.
    """

    ROW_HEIGHT: ClassVar[int] = 2
    """Lines of a row."""
    HAS_RULE: ClassVar[bool] = True
    """Whether the last column is a rule where it is no scroll mark."""

    DEFAULT_CSS = """
    Rows { height: 1fr; }
    """

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor moved to another row."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class Chosen(Message):
        """A row was chosen with the mouse."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self,
        draw_row: RowDrawer,
        glyphs: Glyphs,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._draw_row = draw_row
        self.glyphs = glyphs
        self.count = 0
        self.cursor = 0
        self.top = 0
        self.divider: int | None = None
        """Row with a line of words above it, while the row before is in view; None: none."""
        self.divider_words = ""
        self._strips: dict[tuple[int, int, bool, bool], list[Strip]] = {}

    @property
    def page_rows(self) -> int:
        """Whole rows that fit in the pane, at least 1."""
        return max(1, self.size.height // self.ROW_HEIGHT)

    def set_rows(
        self, count: int, cursor: int = 0, *, top: int = 0, divider: int | None = None
    ) -> None:
        """Show `count` rows with the cursor on one of them, and draw all anew.

        Args:
            count: Of rows.
            cursor: Row of the cursor, from 0.
            top: First row to show, if the cursor's row is in view then.
            divider: Row with the line of words above it; None for no line.
        """
        self.count = count
        self.divider = divider
        self.cursor = max(0, min(cursor, count - 1))
        self.top = max(0, top)
        self._keep_in_view()
        self.redraw()

    def redraw(self) -> None:
        """Forget what was drawn and draw the rows again."""
        self._strips.clear()
        self.refresh()

    def redraw_row(self, row: int) -> None:
        """Draw one row again, as when its marks changed."""
        for key in [key for key in self._strips if key[0] == row]:
            del self._strips[key]
        self._refresh_row(row)

    def move(self, rows: int) -> bool:
        """Move the cursor by a number of rows; whether it could move."""
        return self.go(self.cursor + rows)

    def go(self, row: int) -> bool:
        """Put the cursor on a row, or on the nearest there is; whether it moved."""
        row = max(0, min(row, self.count - 1))
        if row == self.cursor or not self.count:
            return False
        old, self.cursor = self.cursor, row
        if self._keep_in_view():
            self.refresh()
        else:
            self._refresh_row(old)
            self._refresh_row(row)
        self.post_message(self.Moved(row))
        return True

    def _keep_in_view(self) -> bool:
        """Scroll so that the cursor is on the screen; whether that scrolled."""
        if not self.size.height:
            return False  # it is seen when there is room
        top = min(self.top, self.cursor)
        top = max(top, self._top_showing(self.cursor))
        top = max(0, min(top, self._top_showing(self.count - 1)))
        changed = top != self.top
        self.top = top
        return changed

    def _top_showing(self, row: int) -> int:
        """The lowest top row with which this row is whole in view."""
        top = row - self.page_rows + 1
        is_full = self.page_rows * self.ROW_HEIGHT >= self.size.height
        return top + (is_full and self._is_divided(top, row))

    def _is_divided(self, top: int, row: int) -> bool:
        return self.divider is not None and top < self.divider <= row

    def _row_at(self, y: int) -> tuple[int, int]:
        """Row and its line at a line of the pane; line -1 for the divider."""
        if self.divider is not None and self.divider > self.top:
            line = (self.divider - self.top) * self.ROW_HEIGHT
            if y == line:
                return self.divider, -1
            y -= y > line
        row, line = divmod(y, self.ROW_HEIGHT)
        return self.top + row, line

    def _refresh_row(self, row: int) -> None:
        y = (row - self.top) * self.ROW_HEIGHT + self._is_divided(self.top, row)
        # Without the rule: it stays as it is while nothing scrolls, and is a tenth of the bytes.
        self.refresh(Region(0, y, max(0, self.size.width - 1), self.ROW_HEIGHT))

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines; past the last row they are blank."""
        width, height = self.size
        self._keep_in_view()
        first, last = thumb(self.top, self.page_rows, self.count, height)
        strips = []
        for y in range(crop.y, crop.bottom):
            row, line = self._row_at(y)
            is_thumb = first <= y < last
            if line < 0:
                strips.append(self._divider_strip(width, is_thumb=is_thumb))
            else:
                strips.append(self._row_strips(row, width, is_thumb=is_thumb)[line])
        if crop.x or crop.width != width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def _row_strips(self, row: int, width: int, *, is_thumb: bool) -> list[Strip]:
        key = (row, width, row == self.cursor, is_thumb)
        strips = self._strips.get(key)
        if strips is None:
            if len(self._strips) > 1000:
                self._strips.clear()
            strips = self._strips[key] = self._draw(row, width, is_thumb=is_thumb)
        return strips

    def _edge(self, *, is_thumb: bool) -> Segment:
        paint = paint_of(self.app)
        rule = paint.base + paint["thumb" if is_thumb else "rule"]
        blank = self.glyphs.vertical if self.HAS_RULE else " "
        return Segment(self.glyphs.thumb if is_thumb else blank, rule)

    def _divider_strip(self, width: int, *, is_thumb: bool) -> Strip:
        paint = paint_of(self.app)
        inside = max(0, width - 1)
        line = self.glyphs.horizontal
        words = fit(
            f" {line * 2} {self.divider_words} ", min(inside, cell_len(self.divider_words) + 5)
        )
        words += line * (inside - cell_len(words))
        return Strip(
            [Segment(words, paint.base + paint["quiet"]), self._edge(is_thumb=is_thumb)], width
        )

    def _draw(self, row: int, width: int, *, is_thumb: bool) -> list[Strip]:
        paint = paint_of(self.app)
        base = paint.base
        edge = self._edge(is_thumb=is_thumb)
        inside = max(0, width - 1)
        if row >= self.count:
            lines: RowLines = [[Segment(" " * inside, base)]] * self.ROW_HEIGHT
        else:
            if row == self.cursor:
                base += paint["cursor-focused" if self.has_focus else "cursor"]
            lines = self._draw_row(row, inside, base)
        return [Strip([*line, edge], width).simplify() for line in lines]

    @override
    def notify_style_update(self) -> None:
        """Draw anew in the new theme's colours."""
        super().notify_style_update()
        self._strips.clear()

    def _on_focus_change(self) -> None:
        self.redraw_row(self.cursor)

    def on_focus(self) -> None:
        """Show that the keys go here."""
        self._on_focus_change()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._on_focus_change()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down three rows."""
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up three rows."""
        event.stop()
        self.move(-3)

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse and choose it."""
        row, line = self._row_at(event.y)
        if line >= 0 and row < self.count:
            self.go(row)
            self.post_message(self.Chosen(row))
