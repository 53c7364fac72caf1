"""Mentions of entities in an article's text."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

Label = Literal[
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART",
    "LANGUAGE", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL",
]  # fmt: skip
"""A type of entity. Source: OntoNotes 5.0 guidelines (LDC2013T19)."""

LABELS: tuple[Label, ...] = get_args(Label)

Origin = Literal["model", "rule", "lexicon", "user"]
"""Who says so: the model, a document rule, the shipped lexicon, or the user."""


class Kind(StrEnum):
    """How a reader groups labels."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    DATE = "date"
    OTHER = "other"


_KINDS: dict[Label, Kind] = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "NORP": Kind.GROUP,
    "DATE": Kind.DATE,
    "TIME": Kind.DATE,
}

LIT_LABELS: frozenset[Label] = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME", "MONEY")
)
"""Labels that are lit in the running text; the others are found and kept."""


def kind_of(label: Label) -> Kind:
    """The kind under which a reader looks for this label."""
    return _KINDS.get(label, Kind.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of an article's text that names something."""

    start: int
    """First code point of the span in the article's text, from 0."""
    end: int
    """One past its last code point; above `start`."""
    label: Label
    entity: str
    """Key of the entity it names: kind and folded canonical name, as
    ``organisation:islamic state``; the same in every library."""
    name: str
    """Canonical name of that entity, as shown."""
    confidence: float
    """From 0 (a guess) to 1 (certain)."""
    origin: Origin
