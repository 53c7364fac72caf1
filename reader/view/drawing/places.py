"""Which character of a wrapped text stands where."""

from rich.cells import cell_len

from reader.view.drawing.cells import character_in
from reader.view.drawing.wrapping import Line, LineKind, Lines, Spot, Wrapping

_WITHOUT_TEXT = {LineKind.META, LineKind.BLANK}


def character_at(wrapping: Wrapping, spot: Spot, cell: int) -> tuple[int, int]:
    """Span of the character drawn at a cell of a line; empty beside the line's end.

    Args:
        wrapping: The text.
        spot: The line.
        cell: From the line's left; below 0 means its first.
    """
    lines, line = _line(wrapping, spot)
    if line.kind in _WITHOUT_TEXT:
        return (lines.signed.unshift(line.start),) * 2
    text = lines.signed.text[line.start : line.end]
    first = character_in(text, cell)
    following = character_in(text, cell_len(text[: first + 1]))  # with the marks upon it
    return lines.signed.unshift(line.start + first), lines.signed.unshift(line.start + following)


def offset_below(wrapping: Wrapping, offset: int, lines_down: int) -> int:
    """The code point shown some lines below another (above: negative), in the same column."""
    spot = wrapping.spot(offset)
    lines, line = _line(wrapping, spot)
    cell = cell_len(lines.signed.text[line.start : lines.signed.shift(offset)])
    goal = wrapping.moved(spot, lines_down)
    while _line(wrapping, goal)[1].kind in _WITHOUT_TEXT:
        further = wrapping.moved(goal, 1 if lines_down > 0 else -1)
        if further == goal:
            return offset
        goal = further
    return character_at(wrapping, goal, cell)[0]


def _line(wrapping: Wrapping, spot: Spot) -> tuple[Lines, Line]:
    lines = wrapping.lines(spot.portion)
    return lines, lines[spot.line]
