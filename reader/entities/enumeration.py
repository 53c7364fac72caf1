"""Names that are listed together."""

import re
from collections import Counter
from collections.abc import Iterator

from reader.articles.mention import Label
from reader.entities.boundaries import NAMES
from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span

LISTED_CONFIDENCE = 0.8
"""Of a name whose label is that of the names it stands among."""

_SURE = 0.95
_UNSURE = 0.9
_BETWEEN = re.compile(r", (?:and |or |& )?| (?:and|or) ")
_LISTED: frozenset[Label] = frozenset(("PERSON", "ORG", "GPE"))
_MOST_WORDS = 3


def with_lists(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Give an unsure name in a list the label that all sure names in it have.

    "Paris, Metz and Kehl" are three places. At least half must be sure.
    """
    labelled = list(spans)
    for first, last in _lists(text, spans):
        listed = labelled[first:last]
        sure = [_is_sure(text, span, lexicon) for span in listed]
        labels = Counter(span.label for span, is_sure in zip(listed, sure, strict=True) if is_sure)
        if len(labels) != 1 or 2 * labels.total() < len(listed):
            continue
        [label] = labels
        for place, span in enumerate(listed, first):
            if not sure[place - first] and _may_become(text, span, label):
                labelled[place] = span._replace(
                    label=label, confidence=LISTED_CONFIDENCE, origin="rule"
                )
    return labelled


def _lists(text: str, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """First and one past the last place in `spans` of each list of names."""
    first = 0
    for place in range(1, len(spans) + 1):
        is_next = place < len(spans) and _are_joined(text, spans[place - 1], spans[place])
        if not is_next:
            between = text[spans[first].end : spans[place - 1].start]
            if place - first > 2 or (place - first == 2 and "," not in between):
                yield first, place
            first = place


def _are_joined(text: str, one: Span, other: Span) -> bool:
    are_names = one.label in NAMES and other.label in NAMES
    return are_names and bool(_BETWEEN.fullmatch(text, one.end, other.start))


def _is_sure(text: str, span: Span, lexicon: Lexicon) -> bool:
    entry = lexicon.entry(text[span.start : span.end])
    return span.origin != "model" or span.confidence >= _SURE or bool(entry and entry.is_clear)


def _may_become(text: str, span: Span, label: Label) -> bool:
    return (
        label in _LISTED
        and span.label != label
        and span.confidence < _UNSURE
        and (label != "PERSON" or text.count(" ", span.start, span.end) < _MOST_WORDS)
    )
