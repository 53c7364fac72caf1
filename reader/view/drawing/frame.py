"""A frame: a rule above what it holds and one below, which a vertical rule may meet."""

from rich.segment import Segment
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from typing_extensions import override

from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.paint import paint_of


class Frame(Horizontal):
    """Panes side by side between two rules, which are left out where room is short.

    Args:
        glyphs: Signs to draw with.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    Frame { height: 1fr; padding: 1 0; }
    Frame.-bare { padding: 0; }
    """

    ALLOW_SELECT = False

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._column: int | None = None

    def join(self, column: int | None) -> None:
        """Meet a vertical rule in this column, or none."""
        if column != self._column:
            self._column = column
            self.refresh()

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The rules; what is between them is drawn by the panes."""
        width, height = self.outer_size
        paint = paint_of(self.app)
        blank = Strip.blank(width, paint.base)
        strips = [blank] * crop.height
        if not self.has_class("-bare"):
            style = paint.base + paint["rule"]
            for y, joint in ((0, self._glyphs.tee_down), (height - 1, self._glyphs.tee_up)):
                if crop.y <= y < crop.bottom:
                    signs = [self._glyphs.horizontal] * width
                    if self._column is not None and 0 <= self._column < width:
                        signs[self._column] = joint
                    strips[y - crop.y] = Strip([Segment("".join(signs), style)], width)
        return [strip.crop(crop.x, crop.right) for strip in strips]
