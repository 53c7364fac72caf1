"""Entities that may be the same as another, or be taken for it: offered, never merged."""

import json
import string
from collections.abc import Collection, Iterator, Sequence
from math import log
from typing import NamedTuple

import apsw

from reader.articles.folding import fold
from reader.articles.mention import Kind
from reader.articles.words import tokens
from reader.store.index_file import KIND
from reader.store.meanings import quoted
from reader.store.profile import Companion, companions

_FEW, _MANY = 100, 100_000
"""A word in more names of a kind than the first tells little: John, Party, North; one in the
second would tell nothing."""
_MOST_BY_INITIALS = 200
_LONGEST = 40
"""Longest name, in code points, of which all that one edit makes are looked for: 2,200."""
_SHORTEST_EDITED = 5
"""Shortest name that one edit does not make into anything: Iran is not Iraq."""
_INITIALS = range(2, 7)
_LETTERS = f"{string.ascii_lowercase} '"
_VERY_ALIKE, _ALIKE = 0.5, 0.25
"""Shares of the weight of all their words that two names have in common: of those that come
first, and the least."""
_SMALL = frozenset(("al", "and", "de", "el", "for", "in", "la", "of", "on", "the", "von"))


class _Candidate(NamedTuple):
    key: str
    name: str
    label: str
    articles: int


class NearMisses:
    """Looks for names of one kind that are nearly another's.

    Args:
        index: The index, with the truth attached as ``news``.
        kind: Of the entity.
        name: Its canonical name.
    """

    def __init__(self, index: apsw.Connection, kind: Kind, name: str) -> None:
        self._index = index
        self._kind = kind
        self._words = _words(name)
        self._folded = " ".join(self._words)
        self._names: dict[str, int] = {}

    def found(self, members: Collection[str], most: int) -> tuple[Companion, ...]:
        """The nearest ones, with the articles that each is in.

        Args:
            members: Keys of what the entity is already.
            most: How many at most.
        """
        candidates = {one.key: one for one in (*self._sharing(), *self._by_initials())}
        alike = {key: self._likeness(one.name) for key, one in candidates.items()}
        edited = {one.key: one for member in members for one in self._edited(member)}
        alike |= dict.fromkeys(edited, 1.0)
        candidates |= edited
        near = [
            one
            for key, one in candidates.items()
            if key not in members and one.articles and alike[key] >= _ALIKE
        ]
        near.sort(key=lambda one: (_rank(alike[one.key]), -one.articles, one.key))
        return companions(near[:most])

    def _sharing(self) -> Iterator[_Candidate]:
        """Entities with one of the weighty words in one of their names."""
        for word in {*self._words}:
            if word not in _SMALL and self._frequency(word) <= _FEW:
                yield from self._named(quoted(word), _FEW)

    def _by_initials(self) -> Iterator[_Candidate]:
        """Entities whose initials the name is, or that are the initials of the name."""
        weighty = [word for word in self._words if word not in _SMALL]
        if len(weighty) in _INITIALS:
            initials = "".join(word[0] for word in weighty)
            yield from self._keyed([f"{self._kind}:{initials}"])
        elif len(self._words) == 1 and len(self._folded) in _INITIALS:
            asked = " AND ".join(f"{quoted(letter)}*" for letter in dict.fromkeys(self._folded))
            yield from self._named(asked, _MOST_BY_INITIALS)

    def _edited(self, member: str) -> Iterator[_Candidate]:
        """Entities whose key is one edit away: a letter more, less or another, or two swapped."""
        name = member.partition(":")[2]
        if _SHORTEST_EDITED <= len(name) <= _LONGEST:
            yield from self._keyed([f"{self._kind}:{one}" for one in {*_one_edit_away(name)}])

    def _likeness(self, name: str) -> float:
        """Share of the weight of all words of both names that they have in common, 0 to 1."""
        words = _words(name)
        if self._is_short_for(words) or _are_initials(words, self._words):
            return 1.0
        ours, theirs = {*self._words} - _SMALL, {*words} - _SMALL
        if self._kind is Kind.PERSON and self._words[-1:] != words[-1:]:
            return 0.0  # a first name in common says nothing
        common = sum(map(self._weight, ours & theirs))
        return common / (sum(map(self._weight, ours | theirs)) or 1.0)

    def _is_short_for(self, words: Sequence[str]) -> bool:
        return _are_initials(self._words, words)

    def _weight(self, word: str) -> float:
        return log(_MANY / (1 + self._frequency(word)))

    def _frequency(self, word: str) -> int:
        """In how many entities' names of the kind a word is; `_FEW` + 1 if in more."""
        if word not in self._names:
            query = "SELECT count(*) FROM (SELECT 1 FROM name WHERE name MATCH ? LIMIT ?)"
            asked = f"{quoted(word)} AND {quoted(KIND + self._kind)}"
            self._names[word] = self._index.execute(query, (asked, _FEW + 1)).get
        return self._names[word]

    def _named(self, asked: str, most: int) -> Iterator[_Candidate]:
        query = (
            "SELECT e.key, e.name, e.label, e.articles FROM (SELECT rowid AS id FROM name"
            " WHERE name MATCH ? LIMIT ?) n CROSS JOIN news.entity e ON e.id = n.id"
        )
        asked = f"({asked}) AND {quoted(KIND + self._kind)}"
        return (_Candidate(*row) for row in self._index.execute(query, (asked, most)))

    def _keyed(self, keys: Sequence[str]) -> Iterator[_Candidate]:
        query = (
            "SELECT key, name, label, articles FROM news.entity"
            " WHERE key IN (SELECT value FROM json_each(?))"
        )
        return (_Candidate(*row) for row in self._index.execute(query, (json.dumps(keys),)))


def _rank(likeness: float) -> int:
    """The nearest are 0, the others the higher; among equals those in most articles come first."""
    return 0 if likeness == 1 else 1 if likeness >= _VERY_ALIKE else 2


def _words(name: str) -> tuple[str, ...]:
    return tuple(token for token, _, _ in tokens(fold(name)))


def _are_initials(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a name of one word is made of the first letters of another's words."""
    if len(short) != 1 or len(words) < 2:
        return False
    weighty = [word for word in words if word not in _SMALL]
    return short[0] in {"".join(word[0] for word in some) for some in (words, weighty)}


def _one_edit_away(name: str) -> Iterator[str]:
    for place in range(len(name) + 1):
        before, after = name[:place], name[place:]
        yield from (f"{before}{letter}{after}" for letter in _LETTERS)
        if after:
            yield before + after[1:]
            yield from (f"{before}{letter}{after[1:]}" for letter in _LETTERS)
        if len(after) > 1:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"
