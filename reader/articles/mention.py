"""Mentions of entities in an article's text."""

from collections.abc import Iterable, Iterator, Sequence
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
    rule: str = ""
    """Name of the recognizer's step that made or last changed it, as ``surnames``; empty for
    what the model alone or the user says."""


class Mentions:
    """An article's mentions in order of start, made as far as they are looked at.

    Args:
        source: Gives them in order; what it raises comes out of whoever looks so far.
    """

    def __init__(self, source: Iterable[Mention] = ()) -> None:
        self._known: list[Mention] = []
        self._source = iter(source)
        self._is_whole = False

    def __iter__(self) -> Iterator[Mention]:
        """All of them, one by one."""
        place = 0
        while place < len(self._known) or self._has_next():
            yield self._known[place]
            place += 1

    def until(self, offset: int, at_most: int | None = None) -> Sequence[Mention]:
        """Those that start before `offset`, a code point, and perhaps more.

        Args:
            offset: Where to stop.
            at_most: How many to make that were not made yet; None: as many as it takes.
        """
        goal = None if at_most is None else len(self._known) + at_most
        while self.is_short_of(offset) and len(self._known) != goal and self._has_next():
            pass
        return self._known

    def is_short_of(self, offset: int) -> bool:
        """Whether some that start before `offset` may not be made yet."""
        return not self._is_whole and (not self._known or self._known[-1].start < offset)

    def all(self) -> Sequence[Mention]:
        """All of them."""
        self._known += self._source
        self._is_whole = True
        return self._known

    def _has_next(self) -> bool:
        mention = next(self._source, None)
        if mention is not None:
            self._known.append(mention)
        else:
            self._is_whole = True
        return mention is not None
