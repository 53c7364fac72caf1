"""Which of an article's names are lit, and how they look without colour."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum

from reader.articles.mention import LIT_LABELS, Kind, Mention, kind_of
from reader.view.drawing.spans import Span, Spans

_NAMED = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.GROUP}
_SIGILS = {Kind.PERSON: "@", Kind.ORGANISATION: "#", Kind.PLACE: "^", Kind.DATE: "~"}


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


def lit(mentions: Sequence[Mention], density: Density, hidden: Collection[Kind]) -> list[Mention]:
    """The mentions that are lit, in order.

    Args:
        mentions: All of an article's, in order.
        density: How much is lit.
        hidden: Kinds that are not.
    """
    if density is Density.NONE:
        return []
    chosen = [
        mention
        for mention in mentions
        if mention.label in LIT_LABELS
        and kind_of(mention.label) not in hidden
        and (density is Density.ALL or kind_of(mention.label) in _NAMED)
    ]
    if density is not Density.FIRST:
        return chosen
    seen: set[str] = set()
    first = []
    for mention in chosen:
        if mention.entity not in seen:
            seen.add(mention.entity)
            first.append(mention)
    return first


class Sigils:
    """A text in which a sign before each name says its kind, for screens without colour.

    Args:
        text: The article's text.
        mentions: Names that get a sign, in order; none leaves the text as it is.
    """

    def __init__(self, text: str, mentions: Sequence[Mention] = ()) -> None:
        signed = [
            (m.start, _SIGILS[kind_of(m.label)]) for m in mentions if kind_of(m.label) in _SIGILS
        ]
        self._places = [place for place, _ in signed]
        pieces, position = [], 0
        for place, sigil in signed:
            pieces += [text[position:place], sigil]
            position = place
        self.text = "".join([*pieces, text[position:]]) if signed else text

    def shift(self, offset: int) -> int:
        """Where the code point at `offset` of the article stands now, sign included."""
        return offset + bisect_left(self._places, offset)

    def unshift(self, offset: int) -> int:
        """The article's offset of a place in the text with signs."""
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if self._places[middle] + middle < offset:
                low = middle + 1
            else:
                high = middle
        return offset - low

    def spans(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Spans of the article as spans of the text with signs, one by one."""
        return ((self.shift(start), self.shift(end)) for start, end in spans)

    def names(self, mentions: Sequence[Mention]) -> Spans:
        """A layer that lights each mention by its kind."""
        return Spans(
            Span(self.shift(m.start), self.shift(m.end), kind_of(m.label).value) for m in mentions
        )
