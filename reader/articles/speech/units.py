"""A sentence as a row of words, names, quotations and signs."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from reader.articles.mention import Kind, Mention, kind_of
from reader.articles.speech.marks import Quoted

_TOKEN = re.compile(r"[^\W_][\w'’&-]*|--|['’]s\b|\S")
_SIGNS = {
    ",": ",", ":": ":", ";": ";", "(": "(", "[": "(", ")": ")", "]": ")",
    "-": "-", "–": "-", "—": "-", "--": "-", "_": "-", "―": "-",
}  # fmt: skip
_SPEAKING = frozenset((Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.GROUP))


class Sort(Enum):
    """What a unit is."""

    WORD = "word"
    NAME = "name"
    """Of somebody or something that can speak."""
    AMOUNT = "amount"
    """A date or another name that cannot."""
    QUOTED = "quoted"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Unit:
    """One word, name, quotation or sign; code points, end exclusive."""

    sort: Sort
    start: int
    end: int
    word: str
    """In lower case; of a sign its plain form; of a quotation nothing."""
    mention: Mention | None = None
    quoted: Quoted | None = None
    is_ended: bool = False
    """Of a quotation: whether a sign ends it, as speech has before "said Smith"."""

    @property
    def is_person(self) -> bool:
        """Whether it names a person."""
        return self.mention is not None and self.mention.label == "PERSON"


def units(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    parts: Sequence[Quoted],
) -> list[Unit]:
    """The units of a sentence in order.

    Args:
        text: The text.
        start: Where the sentence starts.
        end: Where it ends.
        mentions: All of the text's, in order of start.
        parts: All that stands in marks in its paragraph, in order.
    """
    row: list[Unit] = []
    name = bisect_left(mentions, start, key=lambda mention: mention.start)
    part = bisect_left(parts, start, key=lambda one: one.start)
    place = start
    while place < end:
        token = _TOKEN.search(text, place, end)
        if token is None:
            break
        at = token.start()
        while name < len(mentions) and mentions[name].start < at:
            name += 1
        if part < len(parts) and parts[part].start <= at:
            unit = _quotation(text, parts[part])
            part += 1
        elif name < len(mentions) and mentions[name].start == at and mentions[name].end <= end:
            unit = _named(text, at, mentions[name])
        else:
            unit = _plain(token)
        place = unit.end
        if unit.word or unit.sort is Sort.QUOTED:
            row.append(unit)
    return row


def _plain(token: re.Match[str]) -> Unit:
    """A word or sign; one without a word where it says nothing, as a full stop."""
    word = token.group()
    sign = _SIGNS.get(word)
    if sign is not None:
        return Unit(Sort.SIGN, token.start(), token.end(), sign)
    is_word = word[0].isalnum() or len(word) > 1
    return Unit(Sort.WORD, token.start(), token.end(), word.lower() if is_word else "")


def _quotation(text: str, part: Quoted) -> Unit:
    is_ended = text[part.last - 1] in ",.!?…-–—'’)" or text[part.end : part.end + 1] in {*",.;"}
    return Unit(Sort.QUOTED, part.start, part.end, "", quoted=part, is_ended=is_ended)


def _named(text: str, start: int, mention: Mention) -> Unit:
    end = mention.end
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum():
        # "Kurdish-led" is a word that tells of others.
        rest = _TOKEN.match(text, end + 1)
        end = rest.end() if rest is not None else end
        return Unit(Sort.WORD, start, end, text[start:end].lower())
    sort = Sort.NAME if kind_of(mention.label) in _SPEAKING else Sort.AMOUNT
    return Unit(sort, start, end, text[start:end].lower(), mention)
