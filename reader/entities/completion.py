"""Completing names of which the model saw only a part."""

import re
from collections.abc import Iterator

from reader.articles.mention import Label
from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span, touching
from reader.entities.wording import (
    BUILDINGS,
    CAPITALISED,
    COMMON_HEADS,
    COMPANY_ENDINGS,
    DAYS,
    FUNCTION_WORDS,
    GOVERNING_HEADS,
    OFFICES,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    SENTENCE_START,
    TITLES,
    words_of,
)

COMPLETED_CONFIDENCE = 0.85
"""Of a name whose extent its first or last word tells."""

ENDED_CONFIDENCE = 0.95
"""Of a company that "Inc." tells."""

_SURE = 0.9

_WORD = r"[^\W\d_a-zà-öø-ÿ](?:[\w&.-]|'(?!s\b))*"
"""A capitalised word that owns nothing: no "Michigan's"."""
_RUN = rf"{_WORD}(?: (?:& )?{_WORD}){{0,5}}"
_HEADS = ORGANISATION_HEADS | COMMON_HEADS | PLACE_HEADS | BUILDINGS
_TELLING = re.compile(r"[A-Z][A-Za-z]+|(?:L\.P|L\.L\.C|N\.V|S\.A)\.")
_JOINTS = frozenset("-_")
_LAST_WORD = re.compile(rf"(?<![\w.-]){CAPITALISED}$")
_OBJECT = re.compile(rf" (?:of|for) (?:the )?{_RUN}(?:,? and {_RUN})?")
_OF_SUBJECTS = words_of("Ministry Department Committee Office Board Council Institute")
"""Before "of": of one or more subjects, joined by "and"."""

_WORD_BEFORE = re.compile(rf"(?<![\w.-])({CAPITALISED})(?: &)? $")
_INITIALS = re.compile(r"(?:[A-Z]\.)+|St\.")
_LONGEST_WORD = 30
_MOST_WORDS = 6
_PARTS: frozenset[Label] = frozenset(
    (
        *("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"),
        *("DATE", "TIME", "ORDINAL", "CARDINAL"),
    )
)
"""What the model takes parts of such names for."""


