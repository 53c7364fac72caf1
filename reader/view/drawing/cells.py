"""Where text becomes screen cells: the second gate for text that others wrote."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from reader.articles.clean import clean_cells

ELLIPSIS = "…"
_JOINING = "\u200c\u200d"
"""Joins what is before it to what is after it; at the start of a slice there is nothing."""
_JOINERS = dict.fromkeys((0x200C, 0x200D, *range(0xFE00, 0xFE10)))
"""The same and variation selectors, each to be left out."""


def fit(text: str, width: int) -> str:
    """One line of `text` that fills exactly `width` cells: cut with "…" or padded.

    Args:
        text: One line; what a terminal would obey is shown as U+FFFD.
        width: In cells, 0 or more.
    """
    line = clean_cells(text).lstrip(_JOINING)
    shown = _sized(line, width)
    if cell_len(shown) != width:
        # A joiner at an edge takes the cell beside it with it.
        shown = _sized(line.translate(_JOINERS), width)
    return shown


def _sized(line: str, width: int) -> str:
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    if width < 1:
        return ""
    return set_cell_size(set_cell_size(line, width - 1).rstrip() + ELLIPSIS, width)


def piece(text: str, style: Style) -> Segment:
    """A segment of a text: what a terminal would obey is shown as U+FFFD.

    Args:
        text: A slice of a text without line breaks.
        style: How to draw it.
    """
    return Segment(clean_cells(text).lstrip(_JOINING), style)


def character_in(text: str, cell: int) -> int:
    """Index of the character that fills a cell of a line; the text's length past its end.

    Args:
        text: One line.
        cell: From 0; below 0 means the first.
    """
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if cell_len(text[: middle + 1]) <= cell:
            low = middle + 1
        else:
            high = middle
    return low
