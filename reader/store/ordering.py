"""Numbers of articles in the index, in date order, so that newest first costs nothing.

A full-text index answers in the order of its row numbers. So an article's number there,
its *doc*, grows with (date, id). Neighbours lie `GAP` apart: late arrivals go between.
Articles without a date are numbered below `DATED_FROM` and thus are the last; none comes
late among them, and without gaps the index is a sixth smaller.
"""

import apsw

from reader.store.schema import UNDATED

GAP = 8
DATED_FROM = 1 << 40
_DATED_FIRST = 1 << 41
"""Leaves room below for articles older than the first one that came."""


def following(doc: int, date: int) -> int:
    """The doc after `doc` in an index that is built in order; `doc` is 0 at its start."""
    if date == UNDATED:
        return doc + 1
    return doc + GAP if doc >= DATED_FROM else _DATED_FIRST


def free_doc(index: apsw.Connection, date: int, number: int) -> int | None:
    """A free doc for an article between its neighbours; None if they leave no gap.

    Args:
        index: The index file, in a transaction.
        date: Of the article: seconds since 1970, or `UNDATED`.
        number: The article's id.
    """
    below = _neighbour(
        index,
        "SELECT doc, date FROM doc WHERE (date, article) < (?, ?)"
        " ORDER BY date DESC, article DESC LIMIT 1",
        date,
        number,
    )
    above = _neighbour(
        index,
        "SELECT doc, date FROM doc WHERE (date, article) > (?, ?) ORDER BY date, article LIMIT 1",
        date,
        number,
    )
    if above is None:
        return following(below or 0, date)
    if below is None:
        floor = 0 if date == UNDATED else DATED_FROM
        return above - GAP if above - GAP > floor else None
    return (below + above) // 2 if above - below > 1 else None


def _neighbour(index: apsw.Connection, query: str, date: int, number: int) -> int | None:
    row = index.execute(query, (date, number)).fetchone()
    if row is None:
        return None
    doc, its_date = row
    is_same_region = (its_date == UNDATED) == (date == UNDATED)
    return int(doc) if is_same_region else None
