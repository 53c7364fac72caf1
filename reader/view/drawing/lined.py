"""A few lines of pieces, drawn anew for the width there is."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.view.drawing.cells import fit
from reader.view.drawing.line import Piece
from reader.view.drawing.paint import Paint, paint_of

Draw = Callable[[int], Sequence[Sequence[Piece]]]
"""Gives the lines for a width in cells."""


class Lined(Widget):
    """Lines that are told how to draw themselves; what does not fit is cut off.

    Args:
        id: Of the widget.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw: Draw = lambda _: ()

    @property
    def text(self) -> str:
        """What is shown, a line each."""
        lines = self._draw(self.size.width)
        return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)

    def show(self, draw: Draw) -> None:
        """Show other lines."""
        self._draw = draw
        self.refresh()

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines, and blank ones below them."""
        paint, width = paint_of(self.app), self.size.width
        lines = [*self._draw(width)]
        blank = Strip.blank(width, paint.base)
        strips = [
            Strip(segments(lines[y], width, paint.base, paint)) if y < len(lines) else blank
            for y in range(crop.y, crop.bottom)
        ]
        return [strip.crop(crop.x, crop.right) for strip in strips]


def segments(pieces: Sequence[Piece], width: int, style: Style, paint: Paint) -> list[Segment]:
    """Pieces one after the other, in exactly so many cells.

    Args:
        pieces: Of one line.
        width: In cells.
        style: Of plain text.
        paint: Of the theme.
    """
    found: list[Segment] = []
    for piece in pieces:
        cells = min(width, cell_len(piece.text))
        found.append(Segment(fit(piece.text, cells), style + paint[piece.part]))
        width -= cells
    return [*found, Segment(" " * width, style)]
