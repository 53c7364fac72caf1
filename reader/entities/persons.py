"""Persons' names from their first word to their last."""

import re

from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span
from reader.entities.wording import (
    CAPITALISED,
    DAYS,
    FUNCTION_WORDS,
    ORGANISATION_HEADS,
    SENTENCE_START,
    TITLES,
)

NATIVE_CONFIDENCE = 0.9
"""Of a person's name behind the name of their people."""

_NUMERAL = re.compile(r" (?:II|III|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{0,3})(?![\w.])")
_NICKNAME = re.compile(r" ([\"\u201c'(])[A-Z][\w .-]{1,15}([\"\u201d')]) ")
_INITIAL = re.compile(r"[A-Z](?:\.| \S)")
_WORD_BEFORE = re.compile(rf"(?<![\w.-])({CAPITALISED}) $")
_WORD_BEHIND = re.compile(r" ((?:[A-Z]['’]|Mc|Mac)?[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?)(?![\w-])")
_LONGEST_WORD = 25


def with_whole_persons(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Give persons' names the first name, nickname and number that belong to them.

    And take from them what does not: a sentence's first word ("Echoing Annan"), a people's
    name ("Belgian Ann Peeters").
    """
    whole: list[Span] = []
    starts = [*(span.start for span in spans[1:]), len(text)]
    for span, following in zip(spans, starts, strict=False):
        if span.label == "PERSON":
            past = whole[-1].end if whole else 0
            person = _without_first(text, _with_last(text, span, following, lexicon), lexicon)
            _join(text, whole, _widened(text, person, past, lexicon))
        else:
            whole += _of_their_people(text, span, lexicon)
    return whole


def _without_first(text: str, span: Span, lexicon: Lexicon) -> Span:
    """The span without an everyday word that begins the sentence."""
    first, _, rest = text[span.start : span.end].partition(" ")
    is_cut = first.endswith("ing") or " " in rest
    if not (rest and is_cut and first.isalpha() and lexicon.is_everyday(first.lower())):
        return span
    is_start = SENTENCE_START.search(text[max(0, span.start - 8) : span.start])
    if not is_start or lexicon.is_given_name(first):
        return span
    return span._replace(start=span.end - len(rest))


def _with_last(text: str, span: Span, following: int, lexicon: Lexicon) -> Span:
    """The span with the surname behind a given name, if the next span leaves room for it."""
    name = text[span.start : span.end]
    behind = _WORD_BEHIND.match(text, span.end, following) if " " not in name else None
    if behind is None or not lexicon.is_given_name(name):
        return span
    surname = behind.group(1)
    lower = surname.lower()
    is_known = lower in TITLES | FUNCTION_WORDS or lexicon.entry(surname) is not None
    if is_known or surname in DAYS or lexicon.is_everyday(lower):
        return span
    return span._replace(end=behind.end())


def _widened(text: str, span: Span, past: int, lexicon: Lexicon) -> Span:
    """The span with the first name before it and the number behind it."""
    numeral = _NUMERAL.match(text, span.end)
    if numeral:
        span = span._replace(end=numeral.end())
    before = _WORD_BEFORE.search(text, max(past, span.start - _LONGEST_WORD), span.start)
    if before and _is_first_name(before.group(1), text[span.start : span.end], lexicon):
        span = span._replace(start=before.start())
    return span


def _is_first_name(word: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a word before a name belongs to it: a given name, any before an initial."""
    if lexicon.is_given_name(word):
        return True
    lower = word.lower()
    return (
        bool(_INITIAL.match(name))
        and word.isalpha()
        and lower not in TITLES | FUNCTION_WORDS
        and not lexicon.is_everyday(lower)
        and lexicon.entry(word) is None
    )


def _join(text: str, whole: list[Span], span: Span) -> None:
    """Add a person; one with only a nickname between is the same: Ann "Bee" Lee."""
    for back in (1, 2):
        if len(whole) >= back and whole[-back].label == "PERSON":
            between = _NICKNAME.fullmatch(text, whole[-back].end, span.start)
            if between:
                whole[-back:] = [whole[-back]._replace(end=span.end)]
                return
    whole.append(span)


def _of_their_people(text: str, span: Span, lexicon: Lexicon) -> list[Span]:
    """A people's name and the person's behind it as two; the model saw one of another kind."""
    people, _, name = text[span.start : span.end].partition(" ")
    entry = lexicon.entry(people) if name else None
    words = name.split()
    if (
        entry is None
        or entry.label != "NORP"
        or not 1 < len(words) < 4
        or not lexicon.is_given_name(words[0])
        or words[-1] in ORGANISATION_HEADS
    ):
        return [span]
    start = span.end - len(name)
    return [
        Span(span.start, start - 1, "NORP", NATIVE_CONFIDENCE, "rule"),
        Span(start, span.end, "PERSON", NATIVE_CONFIDENCE, "rule"),
    ]
