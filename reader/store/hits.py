"""The answer to a query: a list that reads only the rows that are looked at."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.articles.article import ArticleId, Hit
from reader.articles.query import Query
from reader.store.articles import headlines, texts
from reader.store.database import Database

if TYPE_CHECKING:
    from reader.articles.snippet import Snippet

COUNTED = 1_000
"""Counts are exact up to here."""

SNIPPET_WIDTH = 160
"""Of a snippet, in code points, unless another is asked for."""

_SKIMMED = 200_000
"""Code points in which a match is looked for first: it is a huge article's, too."""


class Hits:
    """Articles that answer a query, in order; does not change while the library does.

    Args:
        query: What was asked.
        news: Where the rows are read.
        known: The ids found so far, from the first.
        length: How many there are in all; None if there are more than `known` and
            nobody has counted.
        find_all: Finds all ids, `known` first.
    """

    def __init__(
        self,
        query: Query,
        news: Database,
        known: "array[int]",
        length: int | None,
        find_all: "Callable[[], array[int]]",
    ) -> None:
        self.query = query
        self._news = news
        self._known = known
        self._length = length
        self._find_all = find_all

    @property
    def is_capped(self) -> bool:
        """Whether there are more than `COUNTED`, uncounted; `whole` has them all."""
        return self._length is None

    @property
    def total(self) -> int:
        """How many there are: exact, or `COUNTED` if there are more and `is_capped`."""
        return len(self)

    def __len__(self) -> int:
        return COUNTED if self._length is None else self._length

    @property
    def ids(self) -> "array[int]":
        """The ids of all `len(self)` articles, in order."""
        if len(self._known) < len(self):
            self._known = self._find_all()[: len(self)]
            self._length = len(self._known)
        return self._known[: len(self)]

    def whole(self) -> "Hits":
        """The same answer with every article counted; takes as long as that takes.

        Raises:
            QueryInterrupted: A newer question overtook it.
        """
        if not self.is_capped:
            return self
        found = self._find_all()
        return Hits(self.query, self._news, found, len(found), lambda: found)

    def position(self, number: ArticleId) -> int | None:
        """Where an article is in the list, from 0; None if it is not there."""
        try:
            return self.ids.index(number)
        except ValueError:
            return None

    def rows(self, start: int, stop: int, *, width: int = SNIPPET_WIDTH) -> list[Hit]:
        """The hits from `start` up to but not including `stop`, as many as there are.

        Args:
            start: Position of the first one, from 0.
            stop: One past the last one.
            width: Longest snippet, in code points.
        """
        stop = min(stop, len(self))
        known = self._known if stop <= len(self._known) else self.ids
        ids = known[max(0, start) : max(0, stop)]
        with self._news.reading() as connection:
            found = headlines(connection, ids)
            bodies = {} if self.query.root is None else texts(connection, ids)
        return [
            Hit(headline=one, snippet=self._snippet(bodies.get(one.id), width)) for one in found
        ]

    def _snippet(self, text: str | None, width: int) -> "Snippet | None":
        if text is None:
            return None
        from reader.articles.matching import snippet  # noqa: PLC0415 -- the first list needs none

        if len(text) > _SKIMMED:
            skimmed = snippet(self.query, text[: text.rfind(" ", 0, _SKIMMED) + 1], width)
            if skimmed.matches:
                return skimmed
        return snippet(self.query, text, width)
