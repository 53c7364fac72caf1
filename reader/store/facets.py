"""Facets: what the articles that answer a query have in common, and how many have it."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import nsmallest

from reader.articles.fields import KINDS, Field
from reader.articles.mention import LABELS, kind_of
from reader.articles.nodes import Node
from reader.store.finding import Finder
from reader.store.schema import UNDATED

COUNTED_ARTICLES = 10_000
"""Of a longer list the newest are counted."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_S = 86_400
_LOOKED_UP, _MOST_LOOKED_UP = 250, 1_500
"""Entities whose names are looked up at once, and in all, the most frequent first."""
_FIELDS = {kind: field for field, kind in KINDS.items() if kind is not None}
_FIELD_OF: dict[str, Field] = {
    label: _FIELDS[kind_of(label)] for label in LABELS if kind_of(label) in _FIELDS
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value that some of the articles have."""

    field: Field
    """Of the query language, that asks for it."""
    value: str
    """As that field takes it, and as it is shown: a name, or a month as ``2017-11``."""
    articles: int
    """How many of those counted have it; 1 or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a list of articles has in common."""

    counted: int
    """How many articles were counted: all, or the newest `COUNTED_ARTICLES`."""
    is_whole: bool
    """Whether these were all that answer."""
    by_field: dict[Field, tuple[Facet, ...]]
    """For person, org, place, group, source the most frequent first; for date the latest."""
    more: dict[Field, int | None]
    """How many values of a field there are beyond those; None: some, and nobody counted them."""


def facets(finder: Finder, root: Node | None, most: int) -> Facets:
    """What the newest articles that answer a query have in common.

    Args:
        finder: Of the library.
        root: Of the query; None: of all articles.
        most: Values of a field at most; of dates there are all.
    """
    rows = finder.facts(root, COUNTED_ARTICLES + 1)
    counted = rows[:COUNTED_ARTICLES]
    sources = Counter(source for source, _, _ in counted)
    days = Counter(date // _DAY_S for _, date, _ in counted if date != UNDATED)
    entities = finder.mentioned([packed for _, _, packed in counted])
    # One more than asked for, to know whether there are more.
    named = _named(finder, entities, most + 1)
    more: dict[Field, int | None] = {field: None for field in named if len(named[field]) > most}
    return Facets(
        counted=len(counted),
        is_whole=len(rows) <= COUNTED_ARTICLES,
        by_field={field: those[:most] for field, those in named.items()}
        | {"source": _sources(finder, sources, most), "date": _months(days)},
        more=more | ({"source": len(sources) - most} if len(sources) > most else {}),
    )


def _named(finder: Finder, counts: Counter[int], most: int) -> dict[Field, tuple[Facet, ...]]:
    found: dict[Field, list[Facet]] = {field: [] for field in _FIELD_OF.values()}
    ranked = nsmallest(_MOST_LOOKED_UP, counts.items(), key=_rank)
    for start in range(0, len(ranked), _LOOKED_UP):
        if all(len(those) >= most for those in found.values()):
            break
        part = ranked[start : start + _LOOKED_UP]
        names = finder.entities([number for number, _ in part])
        for number, articles in part:
            name, label = names.get(number, ("", ""))
            field = _FIELD_OF.get(label)
            if field is not None and len(found[field]) < most:
                found[field].append(Facet(field=field, value=name, articles=articles))
    return {field: tuple(those) for field, those in found.items()}


def _sources(finder: Finder, counts: Counter[int], most: int) -> tuple[Facet, ...]:
    names = finder.sources()
    ranked = [(names[number], articles) for number, articles in sorted(counts.items(), key=_rank)]
    return tuple(Facet(field="source", value=name, articles=n) for name, n in ranked[:most])


def _months(days: Counter[int]) -> tuple[Facet, ...]:
    months = Counter[str]()
    for day, articles in days.items():
        # What no calendar has is in no month.
        with suppress(OverflowError):
            months[(_EPOCH + timedelta(days=day)).strftime("%Y-%m")] += articles
    latest_first = sorted(months.items(), reverse=True)
    return tuple(Facet(field="date", value=month, articles=n) for month, n in latest_first)


def _rank(counted: tuple[int, int]) -> tuple[int, int]:
    number, articles = counted
    return -articles, number
