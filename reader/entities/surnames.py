"""From a surname to the full name."""

import re

from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span, touching
from reader.entities.wording import PARTICLES, TITLES, occurrences, words_of

SURNAME_CONFIDENCE = 0.9
"""Of a surname whose full name is a person's in the same text."""

_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))
_ARTICLED = re.compile(r"(?:al|el|Al|El)-(\w{4,})$")
_TITLED = re.compile(r"([A-Za-z]+)\.? $")
_PERSONAL_TITLES = TITLES - words_of("foreign defence defense interior finance supreme grand right")
_LONGEST = 5


def surnames_of(full: str) -> tuple[str, ...]:
    """The forms under which a person with this name is named later on."""
    words = full.split()
    while words and words[-1].strip(".,") in _SUFFIXES:
        words.pop()
    if not 2 <= len(words) <= _LONGEST or not all(_is_name_part(word) for word in words):
        return ()
    last = words[-1].rstrip(",")
    if len(last) < 3 or not last[-1].isalnum():
        return ()
    articled = _ARTICLED.match(last)
    forms = [last, articled.group(1)] if articled else [last]
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    if first < len(words) - 1:
        whole = " ".join([*words[first:-1], last])
        # A sentence may begin with it: "Von der Leyen said".
        forms[:0] = dict.fromkeys((whole, whole[0].upper() + whole[1:]))
    return tuple(forms)


def _is_name_part(word: str) -> bool:
    return word[0].isupper() or word.lower() in PARTICLES or word.startswith(("al-", "el-"))


def with_surnames(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Mark surnames of persons that the text names in full, and names after a title."""
    surnames = _titled(text, spans)
    for span in spans:
        if span.label == "PERSON":
            surnames.update(surnames_of(text[span.start : span.end]))
    marked = list(spans)
    for surname in sorted(surnames, key=len, reverse=True):
        entry = lexicon.entry(surname)
        if entry and entry.is_clear:
            continue
        for start, end in occurrences(text, surname):
            place = touching(marked, start, end)
            seen = marked[place]
            is_same = [span[:2] for span in seen] == [(start, end)]
            if not seen or (is_same and seen[0].label != "PERSON"):
                marked[place] = [Span(start, end, "PERSON", SURNAME_CONFIDENCE, "rule")]
    return _with_first_names(text, marked, lexicon)


def _with_first_names(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Relabel single words that begin a person's full name: Wang of Wang Dan, Saddam."""
    first = {
        text[span.start : span.end].split(maxsplit=1)[0]
        for span in spans
        if span.label == "PERSON" and " " in text[span.start : span.end]
    }
    return [
        span._replace(label="PERSON", confidence=SURNAME_CONFIDENCE, origin="rule")
        if span.label in {"ORG", "NORP", "PRODUCT"}
        and text[span.start : span.end] in first
        and lexicon.entry(text[span.start : span.end]) is None
        else span
        for span in spans
    ]


def _titled(text: str, spans: list[Span]) -> set[str]:
    """Single words that stand after a personal title somewhere."""
    titled: set[str] = set()
    for span in spans:
        word = text[span.start : span.end]
        if span.label in {"ORG", "GPE", "NORP", "LOC"} and word.isalpha():
            title = _TITLED.search(text[max(0, span.start - 16) : span.start])
            if title and title.group(1).lower() in _PERSONAL_TITLES and title.group(1)[0].isupper():
                titled.add(word)
    return titled