def with_completion(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Widen names to all the words that their last or first one belongs to.

    "Acme Foods, Inc."; a run of capitalised words before University, Railroad, River; what
    follows "Ministry of".
    """
    found = list(spans)
    for whole in _whole(text, found, lexicon):
        place = touching(found, whole.start, whole.end)
        met = found[place]
        is_within = all(whole.start <= span.start and span.end <= whole.end for span in met)
        if is_within and not _is_known(whole, met) and all(span.label in _PARTS for span in met):
            found[place] = [whole]
    return found


def _is_known(whole: Span, met: list[Span]) -> bool:
    """Whether a name was found as it is; a company that "Inc." tells must be one, and surely."""
    if [span[:2] for span in met] != [whole[:2]]:
        return False
    [found] = met
    is_sure = found.label == whole.label and found.confidence >= _SURE
    return is_sure or whole.confidence < ENDED_CONFIDENCE


def _whole(text: str, spans: list[Span], lexicon: Lexicon) -> Iterator[Span]:
    """Each name that is told by its words; `spans` may change."""
    past = 0
    for match in _TELLING.finditer(text):
        word = match.group()
        is_ending = word in COMPANY_ENDINGS
        if not (is_ending or word in _HEADS) or match.start() < past:
            continue
        start, end = match.span()
        if _is_joined(text, start, end):
            continue
        if is_ending:
            last = _before_ending(text, start)
            if last < start:
                end += text[end : end + 1] == "."
                first = _first(text, last, spans, lexicon, is_governing=False)
                yield Span(first, end, "ORG", ENDED_CONFIDENCE, "rule")
            continue
        past = end = _end_of_heads(text, end)
        head = text[start:end].rpartition(" ")[2]
        first = _first(text, start, spans, lexicon, is_governing=head in GOVERNING_HEADS)
        if first < start and not _goes_on(text, end):
            label = _label(text, first, (start, end), spans, lexicon)
            if label:
                yield Span(first, end, label, COMPLETED_CONFIDENCE, "rule")
        thing = _OBJECT.match(text, end) if head in OFFICES else None
        if thing:
            first = _first(text, start, spans, lexicon, is_governing=False)
            end = _end_of_subjects(text, head, thing, spans)
            end -= text[end - 1] == "."
            yield Span(first, end, "ORG", COMPLETED_CONFIDENCE, "rule")


def _before_ending(text: str, start: int) -> int:
    """Where the last word begins that a company's "Inc." stands behind, a comma between or not."""
    end = start - 2 if text.startswith(", ", start - 2) else start - 1
    match = _LAST_WORD.search(text, max(0, end - _LONGEST_WORD), end)
    return match.start() if match and text[end : end + 1] in {",", " "} else start


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is a part of a longer word."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return before.isalnum() or after.isalnum() or before in _JOINTS or after in _JOINTS


def _end_of_heads(text: str, end: int) -> int:
    """Where the telling words end that follow each other: High School Board."""
    while text[end : end + 1] == " ":
        match = _TELLING.match(text, end + 1)
        if not match or match.group() not in _HEADS or _is_joined(text, end + 1, match.end()):
            break
        end = match.end()
    return end


def _first(
    text: str,
    start: int,
    spans: list[Span],
    lexicon: Lexicon,
    *,
    is_governing: bool,
) -> int:
    """Where the run of capitalised words begins that ends right before `start`."""
    for _ in range(_MOST_WORDS):
        match = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        if not match:
            break
        word = match.group(1)
        if not _belongs(word, lexicon, is_governing=is_governing):
            break
        at = match.start()
        if SENTENCE_START.search(text[max(0, at - 8) : at]) and lexicon.is_everyday(word.lower()):
            held = spans[touching(spans, at, at + len(word))]
            if not any(span.start <= at and span.label != "PERSON" for span in held):
                break
        start = at
    return start


def _belongs(word: str, lexicon: Lexicon, *, is_governing: bool) -> bool:
    """Whether a capitalised word can be a part of an organisation's name.

    The country or people is none of "the Iraqi Army", "U.S. Congress": they are two names.
    """
    if word.endswith((".", "'s", ",")) and not _INITIALS.fullmatch(word):
        return False
    lower = word.lower().rstrip(".")
    if word in DAYS or lower in FUNCTION_WORDS:
        return False
    if lower in TITLES and word not in ORGANISATION_HEADS:
        return False
    entry = lexicon.entry(word)
    if entry is None:
        return True
    return entry.label != "ORG" and not (is_governing and entry.label in {"GPE", "NORP"})


def _goes_on(text: str, end: int) -> bool:
    """Whether another capitalised word follows, so that the last one is none."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def _label(
    text: str,
    first: int,
    head_place: tuple[int, int],
    spans: list[Span],
    lexicon: Lexicon,
) -> Label | None:
    """What a run of words is by its last one; None where it may be no name."""
    start, end = head_place
    head = text[start:end].rpartition(" ")[2]
    met = spans[touching(spans, first, end)]
    last = lexicon.entry(text[met[-1].start : met[-1].end]) if met else None
    if last and last.label != "ORG" and met[-1].end == end:
        return None
    if head in PLACE_HEADS or head in BUILDINGS:
        if not met:
            return None
        if met[-1].label == "ORG" and met[-1].end == end:
            return "ORG"
        return "FAC" if head in BUILDINGS else "LOC"
    return "ORG" if met or " " in text[first : start - 1] else None


def _end_of_subjects(text: str, head: str, thing: "re.Match[str]", spans: list[Span]) -> int:
    """Where "Ministry of A and B" ends: before the "and" where B is a name of its own."""
    start, end = thing.span()
    joint = text.rfind(" and ", start, end)
    if joint < 0:
        return end
    others = spans[touching(spans, joint + 5, end)]
    are_alone = all(other.label not in {"PERSON", "GPE"} and other.end <= end for other in others)
    if head in _OF_SUBJECTS and are_alone:
        return end
    return joint - (text[joint - 1] == ",")
