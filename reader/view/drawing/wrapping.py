"""An article's text in lines of a given width, made only where they are looked at."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import NamedTuple

from reader.articles.text import is_hard_wrapped, is_promo, paragraphs
from reader.view.drawing.breaking import broken
from reader.view.drawing.portions import Portions
from reader.view.drawing.signs import Sign, Signed

_EXACT = 6
"""Portions of the longest text that is wrapped whole, so that its height is no estimate."""
_KEPT = 32
"""Portions whose lines are kept."""


class LineKind(IntEnum):
    """What a line holds."""

    HEADLINE = 0
    META = 1
    BLANK = 2
    BODY = 3
    ASIDE = 4
    """Body that is dimmed: a plug for something else."""


class Spot(NamedTuple):
    """A line of a wrapped text."""

    portion: int
    line: int
    """Of the portion, from 0."""


class Line(NamedTuple):
    """What a line shows of its portion."""

    start: int
    """Place in the portion's signed text."""
    end: int
    kind: LineKind


class Lines:
    """The lines of one portion of a text.

    Args:
        signed: The portion's text.
    """

    def __init__(self, signed: Signed) -> None:
        self.signed = signed
        self._starts = array("I")
        self._ends = array("I")
        self._kinds = bytearray()

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Line:
        return Line(self._starts[number], self._ends[number], LineKind(self._kinds[number]))

    def holding(self, offset: int) -> int:
        """The line, from 0, that shows the code point at `offset` of the whole text."""
        return max(0, bisect_right(self._starts, self.signed.shift(offset)) - 1)

    def add(self, start: int, end: int, kind: LineKind) -> None:
        """Add a line."""
        self._starts.append(start)
        self._ends.append(end)
        self._kinds.append(kind)

    def break_up(self, start: int, end: int, kind: LineKind, width: int) -> None:
        """Add the lines of one run of text, whose line breaks count as blanks."""
        run = self.signed.text[start:end].replace("\n", " ")
        for first, last in broken(run, width):
            self.add(start + first, start + last, kind)


class Wrapping:
    """The lines of one article at one width: headline, meta line, paragraphs.

    Lines are made a portion of the text at a time, so that any place in a text of any
    size costs what is shown of it.

    Args:
        text: The article's text.
        headline: Where its headline ends, code points from 0.
        width: Of the lines, in cells, at least 1.
        signs: Gives the signs that are shown among ``start:end``, in order.
    """

    def __init__(
        self, text: str, headline: int, width: int, signs: Callable[[int, int], Sequence[Sign]]
    ) -> None:
        self.text = text
        self.width = max(1, width)
        self._headline = headline
        self._signs = signs
        self._portions = Portions(text)
        self._lines: dict[int, Lines] = {}

    @property
    def height(self) -> int:
        """Lines in all; an estimate for a text of more than 50,000 code points."""
        count = self._portions.count
        if count <= _EXACT:
            return sum(len(self.lines(number)) for number in range(count))
        return max(1, len(self.text) * len(self.lines(0)) // self._portions.span(0)[1])

    @property
    def last(self) -> Spot:
        """The last line."""
        return self.moved(Spot(self._portions.count, 0), 0)

    def lines(self, number: int) -> Lines:
        """The lines of a portion."""
        lines = self._lines.get(number)
        if lines is None:
            while len(self._lines) >= _KEPT:
                del self._lines[next(iter(self._lines))]
            lines = self._lines[number] = self._wrap(number)
        return lines

    def number(self, spot: Spot) -> int:
        """How many lines are above a line; an estimate where `height` is one."""
        if self._portions.count > _EXACT:
            return self.height * self.offset(spot) // len(self.text)
        return sum(len(self.lines(above)) for above in range(spot.portion)) + spot.line

    def number_of(self, offset: int) -> int:
        """The same for the line that holds a code point, without wrapping a long text."""
        if self._portions.count > _EXACT:
            return self.height * offset // len(self.text)
        return self.number(self.spot(offset))

    def spot(self, offset: int) -> Spot:
        """The line that holds the code point at `offset`."""
        portion = self._portions.holding(offset)
        return self.moved(Spot(portion, self.lines(portion).holding(offset)), 0)

    def offset(self, spot: Spot) -> int:
        """The code point that a line begins with."""
        lines = self.lines(spot.portion)
        return lines.signed.unshift(lines[spot.line].start)

    def moved(self, spot: Spot, by: int) -> Spot:
        """The line so many lines below another (above: negative), or the last or first one."""
        below = self.below(spot, by)
        portion, line = below if below is not None else (self._portions.count, -1)
        while line < 0 < portion:
            portion -= 1
            line += len(self.lines(portion))
        return Spot(portion, max(0, line))

    def below(self, spot: Spot, by: int) -> Spot | None:
        """The line so many lines below another; None past the last one."""
        portion, line = spot.portion, spot.line + by
        while portion < self._portions.count:
            if line < len(self.lines(portion)):
                return Spot(portion, line)
            line -= len(self.lines(portion))
            portion += 1
        return None

    def _wrap(self, number: int) -> Lines:
        start, end = self._portions.span(number)
        lines = Lines(signed := Signed(self.text, start, end, self._signs(start, end)))
        if not number:
            start = self._headline
            headline = signed.shift_end(start)
            lines.break_up(0, headline, LineKind.HEADLINE, self.width)
            lines.add(headline, headline, LineKind.META)
        is_joined = self._portions.is_joined(number)
        for first, last in paragraphs(self.text, start, end):
            if not is_joined:
                place = lines[-1].end if len(lines) else 0
                lines.add(place, place, LineKind.BLANK)
            is_joined = False
            self._wrap_paragraph(lines, first, last)
        return lines

    def _wrap_paragraph(self, lines: Lines, start: int, end: int) -> None:
        signed, paragraph = lines.signed, self.text[start:end]
        kind = LineKind.ASIDE if is_promo(paragraph) else LineKind.BODY
        rows = paragraph.split("\n")
        if is_hard_wrapped(rows):
            rows = [paragraph]
        for row in rows:
            last = start + len(row)
            lines.break_up(signed.shift(start), signed.shift_end(last), kind, self.width)
            start = last + 1
