"""What the words around a name say about it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from reader.articles.mention import Label
from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.signs import (
    Before,
    is_short_state,
    organisation_signs,
    person_signs,
    place_signs,
    state_behind,
    words_before,
)
from reader.entities.span import Span, touching
from reader.entities.wording import (
    BUILDINGS,
    COMPANY_ENDINGS,
    ORGANISATION_HEADS,
    PLACE_BEGINNINGS,
    PLACE_HEADS,
    TITLES,
    words_of,
)

EVIDENT_CONFIDENCE = 0.9
"""Of a name whose label comes from the words around it."""

_DATELINE = re.compile(
    r"^[ \t]*([^\W\d_a-z][A-Z' .-]{2,30}[A-Z])(?:, [A-Z][\w. ]{2,25})? "
    r"(?:\((?:AP|AFP|Reuters|UPI|Xinhua|[A-Z]\w+)\) ?(?:[_-]|–|—)|(?:_|-|–|—|\d{4}-\d\d-\d\d))",
    re.MULTILINE,
)
_LONG = 4
"""Words of a name that is no person's, and no town's."""

_POLITIES = words_of("State Commonwealth Republic Kingdom Province Territory County City Town")
_LEAST_FULL = 3
"""Words of State of Nevada."""

_ABBREVIATION = 3
"""Letters up to which a word in capitals may be an abbreviation."""

_TOLD: frozenset[Label] = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")
)
_PLACES: frozenset[Label] = frozenset(("GPE", "LOC", "FAC"))
_WEAK: dict[Label, frozenset[Label]] = {
    "GPE": frozenset(("PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")),
    "PERSON": frozenset(("ORG", "GPE", "LOC", "NORP", "PRODUCT", "FAC", "WORK_OF_ART")),
    "ORG": frozenset(("PERSON", "GPE", "LOC", "NORP", "PRODUCT", "FAC", "WORK_OF_ART")),
    "FAC": frozenset(("PERSON", "ORG", "NORP", "GPE")),
    "LOC": frozenset(("PERSON", "ORG", "NORP", "GPE", "PRODUCT")),
}
"""To each label that words can tell, the model's labels that they outweigh."""


def with_evidence(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Correct labels by the words around a name, in all places where the name stands.

    A name that the lexicon knows keeps its label, but a city may be a team; one with evidence
    for two kinds keeps its own.
    """
    evident: defaultdict[str, set[Label]] = defaultdict(set)
    for span in spans:
        if span.label in _TOLD:
            form = text[span.start : span.end]
            entry = lexicon.entry(form)
            if entry is None or not entry.is_clear:
                evident[form].update(_labels(text, span, lexicon))
            elif entry.is_city and _is_team(text, span):
                evident[form].add("ORG")
    agreed = [_agreed(text, span, evident) for span in spans]
    for start, end in _datelines(text):
        agreed[touching(agreed, start, end)] = [Span(start, end, "GPE", EVIDENT_CONFIDENCE, "rule")]
    return agreed


def _agreed(text: str, span: Span, evident: dict[str, set[Label]]) -> Span:
    labels = evident.get(text[span.start : span.end], set())
    if len(labels) > 1 and labels <= _PLACES:
        # What its own words say is closer than "in".
        labels = labels - {"GPE"}
    if len(labels) != 1:
        return span
    [label] = labels
    if span.label not in _WEAK[label]:
        return span
    return span._replace(label=label, confidence=EVIDENT_CONFIDENCE, origin="rule")


def _labels(text: str, span: Span, lexicon: Lexicon) -> Iterator[Label]:
    """What the span is by the words in and around it; nothing where they say nothing."""
    words = text[span.start : span.end].split()
    before = words_before(text, span.start)
    last = _head(words).strip(".,")
    if last.isupper() and len(last) > _ABBREVIATION:
        last = last.capitalize()
    if len(words) > 1 and (last in PLACE_HEADS or last in BUILDINGS):
        yield "FAC" if last in BUILDINGS else "LOC"
    elif len(words) > 1 and words[0] in PLACE_BEGINNINGS:
        yield "LOC"
    elif len(words) > 1 and (last in ORGANISATION_HEADS or last in COMPANY_ENDINGS):
        yield "ORG"
    elif _is_polity(words, lexicon):
        yield "GPE"
    elif _is_person(text, span, before, lexicon):
        yield "PERSON"
    if len(words) < _LONG and (
        place_signs(text, span, before) or _is_in_state(text, span, lexicon)
    ):
        yield "GPE"
    if organisation_signs(text, span, before):
        yield "ORG"


def _is_team(text: str, span: Span) -> bool:
    return organisation_signs(text, span, words_before(text, span.start))


def _head(words: list[str]) -> str:
    """The word that says what a name is of: the Court of District Court of Butte."""
    for word, following in pairwise(words):
        if following in {"of", "for"} and word in ORGANISATION_HEADS:
            return word
    return words[-1]


def _is_polity(words: list[str], lexicon: Lexicon) -> bool:
    """Whether the words say in full what a known place is: State of Nevada."""
    if (
        len(words) < _LEAST_FULL
        or words[0].capitalize() not in _POLITIES
        or words[1].lower() != "of"
    ):
        return False
    entry = lexicon.entry(" ".join(word.capitalize() for word in words[2:]))
    return entry is not None and entry.label == "GPE"


def _is_person(text: str, span: Span, before: Before, lexicon: Lexicon) -> bool:
    words = text[span.start : span.end].split()
    if len(words) >= _LONG or not all(word[0].isupper() for word in words):
        return False
    if person_signs(text, span, before):
        return True
    return lexicon.is_given_name(words[0]) and all(word.lower() not in TITLES for word in words)


def _is_in_state(text: str, span: Span, lexicon: Lexicon) -> bool:
    state = state_behind(text, span)
    entry = lexicon.entry(state)
    is_known = entry is not None and entry.label == "GPE" and not entry.is_city
    return is_known or is_short_state(state)


def _datelines(text: str) -> list[tuple[int, int]]:
    """Where the places stand that dispatches are sent from: ``NAIROBI, Kenya (AP) -``."""
    return [match.span(1) for match in _DATELINE.finditer(text)]
