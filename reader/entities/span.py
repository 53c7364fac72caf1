"""What the steps of name finding pass on."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.articles.mention import Label, Origin

LONGEST = 300_000
"""Code points of a text in which names are looked for: 50,000 words, 2 s of CPU. The rest of
a longer one (a dump, a book) has none."""


class Span(NamedTuple):
    """A stretch of text that names something; a mention whose entity is not known yet."""

    start: int
    """First code point in the text, from 0."""
    end: int
    """One past its last code point; above `start`."""
    label: Label
    confidence: float
    """From 0 (a guess) to 1 (certain)."""
    origin: Origin
    rule: str = ""
    """Name of the step that made or last changed it; empty for the model's own answer."""


Step = Callable[[str, list[Span]], list[Span]]
"""One step: the text and its spans in, the spans out, in order and none overlapping."""


def touching(spans: Sequence[Span], start: int, end: int) -> slice:
    """Which spans share a code point with a stretch of text, as a slice of them.

    Args:
        spans: in order, none overlapping another.
        start: first code point of the stretch.
        end: one past its last.
    """
    first = bisect_right(spans, start, key=lambda span: span.end)
    return slice(first, bisect_left(spans, end, lo=first, key=lambda span: span.start))
