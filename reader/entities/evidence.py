"""What the words around a name say about it."""

import re
from collections import defaultdict
from collections.abc import Callable

from reader.articles.mention import Label
from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span, touching
from reader.entities.wording import ORGANISATION_HEADS, PLACE_HEADS, TITLES, words_of

EVIDENT_CONFIDENCE = 0.9
"""Of a name whose label comes from the words around it."""

_PLACE_NOUNS = (
    "town|city|village|province|port|suburb|district|island|region|county|municipality|hamlet"
    "|neighbou?rhood|prefecture|governorate|enclave|resort|commune"
)
_PLACE_BEFORE = re.compile(rf"\b(?:{_PLACE_NOUNS}|capital|outskirts|streets)s? of (?:the )?$")
_PLACE_AFTER = re.compile(rf" (?:{_PLACE_NOUNS}|peninsula|valley|mountains|river|coast|airport)\b")
_IN_BEFORE = re.compile(r"\b(?:in|near|outside|across|around) $")
_DATELINE = re.compile(
    r"^[ \t]*([^\W\d_a-z][A-Z' .-]{2,30}[A-Z])(?:, [A-Z][\w. ]{2,25})? "
    r"(?:\((?:AP|AFP|Reuters|UPI|Xinhua|[A-Z]\w+)\) ?(?:[_-]|–|—)|(?:_|-|–|—|\d{4}-\d\d-\d\d))",
    re.MULTILINE,
)
_PERSON_NOUNS = words_of(
    "president minister premier senator governor mayor chancellor king queen prince princess pope "
    "bishop captain coach striker goalkeeper midfielder defender manager judge actor actress "
    "singer writer author journalist spokesman spokeswoman teammate compatriot lawyer attorney "
    "analyst economist leader dissident activist "
) | words_of("mr mrs ms miss dr sir lady dame sen rep gov gen lt col maj capt sgt prof rev")
_NOUN_BEFORE = re.compile(r"([A-Za-z]+)\.? $")
_AGE_BEFORE = re.compile(r"-year-old $")
_PERSON_AFTER = re.compile(r",? who\b|, \d\d,| \(\d\d\)|, aged \d")

_WEAK_FOR_PLACE: frozenset[Label] = frozenset(("PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART"))
_WEAK_FOR_PERSON: frozenset[Label] = frozenset(("ORG", "GPE", "LOC", "NORP", "PRODUCT", "FAC"))


def with_evidence(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Correct labels by the words around a name, in all places where the name stands.

    A name that the lexicon knows keeps its label; so does one with evidence for two kinds.
    """
    evident: defaultdict[str, set[Label]] = defaultdict(set)
    for span in spans:
        form = text[span.start : span.end]
        entry = lexicon.entry(form)
        if entry is None or not entry.is_clear:
            label = _label(text, span, lexicon.is_given_name)
            if label:
                evident[form].add(label)
    agreed = [_agreed(text, span, evident) for span in spans]
    for start, end in _datelines(text):
        agreed[touching(agreed, start, end)] = [Span(start, end, "GPE", EVIDENT_CONFIDENCE, "rule")]
    return agreed


def _agreed(text: str, span: Span, evident: dict[str, set[Label]]) -> Span:
    labels = evident.get(text[span.start : span.end], set())
    if len(labels) != 1:
        return span
    [label] = labels
    weak = _WEAK_FOR_PERSON if label == "PERSON" else _WEAK_FOR_PLACE | {"GPE", "LOC"}
    if span.label == label or span.label not in weak:
        return span
    return span._replace(label=label, confidence=EVIDENT_CONFIDENCE, origin="rule")


def _label(text: str, span: Span, is_given_name: Callable[[str], bool]) -> Label | None:
    """What the span is by the words in and around it; None where they say nothing."""
    before = text[max(0, span.start - 40) : span.start]
    words = text[span.start : span.end].split()
    if span.label in _WEAK_FOR_PLACE and _is_place(text, span, before):
        return "GPE"
    if len(words) > 1:
        last = words[-1].strip(".,")
        if last in PLACE_HEADS and span.label in {"PERSON", "NORP", "ORG", "GPE"}:
            return "LOC" if span.label == "GPE" else "FAC"
        if last in ORGANISATION_HEADS and span.label in {"PERSON", "GPE", "LOC", "NORP"}:
            return "ORG"
    if span.label in _WEAK_FOR_PERSON and _is_person(text, span, before, words, is_given_name):
        return "PERSON"
    return None


def _is_place(text: str, span: Span, before: str) -> bool:
    if _PLACE_BEFORE.search(before):
        return True
    is_one_word = " " not in text[span.start : span.end]
    if span.label in {"PERSON", "NORP"} and _PLACE_AFTER.match(text, span.end):
        return True
    return is_one_word and span.label in {"PERSON", "NORP"} and bool(_IN_BEFORE.search(before))


def _is_person(
    text: str,
    span: Span,
    before: str,
    words: list[str],
    is_given_name: Callable[[str], bool],
) -> bool:
    if len(words) > 3 or not all(word[0].isupper() for word in words):
        return False
    noun = _NOUN_BEFORE.search(before)
    if noun and noun.group(1).lower() in _PERSON_NOUNS:
        return True
    if _AGE_BEFORE.search(before) or _PERSON_AFTER.match(text, span.end):
        return True
    return is_given_name(words[0]) and all(word.lower() not in TITLES for word in words)


def _datelines(text: str) -> list[tuple[int, int]]:
    """Where the places stand that dispatches are sent from: ``NAIROBI, Kenya (AP) -``."""
    return [match.span(1) for match in _DATELINE.finditer(text)]
