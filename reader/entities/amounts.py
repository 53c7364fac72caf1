"""Sums of money and percentages, by how they are written."""

import re
from collections.abc import Iterator

from reader.articles.mention import Label
from reader.entities.span import Span, touching

_CERTAIN = 0.95
"""Confidence in an amount: it is told by its sign or word."""

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?(?:-\d(?:[\d.,]*\d)?)?")
_PER_CENT = re.compile(r"\s?%|[\s-]per\s?cent\b")
# A currency's sign, code or usual short form, before a number; its magnitude after it.
_CURRENCY = re.compile(
    r"(?:(?<!\w)(?:US|AU|CA|HK|NZ|[ACS])?\$|[£€¥₹]"
    r"|(?<!\w)(?:Rs\.?|RM|Rp|Dhs?|USD|EUR|GBP|JPY|CHF|dlrs))\s?$"
)
_MAGNITUDE = re.compile(r"\s?(?:(?:million|billion|trillion|thousand|[mb]n|[mMkK])\b)")
_LONGEST_CURRENCY = 6
_GUESSES: frozenset[Label] = frozenset(
    ("MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL", "DATE")
)
"""Labels that the model gives to numbers."""


def with_amounts(text: str, spans: list[Span]) -> list[Span]:
    """Label amounts as what they are; a name or a longer amount round one stays."""
    for start, end, label in _amounts(text):
        there = touching(spans, start, end)
        met = spans[there]
        if any(span.label not in _GUESSES for span in met):
            continue
        if any(span.label == label and span.end - span.start >= end - start for span in met):
            continue
        spans = [
            *spans[: there.start],
            Span(start, end, label, _CERTAIN, "rule"),
            *spans[there.stop :],
        ]
    return spans


def _amounts(text: str) -> Iterator[tuple[int, int, Label]]:
    """Start, end and label of each number with a sign that says what it counts."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        unit = _PER_CENT.match(text, end)
        if unit:
            yield start, unit.end(), "PERCENT"
            continue
        currency = _CURRENCY.search(text[max(0, start - _LONGEST_CURRENCY) : start])
        if currency:
            magnitude = _MAGNITUDE.match(text, end)
            first = start - len(currency.group())
            yield first, magnitude.end() if magnitude else end, "MONEY"
