"""What a user's corrections come to, taken together: which name means which entity."""

from collections.abc import Iterable
from dataclasses import replace

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.mention import Label, Mention, kind_of

_EVERY_ENTITY = ""
"""A correction of no entity in particular: whatever the words were taken for."""


class Rulings:
    """The user's corrections that hold everywhere, the later one over the earlier.

    A name as it is written may be moved to another entity, or be none; entities become
    part of others. The first takes a pass over what was stored, the second is looked up.

    Args:
        corrections: In the order in which they were made; others than `Scope.EVERYWHERE`
            are passed over.
    """

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self.moved: dict[tuple[str, str], str] = {}
        """By name as written and key of the entity it was taken for, the one it means; empty
        for no name at all."""
        self.added: dict[str, Correction] = {}
        """By name as written, the corrections that say that it is one."""
        self.patterns: list[str] = []
        """Of lines that are boilerplate."""
        self._parts: dict[str, str] = {}
        self._names: dict[str, tuple[str, Label]] = {}
        for correction in corrections:
            if correction.scope is Scope.EVERYWHERE:
                self._take(correction)
        self._members: dict[str, set[str]] = {}
        for part in self._parts:
            self._members.setdefault(self.final(part), set()).add(part)

    @property
    def merged(self) -> Iterable[str]:
        """Keys of the entities that are part of another."""
        return self._parts.keys()

    def final(self, entity: str) -> str:
        """Key of the entity that one has become part of; its own if of none."""
        while (whole := self._parts.get(entity)) is not None:
            entity = whole
        return entity

    def members(self, entity: str) -> frozenset[str]:
        """Keys of all entities that are one with this one, its own among them."""
        whole = self.final(entity)
        return frozenset(self._members.get(whole, ())) | {whole}

    def meant(self, surface: str, entity: str) -> str | None:
        """Key of the entity that a name means, before entities are merged; None: it is no name.

        Args:
            surface: The name as it is written, each white space a blank.
            entity: Key of the entity it was taken for.
        """
        if not self.moved:
            return entity
        means = self.moved.get((surface, entity), self.moved.get((surface, _EVERY_ENTITY), entity))
        return means or None

    def ruled(self, mention: Mention, surface: str) -> Mention | None:
        """A mention as the user has it; None if it is no name."""
        means: str | None = mention.entity
        # What the user said of this one place outweighs what holds everywhere.
        if mention.origin != "user":
            means = self.meant(surface, mention.entity)
        if means is None:
            return None
        final = self.final(means)
        if final == mention.entity:
            return mention
        name, label = self._names.get(final, (mention.name, mention.label))
        if kind_of(label) is kind_of(mention.label):
            label = mention.label
        return replace(
            mention, entity=final, name=name, label=label, origin="user", confidence=1.0, rule=""
        )

    def named(self, entity: str) -> tuple[str, Label] | None:
        """Name and label that the user gave an entity by merging others into it, if so."""
        return self._names.get(entity)

    def _take(self, correction: Correction) -> None:
        match correction.verdict:
            case Verdict.NOT_A_NAME:
                self.added.pop(correction.surface, None)
                self._move(correction, "")
            case Verdict.NAME:
                for place in [place for place in self.moved if place[0] == correction.surface]:
                    if not self.moved[place]:
                        del self.moved[place]
                self.added[correction.surface] = correction
                self._name(correction)
            case Verdict.SPLIT:
                self._parts.pop(correction.target, None)
                self._move(correction, correction.target)
                self._name(correction)
            case Verdict.KIND | Verdict.SAME:
                self._merge(correction)
                self._name(correction)
            case Verdict.BOILERPLATE:
                self.patterns.append(correction.surface)

    def _move(self, correction: Correction, target: str) -> None:
        entity = correction.entity
        whole = self.final(entity)
        parts = [part for part in self._parts if self.final(part) == whole]
        for member in {entity, whole, *parts}:
            self.moved[correction.surface, member] = target

    def _merge(self, correction: Correction) -> None:
        part, whole = self.final(correction.entity), correction.target
        if self.final(whole) == part:
            # They are one already: from now on under the other name.
            self._parts.pop(whole, None)
        whole = self.final(whole)
        if part != whole:
            self._parts[part] = whole

    def _name(self, correction: Correction) -> None:
        self._names[correction.target] = correction.name, correction.label
