"""Abbreviations and other names that an article introduces itself."""

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from reader.articles.mention import Label
from reader.entities.definitions import REACH, defined
from reader.entities.span import Span, touching
from reader.entities.wording import CAPITALISED, ORGANISATION_HEADS, occurrences, words_of

ALIAS_CONFIDENCE = 0.9
"""Of a name that the article says means another."""

_SMALL = words_of("of the and for in to on & de la du des für und")
_JOINED = rf"[ -](?:of|the|and|for|in|to|on|&|de|la|{CAPITALISED})"
_LONG = rf"(?<!\w)(?:{CAPITALISED}|al-[A-Z]\w+)(?:{_JOINED}){{0,12}}"
_BRACKETED = re.compile(r"\(\s*(?:the )?['\"]?([A-Z][A-Za-z.&-]{1,9})['\"]?\s*[),;]")
_BEFORE_BRACKET = re.compile(rf"({_LONG})['\"]?\s*$")
_LONGEST = 200
"""Code points of a long form."""
_KNOWN_AS = re.compile(
    r"\b(?:known|referred to|called|abbreviated|acronym(?:ed)?|nicknamed|dubbed)"
    r"(?: in [A-Z]\w+| by (?:its|the|their|his|her)(?: \w+)? "
    r"(?:acronym|name|initials|nickname|abbreviation))?"
    rf"(?: as| by)? (?:the )?['\"]?({CAPITALISED}(?: {CAPITALISED}){{0,3}})"
)
_NAMING = ("known", "referred to", "called", "abbreviated", "acronym", "nicknamed", "dubbed")
"""Without one of these the pattern need not be looked for, which takes 30 times as long."""
_REACH = 60
_ALIASED: frozenset[Label] = frozenset(("ORG", "GPE", "EVENT", "LAW", "PRODUCT", "FAC", "LOC"))


class Alias(NamedTuple):
    """Two names of one thing, as the article introduces them."""

    long: str
    short: str
    label: Label


def introduced(text: str, spans: list[Span]) -> list[Alias]:
    """The aliases that an article introduces: "Long Form (LF)", "X, also known as Y"."""
    return [alias for _, alias in _introductions(text, spans)]


def with_aliases(text: str, spans: list[Span]) -> list[Span]:
    """Mark both names wherever they stand, with one label."""
    marked = list(spans)
    labels: dict[str, Label] = {}
    for places, alias in _introductions(text, spans):
        for place in places:
            _put(marked, Span(*place, alias.label, ALIAS_CONFIDENCE, "rule"))
        labels[alias.long] = labels[alias.short] = alias.label
    for form, label in labels.items():
        for place in occurrences(text, form):
            _put(marked, Span(*place, label, ALIAS_CONFIDENCE, "rule"))
    return marked


def _put(spans: list[Span], new: Span) -> None:
    """Put a span in the place of those it touches, unless one of them holds it and more."""
    place = touching(spans, new.start, new.end)
    for span in spans[place]:
        is_longer = span.end - span.start > new.end - new.start
        if is_longer and span.start <= new.start and new.end <= span.end:
            return
        if span[:3] == new[:3]:
            return
    spans[place] = [new]


Introduction = tuple[list[tuple[int, int]], Alias]
"""Where two names are introduced, and what they are."""


def _introductions(text: str, spans: list[Span]) -> Iterator[Introduction]:
    yield from _bracketed(text, spans)
    yield from _known_as(text, spans)
    yield from _shortened(text, spans)


def _bracketed(text: str, spans: list[Span]) -> Iterator[Introduction]:
    for match in _BRACKETED.finditer(text):
        words = _BEFORE_BRACKET.search(text, max(0, match.start() - _LONGEST), match.start())
        short = match.group(1).rstrip(".") if match.group(1).count(".") < 2 else match.group(1)
        offset = long_form(words.group(1), short) if words else None
        if words is None or offset is None:
            continue
        start, end = words.start(1) + offset, words.end(1)
        bracket = (match.start(1), match.start(1) + len(short))
        seen = [span.label for span in spans[touching(spans, start, end)] if span.label in _ALIASED]
        long = text[start:end]
        if seen or long.split()[-1] in ORGANISATION_HEADS:
            label: Label = seen[-1] if seen and seen[-1] != "LOC" else "ORG"
            yield [(start, end), bracket], Alias(long, short, label)


def long_form(words: str, short: str) -> int | None:
    """Where in some words the long form of an abbreviation begins; None if it is not there.

    The initials must spell it, small words counted or not, or all but its last letter
    ("European Security Agency (ESA)", "United Nations Children's Fund (UNCF)").
    """
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    if len(letters) < 2 or sum(mark.isupper() for mark in short) < 2:
        return None
    parts = list(re.finditer(r"[^\s-]+", words))
    for first, part in enumerate(parts):
        if part.group().lower() in _SMALL:
            continue
        rest = [later.group() for later in parts[first:]]
        every = "".join(word[0] for word in rest).upper()
        weighty = "".join(word[0] for word in rest if word.lower() not in _SMALL).upper()
        if letters in {every, weighty}:
            return part.start()
    for first, part in enumerate(parts):
        rest = [later.group() for later in parts[first:] if later.group().lower() not in _SMALL]
        if part.group().lower() in _SMALL or len(letters) < 3:
            continue
        initials = "".join(word[0] for word in rest).upper()
        capitals = "".join(mark for word in rest for mark in word if mark.isupper())
        if (
            letters[0] == initials[:1]
            and len(initials) >= len(letters) - 1
            and (_spells(letters, capitals) or _spells(letters[:-1], initials))
        ):
            return part.start()
    return None


def _spells(letters: str, among: str) -> bool:
    """Whether the letters stand among others in this order."""
    rest = iter(among)
    return all(letter in rest for letter in letters)


def _known_as(text: str, spans: list[Span]) -> Iterator[Introduction]:
    if not any(word in text for word in _NAMING):
        return
    # "Referred to as the 'Company'": no name, or one that is told by its words.
    defined_at = {one.start for one in defined(text)}
    for match in _KNOWN_AS.finditer(text):
        if match.start(1) in defined_at:
            continue
        near = touching(spans, max(0, match.start() - _REACH), match.start())
        before = [
            span
            for span in spans[near]
            if span.end <= match.start()
            and span.label in {*_ALIASED, "PERSON", "NORP"}
            and not re.search(r"[.!?]\s|\n", text[span.end : match.start()])
        ]
        if not before:
            continue
        long = before[-1]
        short = match.group(1).removesuffix("'s").rstrip(".,")
        label: Label = "ORG" if long.label == "NORP" else long.label
        place = (match.start(1), match.start(1) + len(short))
        yield [place], Alias(text[long.start : long.end], short, label)


def _shortened(text: str, spans: list[Span]) -> Iterator[Introduction]:
    """Names that the text goes on to call by a part of them: Acme Foods Inc. ("Acme")."""
    for short in filter(attrgetter("is_name"), defined(text)):
        near = spans[touching(spans, max(0, short.start - REACH), short.start)]
        longer = [
            span
            for span in near
            if span.label in {*_ALIASED, "PERSON"}
            and short.form.lower() in text[span.start : span.end].lower()
            and "\n" not in text[span.end : short.start]
        ]
        if longer:
            long = longer[-1]
            alias = Alias(text[long.start : long.end], short.form, long.label)
            yield [(short.start, short.end)], alias
