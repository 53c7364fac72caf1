"""What the steps of name finding pass on."""

from collections.abc import Callable
from typing import NamedTuple

from reader.articles.mention import Label, Origin


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

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the span shares a code point with the stretch from `start` to `end`."""
        return self.start < end and start < self.end


Step = Callable[[str, list[Span]], list[Span]]
"""One step: the text and its spans in, the spans out, in order and none overlapping."""
