"""What one word, one phrase or the value of one field means."""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar, get_args

from reader.articles.fields import KINDS, Field, field_named
from reader.articles.folding import fold, fold_tag, quotable
from reader.articles.languages import language_code, may_become_language
from reader.articles.nodes import (
    And,
    By,
    From,
    Has,
    Is,
    Named,
    Near,
    Node,
    Owned,
    Phrase,
    Published,
    State,
    Tagged,
    Term,
    WordField,
    Written,
)
from reader.articles.periods import after, before, begun, is_reversed, period
from reader.articles.query import Sort
from reader.articles.words import is_unspaced, tokens

TOKENS_LIMIT = 64
"""Most tokens in one query; the rest are left out."""

DISTANCE_LIMIT = 100
"""Farthest that words are still near to each other."""

EXACTLY = "="
"""Before the value of a field of names or sources: the one of that very name."""

_STAR_INSIDE = re.compile(r"\w\*+\s*\w")
_MINUS = re.compile(r"-+\w")
_NOTHING = "holds no letters or digits"
_STATES: tuple[State, ...] = get_args(State)
_OWNED: tuple[Owned, ...] = get_args(Owned)
_SORTS: tuple[Sort, ...] = get_args(Sort)

_Choice = TypeVar("_Choice", State, Sort, Owned)


class Value(NamedTuple):
    """A word or a phrase as it was written."""

    text: str
    """Without its quotes, its star and its distance."""
    is_prefix: bool = False
    """Whether a star says that it may go on."""
    is_open: bool = False
    """Whether it is still being written."""
    is_quoted: bool = False
    is_negated: bool = False
    """Whether it is left out: what is still being written then leaves out itself only."""
    distance: int | None = None
    """Of ``"a b"~5``."""
    is_exact: bool = False
    """Whether `EXACTLY` stood before its quotes."""

    @property
    def may_go_on(self) -> bool:
        """Whether longer words answer, too."""
        return self.is_prefix or (self.is_open and not self.is_negated)

    @property
    def shown(self) -> str:
        """As it was written, near enough to be recognised."""
        return self.text + "*" * self.is_prefix


