"""Spans over a text, and what of them falls on a line."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """A run of code points that is drawn differently."""

    start: int
    end: int
    """Exclusive."""
    part: str
    """Name of what it is, as ``person``."""


class Layer(Protocol):
    """What is drawn over a text."""

    def within(self, start: int, end: int) -> Iterable[Span]:
        """The spans that touch ``start:end``, cut to it, in order, none overlapping another."""
        ...


class Spans:
    """Spans that don't overlap, in order, found by place in logarithmic time.

    Args:
        spans: In any order; one that overlaps an earlier one is left out.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if span.end > span.start and (not self._spans or span.start >= self._spans[-1].end):
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, index: int) -> Span:
        return self._spans[index]

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The spans that touch ``start:end``, cut to it."""
        for index in range(max(0, bisect_right(self._starts, start) - 1), len(self._spans)):
            span = self._spans[index]
            if span.start >= end:
                return
            if span.end > start:
                yield Span(max(span.start, start), min(span.end, end), span.part)

    def next_after(self, offset: int) -> int | None:
        """Index of the first span that starts after `offset`, if there is one."""
        index = bisect_right(self._starts, offset)
        return index if index < len(self._spans) else None

    def last_before(self, offset: int) -> int | None:
        """Index of the last span that starts before `offset`, if there is one."""
        index = bisect_right(self._starts, offset - 1) - 1
        return index if index >= 0 else None


def slices(
    start: int, end: int, layers: Iterable[Iterable[Span]]
) -> Iterator[tuple[int, int, list[str]]]:
    """Cut ``start:end`` where any span begins or ends.

    Args:
        start: First code point.
        end: One past the last.
        layers: Spans inside ``start:end``, from the lowest layer to the one drawn on top.

    Yields:
        Start, end, and the parts that cover the slice, lowest first.
    """
    touching = [list(layer) for layer in layers]
    cuts = {start, end}
    for spans in touching:
        for span in spans:
            cuts.add(span.start)
            cuts.add(span.end)
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        yield (
            left,
            right,
            [span.part for spans in touching for span in spans if span.start <= left < span.end],
        )
