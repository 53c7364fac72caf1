"""Who and what the generated articles are about: known names, then invented ones without end."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from reader.articles.entity import entity_key
from reader.articles.mention import Label, kind_of
from tests.bench.coined import coined
from tests.bench.sentences import WORDS

_GIVEN = tomllib.loads((WORDS / "names.toml").read_text(encoding="utf-8"))
_PARTS: tuple[tuple[Label, str], ...] = (
    ("PERSON", "persons"),
    ("ORG", "organisations"),
    ("GPE", "places"),
)
_KNOWN = {label: [line.split(" = ") for line in _GIVEN[part]] for label, part in _PARTS}
_GIVEN_NAMES: list[str] = _GIVEN["given_names"].split()
_FIRMS: list[str] = _GIVEN["firms"].split()
_AGENCIES: list[str] = _GIVEN["agencies"]
_APART: dict[Label, int] = {"PERSON": 1, "ORG": 2, "GPE": 3}

PAPERS: list[str] = _GIVEN["papers"].split()
"""Last words of what newspapers are called."""
SOURCES = 900
"""How many sources there are."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something with a name."""

    label: Label
    name: str
    """Its full name."""
    others: tuple[str, ...]
    """Other forms of the name, shorter ones mostly; may be empty."""

    @property
    def entity(self) -> str:
        """Its key, as in `reader.articles.mention.Mention`."""
        return entity_key(kind_of(self.label), self.name)


@lru_cache(maxsize=100_000)
def named(label: Label, rank: int) -> Named:
    """The person, organisation or place of this rank, the most often named ones first."""
    known = _KNOWN[label]
    if rank < len(known):
        name, *others = known[rank]
        if label == "PERSON" and not others:
            others = [name.rpartition(" ")[2]]
    else:
        name, others = _invented(label, rank)
    return Named(label, name, tuple(others))


def _invented(label: Label, rank: int) -> tuple[str, list[str]]:
    word = coined(4 * rank + _APART[label]).capitalize()
    if label == "PERSON":
        return f"{_GIVEN_NAMES[rank * 7919 % len(_GIVEN_NAMES)]} {word}", [word]
    if label == "ORG":
        return f"{word} {_FIRMS[rank % len(_FIRMS)]}", [word]
    return word, []


@lru_cache
def source(number: int) -> str:
    """The name of a source, 0 to `SOURCES` - 1."""
    if number < len(_AGENCIES):
        return _AGENCIES[number]
    return f"{named('GPE', number).name} {PAPERS[number % len(PAPERS)]}"


def author(source_number: int, number: int) -> str:
    """The name of somebody who writes for a source, from 0."""
    return named("PERSON", 1000 + 40 * source_number + number).name


KNOWN = frozenset(
    named(label, rank).entity for label, names in _KNOWN.items() for rank in range(len(names))
)
"""Keys of the entities that every archive knows."""
