"""A rule across the screen."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.paint import paint_of


class Rule(Widget):
    """One horizontal line.

    Args:
        glyphs: Signs to draw with.
    """

    DEFAULT_CSS = """
    Rule { height: 1; }
    """

    ALLOW_SELECT = False

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The line."""
        paint, width = paint_of(self.app), self.size.width
        line = Segment(self._glyphs.horizontal * width, paint.base + paint["rule"])
        return [Strip([line], width).crop(crop.x, crop.right)] * crop.height
