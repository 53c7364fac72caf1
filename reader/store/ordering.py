"""Numbers of articles in the index, in date order, so that newest first costs nothing.

A full-text index answers in the order of its row numbers. So an article's number there,
its *doc*, grows with (date, id). Neighbours lie `GAP` apart: late arrivals go between, and
where too many have come, those around them move apart a little.
Articles without a date are numbered below `DATED_FROM` and thus are the last; none comes
late among them, and without gaps the index is a sixth smaller.
"""

import apsw

from reader.store.schema import UNDATED

GAP = 8
DATED_FROM = 1 << 40
_DATED_FIRST = 1 << 41
"""Leaves room below for articles older than the first one that came."""

_SMALLEST_BITS, _LARGEST_BITS = 3, 40
"""Of a stretch of numbers in which articles move apart: 8 numbers, or all of a region."""
_MOST_FULL, _LEAST_FULL = 1 / 2, 1 / 4
"""How full the shortest and the longer stretches may be; half full, every other is free."""
_EMPTIER = 1 / 32
"""How much less full a stretch must be for each doubling of its length."""
_MOST_MOVED = 50_000
"""More are not moved for one article."""


class Numbering:
    """Gives out docs; notes which articles had to move for it.

    Args:
        index: The index file, in a transaction.
    """

    def __init__(self, index: apsw.Connection) -> None:
        self._index = index
        self.moved: dict[int, int] = {}
        """Articles that have another doc now, each with the doc it had before."""

    def number(self, article: int, date: int) -> int | None:
        """Give an article that has no doc its doc; None if too many would have to move.

        Args:
            article: Its id.
            date: Seconds since 1970, or `UNDATED`.
        """
        doc = self._free(date, article)
        if doc is None and self._make_room(date, article):
            doc = self._free(date, article)
        if doc is not None:
            self._index.execute("INSERT INTO doc VALUES(?, ?, ?)", (doc, article, date))
        return doc

    def _free(self, date: int, article: int) -> int | None:
        """A free doc between an article's neighbours; None if they leave no gap."""
        below, above = self._below(date, article), self._above(date, article)
        if above is None:
            return following(below or 0, date)
        if below is None:
            floor = 0 if date == UNDATED else DATED_FROM
            return above - GAP if above - GAP > floor else None
        return (below + above) // 2 if above - below > 1 else None

    def _below(self, date: int, article: int) -> int | None:
        query = (
            "SELECT doc, date FROM doc WHERE (date, article) < (?, ?)"
            " ORDER BY date DESC, article DESC LIMIT 1"
        )
        return self._neighbour(query, date, article)

    def _above(self, date: int, article: int) -> int | None:
        query = (
            "SELECT doc, date FROM doc WHERE (date, article) > (?, ?)"
            " ORDER BY date, article LIMIT 1"
        )
        return self._neighbour(query, date, article)

    def _neighbour(self, query: str, date: int, article: int) -> int | None:
        row = self._index.execute(query, (date, article)).fetchone()
        if row is None:
            return None
        doc, its_date = row
        is_same_region = (its_date == UNDATED) == (date == UNDATED)
        return int(doc) if is_same_region else None

    def _make_room(self, date: int, article: int) -> bool:
        """Spread the articles around this place over the shortest stretch that is empty enough.

        Source: Itai, Konheim, Rodeh: A sparse table implementation of priority queues, 1981.
        """
        near = self._above(date, article) or 0
        query = "SELECT count(*) FROM doc WHERE doc BETWEEN ? AND ?"
        for bits in range(_SMALLEST_BITS, _LARGEST_BITS + 1):
            length = 1 << bits
            first = near // length * length
            taken = self._index.execute(query, (first, first + length - 1)).get
            if taken > _MOST_MOVED:
                return False
            if taken <= length * max(_LEAST_FULL, _MOST_FULL - (bits - _SMALLEST_BITS) * _EMPTIER):
                self._spread(first, length)
                return True
        return False

    def _spread(self, first: int, length: int) -> None:
        query = "SELECT doc, article, date FROM doc WHERE doc BETWEEN ? AND ? ORDER BY doc"
        rows = [*self._index.execute(query, (first, first + length - 1))]
        self._index.execute(
            "DELETE FROM doc WHERE doc BETWEEN ? AND ?", (first, first + length - 1)
        )
        for place, (doc, article, date) in enumerate(rows):
            new = first + (2 * place + 1) * length // (2 * len(rows))
            self._index.execute("INSERT INTO doc VALUES(?, ?, ?)", (new, article, date))
            self.moved.setdefault(article, doc)


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
