"""When and beside whom an entity is mentioned: counted in the index, no article is read."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nsmallest
from itertools import pairwise
from typing import TYPE_CHECKING

import apsw

from reader.articles.mention import Kind, kind_of
from reader.store.index_file import ENTITY, unpacked_entities
from reader.store.meanings import quoted
from reader.store.profile import Companion, companions
from reader.store.statements import DATED, EVERYTHING, UNDATED, Span

if TYPE_CHECKING:
    from reader.store.ruled import RuledEntities

COUNTED_ARTICLES = 10_000
"""Among the newest so many articles of an entity its companions are counted."""

MOST_MONTHS = 600
"""Fifty years: one article with a wrong date shall not make a million months."""

_LOOKED_UP = 64
"""Companions that are looked up at once, the most frequent first."""
_MOST_LOOKED_UP = 512
_COMPANY = frozenset((Kind.PERSON, Kind.ORGANISATION, Kind.PLACE))
_MONTHS = 12
_FIRST_MONTH, _LAST_MONTH = 1 * _MONTHS, 10_000 * _MONTHS - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """In which articles an entity is mentioned, and when these appeared."""

    articles: int
    """All of them."""
    undated: int
    """Those that have no date."""
    first: int | None
    """When the first appeared that has a date, seconds since 1970, UTC; None if none has."""
    last: int | None
    """When the last did."""
    months: tuple[tuple[str, int], ...]
    """Every month from the first, of the last `MOST_MONTHS`, to the last, as ``2017-11``, and
    how many appeared in it."""


class Sightings:
    """Counts the articles that mention an entity, or several that are one.

    Args:
        index: The index, with the truth attached as ``news``.
        entity: Its key, or that of one that has become part of it.
        ruled: What the user said of names; None for nothing.
    """

    def __init__(self, index: apsw.Connection, entity: str, ruled: "RuledEntities | None") -> None:
        self._index = index
        self._ruled = ruled
        number: int | None = index.execute(
            "SELECT id FROM news.entity WHERE key = ?", (entity,)
        ).get
        self._own: Sequence[int] = () if number is None else (number,)
        if number is not None and ruled is not None:
            self._own = ruled.members(number)
        self._asked = " OR ".join(quoted(f"{ENTITY}{number}") for number in self._own)

    def seen(self) -> Seen:
        """In how many articles it is, and when they appeared."""
        first, last = self._date("DESC"), self._date("ASC")
        undated = self._count(UNDATED)
        months: tuple[tuple[str, int], ...] = ()
        if first is not None and last is not None:
            months = tuple(self._months(first, last))
        has_all = len(months) < MOST_MONTHS
        return Seen(
            # Counted once: a frequent entity's articles take 10 ms.
            articles=undated + sum(one[1] for one in months) if has_all else self.count(),
            undated=undated,
            first=first,
            last=last,
            months=months,
        )

    def count(self) -> int:
        """In how many articles it is."""
        return self._count(EVERYTHING)

    def ids(self, limit: int) -> "array[int]":
        """Ids of the articles that mention it, the newest first; -1: of all."""
        query = (
            "SELECT d.article FROM (SELECT rowid AS doc FROM fast WHERE fast MATCH ?"
            " ORDER BY rowid LIMIT ?) m CROSS JOIN doc d ON d.doc = m.doc"
        )
        if not self._asked:
            return array("q")
        return array("q", (row[0] for row in self._index.execute(query, (self._asked, limit))))

    def companions(self, most: int) -> tuple[Companion, ...]:
        """People, organisations and places in its newest articles, the most frequent first."""
        query = (
            "SELECT f.entities FROM (SELECT rowid AS doc FROM fast WHERE fast MATCH ?"
            " ORDER BY rowid LIMIT ?) m CROSS JOIN fact f ON f.doc = m.doc"
        )
        if not self._asked:
            return ()
        rows: list[bytes] = [
            row[0] for row in self._index.execute(query, (self._asked, COUNTED_ARTICLES))
        ]
        ruled = self._ruled
        counts = (
            Counter(unpacked_entities(b"".join(rows))) if ruled is None else ruled.counted(rows)
        )
        for own in self._own:
            counts.pop(own, None)
        ranked = nsmallest(_MOST_LOOKED_UP, counts.items(), key=lambda one: (-one[1], one[0]))
        found: list[Companion] = []
        for start in range(0, len(ranked), _LOOKED_UP):
            found += self._company(ranked[start : start + _LOOKED_UP])
            if len(found) >= most:
                break
        return tuple(found[:most])

    def _company(self, ranked: Sequence[tuple[int, int]]) -> Iterator[Companion]:
        listed = f"[{','.join(str(entity) for entity, _ in ranked)}]"
        query = (
            "SELECT id, key, name, label FROM news.entity"
            " WHERE id IN (SELECT value FROM json_each(?))"
        )
        known = {number: row for number, *row in self._index.execute(query, (listed,))}
        rows = ((*known[entity], articles) for entity, articles in ranked if entity in known)
        return (one for one in companions(rows) if kind_of(one.label) in _COMPANY)

    def _count(self, span: Span) -> int:
        if not self._asked:
            return 0
        query = "SELECT count(*) FROM fast WHERE fast MATCH ? AND rowid BETWEEN ? AND ?"
        count: int = self._index.execute(query, (self._asked, span.first, span.last)).get
        return count

    def _date(self, order: str) -> int | None:
        """When the first article with a date appeared, or the last."""
        if not self._asked:
            return None
        query = (
            "SELECT date FROM fact WHERE doc = (SELECT rowid FROM fast WHERE fast MATCH ?"  # noqa: S608 -- a word of ours
            f" AND rowid BETWEEN ? AND ? ORDER BY rowid {order} LIMIT 1)"
        )
        date: int | None = self._index.execute(query, (self._asked, DATED.first, DATED.last)).get
        return date

    def _months(self, first: int, last: int) -> Iterator[tuple[str, int]]:
        """Articles are numbered in order of date: a month is a span of numbers."""
        begins = _beginnings(first, last)
        ends = [*(self._doc_from(date) for _, date in begins), DATED.first - 1]
        if len(begins) < MOST_MONTHS:
            ends[0] = DATED.last  # the first month has what is older than any calendar, too
        for (month, _), (since, until) in zip(begins, pairwise(ends), strict=True):
            yield month, self._count(Span(until + 1, since))

    def _doc_from(self, date: int) -> int:
        """Number of the first article that appeared at a time or after it."""
        query = "SELECT doc FROM doc WHERE date >= ? ORDER BY date, article LIMIT 1"
        doc: int | None = self._index.execute(query, (date,)).get
        return DATED.first - 1 if doc is None else doc


def _beginnings(first: int, last: int) -> list[tuple[str, int]]:
    """The months from one moment to another, and when each begins, seconds since 1970, UTC."""
    begin, end = _month(first), _month(last)
    begin = max(begin, end + 1 - MOST_MONTHS)
    found: list[tuple[str, int]] = []
    for number in range(begin, end + 1):
        year, month = divmod(number, _MONTHS)
        date = int(datetime(year, month + 1, 1, tzinfo=UTC).timestamp())
        found.append((f"{year:04}-{month + 1:02}", date))
    return found


def _month(date: int) -> int:
    """Number of the month of a moment; of one that no calendar knows, the nearest there is."""
    try:
        moment = datetime.fromtimestamp(date, UTC)
    except (OverflowError, OSError, ValueError):
        return _FIRST_MONTH if date < 0 else _LAST_MONTH
    return moment.year * _MONTHS + moment.month - 1
