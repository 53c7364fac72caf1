"""The query language. Total: any string is a valid query.

::

    query  := and (("OR" | "|") and)*      and := not+
    not    := ("-" | "NOT")* atom          atom := "(" query ")" | [name ":"] value
    value  := ["="] word ["*"] | ["="] '"' words '"' ["~" number] ["*"] | "(" query ")"

A field before brackets is the field of each value in them; "=" after the field of a name
or source means the one of that very name, not all whose names have these words. What cannot be
understood is searched as words, with a hint in `Query.hints`; what may still be finished is
not asked for yet. `reader.articles.fields` names the fields, `reader.articles.periods` the
dates.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from reader.articles.fields import field_named
from reader.articles.meaning import EXACTLY, Meaning, Value, all_of
from reader.articles.nodes import Node, Not, Or
from reader.articles.query import Query

TEXT_LIMIT = 1000
"""Longest text that is understood, in code points; the rest is left out."""

DEPTH_LIMIT = 20
"""Deepest nesting of brackets; deeper ones are read as if they were not there."""

OPEN_BRACKET = "an open ( was closed at the end"
OPEN_QUOTE = "an open quote was closed at the end"
"""Hints: what is written after it would be inside."""

_END = "end"
_ENDS = frozenset(("or", "close", _END))
_OF_PHRASE = frozenset(("quote", "near", "star"))


def parse(text: str, *, is_typing: bool = False, today: date | None = None) -> Query:
    """Understand any text as a query.

    Args:
        text: What the reader wrote.
        is_typing: The text is still being written: the word it ends in may go on.
        today: The day it is, UTC, from which ``3d`` counts; None: what the clock says.
    """
    if not text.strip():
        return Query(text)
    parser = _parser(text, is_typing=is_typing, today=today)
    root = parser.either()
    sort = parser.meaning.sorts[-1] if parser.meaning.sorts else None
    return Query(text, root, tuple(parser.meaning.hints), sort)


class Part(NamedTuple):
    """One of the things that a query asks for, all of them at once."""

    text: str
    """As it was written."""
    node: Node | None
    """None: it asks for an order only."""


def parts(text: str, *, is_typing: bool = False, today: date | None = None) -> list[Part]:
    """The text of a query cut where its root is cut; arguments as of `parse`.

    A query that has OR at its root is one part; what asks for nothing is left out.
    """
    found = _parser(text, is_typing=is_typing, today=today).parts()
    if found is None:
        return [Part(text, parse(text, is_typing=is_typing, today=today).root)]
    return found


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(
        r"""
            (?P<open>\()
          | (?P<close>\))
          | ["“”„](?P<phrase>[^"“”„]*)(?P<quote>["“”„]?)(?:~(?P<near>[0-9]+))?(?P<star>\*?)
          | (?P<not>-(?=[^\s)])|NOT(?=[\s("“”„]|\Z))
          | (?P<or>\|+|OR(?=[\s()"“”„|]|\Z))
          | (?P<and>(?:AND|&+)(?=[\s()"“”„|]|\Z))
          | (?P<field>[A-Za-z]{2,14}):(?![/:])(?P<value>[^\s()"“”„|]*)
          | (?P<word>[^\s()"“”„|]+)
        """,
        re.VERBOSE,
    )


def _parser(text: str, *, is_typing: bool, today: date | None) -> "_Parser":
    meaning = Meaning(today)
    if len(text) > TEXT_LIMIT:
        meaning.hint(f"only the first {TEXT_LIMIT} characters are searched")
    return _Parser(text[:TEXT_LIMIT], meaning, is_typing=is_typing and len(text) <= TEXT_LIMIT)


def _kind(piece: re.Match[str]) -> str:
    kind = piece.lastgroup or ""
    return "phrase" if kind in _OF_PHRASE else "field" if kind == "value" else kind


class _Parser:
    """One pass over a text, by recursive descent."""

    def __init__(self, text: str, meaning: Meaning, *, is_typing: bool) -> None:
        self.meaning = meaning
        self._text = text
        # A word followed by a blank is finished, also while the next is to come.
        self._is_typing = is_typing and not text[-1:].isspace()
        self._pieces = self._balanced(_piece().finditer(text))
        # Which kind of piece each is, and that the last is followed by none.
        self._kinds = [*map(_kind, self._pieces), _END]
        self._next = 0
        self._is_negated = False

    def either(self, field: str = "") -> Node | None:
        branches = [self._all(field)]
        while self._kinds[self._next] == "or":
            self._next += 1
            branches.append(self._all(field))
        nodes = [branch for branch in branches if branch is not None]
        if len(nodes) < len(branches) > 1 and not self._may_go_on():
            self.meaning.hint("OR was left out where a word beside it is missing")
        return Or(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None

    def parts(self) -> list[Part] | None:
        """The parts; None where either of several is asked for."""
        found: list[Part] = []
        branch = 0
        asking: set[int] = set()
        while self._kinds[self._next] != _END:
            if self._kinds[self._next] == "or":
                self._next += 1
                branch += 1
                continue
            start, sorts = self._next, len(self.meaning.sorts)
            node = self._negated("")
            text = self._text[self._pieces[start].start() : self._pieces[self._next - 1].end()]
            if node is not None or len(self.meaning.sorts) > sorts:
                found.append(Part(text, node))
            if node is not None:
                asking.add(branch)
        return found if len(asking) < 2 else None

    def _balanced(self, pieces: Iterable[re.Match[str]]) -> list[re.Match[str]]:
        """The pieces without brackets that close nothing or lie too deep."""
        kept: list[re.Match[str]] = []
        depth = 0
        for piece in pieces:
            if piece["open"]:
                depth += 1
            if not (piece["open"] or piece["close"]) or 0 < depth <= DEPTH_LIMIT:
                kept.append(piece)
            elif depth:
                self.meaning.hint("brackets that lie too deep were left out")
            else:
                self.meaning.hint("a ) without its ( was left out")
            if piece["close"]:
                depth = max(0, depth - 1)
        if depth and not self._is_typing:
            self.meaning.hint(OPEN_BRACKET)
        return kept

    def _may_go_on(self) -> bool:
        return self._is_typing and self._next == len(self._pieces)

    def _all(self, field: str) -> Node | None:
        nodes: list[Node] = []
        while self._kinds[self._next] not in _ENDS:
            node = self._negated(field)
            if node is not None:
                nodes.append(node)
        return all_of(nodes)

    def _negated(self, field: str) -> Node | None:
        is_negated = False
        while self._kinds[self._next] == "not":
            is_negated = not is_negated
            self._next += 1
        if self._kinds[self._next] in _ENDS:
            if not self._may_go_on():
                self.meaning.hint("NOT was left out where a word after it is missing")
            return None
        self._is_negated ^= is_negated
        node = self._atom(field)
        self._is_negated ^= is_negated
        return Not(node) if is_negated and node is not None else node

    def _atom(self, field: str) -> Node | None:
        kind, piece = self._kinds[self._next], self._pieces[self._next]
        self._next += 1
        match kind:
            case "open":
                node = self.either(field)
                self._next += self._kinds[self._next] == "close"
                return node
            case "field":
                return self._field(piece)
            case "phrase":
                return self.meaning.of(field, self._phrase(piece))
            case "word":
                return self.meaning.of(field, self._value(piece["word"]))
        return None

    def _field(self, piece: re.Match[str]) -> Node | None:
        name, value = piece["field"], piece["value"]
        if not value and self._kinds[self._next] in {"open", "phrase"}:
            if self._pieces[self._next].start() == piece.end():
                return self._atom(name)
        elif value == EXACTLY and self._kinds[self._next] == "phrase":
            phrase = self._pieces[self._next]
            if phrase.start() == piece.end():
                self._next += 1
                return self.meaning.of(name, self._exact(phrase))
        elif not value and field_named(name) is None:
            return self.meaning.of("", self._value(f"{name}:"))
        return self.meaning.of(name, self._value(value))

    def _value(self, word: str) -> Value:
        stem = word.rstrip("*")
        return Value(
            stem,
            is_prefix=stem != word,
            is_open=self._may_go_on(),
            is_negated=self._is_negated,
        )

    def _phrase(self, piece: re.Match[str]) -> Value:
        may_go_on = not piece["quote"] and self._may_go_on()
        if not piece["quote"] and not may_go_on:
            self.meaning.hint(OPEN_QUOTE)
        text = piece["phrase"].rstrip("*")
        return Value(
            text,
            is_prefix=bool(piece["star"]) or text != piece["phrase"],
            is_open=may_go_on,
            is_quoted=True,
            is_negated=self._is_negated,
            distance=int(piece["near"]) if piece["near"] else None,
        )

    def _exact(self, piece: re.Match[str]) -> Value:
        """A phrase that is a name to the letter, so that a star in it is one of its letters."""
        value = self._phrase(piece)
        return value._replace(text=piece["phrase"], is_prefix=bool(piece["star"]), is_exact=True)
