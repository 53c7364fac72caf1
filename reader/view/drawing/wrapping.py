"""Breaking an article's text into lines of a given width, only as far as needed."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum

from rich.cells import cell_len

from reader.articles.text import is_hard_wrapped


class LineKind(IntEnum):
    """What a line holds."""

    HEADLINE = 0
    META = 1
    BLANK = 2
    BODY = 3


class Wrapping:
    """The lines of one article at one width: headline, meta line, paragraphs.

    Paragraphs are wrapped when a line of theirs is first asked for, so that a text of
    any size costs what is shown of it.

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
        paragraphs: Sequence[tuple[int, int]],
        width: int,
    ) -> None:
        self.text = text
        self.width = max(1, width)
        self._paragraphs = paragraphs
        self._done = 0
        self._starts = array("I")
        self._ends = array("I")
        self._kinds = bytearray()
        self._break(headline, LineKind.HEADLINE)
        self._add(headline[1], headline[1], LineKind.META)

    def __len__(self) -> int:
        """Lines known so far."""
        return len(self._starts)

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is wrapped."""
        return self._done >= len(self._paragraphs)

    @property
    def height(self) -> int:
        """Lines in all; an estimate until the whole text is wrapped."""
        if self.is_complete or not self._ends[-1]:
            return len(self)
        return max(len(self) + 1, len(self) * len(self.text) // self._ends[-1])

    def reach_line(self, line: int) -> None:
        """Wrap until `line` (from 0) is known or the text ends."""
        while len(self) <= line and not self.is_complete:
            self._wrap_next()

    def line_of(self, offset: int) -> int:
        """The line, from 0, that holds the code point at `offset`."""
        while not self.is_complete and self._ends[-1] <= offset:
            self._wrap_next()
        return max(0, bisect_right(self._starts, offset) - 1)

    def line(self, number: int) -> tuple[int, int, LineKind]:
        """Span and kind of a known line."""
        return self._starts[number], self._ends[number], LineKind(self._kinds[number])

    def _add(self, start: int, end: int, kind: LineKind) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._kinds.append(kind)

    def _wrap_next(self) -> None:
        span = self._paragraphs[self._done]
        self._done += 1
        self._add(self._ends[-1], self._ends[-1], LineKind.BLANK)
        lines = self.text[span[0] : span[1]].split("\n")
        if is_hard_wrapped(lines):
            self._break(span, LineKind.BODY)
            return
        start = span[0]
        for line in lines:
            self._break((start, start + len(line)), LineKind.BODY)
            start += len(line) + 1

    def _break(self, span: tuple[int, int], kind: LineKind) -> None:
        """Add the lines of one run of text, whose line breaks count as blanks."""
        start, end = span
        run = self.text[start:end].replace("\n", " ")
        wide = not run.isascii() and any(cell_len(character) != 1 for character in set(run))
        position = 0
        while True:
            room = _narrow_room(run, position, self.width) if wide else self.width
            if len(run) - position <= room:
                self._add(start + position, end, kind)
                return
            cut = run.rfind(" ", position, position + room + 1)
            following = cut + 1 if cut > position else position + room
            shown = cut if cut > position else following
            self._add(start + position, start + shown, kind)
            position = following


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
