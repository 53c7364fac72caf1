"""One line of text in pieces: left-aligned ones, and right-aligned ones if they fit."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.view.drawing.cells import fit
from reader.view.drawing.paint import paint_of


class Piece(NamedTuple):
    """Some words in one style."""

    text: str
    part: str = "plain"
    """Of `reader.view.styles.parts`."""


class Line(Widget):
    """A line that is told what to show."""

    DEFAULT_CSS = """
    Line { height: 1; }
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: Sequence[Piece] = ()
        self._right: Sequence[Piece] = ()

    @property
    def text(self) -> str:
        """What is shown, as one string: the left pieces, two blanks, the right pieces."""
        left, right = ("".join(piece.text for piece in side) for side in (self._left, self._right))
        return f"{left}  {right}".rstrip()

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Show other pieces."""
        if (left, right) == (self._left, self._right):
            return
        span = _changed(self._left, left) if right == self._right else None
        self._left, self._right = left, right
        # A key that only counts on, as in a list, writes ten cells and not the whole line.
        self.refresh(*() if span is None else (Region(span[0], 0, span[1] - span[0], 1),))

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The line, and blank lines below it."""
        paint = paint_of(self.app)
        base = paint.base
        width = self.size.width
        segments: list[Segment] = []
        room = width
        for piece in self._left:
            cells = min(room, cell_len(piece.text))
            segments.append(Segment(fit(piece.text, cells), base + paint[piece.part]))
            room -= cells
        taken = sum(cell_len(piece.text) for piece in self._right)
        if taken and taken + 2 <= room:
            segments.append(Segment(" " * (room - taken), base))
            segments += [
                Segment(fit(piece.text, cell_len(piece.text)), base + paint[piece.part])
                for piece in self._right
            ]
        line = Strip(segments).adjust_cell_length(width, base)
        blank = Strip.blank(width, base)
        strips = [line if y == 0 else blank for y in range(crop.y, crop.bottom)]
        return [strip.crop(crop.x, crop.right) for strip in strips]


def _changed(before: Sequence[Piece], after: Sequence[Piece]) -> tuple[int, int] | None:
    """First cell, and one past the last, in which pieces differ; None if their widths do."""
    widths = [cell_len(piece.text) for piece in after]
    if widths != [cell_len(piece.text) for piece in before]:
        return None
    differing = [
        place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]
    ]
    return sum(widths[: differing[0]]), sum(widths[: differing[-1] + 1])
