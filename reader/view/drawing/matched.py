"""Where an article answers the search, found as far as it is looked at."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile

from reader.view.drawing.portions import Portions
from reader.view.drawing.spans import Span

_AROUND = 200
"""Code points around a portion that are looked at, for a match that begins or ends outside."""
_KEPT = 64
"""Portions whose matches are kept."""
_UNKNOWN = -1


class Matches:
    """The matches of a search in a text, as a layer.

    Args:
        text: The text.
        find: Gives the spans of the matches in a piece of it, in order.
    """

    def __init__(
        self, text: str = "", find: Callable[[str], Sequence[tuple[int, int]]] | None = None
    ) -> None:
        self._text = text
        self._find = find
        self._portions = Portions(text if find is not None else "")
        self._counts = array("i", [_UNKNOWN]) * self._portions.count
        self._found: dict[int, list[Span]] = {}
        self.current: Span | None = None
        """The match in focus."""

    def look_further(self) -> list[Span] | None:
        """The matches in a portion that was not looked at yet; None if none is left."""
        if _UNKNOWN not in self._counts:
            return None
        return self._in_portion(self._counts.index(_UNKNOWN))

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The matches that touch ``start:end``, cut to it."""
        first = self._portions.holding(max(0, start - _AROUND))
        for number in range(first, self._portions.holding(end) + 1):
            for span in self._in_portion(number):
                if span.end > start and span.start < end:
                    yield Span(max(start, span.start), min(end, span.end), span.part)

    def step(self, step: int) -> bool:
        """Focus the next (1) or previous (-1) match, or the first or last; whether there is one."""
        here = self.current.start if self.current is not None else None
        if step > 0:
            found = self._first(-1 if here is None else here)
        else:
            found = self._last(len(self._text) if here is None else here)
        self.current = found or self.current
        return found is not None

    @property
    def place(self) -> tuple[int, int] | None:
        """Number of the match in focus, from 1, and how many there are, once that is known."""
        if self.current is None or _UNKNOWN in self._counts:
            return None
        portion = self._portions.holding(self.current.start)
        before = sum(self._counts[:portion])
        return before + self._in_portion(portion).index(self.current) + 1, sum(self._counts)

    def _first(self, after: int) -> Span | None:
        for number in range(self._portions.holding(max(0, after)), self._portions.count):
            for span in dropwhile(lambda span: span.start <= after, self._in_portion(number)):
                return span
        return None

    def _last(self, before: int) -> Span | None:
        for number in range(self._portions.holding(max(0, before - 1)), -1, -1):
            for span in reversed(self._in_portion(number)):
                if span.start < before:
                    return span
        return None

    def _in_portion(self, number: int) -> list[Span]:
        found = self._found.get(number)
        if found is None:
            while len(self._found) >= _KEPT:
                del self._found[next(iter(self._found))]
            found = self._found[number] = self._look(number)
            self._counts[number] = len(found)
        return found

    def _look(self, number: int) -> list[Span]:
        """The matches that start in a portion."""
        if self._find is None:
            return []
        start, end = self._portions.span(number)
        first = max(0, start - _AROUND)
        piece = self._text[first : end + _AROUND]
        spans = (Span(first + left, first + right, "match") for left, right in self._find(piece))
        return [span for span in spans if start <= span.start < end]
