"""What is known of an entity, in lines: for the card and for the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.cells import cell_len

from reader.articles.mention import Kind, Label, Mention, kind_of
from reader.store.profile import Companion, Profile
from reader.store.sightings import Seen
from reader.view.drawing.bars import by_year, peak
from reader.view.drawing.dates import day, month
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Piece
from reader.view.drawing.names import SIGILS

MARGIN, LABEL_CELLS = 1, 10
"""Cells before a line, and of what it begins with."""


class Subject(NamedTuple):
    """Who or what is told of."""

    entity: str
    """Its key, as in `Mention.entity`."""
    name: str
    label: Label
    mention: Mention | None = None
    """In the article that is shown; None where it is not spoken of there."""

    @property
    def kind(self) -> Kind:
        """Under which readers look for it."""
        return kind_of(self.label)


def subject_of(mention: Mention) -> Subject:
    """Who or what a mention names."""
    return Subject(mention.entity, mention.name, mention.label, mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a subject so far; None is not known yet."""

    subject: Subject
    profile: Profile | None = None
    seen: Seen | None = None
    companions: Sequence[Companion] | None = None
    near: Sequence[Companion] | None = None
    tied: Sequence[Companion] = ()
    """The place whose people it is, or the people of the place."""
    is_watched: bool = False
    trouble: str = ""
    """Why more cannot be known now."""
    is_naming: bool = False
    """Whether articles are left whose names are not known."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what is known, each line in pieces that fit a width.

    Args:
        glyphs: Signs to draw with.
        has_sigils: Say kinds by signs, for a screen without colour.
    """

    glyphs: Glyphs
    has_sigils: bool = field(default=False, kw_only=True)

    def head(self, told: Told, *, before: str = " ") -> list[Piece]:
        """Name, kind, whether it is watched, and that names are still being found."""
        subject = told.subject
        dot = f" {self.glyphs.dot} "
        pieces = [Piece(before), self.name(subject.name, subject.kind)]
        pieces.append(Piece(f"{dot}{subject.kind.value}", "quiet"))
        if told.is_watched:
            pieces.append(Piece(f"{dot}{self.glyphs.watched} watched", "quiet"))
        if told.is_naming:
            pieces.append(Piece(f"{dot}names are not known of all articles yet", "quiet"))
        return pieces

    def names(self, told: Told, width: int) -> list[Piece]:
        """How it is written, the most frequent first."""
        profile = told.profile
        if profile is None:
            return self._labelled("names", [Piece("…", "quiet")])
        aliases = [
            [
                Piece(alias.surface),
                Piece(f" {alias.mentions:,}", "quiet"),
                *[Piece(" (capitals only)", "quiet")] * alias.is_in_capitals_only,
            ]
            for alias in profile.aliases
        ]
        return self._labelled("names", self._as_fits(aliases, width, "more"))

    def seen(self, told: Told) -> list[Piece]:
        """In how many articles, and from when to when."""
        seen, dot = told.seen, f" {self.glyphs.dot} "
        if seen is None:
            articles = told.profile.articles if told.profile is not None else 0
            facts = [_articles(articles)] if articles else []
            facts.append(told.trouble or "…")
            return self._labelled("seen", [Piece(dot.join(facts), "quiet")])
        facts = []
        if seen.first is not None and seen.last is not None:
            facts += [f"first {day(seen.first)}", f"last {day(seen.last)}"]
        facts.append(_articles(seen.articles))
        if seen.undated:
            facts.append(f"{seen.undated:,} without a date")
        return self._labelled("seen", [Piece(dot.join(facts))])

    def months(self, told: Told, width: int) -> list[Piece]:
        """How many articles each month has, as bars."""
        months = told.seen.months if told.seen is not None else ()
        highest = peak(months)
        if highest is None:
            words = "…" if told.seen is None and not told.trouble else "no dates"
            return self._labelled("by month", [Piece(words, "quiet")])
        words = f"   peak {month(highest)}"
        room = width - MARGIN - LABEL_CELLS - len(words) - 1
        return self._labelled(
            "by month", [Piece(by_year(months, room, self.glyphs.levels)), Piece(words, "quiet")]
        )

    def companions(self, told: Told, width: int) -> list[Piece]:
        """Who and what else is in its articles."""
        return self._listed("with", told.companions, told, width)

    def near(self, told: Told, width: int) -> list[Piece]:
        """What else may be it."""
        if told.near is not None and not told.near:
            return self._labelled("near", [Piece("no other name is nearly the same", "quiet")])
        return self._listed("near", told.near, told, width)

    def tied(self, told: Told, width: int) -> list[Piece]:
        """The place whose people it is, or the people of the place."""
        label = "people" if told.subject.kind is Kind.PLACE else "place"
        return self._listed(label, told.tied, told, width)

    def name(self, name: str, kind: Kind) -> Piece:
        """A name, lit by its kind."""
        sigil = SIGILS.get(kind, "") if self.has_sigils else ""
        return Piece(f"{sigil}{name}", kind.value)

    def _listed(
        self, label: str, those: Sequence[Companion] | None, told: Told, width: int
    ) -> list[Piece]:
        if those is None:
            return self._labelled(label, [Piece("" if told.trouble else "…", "quiet")])
        if not those:
            return self._labelled(label, [Piece("nobody and nothing else", "quiet")])
        groups = [
            [self.name(one.name, one.kind), Piece(f" {one.articles:,}", "quiet")] for one in those
        ]
        return self._labelled(label, self._as_fits(groups, width, ""))

    def _labelled(self, label: str, pieces: Sequence[Piece]) -> list[Piece]:
        return [Piece(" " * MARGIN + label.ljust(LABEL_CELLS), "quiet"), *pieces]

    def _as_fits(self, groups: Sequence[Sequence[Piece]], width: int, rest: str) -> list[Piece]:
        """As many groups as a line holds; of the rest it says how many they are."""
        room = width - MARGIN - LABEL_CELLS - 1
        whole = [*_joined(groups, self.glyphs.dot)]
        shown = len(groups)
        while shown > 1 and _cells(whole) > room:
            shown -= 1
            left = Piece(f" {self.glyphs.dot} +{len(groups) - shown:,} {rest}", "quiet")
            whole = [*_joined(groups[:shown], self.glyphs.dot), *[left] * bool(rest)]
        return whole


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


def _joined(groups: Sequence[Sequence[Piece]], dot: str) -> Iterator[Piece]:
    for number, group in enumerate(groups):
        if number:
            yield Piece(f" {dot} ", "quiet")
        yield from group


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
