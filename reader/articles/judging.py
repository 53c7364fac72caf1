"""From words in an article, and what the user says of them, to a correction."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.entity import entity_key
from reader.articles.mention import Label, Mention, kind_of
from reader.articles.ruling import around, occurrences, surface_of

OF_SURFACE = {Verdict.NOT_A_NAME, Verdict.SPLIT}
"""Verdicts on a name as it is written; `KIND` and `SAME` are on all names of the entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of an article that something is said of."""

    text: str
    """The article's."""
    start: int
    end: int
    mention: Mention | None
    """What they are taken for, as shown; None for no name."""

    @property
    def surface(self) -> str:
        """The words as they are written, each white space a blank."""
        return surface_of(self.text, self.start, self.end)

    @property
    def entity(self) -> str:
        """Key of the entity they are taken for; empty for none."""
        return self.mention.entity if self.mention is not None else ""

    @property
    def line(self) -> str:
        """The line that they stand in."""
        first = self.text.rfind("\n", 0, self.start) + 1
        last = self.text.find("\n", self.start)
        return " ".join(self.text[first : last if last >= 0 else None].split())

    def not_a_name(self, scope: Scope) -> Correction:
        """They are no name."""
        return self._correction(Verdict.NOT_A_NAME, scope)

    def of_kind(self, label: Label, scope: Scope) -> Correction:
        """They are a name of this kind: as before, or one that nothing had found."""
        kind = kind_of(label)
        if self.mention is None:
            key = entity_key(kind, self.surface)
            return self._correction(Verdict.NAME, scope, label, key, self.surface)
        name = self.mention.name
        return self._correction(Verdict.KIND, scope, label, entity_key(kind, name), name)

    def same_as(self, entity: str, name: str, label: Label, scope: Scope) -> Correction:
        """They mean the same as another entity, given by its key and name."""
        verdict = Verdict.NAME if self.mention is None else Verdict.SAME
        return self._correction(verdict, scope, label, entity, name)

    def split_off(self, scope: Scope) -> Correction:
        """They mean an entity of their own; they must be a name.

        Raises:
            ValueError: They are none.
        """
        if self.mention is None:
            raise ValueError("only a name can be split off")
        name, kind = self.surface, kind_of(self.mention.label)
        if entity_key(kind, name) == self.entity:
            # It is written as the entity is called: another of that name.
            name = f"{name} (2)"
        key = entity_key(kind, name)
        return self._correction(Verdict.SPLIT, scope, self.mention.label, key, name)

    def places(self, correction: Correction, mentions: Sequence[Mention]) -> int:
        """How many places of the article a correction of it changes.

        Args:
            correction: That these words were made into.
            mentions: All of the article's, as shown.
        """
        if correction.scope is Scope.HERE:
            return 1
        if correction.verdict is Verdict.NAME:
            return sum(1 for _ in occurrences(self.text, [correction.surface]))
        is_of_surface = correction.verdict in OF_SURFACE
        return sum(
            not is_of_surface or surface_of(self.text, one.start, one.end) == correction.surface
            for one in mentions
            if one.entity == correction.entity
        )

    def _correction(
        self,
        verdict: Verdict,
        scope: Scope,
        label: Label | None = None,
        target: str = "",
        name: str = "",
    ) -> Correction:
        is_everywhere = scope is Scope.EVERYWHERE
        before, after = around(self.text, self.start, self.end)
        found: Label = self.mention.label if self.mention is not None else "ORG"
        return Correction(
            verdict=verdict,
            scope=scope,
            surface=self.surface,
            entity=self.entity,
            label=label or found,
            target=target,
            name=name,
            start=-1 if is_everywhere else self.start,
            before="" if is_everywhere else before,
            after="" if is_everywhere else after,
        )


def boilerplate_pattern(line: str) -> str:
    """A pattern for lines like one: what comes before its first colon, else its first words."""
    head, colon, _ = line.partition(": ")
    if colon and len(head.split()) <= _MOST_WORDS:
        return f"{head}: *"
    words = line.split()
    return line if len(words) <= _MOST_WORDS else f"{' '.join(words[:_MOST_WORDS])} *"


_MOST_WORDS = 4
