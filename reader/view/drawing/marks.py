"""Marks at the edge of a pane: where it is scrolled to, where in a text things are."""

from collections.abc import Iterable


def thumb(top: int, page: int, count: int, height: int) -> tuple[int, int]:
    """The lines of the pane that show which part of the whole is in view.

    Args:
        top: First item in view, from 0.
        page: Items in view.
        count: Items in all.
        height: Lines of the pane.

    Returns:
        First line and one past the last; an empty range when all is in view.
    """
    if count <= page or height < 1:
        return 0, 0
    first = height * top // count
    length = max(1, height * page // count)
    if top + page >= count:
        first = height - length
    return min(first, height - length), min(first, height - length) + length


def fall(lines: Iterable[int], top: int, count: int, height: int) -> set[int]:
    """The lines of the pane in which things of a text fall.

    A text that fits the pane is marked line by line; a longer one in proportion.

    Args:
        lines: Lines of the text that hold one of the things, from 0.
        top: First line of the text in view.
        count: Lines of the text in all.
        height: Lines of the pane.
    """
    if count <= height:
        return {line - top for line in lines}
    return {min(height - 1, line * height // count) for line in lines}
