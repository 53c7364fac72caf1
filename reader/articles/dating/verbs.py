"""Verbs that tell whether a sentence speaks of what was or of what is to be."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Cue(NamedTuple):
    """A verb that tells of the past or of what is to be."""

    start: int
    end: int
    """One past its last code point, with the "to" or "on" that makes it what it is."""
    direction: int
    """-1 for the past, 1 for what is to be."""
    is_promise: bool = False
    """A verb of the past about what is to be: agreed to, vowed to."""


_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|,")

# Modals; verbs of promising; what tells of the future with "to"; with a preposition; such
# prepositions; what tells of it alone; participles after "be"; verbs of the past; no verbs.
_LINES = """
will shall won't would may might could must should
agreed vowed pledged promised ordered urged invited hoped intended planned
going set due scheduled expected slated poised ready likely hope hopes hoping plan plans planning \
    expects intends aims want wants is are be
due scheduled slated set planned booked expected plans hopes bid ready calls called deadline ahead
for on in at of by
upcoming forthcoming deadline
held made sent put sold taken given shown begun
was were had did been said told came went took made gave got saw found left began became held kept \
    lost met paid ran sent set shot sold spoke stood struck swept thought won wrote broke brought \
    built caught chose cut drew drove fell fought grew hit knew laid put rose sank sat shook shut \
    slid spent split spread swore threw wore bought sought taught died beat felt heard let quit
need indeed hundred red bed speed feed seed breed sacred shed embed exceed proceed
"""
(
    _MODALS, _PROMISES, _WITH_TO, _WITH_PREPOSITION, _PREPOSITIONS, _ALONE, _PARTICIPLES, _PAST,
    _NOT_VERBS,
) = (frozenset(line.split()) for line in _LINES.strip().split("\n"))  # fmt: skip


def cues(text: str, start: int = 0) -> Iterator[Cue]:
    """The verbs that tell a time, in order.

    Args:
        text: Of a sentence.
        start: Where to begin.
    """
    found = [*_WORD.finditer(text, start)]
    # The month is no modal.
    words = [one[0] if one[0] == "May" else one[0].casefold().replace("’", "'") for one in found]
    place = 0
    while place < len(words):
        word = words[place]
        length = _ahead(word, words[place + 1 : place + 3])
        if length:
            end = found[place + length - 1].end()
            yield Cue(found[place].start(), end, 1, is_promise=word in _PROMISES)
        elif word in _PAST or (word.endswith("ed") and word not in _NOT_VERBS):
            yield Cue(*found[place].span(), -1)
        place += length or 1


def _ahead(word: str, following: Sequence[str]) -> int:
    """Of how many words, this one and those after it, something to come is told; 0 if none."""
    first = following[0] if following else ""
    if word in _ALONE or word.endswith("'ll") or (word in _MODALS and first != "have"):
        return 1
    is_with_to = first == "to" and (word in _WITH_TO or word in _PROMISES)
    if is_with_to or (first in _PREPOSITIONS and word in _WITH_PREPOSITION):
        return 2
    adverbs = int(first.endswith("ly"))
    participle = following[adverbs] if len(following) > adverbs else ""
    if word == "be" and (participle.endswith("ed") or participle in _PARTICIPLES):
        return 2 + adverbs
    return 0
