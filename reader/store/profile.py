"""What the truth alone knows of one entity: its names, how often it is mentioned, and where."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import apsw

from reader.articles.mention import LABELS, Kind, Label, kind_of
from reader.articles.rulings import Rulings

_LABELS: dict[str, Label] = {label: label for label in LABELS}
_LONGEST_SHORT_FORM = 4


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an entity, as it is written."""

    surface: str
    mentions: int
    """How often it is written so; 1 or more."""

    @property
    def is_in_capitals_only(self) -> bool:
        """Whether it means the entity in capitals only: IS is not the word "is"."""
        return len(self.surface) <= _LONGEST_SHORT_FORM and self.surface.isupper()


@dataclass(frozen=True, slots=True)
class Companion:
    """Another entity, and in how many articles it is."""

    entity: str
    """Its key, as in `Mention.entity`."""
    name: str
    """Canonical, as shown."""
    label: Label
    articles: int
    """In which both are, or in which it is at all; as whoever tells of it says."""

    @property
    def kind(self) -> Kind:
        """Under which readers look for it."""
        return kind_of(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the truth alone knows of one entity, or of several that are one by the user's word."""

    entity: str
    """Its key, as in `Mention.entity`."""
    members: frozenset[str]
    """Keys of all that it is, its own among them."""
    name: str
    """Canonical, as shown."""
    label: Label
    aliases: tuple[Alias, ...]
    """The most frequent first."""
    mentions: int
    articles: int
    """That mention it; of several members, how many there are at most."""

    @property
    def kind(self) -> Kind:
        """Under which readers look for it."""
        return kind_of(self.label)


def profile(news: apsw.Connection, entity: str, rulings: Rulings) -> Profile | None:
    """What is known of an entity; None if no article ever mentioned it.

    Args:
        news: The truth.
        entity: Its key, or that of one that has become part of it.
        rulings: What the user said of names.
    """
    final, members = rulings.final(entity), rulings.members(entity)
    query = (
        "SELECT id, key, name, label, mentions, articles FROM entity"
        " WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key <> ?, articles DESC"
    )
    rows: list[tuple[int, str, str, str, int, int]] = list(
        news.execute(query, (json.dumps([*members]), final))
    )
    if not rows:
        return None
    _, _, own_name, own_label, *_ = rows[0]
    name, label = rulings.named(final) or (own_name, _LABELS[own_label])
    return Profile(
        entity=final,
        members=members,
        name=name,
        label=label,
        aliases=_aliases(news, {number: key for number, key, *_ in rows}, rulings),
        mentions=sum(mentions for *_, mentions, _ in rows),
        articles=sum(articles for *_, articles in rows),
    )


def companions(rows: Iterable[tuple[str, str, str, int]]) -> tuple[Companion, ...]:
    """Of key, name, label and count of articles of each."""
    return tuple(
        Companion(key, name, _LABELS[label], articles) for key, name, label, articles in rows
    )


def _aliases(
    news: apsw.Connection, entities: Mapping[int, str], rulings: Rulings
) -> tuple[Alias, ...]:
    counts = Counter[str]()
    query = "SELECT surface, mentions FROM alias WHERE entity = ? AND mentions > 0"
    for number, key in entities.items():
        for surface, mentions in news.execute(query, (number,)):
            if rulings.meant(surface, key) == key:
                counts[surface] += mentions
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Alias(surface, mentions) for surface, mentions in ranked)
