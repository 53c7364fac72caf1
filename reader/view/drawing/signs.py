"""Signs that are shown in a text and are no part of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.view.drawing.spans import Span


class Sign(NamedTuple):
    """A few characters shown before a code point of the text."""

    place: int
    """The code point's offset."""
    shown: str
    part: str = ""
    """How it is drawn, of `reader.view.styles.parts`; empty: as what surrounds it."""


class Signed:
    """A stretch of a text with signs in it, and how to get from the one to the other.

    Args:
        text: The whole text.
        start: First code point of the stretch.
        end: One past its last.
        signs: Those that stand in it, in order of place.
    """

    def __init__(self, text: str, start: int, end: int, signs: Sequence[Sign] = ()) -> None:
        self.start = start
        self._signs = signs
        self._places = [sign.place for sign in signs]
        self._lengths = [0, *accumulate(len(sign.shown) for sign in signs)]
        pieces, position = [], start
        for place, shown, _ in signs:
            pieces += [text[position:place], shown]
            position = place
        self.text = "".join([*pieces, text[position:end]])
        """What is shown."""

    def shift(self, offset: int) -> int:
        """Where the code point at `offset` of the whole text is shown, its sign included."""
        return offset - self.start + self._lengths[bisect_left(self._places, offset)]

    def shift_end(self, offset: int) -> int:
        """Where what ends at `offset` of the whole text ends, with the sign that stands there."""
        return offset - self.start + self._lengths[bisect_right(self._places, offset)]

    def unshift(self, place: int) -> int:
        """Offset in the whole text of what is shown at a place; of a sign, what it precedes."""
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if self._places[middle] - self.start + self._lengths[middle] < place:
                low = middle + 1
            else:
                high = middle
        offset = self.start + place - self._lengths[low]
        return max(offset, self._places[low - 1]) if low else offset

    def spans(self, spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
        """Spans of the whole text as spans of what is shown, cut to ``start:end`` of it."""
        for first, last, part in spans:
            left, right = max(start, self.shift(first)), min(end, self.shift(last))
            if left < right:
                yield Span(left, right, part)

    def own_spans(self, start: int, end: int) -> Iterator[Span]:
        """The signs among ``start:end`` of what is shown that are drawn in a way of their own."""
        first = max(0, bisect_left(self._places, self.unshift(start)) - 1)
        for index in range(first, len(self._signs)):
            place, shown, part = self._signs[index]
            at = place - self.start + self._lengths[index]
            if at >= end:
                return
            if part and at + len(shown) > start:
                yield Span(max(at, start), min(at + len(shown), end), part)