class Meaning:
    """Makes nodes of values; `hints`, `sorts` and the count of tokens grow as it goes.

    Args:
        today: The day it is, UTC; None: what the clock says, if a value counts from it.
    """

    def __init__(self, today: date | None) -> None:
        self.hints: list[str] = []
        self.sorts: list[Sort] = []
        self._today = today
        self._tokens_left = TOKENS_LIMIT

    def hint(self, words: str) -> None:
        """Say what was not understood, once."""
        if words not in self.hints:
            self.hints.append(words)

    def of(self, name: str, value: Value) -> Node | None:
        """The node for a value; None if it asks for nothing.

        Args:
            name: Of its field, as it was written; "" for the words of the article.
            value: What was written after it.
        """
        field = field_named(name)
        if name and field is None:
            self.hint(f'"{name}:" is not a field; searched as a word')
            return self._as_words(name, value)
        if field is None:
            return self._words(value, "text")
        if not value.text and not value.is_prefix:
            return None if value.is_open else self._refused(name, value, "has no value")
        if not value.text:
            return self._any(field, name, value)
        if field == "title":
            return self._words(value, "title")
        if value.distance is not None:
            self.hint(f'"~{value.distance}" was left out; it is for words of the article')
            value = value._replace(distance=None)
        return self._of_field(field, name, value)

    def _any(self, field: Field, name: str, value: Value) -> Node | None:
        """The node for a star alone."""
        if field in KINDS:
            return self._refused(name, value, "needs a name")
        what = next((one for one in _OWNED if one == field), None)
        return self._of_field(field, name, value) if what is None else Has(what)

    def _of_field(self, field: Field, name: str, value: Value) -> Node | None:
        match field:
            case "date" | "before" | "after":
                return self._published(field, name, value)
            case "is":
                return self._state(name, value)
            case "sort":
                return self._sorted(name, value)
            case "lang":
                return self._language(name, value)
            case "tag":
                return self._tagged(name, value)
            case _:
                return self._name(field, name, value)

    def _refused(self, name: str, value: Value, reason: str) -> Node | None:
        """The field and its value as words, with a hint that says why."""
        words = "words" if value.text else "a word"
        self.hint(f'"{name}:{value.shown}" {reason}; searched as {words}')
        return self._as_words(name, value)

    def _as_words(self, name: str, value: Value) -> Node | None:
        nodes = [self._words(Value(name), "text")]
        if value.text:
            nodes.append(self._words(value, "text"))
        return all_of([node for node in nodes if node is not None])

    def _published(self, field: Field, name: str, value: Value) -> Node | None:
        written = value.text.strip().lower() or "*" * value.is_prefix
        certain = begun(written, self._day) if value.is_open else written
        if certain == "":
            return None
        reads = {"before": before, "after": after}.get(field, period)
        found = None if certain is None else reads(certain, self._day)
        if found is None:
            return self._refused(name, value, "is not a date")
        if not value.is_open and is_reversed(written, self._day):
            self.hint(f'"{written}" ends before it begins; read the other way round')
        return Published(found.since, found.until)

    def _state(self, name: str, value: Value) -> Node | None:
        state = _choice(value, _STATES)
        if state is not None or _may_become(value, _STATES):
            return None if state is None else Is(state)
        return self._refused(name, value, f"is none of {', '.join(_STATES)}")

    def _sorted(self, name: str, value: Value) -> Node | None:
        sort = _choice(value, _SORTS)
        if sort is not None:
            self.sorts.append(sort)
        if sort is not None or _may_become(value, _SORTS):
            return None
        return self._refused(name, value, f"is none of {', '.join(_SORTS)}")

    def _language(self, name: str, value: Value) -> Node | None:
        code = language_code(value.text)
        if code is not None:
            return Written(code)
        if value.is_open and may_become_language(value.text):
            return None
        return self._refused(name, value, "is not a language")

    def _tagged(self, name: str, value: Value) -> Node | None:
        tag = fold_tag(value.text)
        if tag:
            return Tagged(tag, value.may_go_on)
        return None if value.is_open else self._refused(name, value, _NOTHING)

    def _name(self, field: Field, name: str, value: Value) -> Node | None:
        if field != "author" and value.text.startswith(EXACTLY) and not value.is_quoted:
            value = value._replace(text=value.text.removeprefix(EXACTLY), is_exact=True)
        found, is_prefix = self._tokens(value)
        exact = quotable(value.text) if field == "source" and value.is_exact else ""
        if exact and not (found and value.may_go_on):
            return From((), name=exact)
        if not found:
            is_silent = value.is_open or not self._tokens_left
            return None if is_silent else self._refused(name, value, _NOTHING)
        match field:
            case "source":
                return From(tuple(found), is_prefix)
            case "author":
                return By(tuple(found), is_prefix)
            case _:
                is_exact = value.is_exact and not is_prefix
                whole = " ".join(value.text.split()) if is_exact else ""
                return Named(KINDS[field], tuple(found), is_prefix, whole)

    def _words(self, value: Value, field: WordField) -> Node | None:
        found, is_prefix = self._tokens(value)
        if not found:
            if self._tokens_left and not value.is_open and not value.is_quoted:
                self.hint(f'"{value.shown}" {_NOTHING}; it was left out')
            return None
        if len(found) == 1:
            return Term(found[0], is_prefix, field)
        if value.distance is None:
            return Phrase(tuple(found), is_prefix, field)
        apart = tuple(dict.fromkeys(found))
        if len(apart) == 1:
            return Term(apart[0], _is_half_a_pair(apart[0]), field)
        if value.distance > DISTANCE_LIMIT:
            self.hint(f'"~{value.distance}" was read as ~{DISTANCE_LIMIT}')
        return Near(apart, min(value.distance, DISTANCE_LIMIT), field)

    def _tokens(self, value: Value) -> tuple[list[str], bool]:
        """The tokens of a value, and whether the last may go on."""
        if not value.is_exact:
            self._tell_lost_signs(value)
        folded = fold(value.text)
        found = [*tokens(folded)]
        if value.distance is not None:
            found = [one for n, one in enumerate(found) if not n or one[2] > found[n - 1][2]]
        _drop_lone_end(found)
        if len(found) > self._tokens_left:
            self.hint(f"only the first {TOKENS_LIMIT} words are searched")
            del found[self._tokens_left :]
            _drop_lone_end(found)
        self._tokens_left -= len(found)
        if not found:
            return [], False
        last, _, end = found[-1]
        is_prefix = value.may_go_on and folded[end:] in {"", "'"}
        is_prefix = is_prefix or _is_half_a_pair(last)
        return [token for token, _, _ in found], is_prefix

    def _tell_lost_signs(self, value: Value) -> None:
        """Say which signs in a value mean nothing where they stand."""
        is_inside = _STAR_INSIDE.search(value.text) is not None
        if value.distance is not None and (is_inside or value.is_prefix):
            self.hint(
                f'"~{value.distance}" is for whole words; the * in "{value.shown}" was left out'
            )
        elif is_inside:
            self.hint(f'the * inside "{value.shown}" was left out; it goes at the end')
        if not value.is_quoted and _MINUS.match(value.text):
            self.hint(f'the - of "{value.shown}" was left out; it goes before the field')

    def _day(self) -> date:
        if self._today is None:
            self._today = datetime.now(UTC).date()
        return self._today


def all_of(nodes: list[Node]) -> Node | None:
    """What all of the nodes answer; None for no nodes."""
    return And(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _choice(value: Value, choices: tuple[_Choice, ...]) -> _Choice | None:
    written = value.text.strip().lower()
    return next((choice for choice in choices if choice == written), None)


def _may_become(value: Value, choices: tuple[_Choice, ...]) -> bool:
    written = value.text.strip().lower()
    is_begun = value.is_open and not value.is_prefix
    return is_begun and any(choice.startswith(written) for choice in choices)


def _drop_lone_end(found: list[tuple[str, int, int]]) -> None:
    """Leave out the lone last character of an unspaced run: it is in the pair before it."""
    if len(found) > 1 and found[-1][1] < found[-2][2]:
        del found[-1]


def _is_half_a_pair(token: str) -> bool:
    """Whether it is one character of a script whose words are cut in pairs."""
    return len(token) == 1 and is_unspaced(token)
