"""Where text becomes screen cells: the second gate for text that others wrote."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from reader.articles.clean import clean_cells

ELLIPSIS = "…"


def fit(text: str, width: int) -> str:
    """One line of `text` that fills exactly `width` cells: cut with "…" or padded.

    Args:
        text: One line; what a terminal would obey is shown as U+FFFD.
        width: In cells, 0 or more.
    """
    line = clean_cells(text)
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    if width < 1:
        return ""
    return set_cell_size(set_cell_size(line, width - 1).rstrip() + ELLIPSIS, width)


def piece(text: str, style: Style) -> Segment:
    """A segment of a text whose offsets matter: no forbidden code point, none dropped.

    Args:
        text: A slice of a text without line breaks.
        style: How to draw it.
    """
    return Segment(clean_cells(text), style)
