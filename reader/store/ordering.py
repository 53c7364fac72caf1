"""Numbers of articles in the index, in date order, so that newest first costs nothing.

A full-text index answers in the order of its row numbers, and walks down a long list of them
far more slowly than up: for each page back it reads the list of pages from its start (at a
million articles phrases took up to 38 ms, and take up to 6). So an article's
number there, its *doc*, falls as (date, id) grows: the newest article has the lowest.
Neighbours lie `GAP` apart: late arrivals go between, and where too many have come, those
around them move apart a little.
Articles without a date are numbered from `UNDATED_FROM` on and thus are the last; none comes
late among them, and without gaps the index is a sixth smaller.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import apsw

from reader.store.schema import UNDATED

GAP = 8
UNDATED_FROM = 1 << 42
_DATED_FIRST, _UNDATED_FIRST = 1 << 41, 1 << 43
"""Of the first articles of each kind; leave room below for those that appear from then on."""

_SMALLEST_BITS, _LARGEST_BITS = 3, 40
"""Of a stretch of numbers in which articles move apart: 8 numbers, or all of a region."""
_MOST_FULL, _LEAST_FULL = 1 / 2, 1 / 8
"""How full the shortest and the longest stretches may be then; half full, every other is free."""
_EMPTIER = 1 / 40
"""How much less full a stretch must be for each doubling of its length."""
_MOST_MOVED = 50_000
"""More are not moved for one place."""

Dated = tuple[int, int]
"""An article's date, in seconds since 1970 or `UNDATED`, and its id."""

_NO_ID = 1 << 63
"""Higher than every article's id."""


class Numbering:
    """Gives out docs; notes which articles had to move for it.

    Args:
        index: The index file, in a transaction.
    """

    def __init__(self, index: apsw.Connection) -> None:
        self._index = index
        self.moved: dict[int, int] = {}
        """Articles that have another doc now, each with the doc it had before."""

    def number(self, articles: Sequence[Dated]) -> bool:
        """Give articles that have no docs their docs; False if too many would have to move.

        Args:
            articles: The newest first.
        """
        done = 0
        while done < len(articles):
            newer, older = self._neighbours(articles[done])
            # The next one there is, or the end of those of this kind.
            bound = older[1:] if older is not None else _last_of_kind(articles[done])
            end = bisect_left(articles, _age(bound), lo=done, key=_age)
            if not self._place(articles[done:end], newer, older and older[0]):
                return False
            done = end
        return True

    def _place(self, articles: Sequence[Dated], newer: int | None, older: int | None) -> bool:
        """Number articles that all come between the same two neighbours."""
        count = len(articles)
        is_undated = articles[0][0] == UNDATED
        step = 1 if is_undated else GAP
        if newer is None:
            if older is None:
                older = (_UNDATED_FIRST if is_undated else _DATED_FIRST) + step
            docs = [older - step * (count - place) for place in range(count)]
        elif older is None:
            docs = [newer + step * (place + 1) for place in range(count)]
        elif older - newer <= count:
            return self._spread(articles, older)
        else:
            docs = [newer + (place + 1) * (older - newer) // (count + 1) for place in range(count)]
        self._put(zip(docs, articles, strict=True))
        return True

    def _put(self, numbered: Iterable[tuple[int, Dated]]) -> None:
        rows = ((doc, article, date) for doc, (date, article) in numbered)
        self._index.executemany("INSERT INTO doc VALUES(?, ?, ?)", rows)

    def _neighbours(self, one: Dated) -> tuple[int | None, tuple[int, int, int] | None]:
        """The doc before an article, and doc, date and id after it, of those of its kind."""
        newer = self._index.execute(
            "SELECT doc, date FROM doc WHERE (date, article) > (?, ?)"
            " ORDER BY date, article LIMIT 1",
            one,
        ).fetchone()
        older = self._index.execute(
            "SELECT doc, date, article FROM doc WHERE (date, article) < (?, ?)"
            " ORDER BY date DESC, article DESC LIMIT 1",
            one,
        ).fetchone()
        is_undated = one[0] == UNDATED
        return (
            newer[0] if newer and (newer[1] == UNDATED) == is_undated else None,
            older if older and (older[1] == UNDATED) == is_undated else None,
        )

    def _spread(self, articles: Sequence[Dated], near: int) -> bool:
        """Spread the articles around a place and new ones over a stretch that is empty enough.

        Source: Itai, Konheim, Rodeh: A sparse table implementation of priority queues, 1981.
        """
        query = "SELECT count(*) FROM doc WHERE doc BETWEEN ? AND ?"
        for bits in range(_SMALLEST_BITS, _LARGEST_BITS + 1):
            length = 1 << bits
            first = near // length * length
            taken = self._index.execute(query, (first, first + length - 1)).get
            if taken > _MOST_MOVED:
                return False
            full = max(_LEAST_FULL, _MOST_FULL - (bits - _SMALLEST_BITS) * _EMPTIER)
            if taken + len(articles) <= length * full:
                self._lay_out(articles, first, length)
                return True
        return False

    def _lay_out(self, articles: Sequence[Dated], first: int, length: int) -> None:
        query = "DELETE FROM doc WHERE doc BETWEEN ? AND ? RETURNING doc, date, article"
        old = {
            (date, article): doc
            for doc, date, article in self._index.execute(query, (first, first + length - 1))
        }
        rows = sorted([*old, *articles], reverse=True)
        docs = [first + (2 * place + 1) * length // (2 * len(rows)) for place in range(len(rows))]
        self._put(zip(docs, rows, strict=True))
        for doc, one in zip(docs, rows, strict=True):
            if old.get(one, doc) != doc:
                self.moved.setdefault(one[1], old[one])


def following(doc: int, date: int) -> int:
    """The doc of the next older article in an index that is built in order, from doc 0 on."""
    if date == UNDATED:
        return doc + 1 if doc >= UNDATED_FROM else _UNDATED_FIRST
    return doc + GAP if doc else _DATED_FIRST


def _age(one: Dated) -> Dated:
    """What grows from the newest article to the oldest."""
    date, article = one
    return -date, -article


def _last_of_kind(one: Dated) -> Dated:
    """A bound older than all articles that have a date, or that have none."""
    return (UNDATED, _NO_ID) if one[0] != UNDATED else (UNDATED, 0)
