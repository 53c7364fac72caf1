"""Which of an article's names are lit, and how they look without colour."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from reader.articles.mention import LIT_LABELS, Kind, Mention, Mentions, kind_of
from reader.errors import StoreError
from reader.view.drawing.signs import Sign
from reader.view.drawing.spans import Span

_NAMED = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.GROUP}
SIGILS = {Kind.PERSON: "@", Kind.ORGANISATION: "#", Kind.PLACE: "^", Kind.DATE: "~"}
"""What says a name's kind where there is no colour."""

_AT_ONCE = 500
"""Names that are looked up at a time, in some 5 ms."""


class Density(StrEnum):
    """How much is lit."""

    ALL = "all"
    NAMES = "names only"
    FIRST = "first mentions"
    NONE = "nothing"

    def following(self) -> "Density":
        """The next one, round and round."""
        members = list(Density)
        return members[(members.index(self) + 1) % len(members)]


class Focus(NamedTuple):
    """The name in focus."""

    mention: Mention
    number: int
    """Which of its entity's mentions it is, from 1."""
    total: int
    """How many there are in this article."""


class Names:
    """An article's names as a layer: those that are lit, found by place.

    Args:
        mentions: All of the article's, in order of start, none overlapping another.
        density: How much is lit.
        hidden: Kinds that are not.
    """

    def __init__(
        self, mentions: Iterable[Mention] = (), density: Density = Density.ALL,
        hidden: Collection[Kind] = (),
    ) -> None:  # fmt: skip
        self._mentions = Mentions(_untorn(mentions))
        self._density = density
        self._hidden = hidden
        self._first: set[int] | None = None
        self._wanted = 0
        self.is_behind = False
        """Whether more was asked for than could be looked up at once; see `catch_up`."""

    def __getitem__(self, index: int) -> Mention:
        return self._mentions.all()[index]

    def __iter__(self) -> Iterator[Mention]:
        """The mentions that are lit, in order."""
        every = self._mentions.all()
        return (every[index] for index in self._lit(range(len(every))))

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The names that touch ``start:end``, cut to it, each drawn by its kind."""
        for mention in self._touching(start, end):
            part = kind_of(mention.label).value
            yield Span(max(start, mention.start), min(end, mention.end), part)

    def sigils(self, start: int, end: int) -> list[Sign]:
        """A sign before each name that starts in ``start:end``, which says its kind."""
        return [
            Sign(mention.start, sigil)
            for mention in self._touching(start, end)
            if mention.start >= start and (sigil := SIGILS.get(kind_of(mention.label)))
        ]

    def catch_up(self) -> bool:
        """Look up some more names; whether all that were asked for are known now."""
        self._mentions.until(self._wanted, _AT_ONCE)
        self.is_behind = self._mentions.is_short_of(self._wanted)
        return not self.is_behind

    def following(self, offset: int) -> int | None:
        """Index of the first name that starts at `offset` or after it, if there is one."""
        here, count = self._place(offset), len(self._mentions.all())
        return next(self._lit(range(here, count)), None)

    def preceding(self, offset: int) -> int | None:
        """Index of the last name that starts before `offset`, if there is one."""
        self._mentions.all()
        return next(self._lit(range(self._place(offset) - 1, -1, -1)), None)

    def index(self, mention: Mention) -> int | None:
        """Index of the name at a mention's place, whatever it means now, if it is lit."""
        here = self._place(mention.start)
        known = self._mentions.until(mention.end)
        place = mention.start, mention.end
        is_there = here < len(known) and (known[here].start, known[here].end) == place
        return here if is_there and self._is_lit(here, known[here]) else None

    def first_in(self, start: int, end: int) -> Mention | None:
        """The first name that touches ``start:end``, of those that are looked up."""
        return next(self._touching(start, end), None)

    @property
    def has_lit(self) -> bool:
        """Whether any name is lit."""
        return self.following(0) is not None

    def of(self, entity: str) -> list[int]:
        """Indices of the names of an entity, in order."""
        every = self._mentions.all()
        return list(self._lit(i for i, one in enumerate(every) if one.entity == entity))

    def same(self, index: int) -> list[int]:
        """Indices of the names of the same entity, in order."""
        return self.of(self._mentions.all()[index].entity)

    def _place(self, offset: int) -> int:
        known = self._mentions.until(offset)
        return bisect_left(known, offset, key=lambda mention: mention.start)

    def _touching(self, start: int, end: int) -> Iterator[Mention]:
        known = self._reach(end)
        here = bisect_left(known, start, key=lambda mention: mention.start)
        for index in range(max(0, here - 1), len(known)):
            mention = known[index]
            if mention.start >= end:
                return
            if mention.end > start and self._is_lit(index, mention):
                yield mention

    def _reach(self, offset: int) -> Sequence[Mention]:
        """The names that start before a place, or as many as can be looked up at once."""
        known = self._mentions.until(offset, 0 if self.is_behind else _AT_ONCE)
        if self._mentions.is_short_of(offset):
            self.is_behind, self._wanted = True, max(self._wanted, offset)
        return known

    def _lit(self, indices: Iterable[int]) -> Iterator[int]:
        every = self._mentions.all()
        return (index for index in indices if self._is_lit(index, every[index]))

    def _is_lit(self, index: int, mention: Mention) -> bool:
        density, kind = self._density, kind_of(mention.label)
        if density is Density.NONE or mention.label not in LIT_LABELS or kind in self._hidden:
            return False
        if density is Density.ALL:
            return True
        return kind in _NAMED and (density is Density.NAMES or index in self._firsts())

    def _firsts(self) -> set[int]:
        """Indices of each entity's first mention."""
        if self._first is None:
            places: dict[str, int] = {}
            for index, mention in enumerate(self._mentions):
                places.setdefault(mention.entity, index)
            self._first = set(places.values())
        return self._first


def _untorn(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions up to the first that is torn; `newsreader doctor` tells of it."""
    with suppress(StoreError):
        yield from mentions
