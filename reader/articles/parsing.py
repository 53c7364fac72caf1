"""The query language. Total: any string is a valid query.

::

    query  := and ("OR" and)*           and := not+
    not    := ("-" | "NOT")* atom       atom := "(" query ")" | phrase | word["*"]
    phrase := '"' words '"'

What cannot be understood is searched as words, with a hint in `Query.hints`.
"""

import re
from collections.abc import Iterable
from functools import cache

from reader.articles.folding import fold
from reader.articles.nodes import And, Node, Not, Or, Phrase, Term
from reader.articles.query import Query
from reader.articles.words import is_unspaced, tokens

TEXT_LIMIT = 1000
"""Longest text that is understood, in code points; the rest is left out."""

TOKENS_LIMIT = 64
"""Most tokens in one query; the rest are left out."""

DEPTH_LIMIT = 20
"""Deepest nesting of brackets; deeper ones are read as if they were not there."""


def parse(text: str, *, is_typing: bool = False) -> Query:
    """Understand any text as a query.

    Args:
        text: What the reader wrote.
        is_typing: The text is still being written: the word it ends in may go on.
    """
    if not text.strip():
        return Query(text)
    parser = _Parser(text[:TEXT_LIMIT], is_typing=is_typing and len(text) <= TEXT_LIMIT)
    if len(text) > TEXT_LIMIT:
        parser.hint(f"only the first {TEXT_LIMIT} characters are searched")
    return Query(text, parser.either(), tuple(parser.hints))


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(
        r"""\s*(?:
            (?P<open>\()
          | (?P<close>\))
          | ["“”„](?P<phrase>[^"“”„]*)(?P<quote>["“”„]?)(?P<near>~\d+)?
          | (?P<not>-(?=[^\s)])|NOT(?=[\s(]))
          | (?P<or>(?:OR|\|+)(?=[\s()]|\Z))
          | (?P<and>(?:AND|&+)(?=[\s()]|\Z))
          | (?P<field>[A-Za-z]{2,12}):(?=[^\s/:)])
          | (?P<word>[^\s()"“”„]+)
        )""",
        re.VERBOSE,
    )


class _Parser:
    """One pass over a text, by recursive descent; `hints` grows as it goes."""

    def __init__(self, text: str, *, is_typing: bool) -> None:
        self.hints: list[str] = []
        # A word followed by a blank is finished, also while the next is to come.
        self._is_typing = is_typing and not text[-1:].isspace()
        self._tokens_left = TOKENS_LIMIT
        self._pieces = self._balanced(_piece().finditer(text))
        self._next = 0

    def hint(self, words: str) -> None:
        if words not in self.hints:
            self.hints.append(words)

    def either(self) -> Node | None:
        branches = [self._all()]
        while self._kind() == "or":
            self._next += 1
            branches.append(self._all())
        nodes = [branch for branch in branches if branch is not None]
        if len(nodes) < len(branches) > 1 and not self._may_go_on():
            self.hint("OR was left out where a word beside it is missing")
        return Or(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None

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
                self.hint("brackets that lie too deep were left out")
            else:
                self.hint("a ) without its ( was left out")
            if piece["close"]:
                depth = max(0, depth - 1)
        if depth and not self._is_typing:
            self.hint("an open ( was closed at the end")
        return kept

    def _kind(self) -> str | None:
        """Which kind of piece comes next; None at the end."""
        if self._next == len(self._pieces):
            return None
        piece = self._pieces[self._next]
        return "phrase" if piece["phrase"] is not None else piece.lastgroup

    def _may_go_on(self) -> bool:
        return self._is_typing and self._next == len(self._pieces)

    def _all(self) -> Node | None:
        nodes: list[Node] = []
        while self._kind() not in {None, "or", "close"}:
            node = self._negated()
            if node is not None:
                nodes.append(node)
        return _all_of(nodes)

    def _negated(self) -> Node | None:
        is_negated = False
        while self._kind() == "not":
            is_negated = not is_negated
            self._next += 1
        if self._kind() in {None, "or", "close"}:
            return None
        node = self._atom()
        return Not(node) if is_negated and node is not None else node

    def _atom(self) -> Node | None:
        kind, piece = self._kind(), self._pieces[self._next]
        self._next += 1
        match kind:
            case "open":
                node = self.either()
                self._next += self._kind() == "close"
                return node
            case "field":
                return self._unknown_field(piece["field"])
            case "phrase":
                return self._phrase(piece)
            case "word":
                return self._word(piece["word"])
        return None

    def _unknown_field(self, name: str) -> Node | None:
        names = [name]
        while self._kind() == "field":
            names.append(self._pieces[self._next]["field"])
            self._next += 1
        nodes: list[Node] = []
        for unknown in names:
            self.hint(f'"{unknown}:" is not a field; searched as a word')
            nodes += self._node(unknown, is_prefix=False)
        if self._kind() in {"open", "phrase", "word"}:
            node = self._atom()
            nodes += [node] if node is not None else []
        return _all_of(nodes)

    def _phrase(self, piece: re.Match[str]) -> Node | None:
        if piece["near"]:
            self.hint(f'"{piece["near"]}" was left out; a phrase is searched as it stands')
        is_open = not piece["quote"]
        if is_open and not self._may_go_on():
            self.hint("an open quote was closed at the end")
        nodes = self._node(piece["phrase"], is_prefix=is_open and self._may_go_on())
        return nodes[0] if nodes else None

    def _word(self, word: str) -> Node | None:
        stem = word.rstrip("*")
        nodes = self._node(stem, is_prefix=stem != word or self._may_go_on())
        if not nodes and self._tokens_left and not self._may_go_on():
            self.hint(f'"{word}" holds no letters or digits; it was left out')
        return nodes[0] if nodes else None

    def _node(self, written: str, *, is_prefix: bool) -> list[Term | Phrase]:
        """The term or phrase that the tokens of a text make; none without tokens."""
        folded = fold(written)
        found = list(tokens(folded))
        if len(found) > 1 and found[-1][1] < found[-2][2]:
            # The lone last character of an unspaced run is in the pair before it.
            del found[-1]
        if len(found) > self._tokens_left:
            self.hint(f"only the first {TOKENS_LIMIT} words are searched")
            del found[self._tokens_left :]
        self._tokens_left -= len(found)
        if not found:
            return []
        last, _, end = found[-1]
        is_prefix = is_prefix and folded[end:] in {"", "'"}
        is_prefix = is_prefix or (len(last) == 1 and is_unspaced(last))
        if len(found) == 1:
            return [Term(last, is_prefix)]
        return [Phrase(tuple(token for token, _, _ in found), is_prefix)]


def _all_of(nodes: list[Node]) -> Node | None:
    return And(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None
