"""Breaking an article's text into lines of a given width, only as far as needed."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum

from rich.cells import cell_len

from reader.articles.text import is_hard_wrapped, is_promo

_LOOKED_AT = 4096
"""Code points that are wrapped at a stretch."""


class LineKind(IntEnum):
    """What a line holds."""

    HEADLINE = 0
    META = 1
    BLANK = 2
    BODY = 3
    ASIDE = 4
    """Body that is dimmed: a plug for something else."""


class Wrapping:
    """The lines of one article at one width: headline, meta line, paragraphs.

    Lines are made when they are first asked for, so that a text of any size costs what
    is shown of it.

    Args:
        text: The article's text; the headline is its first line.
        headline: Span of the headline, code points.
        paragraphs: Spans of the paragraphs, in order.
        width: Of the lines, in cells, at least 1.
    """

    def __init__(
        self,
        text: str,
        headline: tuple[int, int],
        paragraphs: Iterable[tuple[int, int]],
        width: int,
    ) -> None:
        self.text = text
        self.width = max(1, width)
        self.is_complete = False
        """Whether the whole text is wrapped."""
        self._starts = array("I")
        self._ends = array("I")
        self._kinds = bytearray()
        self._work = self._wrap(headline, paragraphs)

    def __len__(self) -> int:
        """Lines known so far."""
        return len(self._starts)

    @property
    def height(self) -> int:
        """Lines in all; an estimate until the whole text is wrapped."""
        if self.is_complete or not self._ends or not self._ends[-1]:
            return len(self)
        return max(len(self) + 1, len(self) * len(self.text) // self._ends[-1])

    def reach_line(self, line: int) -> None:
        """Wrap until `line` (from 0) is known or the text ends."""
        while len(self) <= line and not self.is_complete:
            self._go_on()

    def line_of(self, offset: int) -> int:
        """The line, from 0, that holds the code point at `offset`."""
        while not self.is_complete and (not self._ends or self._ends[-1] <= offset):
            self._go_on()
        return max(0, bisect_right(self._starts, offset) - 1)

    def line(self, number: int) -> tuple[int, int, LineKind]:
        """Span and kind of a known line."""
        return self._starts[number], self._ends[number], LineKind(self._kinds[number])

    def _go_on(self) -> None:
        if next(self._work, True):
            self.is_complete = True

    def _add(self, start: int, end: int, kind: LineKind) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._kinds.append(kind)

    def _wrap(
        self, headline: tuple[int, int], paragraphs: Iterable[tuple[int, int]]
    ) -> Iterator[bool]:
        """Make all lines, with a stop (False) after every few."""
        yield from self._break(headline, LineKind.HEADLINE)
        self._add(headline[1], headline[1], LineKind.META)
        for start, end in paragraphs:
            self._add(self._ends[-1], self._ends[-1], LineKind.BLANK)
            paragraph = self.text[start:end]
            kind = LineKind.ASIDE if is_promo(paragraph) else LineKind.BODY
            lines = paragraph.split("\n")
            if is_hard_wrapped(lines):
                yield from self._break((start, end), kind)
                continue
            position = start
            for line in lines:
                yield from self._break((position, position + len(line)), kind)
                position += len(line) + 1

    def _break(self, span: tuple[int, int], kind: LineKind) -> Iterator[bool]:
        """Make the lines of one run of text, whose line breaks count as blanks."""
        start, end = span
        run = self.text[start:end].replace("\n", " ")
        position, looked_at, is_wide = 0, 0, False
        while True:
            if position >= looked_at:
                looked_at = position + _LOOKED_AT
                is_wide = _is_wide(run[position : looked_at + self.width])
                yield False
            room = _narrow_room(run, position, self.width) if is_wide else self.width
            if len(run) - position <= room:
                self._add(start + position, end, kind)
                return
            cut = run.rfind(" ", position, position + room + 1)
            following = cut + 1 if cut > position else position + room
            shown = cut if cut > position else following
            self._add(start + position, start + shown, kind)
            position = following


def _is_wide(piece: str) -> bool:
    """Whether some code point does not fill exactly one cell."""
    return not piece.isascii() and any(cell_len(character) != 1 for character in set(piece))


def _narrow_room(run: str, position: int, width: int) -> int:
    """How many code points from `position` fill at most `width` cells, at least 1.

    A code point that adds no cell to the one before (a combining mark, a joiner and what
    it joins) stays with it.
    """
    room = min(width, len(run) - position)
    while room > 1 and cell_len(run[position : position + room]) > width:
        room -= max(1, (cell_len(run[position : position + room]) - width) // 2)
    while position + room < len(run):
        grown = cell_len(run[position : position + room + 1])
        if grown > width:
            break
        room += 1
    return max(1, room)
