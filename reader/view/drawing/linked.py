"""The links of an article: lit, numbered in order, found as far as they are looked at."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.view.drawing.signs import Sign
from reader.view.drawing.spans import Span

if TYPE_CHECKING:
    from reader.articles.links import Link

_AT_ONCE = 65_536
"""Code points that are looked at for links at a time."""
_LISTED_AT_MOST = 65_536
"""Code points of a list of addresses at the text's end."""
_MARKS = "://", "mailto:"


class Links:
    """The links in a text, as a layer, and the numbers that are shown after them.

    A text may end with a list of numbered addresses, to which it refers as ``[1]``: these
    keep their numbers. Every other address below the headline has the next one, shown beside
    it.

    Args:
        text: The text.
    """

    def __init__(self, text: str = "") -> None:
        self._text = text
        self._written: list[Link] = []
        # A headline is shown as it is written.
        self._looked_at = text.find("\n") + 1
        self._listed: dict[int, str] = {}
        self._list_start = len(text)
        if text[-_LISTED_AT_MOST:].rpartition("\n")[2].startswith("["):
            from reader.articles.links import listed  # noqa: PLC0415 -- few texts have a list

            self._list_start, self._listed = listed(text)

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The links that touch ``start:end``, cut to it."""
        for link, _ in self.numbered(start, end):
            yield Span(max(start, link.start), min(end, link.end), "link")

    def signs(self, start: int, end: int) -> Sequence[Sign]:
        """The numbers that are shown after addresses that end in ``start:end``."""
        return [
            Sign(link.end, f"[{number}]", "quiet")
            for link, number in self.numbered(start, end)
            if not link.number and link.end > start
        ]

    def listed(self, start: int, end: int) -> list[tuple[int, str]]:
        """Numbers and addresses of those that touch ``start:end``, each once, in order."""
        here = self.numbered(start, end)
        return list(dict.fromkeys((number, link.url) for link, number in here))

    def numbered(self, start: int, end: int) -> "list[tuple[Link, int]]":
        """The links that touch ``start:end``, in order, each with its number."""
        self._look(end)
        first = bisect_left(self._written, start, key=lambda link: link.end)
        last = bisect_left(self._written, end, key=lambda link: link.start)
        before = max(self._listed, default=0) + 1
        found = [(self._written[index], before + index) for index in range(first, last)]
        if self._listed:
            from reader.articles.links import references  # noqa: PLC0415 -- as above

            those = references(self._text, start, end, self._listed, self._list_start)
            found = sorted([*found, *((link, link.number) for link in those)])
        return found

    def at(self, offset: int) -> str | None:
        """The address that is linked to at a code point, if one is."""
        for link, _ in self.numbered(offset, offset + 1):
            if link.start <= offset < link.end:
                return link.url
        return None

    def url(self, number: int) -> str | None:
        """The address with a number, if there is one."""
        if number in self._listed:
            return self._listed[number]
        index = number - max(self._listed, default=0) - 1
        while 0 <= index >= len(self._written) and self._looked_at < self._list_start:
            self._look(self._looked_at + 1)
        return self._written[index].url if 0 <= index < len(self._written) else None

    def _look(self, end: int) -> None:
        """Look for addresses up to a place, before the list at the text's end."""
        text = self._text
        while self._looked_at < min(end, self._list_start):
            start = self._looked_at
            self._looked_at = last = min(start + _AT_ONCE, self._list_start)
            if any(text.find(mark, start, last + 8) >= 0 for mark in _MARKS):
                from reader.articles.links import written  # noqa: PLC0415 -- few texts have any

                done = self._written[-1].end if self._written else 0
                self._written += written(text, max(start, done), last)
