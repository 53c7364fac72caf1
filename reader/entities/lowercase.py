"""Places that are written small."""

import re

from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span, touching
from reader.entities.wording import occurrences, small_words

SMALL_CONFIDENCE = 0.8
"""Of a place whose name is written without its capital."""

_MARKS = "#&'*"
_GOES_ON = re.compile(r"[@/'-]|\.\w")
"""After a word that does not stand for itself."""


def with_small_places(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Mark countries, states and big cities that are written small: "he lives in france".

    Only names that are no everyday words, and that stand for themselves: no "china-made".
    """
    found = list(spans)
    for form, label in lexicon.small_places(small_words(text)):
        for start, end in occurrences(text, form):
            place = touching(found, start, end)
            is_marked = start > 0 and text[start - 1] in _MARKS
            if not (found[place] or is_marked or _GOES_ON.match(text, end)):
                found[place] = [Span(start, end, label, SMALL_CONFIDENCE, "lexicon")]
    return found
