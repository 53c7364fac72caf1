"""Looking up names that any reader knows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reader.articles.mention import LABELS, Label

FOLDER = Path(__file__).parent
FILES = (
    "countries.tsv",
    "places.tsv",
    "groups.tsv",
    "peoples.tsv",
    "organisations.tsv",
    "cities.tsv",
)
"""In order of trust: a form that two files have is the first one's."""

_WORD = re.compile(r"(?<![\w@/.&])(?:[^\W\d_a-zß-öø-ÿ]|al\b|sub\b)[\w.'&]*")
"""A word that a known form may begin with."""

_PREFIXES = ("anti-", "pro-", "non-", "ex-", "post-", "pre-")
"""Before which a name is whole; behind another hyphen it is half of a compound."""

_SHORT = 5
_LEAST_SMALL, _MOST_SMALL_WORDS = 5, 2
"""Letters and words of a place's name that is told without its capital."""
NO_PLURAL = ("ese", "ish", "ch", "ss", "man", "men", "ic", "sh", "s", "z")
"""Ends of a people's name that has no plural in s."""
_FIRST = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a known name."""

    label: Label
    name: str
    """Canonical name of what the form names."""
    is_clear: bool
    """False when the form is as often something else: a person, a word."""
    is_city: bool
    """Whether it came from the long list of cities."""


class Found(NamedTuple):
    """A known form in a text."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """Known names by their forms."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        *,
        given_names: frozenset[str] = frozenset(),
        everyday: frozenset[str] = frozenset(),
        abbreviations: frozenset[str] = frozenset(),
    ) -> None:
        """Take in what is known.

        Args:
            entries: what each form names.
            given_names: first names of persons.
            everyday: words that are no names, in lower case.
            abbreviations: short forms that name nothing: CEO, LNG.
        """
        self._given_names = given_names
        self._everyday = everyday
        self._abbreviations = abbreviations
        self._entries = dict(entries)
        self._by_first: dict[str, list[str]] = {}
        for form in sorted(self._entries, key=len, reverse=True):
            self._by_first.setdefault(_first_word(form), []).append(form)
        self._small_places: dict[str, dict[str, Label]] = {}
        for form, entry in self._entries.items():
            if entry.is_clear and entry.label in {"GPE", "LOC"} and self._is_unlike_words(form):
                small = form.lower()
                first = small.partition(" ")[0]
                self._small_places.setdefault(first, {})[small] = entry.label
        self._small_starts = frozenset(self._small_places)

    def entry(self, form: str) -> Entry | None:
        """What a form names; capitals count, so that "is" is not "IS"."""
        return self._entries.get(form)

    def is_given_name(self, word: str) -> bool:
        """Whether the word is a person's first name and hardly anything else."""
        return word in self._given_names

    def is_everyday(self, word: str) -> bool:
        """Whether a word in lower case is one of everyday language."""
        return word in self._everyday

    def is_abbreviation(self, word: str) -> bool:
        """Whether the word is a short form of what bears no name: CEO, SUVs."""
        return word in self._abbreviations or word.removesuffix("s") in self._abbreviations

    def small_places(self, words: Iterable[str]) -> list[tuple[str, Label]]:
        """Places that can be told in lower case (france, new york), with their labels.

        The longest come first.

        Args:
            words: in lower case; only places that begin with one of them are given.
        """
        starts = self._small_starts.intersection(words)
        places = [place for first in starts for place in self._small_places[first].items()]
        return sorted(places, key=lambda place: (-len(place[0]), place[0]))

    def _is_unlike_words(self, form: str) -> bool:
        words = form.lower().split()
        return (
            len(words) <= _MOST_SMALL_WORDS
            and len(form) >= _LEAST_SMALL
            and all(word.isalpha() and word.isascii() for word in words)
            and not all(word in self._everyday for word in words)
        )

    def find(self, text: str) -> Iterator[Found]:
        """Known forms in a text, the longest at each place, in order, none overlapping."""
        past = 0
        for match in _WORD.finditer(text):
            word = match.group()
            forms = self._by_first.get(word if word.isalnum() else _first_word(word))
            if forms is None:
                continue
            start = match.start()
            is_joined = text[start - 1 : start] == "-"
            if start < past or (is_joined and not text.endswith(_PREFIXES, 0, start)):
                continue
            for form in forms:
                end = start + len(form)
                if text.startswith(form, start) and _ends_word(text, end):
                    yield Found(start, end, self._entries[form])
                    past = end
                    break


def is_short_form(form: str) -> bool:
    """Whether the form is an abbreviation in capitals: IS, U.S., NATO."""
    return len(form.replace(".", "")) <= _SHORT and form.isupper()


def _first_word(form: str) -> str:
    match = _FIRST.search(form)
    return match.group() if match else form


def _ends_word(text: str, end: int) -> bool:
    """Whether a form that ends here is not cut out of a longer word."""
    after = text[end : end + 2]
    if not after:
        return True
    return not (after[0].isalnum() or (after[0] == "-" and after[1:].isupper()))


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with newsreader."""
    entries: dict[str, Entry] = {}
    for name in FILES:
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        for line in lines:
            if not line.startswith("#"):
                for form, entry in _forms(line, is_city=name == "cities.tsv"):
                    entries.setdefault(form, entry)
    return Lexicon(
        entries,
        given_names=_words("given_names.tsv"),
        everyday=_words("everyday.tsv"),
        abbreviations=_words("abbreviations.tsv"),
    )


def _words(name: str) -> frozenset[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _forms(line: str, *, is_city: bool) -> Iterator[tuple[str, Entry]]:
    """The forms of one line: its name, its aliases, and what its people are called."""
    label, name, aliases, people, *_ = (*line.split("\t"), "", "", "")
    known: Label = next(known for known in LABELS if known == label)
    is_clear = not name.startswith("*")
    name = name.lstrip("*")
    for form in (name, *filter(None, aliases.split("|"))):
        yield form, Entry(known, name, is_clear=is_clear, is_city=is_city)
    # Where the name is a people's, the last field is its place; see peoples.py.
    peoples = list(filter(None, people.split("|"))) if known != "NORP" else []
    for form in peoples:
        group = Entry("NORP", peoples[0], is_clear=True, is_city=False)
        yield form, group
        if not form.endswith(NO_PLURAL):
            yield f"{form}s", group
