"""Breaking a run of text into lines of a given width."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size


class _Cells(dict[str, int]):
    """Each character's width in cells; filled as they are met."""

    def __missing__(self, character: str) -> int:
        cells = self[character] = get_character_cell_size(character)
        return cells


_CELLS = _Cells()
_MERGING = ("\u200d", "\ufe0f")
"""With one of these, rich 15 does not measure a text as the sum of its characters."""


def broken(run: str, width: int) -> Iterator[tuple[int, int]]:
    """Spans of the lines of a run of text, at least one.

    Args:
        run: Text without line breaks; what is long here is broken whole.
        width: Of the lines, in cells, at least 1.
    """
    is_narrow = run.isascii() or all(_CELLS[character] == 1 for character in set(run))
    is_summed = not any(character in run for character in _MERGING)
    cells = [] if is_narrow or not is_summed else [*accumulate(map(_CELLS.__getitem__, run))]
    position = 0
    while True:
        if is_narrow:
            room = width
        elif is_summed:
            filled = cells[position - 1] if position else 0
            room = max(1, bisect_right(cells, filled + width, position) - position)
        else:
            room = _measured_room(run, position, width)
        if len(run) - position <= room:
            yield position, len(run)
            return
        cut = run.rfind(" ", position, position + room + 1)
        if cut > position:
            yield position, cut
            position = cut + 1
        else:
            yield position, position + room
            position += room


def _measured_room(run: str, position: int, width: int) -> int:
    """How many code points from `position` fill at most `width` cells, at least 1."""
    room = min(width, len(run) - position)
    while room > 1 and cell_len(run[position : position + room]) > width:
        room -= max(1, (cell_len(run[position : position + room]) - width) // 2)
    while position + room < len(run):
        if cell_len(run[position : position + room + 1]) > width:
            break
        room += 1
    return max(1, room)
