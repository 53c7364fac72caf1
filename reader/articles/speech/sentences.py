"""Where the sentences of a paragraph are, what is quoted in one being part of it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from reader.articles.speech.cues import CUES, words_of
from reader.articles.speech.marks import Quoted

# The look behind lets each run of stops be tried once.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”“»«'’)\]]*+\s*+")
_WORD_BEFORE = re.compile(r"[\w.]{1,12}$")
_SPEAKER = re.compile(r"[\w.'’-]{1,30}+,?\s?")
_SPEAKER_LENGTH = 7
_SAYS_NO_MORE = re.compile(r"[,.;:]|on\b|in\b|$")
_ABBREVIATED = words_of(
    "mr mrs ms dr prof sir st gen lt col maj capt sgt cpl brig adm cmdr rep sen gov pres rev hon "
    "jr sr no vs etc inc ltd corp co jan feb mar apr jun jul aug sep sept oct nov dec u.s u.n u.k "
    "e.u a.m p.m d.c i.e e.g fig vol est messrs ph.d"
)
_LEADING = words_of(
    "The A An In On At But And He She It They We I This That These Those His Her Their Its As If "
    "When While After Before For By From With To There Mr Mrs Ms Meanwhile However"
)


def sentences(
    text: str, start: int, end: int, parts: Sequence[Quoted]
) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph, in order, without blanks at their ends.

    Args:
        text: The text.
        start: Where the paragraph starts, at something that is no white space.
        end: Where it ends.
        parts: What stands in marks there, in order.
    """
    begin = start
    upcoming = iter(parts)
    part = next(upcoming, None)
    for stop in _STOP.finditer(text, start, end):
        while part is not None and part.end <= stop.start():
            part = next(upcoming, None)
        after = stop.end()
        if after >= end:
            break
        if part is not None and part.start < stop.start():
            is_end = after >= part.end and _is_end_after_quote(text, stop.start(), after, end)
        else:
            is_end = text[after - 1].isspace() and _is_end(text, stop.start(), after)
        if is_end:
            yield begin, len(text[begin:after].rstrip()) + begin
            begin = after
    if begin < end:
        yield begin, end


def _is_end(text: str, stop: int, after: int) -> bool:
    """Whether a sentence ends with a stop that stands outside marks."""
    following = text[after]
    if following.islower() or following in ",;:)":
        return False
    if text[stop] != "." or text[stop + 1] == ".":
        return True
    word = _WORD_BEFORE.search(text, max(0, stop - 12), stop)
    if word is None:
        return True
    short = word.group().strip(".")
    if len(short) > 1 and short.lower() not in _ABBREVIATED:
        return True
    # "the U.S. The army", but "the U.S. Army" and "J. Smith".
    is_title = len(short) > 1 and "." not in short
    return not is_title and text[after : after + 12].split(" ", 1)[0] in _LEADING


def _is_end_after_quote(text: str, stop: int, after: int, end: int) -> bool:
    """Whether a sentence ends with a quotation that has a stop of its own.

    It goes on in `"Who is there?" Smith asked`, and in `"Nobody." Smith said.`
    """
    if text[after].islower() or text[after] in ",;:)":
        return False
    words = islice(_SPEAKER.finditer(text, after, min(end, after + 120)), _SPEAKER_LENGTH)
    for word in words:
        plain = word.group().strip(" ,.\n")
        if plain in CUES:
            return text[stop] == "." and _SAYS_NO_MORE.match(text, word.end(), end) is None
        if word.group().rstrip().endswith(".") and len(plain) > 3:
            break
    return True
