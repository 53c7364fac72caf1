"""Putting the edges of the model's spans where a reader would."""

import re
import unicodedata
from collections.abc import Iterator

from reader.articles.mention import Label
from reader.entities.span import Span
from reader.entities.wording import PARTICLES, PARTIES, TITLES, title_end, words_of

NAMES = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
)
"""Labels of things that bear a name."""

_EDGE = " \t\n\r\"'`()[]{}<>,;:-_*|/&"
_NO_LETTERS = frozenset(("So", "Sk", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Cn", "Co"))
_PREFIX = re.compile(
    r"(?i:pro|anti|ex|non|pre|post|mid|trans|neo|counter|inter|former)-(?=[^\W\d_a-z])"
)
_SUFFIX = re.compile(
    r"-(?:[a-z]+ed|led|held|run|born|made|built|style|wide|era|friendly|speaking|like|bound|owned"
    r"|related|linked|area|size|trained|language|level|type|only|free)$"
)
_ARTICLE = re.compile(r"(?:the|a|an|The|THE|An)\s+(?=\S)")
_POINT = re.compile(r"[a-z]\. ?(?=[A-Z])")
"""The letter of a point in a list: f. Automobiles."""
_LOWER = re.compile(r"(?:([a-z]+(?:-[a-z]+)*)\s+)(?=\S)")
_BETWEEN_LINES = re.compile(r"\n")
_BETWEEN = re.compile(r"\n| -+ | / |(?<=[a-z])/(?=[A-Z][a-z])")
_BETWEEN_PLACES = re.compile(r"\n| -+ | / |(?<=[a-z])/(?=[A-Z][a-z])|,(?!\s*[A-Z]\.)")
_FOOTNOTE = re.compile(r"\W*\[\d")
_SCORE = re.compile(r"\s+\d[\d:,.-]*(?:st|nd|rd|th)?$")
_DATE = re.compile(r"\s+\d{4}-\d\d?-\d\d?$")
_DAY = re.compile(
    r"\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Thanksgiving|Christmas|Easter|Ramadan)$"
)
_PLAIN_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_CUT = TITLES | words_of(
    "the a an monday tuesday wednesday thursday friday saturday sunday thanksgiving christmas "
    "easter ramadan"
)
"""Words, in lower case, that may have to be cut from a name."""
_NO_NAME = re.compile(
    r"https?:|www\.|\S+@\S+$|[\d\W_]+$"
    r"|\S+\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|txt|zip|html?|exe|mp[34])$"
)
_FIELD = re.compile(
    r"(?i)\b(?:name|title|address|tel|telephone|phone|mobile|fax|facsimile|e-?mail|date|by|attn"
    r"|attention|signature|subject|from|to|re|cc)\.?$"
)
"""The last word before a colon where a form is filled in: Ann Lee Title: Director."""
_CURRENCY = re.compile(r"(?:US|A|C|HK|NZ|S)?[$£€¥]\s?$")
_AMOUNT = re.compile(r"\s?(?:m|bn|k|tn)\b|\s(?:million|billion|trillion)\b")


def tidy_boundaries(text: str, spans: list[Span]) -> list[Span]:
    """Cut what is no part of a name from spans, and drop spans that name nothing."""
    tidied: list[Span] = []
    for span in spans:
        if _is_sound(text, span) if span.label in NAMES else _is_plain(text, span):
            tidied.append(span)
            continue
        for part in _parts(text, span):
            if part.label in NAMES:
                tidied += _name(text, part)
            elif part.label == "MONEY":
                tidied.append(_money(text, part))
            else:
                tidied.append(part)
    return _apart(tidied)


def _is_plain(text: str, span: Span) -> bool:
    """Whether there is nothing to cut: half of all spans are dates and numbers."""
    words = text[span.start : span.end]
    return (
        span.label != "MONEY" and words[0].isalnum() and words[-1].isalnum() and "\n" not in words
    )


def _is_sound(text: str, span: Span) -> bool:
    """Whether a name is of plain words that all belong to it, as most are: a tenth of the time."""
    words = text[span.start : span.end]
    is_field = text.startswith(":", span.end)
    return (
        not is_field
        and bool(_PLAIN_NAME.fullmatch(words))
        and _CUT.isdisjoint(words.lower().split())
    )


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The span's parts, edges trimmed: no name goes on over a line's end or a dash.

    "Heerenveen, Netherlands" is two places.
    """
    between = _BETWEEN_PLACES if span.label in {"GPE", "LOC"} else _BETWEEN
    between = between if span.label in NAMES else _BETWEEN_LINES
    start = span.start
    for match in [*between.finditer(text, span.start, span.end), None]:
        end = match.start() if match else span.end
        first, last = start, end
        while first < last and _is_edge(text[first]):
            first += 1
        while last > first and _is_edge(text[last - 1]):
            last -= 1
        if any(mark.isalnum() for mark in text[first:last]):
            yield span._replace(start=first, end=last)
        start = match.end() if match else end


def _is_edge(mark: str) -> bool:
    """Whether a character never begins or ends a name: a blank, a quote, an emoji."""
    if mark.isalnum():
        return False
    return mark in _EDGE or unicodedata.category(mark) in _NO_LETTERS


def _name(text: str, span: Span) -> list[Span]:
    """The span with its name alone; also the day that was taken for a part of it."""
    start, end = span.start, span.end
    found: list[Span] = []
    day = _DAY.search(text[start:end])
    if day and span.label != "EVENT":
        found.append(Span(start + day.start() + 1, end, "DATE", span.confidence, "rule"))
        end = start + day.start()
    end = _name_end(text, start, end, span.label)
    start = _name_start(text, start, end, is_person=span.label == "PERSON")
    name = text[start:end]
    is_named = any(mark.isupper() for mark in name) or not name.isascii()
    if name and is_named and not _NO_NAME.match(name) and not _is_title(text, start, end):
        found.insert(0, span._replace(start=start, end=end))
    return found


def _name_end(text: str, start: int, end: int, label: Label) -> int:
    footnote = _FOOTNOTE.search(text, start, end)
    if footnote:
        end = footnote.start()
    bracket = text.rfind("(", start, end)
    if bracket > start and text.find(")", bracket, end) < 0:
        end = bracket
    end = _stripped_end(text, start, end)
    field = _FIELD.search(text, start, end) if text.startswith(":", end) else None
    if field:
        end = _stripped_end(text, start, field.start())
    if text[start:end].endswith("'s"):
        end -= 2
    number = (_DATE if label == "ORG" else _SCORE).search(text[start:end])
    if number and label in {"PERSON", "GPE", "NORP", "LOC", "ORG"}:
        end = start + number.start()
    suffix = _SUFFIX.search(text[start:end])
    if suffix:
        end = start + suffix.start()
    if text[start:end].count('"') % 2:
        end = start + text[start:end].index('"')
    return _stripped_end(text, start, end)


def _stripped_end(text: str, start: int, end: int) -> int:
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return end


def _name_start(text: str, start: int, end: int, *, is_person: bool) -> int:
    while True:
        before = start
        for pattern in (_ARTICLE, _PREFIX, _POINT):
            match = pattern.match(text, start, end)
            if match:
                start = match.end()
        lower = _LOWER.match(text, start, end)
        if lower and lower.group(1) not in PARTICLES and _has_capital(text[lower.end() : end]):
            start = lower.end()
        party, _, rest = text[start:end].partition(" ")
        if rest and party.lower() in PARTIES:
            start = end - len(rest)
        if is_person:
            titled = title_end(text, start, end)
            if titled > start and titled < end:
                start = titled + 1
        if start == before:
            return start


def _has_capital(words: str) -> bool:
    return any(word[0].isupper() for word in words.split())


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the words are a title alone, perhaps cut off: the "Supreme" of Supreme Leader."""
    line_end = text.find("\n", start)
    titled = title_end(text, start, line_end if line_end >= 0 else len(text))
    return titled >= end and titled > start


def _money(text: str, span: Span) -> Span:
    """The span with its sign and its "million"."""
    start, end = span.start, span.end
    sign = _CURRENCY.search(text[max(0, start - 5) : start])
    if sign:
        start -= len(sign.group())
    amount = _AMOUNT.match(text, end)
    if amount:
        end = amount.end()
    return span._replace(start=start, end=end)


def _apart(spans: list[Span]) -> list[Span]:
    """The spans in order, without those that overlap one before."""
    apart: list[Span] = []
    for span in sorted(spans):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart
