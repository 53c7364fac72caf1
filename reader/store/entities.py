"""Which entities articles mention, and how often."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from json import dumps

import apsw

from reader.articles.mention import LABELS, Label
from reader.articles.rulings import Rulings
from reader.store.mention_codec import decoded

Count = Callable[[str], int | None]

_SURFACES = (
    "SELECT surface, mentions FROM alias WHERE entity = ? AND mentions > 0"
    " ORDER BY mentions DESC, surface"
)
_LABELS: dict[str, Label] = {label: label for label in LABELS}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCount:
    """An entity and how often it is mentioned."""

    entity: str
    """Its key, as in `Mention.entity`."""
    name: str
    """Canonical, as shown."""
    label: Label
    aliases: tuple[str, ...]
    """As written in the texts, most frequent first."""
    mentions: int
    articles: int


def library_entities(
    connection: apsw.Connection, rulings: Rulings, count: Count
) -> Iterator[EntityCount]:
    """All entities that the library's articles mention, most mentioned first.

    Those that the user said something of are in memory together, the others one by one.

    Args:
        connection: To the truth, in a snapshot for as long as this goes on.
        rulings: What the user said of names.
        count: Tells by its key in how many articles an entity is that the user said something
            of; None if that is not known.
    """
    apart = _ruled(connection, rulings)
    tally = _Tally(rulings)
    articles: dict[str, int] = {}
    for number in apart:
        name, label, key, known = connection.execute(
            "SELECT name, label, key, articles FROM entity WHERE id = ?", (number,)
        ).get
        for surface, times in connection.execute(_SURFACES, (number,)):
            final = tally.add(_Name(key, name, label, surface), times)
            if final is not None and final not in articles:
                counted = count(final) if tally.is_ruled(final) else known
                articles[final] = known if counted is None else counted
    return merge(_unruled(connection, apart), tally.ranked(articles), key=_rank)


def _unruled(connection: apsw.Connection, apart: Container[int]) -> Iterator[EntityCount]:
    """The entities that are as they were found, most mentioned first."""
    every = connection.execute(
        "SELECT id, key, mentions, articles FROM entity WHERE articles > 0"
        " ORDER BY mentions DESC, articles DESC, key"
    )
    for number, key, times, articles in every:
        if number in apart:
            continue
        query = "SELECT name, label FROM entity WHERE id = ?"
        name, label = connection.execute(query, (number,)).get
        yield EntityCount(
            entity=key,
            name=name,
            label=_LABELS[label],
            aliases=tuple(row[0] for row in connection.execute(_SURFACES, (number,))),
            mentions=times,
            articles=articles,
        )


def _ruled(connection: apsw.Connection, rulings: Rulings) -> set[int]:
    """Numbers of the entities that the user said something of, and of their parts."""
    keys = {*rulings.merged, *map(rulings.final, rulings.merged), *rulings.moved.values()}
    keys |= {entity for _, entity in rulings.moved}
    surfaces = [surface for surface, entity in rulings.moved if not entity]
    numbers = connection.execute(
        "SELECT id FROM entity WHERE key IN (SELECT value FROM json_each(?))",
        (dumps(sorted(keys)),),
    )
    found = {row[0] for row in numbers}
    if surfaces:
        query = "SELECT entity FROM alias WHERE surface IN (SELECT value FROM json_each(?))"
        found |= {row[0] for row in connection.execute(query, (dumps(surfaces),))}
    return found


def entities_of(
    connection: apsw.Connection, ids: Iterable[int], rulings: Rulings
) -> list[EntityCount]:
    """The entities that these articles mention, most mentioned first; see above."""
    tally = _Tally(rulings)
    articles = Counter[str]()
    known: dict[int, _Name] = {}
    for number in dict.fromkeys(ids):
        query = "SELECT coalesce(ruled, mentions) FROM naming WHERE article = ?"
        kept = connection.execute(query, (number,)).get
        here = Counter(mention.alias for mention in decoded(kept or b""))
        finals: set[str] = set()
        for alias, times in here.items():
            if alias not in known:
                known[alias] = _name(connection, alias)
            final = tally.add(known[alias], times)
            if final is not None:
                finals.add(final)
        articles.update(finals)
    return tally.ranked(articles)


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    name: str
    label: str
    surface: str


@dataclass(slots=True)
class _Tallied:
    name: str
    label: str
    surfaces: Counter[str] = field(default_factory=Counter)


class _Tally:
    """Adds up names under the entities that the user says they mean."""

    def __init__(self, rulings: Rulings) -> None:
        self._rulings = rulings
        self._touched = {entity for _, entity in rulings.moved} | {*rulings.moved.values()}
        self._found: dict[str, _Tallied] = {}

    def add(self, name: _Name, times: int) -> str | None:
        """Add a name that was found so often; the key of what it means, None for no name."""
        means = self._rulings.meant(name.surface, name.key)
        if means is None:
            return None
        final = self._rulings.final(means)
        if final not in self._found:
            said = self._rulings.named(final) if final != name.key else None
            self._found[final] = _Tallied(*(said or (name.name, name.label)))
        self._found[final].surfaces[name.surface] += times
        return final

    def is_ruled(self, entity: str) -> bool:
        """Whether the user said something of an entity."""
        return entity in self._touched or len(self._rulings.members(entity)) > 1

    def ranked(self, articles: "dict[str, int] | Counter[str]") -> list[EntityCount]:
        """What was added, most mentioned first; each with its articles, by its key."""
        counts = (
            EntityCount(
                entity=key,
                name=found.name,
                label=_LABELS[found.label],
                aliases=tuple(_by_number(found.surfaces)),
                mentions=found.surfaces.total(),
                articles=articles[key],
            )
            for key, found in self._found.items()
        )
        return sorted(counts, key=_rank)


def _rank(one: EntityCount) -> tuple[int, int, str]:
    return -one.mentions, -one.articles, one.entity


def _name(connection: apsw.Connection, alias: int) -> _Name:
    query = (
        "SELECT e.key, e.name, e.label, a.surface FROM alias a JOIN entity e ON e.id = a.entity"
        " WHERE a.id = ?"
    )
    return _Name(*connection.execute(query, (alias,)).get)


def _by_number(surfaces: Counter[str]) -> list[str]:
    return sorted(surfaces, key=lambda surface: (-surfaces[surface], surface))
