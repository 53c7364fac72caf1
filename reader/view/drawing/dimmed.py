"""Lines that the reader takes for no part of an article, as a layer."""

from collections.abc import Iterator, Sequence

from reader.view.drawing.spans import Span

_LONGEST = 10_000
"""Code points of a line; a longer one is no boilerplate."""


class Dimmed:
    """The lines of a text that are like some patterns.

    Args:
        text: That is shown.
        patterns: As `reader.articles.ruling.boilerplate` has them.
    """

    def __init__(self, text: str, patterns: Sequence[str]) -> None:
        self._text = text
        self._patterns = patterns

    def within(self, start: int, end: int) -> Iterator[Span]:
        """Those lines that touch ``start:end``, cut to it."""
        from reader.articles.ruling import boilerplate  # noqa: PLC0415 -- most readers have none

        text = self._text
        first = text.rfind("\n", max(0, start - _LONGEST), start) + 1 or max(0, start - _LONGEST)
        last = text.find("\n", end, end + _LONGEST)
        piece = text[first : last if last >= 0 else end + _LONGEST]
        for left, right in boilerplate(piece, self._patterns):
            span = Span(max(start, first + left), min(end, first + right), "boilerplate")
            if span.start < span.end:
                yield span
