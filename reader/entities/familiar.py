"""What the lexicon knows better than the model."""

import re

from reader.articles.mention import Label
from reader.entities.lexicon.lexicon import Entry, Found, Lexicon, is_short_form
from reader.entities.span import Span, touching
from reader.entities.wording import small_words

KNOWN_CONFIDENCE = 0.9
"""Of a name that the lexicon knows and the model did not see."""

RELABELLED_CONFIDENCE = 0.95
"""Of a name that both know, with the lexicon's label."""

_CAPITALISED_NEXT = re.compile(r" [^\W\d_a-zà-öø-ÿ][a-z]")
_CAPITALISED_BEFORE = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w'-]+ $")
_UNSURE: frozenset[Label] = frozenset(
    ("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")
)


def with_lexicon(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Correct labels of known names, and add known names that the model missed."""
    corrected = [_relabelled(text, span, lexicon) for span in spans]
    small = small_words(text)
    for found in lexicon.find(text):
        place = touching(corrected, found.start, found.end)
        seen = corrected[place]
        if _is_evident(text, found, small) and (not seen or _outweighs(found, seen)):
            corrected[place] = [
                Span(found.start, found.end, found.entry.label, KNOWN_CONFIDENCE, "lexicon"),
            ]
    return corrected


def _relabelled(text: str, span: Span, lexicon: Lexicon) -> Span:
    entry = lexicon.entry(text[span.start : span.end])
    if entry is None or span.label not in _UNSURE or not _may_relabel(entry, span):
        return span
    if entry.label == span.label:
        return span
    return span._replace(label=entry.label, confidence=RELABELLED_CONFIDENCE, origin="lexicon")


def _may_relabel(entry: Entry, span: Span) -> bool:
    """Whether the lexicon is believed against the model."""
    if not entry.is_clear:
        return False
    if entry.is_city:
        return span.label in {"PERSON", "ORG", "NORP", "PRODUCT"}
    return True


def _outweighs(found: Found, seen: list[Span]) -> bool:
    """Whether a known name of several words holds all of what the model saw there."""
    return (
        found.entry.is_clear
        and not found.entry.is_city
        and all(found.start <= span.start and span.end <= found.end for span in seen)
        and any(span.end - span.start < found.end - found.start for span in seen)
    )


def _is_evident(text: str, found: Found, small: frozenset[str]) -> bool:
    """Whether a known form is that name here, and no common word or part of another name."""
    form = text[found.start : found.end]
    entry = found.entry
    if not entry.is_clear:
        return False
    if is_short_form(form):
        return not _is_shouted(text, found.start, found.end)
    if " " not in form and form.lower() in small:
        return False
    if entry.label in {"GPE", "LOC"}:
        is_part = entry.is_city and _CAPITALISED_BEFORE.search(
            text[max(0, found.start - 30) : found.start]
        )
        return not (_CAPITALISED_NEXT.match(text, found.end) or is_part)
    return True


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too, so that capitals say nothing."""
    before = re.findall(r"[^\W\d_]+", text[max(0, start - 30) : start])[-2:]
    after = re.findall(r"[^\W\d_]+", text[end : end + 30])[:2]
    around = [word for word in before + after if len(word) > 1]
    return bool(around) and all(word.isupper() for word in around)
