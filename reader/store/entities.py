"""Which entities articles mention, and how often."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import apsw

from reader.articles.mention import LABELS, Label
from reader.store.mention_codec import decoded

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


def library_entities(connection: apsw.Connection) -> list[EntityCount]:
    """All entities that the library's articles mention, most mentioned first."""
    aliases: dict[int, list[str]] = {}
    query = "SELECT entity, surface FROM alias WHERE mentions > 0 ORDER BY mentions DESC, surface"
    for entity, surface in connection.execute(query):
        aliases.setdefault(entity, []).append(surface)
    query = "SELECT id, key, name, label, mentions, articles FROM entity WHERE articles > 0"
    return _ranked(
        EntityCount(
            entity=key,
            name=name,
            label=_LABELS[label],
            aliases=tuple(aliases.get(number, ())),
            mentions=times,
            articles=articles,
        )
        for number, key, name, label, times, articles in connection.execute(query)
    )


def entities_of(connection: apsw.Connection, ids: Iterable[int]) -> list[EntityCount]:
    """The entities that these articles mention, most mentioned first."""
    aliases = Counter[int]()
    articles = Counter[int]()
    for number in dict.fromkeys(ids):
        kept = connection.execute("SELECT mentions FROM naming WHERE article = ?", (number,)).get
        here = Counter(mention.alias for mention in decoded(kept or b""))
        aliases.update(here)
        query = "SELECT entity FROM alias WHERE id = ?"
        articles.update({connection.execute(query, (alias,)).get for alias in here})
    surfaces: dict[int, list[str]] = {}
    times = Counter[int]()
    query = "SELECT entity, surface FROM alias WHERE id = ?"
    written = (
        (count, *connection.execute(query, (alias,)).get) for alias, count in aliases.items()
    )
    for count, entity, surface in sorted(written, key=lambda row: (-row[0], row[2])):
        surfaces.setdefault(entity, []).append(surface)
        times[entity] += count
    return _ranked(
        _entity_count(connection, entity, tuple(surfaces[entity]), times[entity], count)
        for entity, count in articles.items()
    )


def _entity_count(
    connection: apsw.Connection, entity: int, aliases: tuple[str, ...], times: int, articles: int
) -> EntityCount:
    query = "SELECT key, name, label FROM entity WHERE id = ?"
    key, name, label = connection.execute(query, (entity,)).get
    return EntityCount(
        entity=key,
        name=name,
        label=_LABELS[label],
        aliases=aliases,
        mentions=times,
        articles=articles,
    )


def _ranked(entities: Iterable[EntityCount]) -> list[EntityCount]:
    return sorted(entities, key=lambda one: (-one.mentions, -one.articles, one.entity))
