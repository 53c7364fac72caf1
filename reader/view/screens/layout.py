"""How the panes share the screen."""

from typing import NamedTuple

_SIDE_BY_SIDE = 80
"""Narrowest screen, in cells, that shows list and article at once."""
_LIST_CELLS = 28, 60
"""Least and most for the list."""
_AROUND_TEXT = 4
"""Cells of the article pane beside its text: margin and gutter."""


class Layout(NamedTuple):
    """Sizes of the panes."""

    is_narrow: bool
    """One pane at a time."""
    is_short: bool
    """No room for rules."""
    list_width: int
    """Cells of the list, its rule included."""


def layout(width: int, height: int, measure: int) -> Layout:
    """Share a screen: the article keeps its measure, the list gets the rest up to 60.

    Args:
        width: Of the screen, in cells.
        height: Of the screen, in lines.
        measure: Longest line of text, in cells.
    """
    if width < _SIDE_BY_SIDE:
        return Layout(is_narrow=True, is_short=height < 8, list_width=width)
    least, most = _LIST_CELLS
    rest = width - measure - _AROUND_TEXT
    return Layout(is_narrow=False, is_short=height < 8, list_width=max(least, min(most, rest)))
