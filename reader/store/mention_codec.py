"""The compact form in which an article's mentions are kept: a row of varints each."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

import apsw

from reader.articles.mention import LABELS, Mention, Origin
from reader.articles.why import RULE_WORDS

_ORIGINS: tuple[Origin, ...] = get_args(Origin)
_RULES = tuple(RULE_WORDS)
_RULE_NUMBERS = {rule: number for number, rule in enumerate(_RULES)}
_CONFIDENCE_STEPS = 10_000
"""Confidences are kept to four decimals."""
_NUMBERS, _ALIAS_PLACE = 7, 2
"""Of a mention: how many are kept, and which of them, from 0, is its alias."""


class KeptMention(NamedTuple):
    """A mention whose entity is known by the number of the alias it is written as."""

    mention: Mention
    """Its entity and name are not kept."""
    alias: int
    name: str
    """The mention's name where it differs from its entity's, else ""."""

    def revived(self, entity: str, name: str) -> Mention:
        """The whole mention of an entity with this key and name."""
        kept = self.mention
        return Mention(
            start=kept.start,
            end=kept.end,
            label=kept.label,
            entity=entity,
            name=self.name or name,
            confidence=kept.confidence,
            origin=kept.origin,
            rule=kept.rule,
        )


def encoded(mentions: Iterable[KeptMention]) -> bytes:
    """Mentions as bytes; about nine a mention.

    Origin and rule share a number, the origin being its remainder; a rule that is none of
    ours is not kept.

    Args:
        mentions: In order of start.
    """
    kept = bytearray()
    last = 0
    for mention, alias, name in mentions:
        for number in (
            mention.start - last,
            mention.end - mention.start,
            alias,
            LABELS.index(mention.label),
            len(_ORIGINS) * _RULE_NUMBERS.get(mention.rule, 0) + _ORIGINS.index(mention.origin),
            round(mention.confidence * _CONFIDENCE_STEPS),
        ):
            _put(kept, number)
        own_name = name.encode()
        _put(kept, len(own_name))
        kept += own_name
        last = mention.start
    return bytes(kept)


def decoded(kept: bytes) -> Iterator[KeptMention]:
    """The mentions in order of start, without entity and name.

    Raises:
        apsw.CorruptError: The bytes are not what `encoded` gives.
    """
    at = last = 0
    try:
        while at < len(kept):
            numbers: list[int] = []
            for _ in range(_NUMBERS):
                number, at = _take(kept, at)
                numbers.append(number)
            step, length, alias, label, found, confidence, name_length = numbers
            rule, origin = divmod(found, len(_ORIGINS))
            last += step
            mention = Mention(
                start=last,
                end=last + length,
                label=LABELS[label],
                entity="",
                name="",
                confidence=confidence / _CONFIDENCE_STEPS,
                origin=_ORIGINS[origin],
                rule=_RULES[rule],
            )
            yield KeptMention(mention, alias, kept[at : at + name_length].decode())
            at += name_length
    except (IndexError, UnicodeDecodeError) as error:
        raise apsw.CorruptError(f"an article's names are torn: {error}") from error


def aliases_in(kept: bytes) -> set[int]:
    """The numbers of the aliases that an article's mentions are written as.

    Raises:
        apsw.CorruptError: The bytes are not what `encoded` gives.
    """
    aliases: set[int] = set()
    at = 0
    try:
        while at < len(kept):
            for place in range(_ALIAS_PLACE + 1):
                number, at = _take(kept, at)
                if place == _ALIAS_PLACE:
                    aliases.add(number)
            for _ in range(_ALIAS_PLACE + 1, _NUMBERS):
                number, at = _take(kept, at)
            at += number
    except IndexError as error:
        raise apsw.CorruptError(f"an article's names are torn: {error}") from error
    return aliases


def _put(kept: bytearray, number: int) -> None:
    if number < 0:
        raise ValueError("mentions must be in order of start")
    while number > 0x7F:
        kept.append(number & 0x7F | 0x80)
        number >>= 7
    kept.append(number)


def _take(kept: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while kept[at] > 0x7F:
        number |= (kept[at] & 0x7F) << shift
        shift += 7
        at += 1
    return number | kept[at] << shift, at + 1
