"""Numbers of articles in the index, in date order, so that newest first costs nothing.

A full-text index answers in the order of its row numbers. So an article's number there,
its *doc*, grows with (date, id). Neighbours lie `GAP` apart: late arrivals go between, and
where too many have come, those around them move apart a little.
Articles without a date are numbered below `DATED_FROM` and thus are the last; none comes
late among them, and without gaps the index is a sixth smaller.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import apsw

from reader.store.schema import UNDATED

GAP = 8
DATED_FROM = 1 << 40
_DATED_FIRST = 1 << 41
"""Leaves room below for articles older than the first one that came."""

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
            articles: In order.
        """
        done = 0
        while done < len(articles):
            below, above = self._neighbours(articles[done])
            end = len(articles)
            if above is not None:
                end = bisect_left(articles, above[1:], lo=done)
            elif articles[done][0] == UNDATED:
                end = bisect_left(articles, (UNDATED + 1, 0), lo=done)
            if not self._place(articles[done:end], below, above and above[0]):
                return False
            done = end
        return True

    def _place(self, articles: Sequence[Dated], below: int | None, above: int | None) -> bool:
        """Number articles that all come between the same two neighbours."""
        count = len(articles)
        if above is None:
            doc = below or 0
            docs = [doc := following(doc, date) for date, _ in articles]
        elif below is None:
            floor = 0 if articles[0][0] == UNDATED else DATED_FROM
            if above - GAP * count <= floor:
                return self._spread(articles, above)
            docs = [above - GAP * (count - place) for place in range(count)]
        elif above - below <= count:
            return self._spread(articles, above)
        else:
            docs = [below + (place + 1) * (above - below) // (count + 1) for place in range(count)]
        self._put(zip(docs, articles, strict=True))
        return True

    def _put(self, numbered: Iterable[tuple[int, Dated]]) -> None:
        rows = ((doc, article, date) for doc, (date, article) in numbered)
        self._index.executemany("INSERT INTO doc VALUES(?, ?, ?)", rows)

    def _neighbours(self, one: Dated) -> tuple[int | None, tuple[int, int, int] | None]:
        """The doc before an article, and doc, date and id after it, of those of its kind."""
        below = self._index.execute(
            "SELECT doc, date FROM doc WHERE (date, article) < (?, ?)"
            " ORDER BY date DESC, article DESC LIMIT 1",
            one,
        ).fetchone()
        above = self._index.execute(
            "SELECT doc, date, article FROM doc WHERE (date, article) > (?, ?)"
            " ORDER BY date, article LIMIT 1",
            one,
        ).fetchone()
        is_undated = one[0] == UNDATED
        return (
            below[0] if below and (below[1] == UNDATED) == is_undated else None,
            above if above and (above[1] == UNDATED) == is_undated else None,
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
        rows = sorted([*old, *articles])
        docs = [first + (2 * place + 1) * length // (2 * len(rows)) for place in range(len(rows))]
        self._put(zip(docs, rows, strict=True))
        for doc, one in zip(docs, rows, strict=True):
            if old.get(one, doc) != doc:
                self.moved.setdefault(one[1], old[one])


def following(doc: int, date: int) -> int:
    """The doc after `doc` in an index that is built in order; `doc` is 0 at its start."""
    if date == UNDATED:
        return doc + 1
    return doc + GAP if doc >= DATED_FROM else _DATED_FIRST


def doc_span(index: apsw.Connection, since: int | None, until: int | None) -> tuple[int, int]:
    """The docs of a span of time, as a first and a last one; the last is lower if there are none.

    Args:
        index: The index file.
        since: Seconds since 1970; None: from the first date on.
        until: One second past the last; None: to the last date.
    """
    first, last = DATED_FROM, (1 << 62)
    if since is not None:
        query = "SELECT doc FROM doc WHERE date >= ? ORDER BY date, article LIMIT 1"
        first = index.execute(query, (max(since, UNDATED + 1),)).get or last + 1
    if until is not None:
        query = "SELECT doc FROM doc WHERE date < ? ORDER BY date DESC, article DESC LIMIT 1"
        last = index.execute(query, (until,)).get or 0
    return first, last
