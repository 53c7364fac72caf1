"""Numbers of articles in the index, in date order, so that newest first costs nothing.

A full-text index answers in the order of its row numbers. So an article's number there,
its *doc*, grows with (date, id). Neighbours lie `GAP` apart: late arrivals go between.
Articles without a date are numbered below `DATED_FROM` and thus are the last.
"""

import apsw

from reader.store.schema import UNDATED

GAP = 8
FIRST = GAP
DATED_FROM = 1 << 40
_DATED_FIRST = 1 << 41
"""Leaves room below for articles older than the first one that came."""


def first_doc(date: int) -> int:
    """The doc of the first article ever of its region: dated or undated."""
    return FIRST if date == UNDATED else _DATED_FIRST


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
    if below is None and above is None:
        return first_doc(date)
    if above is None and below is not None:
        return below + GAP
    if below is None and above is not None:
        floor = 0 if date == UNDATED else DATED_FROM
        return above - GAP if above - GAP > floor else None
    if below is not None and above is not None and above - below > 1:
        return (below + above) // 2
    return None


def _neighbour(index: apsw.Connection, query: str, date: int, number: int) -> int | None:
    row = index.execute(query, (date, number)).fetchone()
    if row is None:
        return None
    doc, its_date = row
    is_same_region = (its_date == UNDATED) == (date == UNDATED)
    return int(doc) if is_same_region else None
