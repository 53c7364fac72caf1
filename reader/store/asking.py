"""From a query to what the full-text tables understand; every token quoted."""

from collections.abc import Iterable, Sequence
from typing import Literal

from reader.articles.nodes import And, By, From, Named, Near, Node, Not, Or, Phrase, Term, Written
from reader.articles.words import is_unspaced
from reader.store.index_file import AUTHOR, ENTITY, EVERYWHERE, LANGUAGE, SOURCE, TITLE
from reader.store.meanings import Meanings, quoted

Table = Literal["fast", "exact"]
"""The table of words, or the one that knows their places, too."""

BOTH: frozenset[Table] = frozenset(("fast", "exact"))
_FAST: frozenset[Table] = frozenset(("fast",))
_EXACT: frozenset[Table] = frozenset(("exact",))
_NONE: frozenset[Table] = frozenset()

_SHORT = 3
"""Longest prefix, in code points, that ``fast`` answers by itself."""
_SHORTEST = 3
"""Shortest prefix that is completed, in code points: the vocabulary has no shorter words."""
_MOST_IN_PHRASE = 8
"""Words that the last word of a phrase is completed to while typing; each may take 5 ms."""
_PAIR = 2
_RARER = 3
"""Times that two words of a phrase are rarer than another, to be looked for before it."""
_MOST_ENTITIES, _MOST_BEGUN = 1_000, 64
"""Entities that a name, and one that is being typed, may mean; each takes 30 us."""
_NOTHING = quoted("\ue00e")
"""A word that no article holds."""


class Asking:
    """Says nodes of a query as full-text expressions.

    Args:
        meanings: Of the library that is asked.
        is_typing: The query is still being typed: what would take long is asked roughly.
    """

    def __init__(self, meanings: Meanings, *, is_typing: bool = False) -> None:
        self._meanings = meanings
        self._is_typing = is_typing
        self._completed: dict[str, list[str] | None] = {}

    def answerable(self, node: Node) -> Node:
        """The query that is answered: while typing, a phrase's last word may stand anywhere.

        So it is only where that word is a prefix of so many words that the places of all of
        them would have to be looked through, as with its first letters.
        """
        if not self._is_typing:
            return node
        match node:
            case Phrase((*before, last), is_prefix=True, field=field) if self._is_vague(last):
                whole = Phrase(tuple(before), field=field)
                first = whole if before[1:] else Term(before[0], field=field)
                return And((first, Term(last, is_prefix=True, field=field)))
            case Not(inner):
                return Not(self.answerable(inner))
            case And(nodes):
                return And(tuple(map(self.answerable, nodes)))
            case Or(nodes):
                return Or(tuple(map(self.answerable, nodes)))
            case _:
                return node

    def tables(self, node: Node) -> frozenset[Table]:
        """The tables that can answer a node alone, and quickly."""
        match node:
            case Not(inner):
                return self.tables(inner)
            case And(nodes) | Or(nodes):
                return frozenset.intersection(*map(self.tables, nodes))
            case Phrase() | Near():
                return _EXACT
            case Term(token, is_prefix=True) | By((*_, token), is_prefix=True):
                mark = AUTHOR if isinstance(node, By) else ""
                return _FAST if self._words(mark + token) is None else BOTH
            case Term() | By() | From() | Named() | Written():
                return BOTH
            case _:
                return _NONE

    def expression(self, nodes: Iterable[Node], table: Table) -> str:
        """What articles that answer all of some nodes are asked for with.

        Args:
            nodes: One or more, each one that the table answers.
            table: That it is asked of.
        """
        wanted: list[str] = []
        unwanted: list[str] = []
        for node in nodes:
            if isinstance(node, Not):
                unwanted.append(self.expression((node.node,), table))
            else:
                wanted.append(self._said(node, table))
        found = _all(wanted) if wanted else quoted(EVERYWHERE)
        return f"({found} NOT {_any(unwanted)})" if unwanted else found

    def _said(self, node: Node, table: Table) -> str:
        match node:
            case Or(nodes):
                return _any(self.expression((inner,), table) for inner in nodes)
            case And(nodes):
                return self.expression(nodes, table)
            case Term(token, is_prefix, "title") if table == "fast":
                return self._word(TITLE, token, table, is_prefix=is_prefix)
            case Term(field="title") | Phrase(field="title") | Near(field="title"):
                return f"title : {self._words_said(node, table)}"
            case Term() | Phrase() | Near():
                return self._words_said(node, table)
            case _:
                return self._mark_said(node, table)

    def _words_said(self, node: Term | Phrase | Near, table: Table) -> str:
        if isinstance(node, Term):
            return self._word("", node.token, table, is_prefix=node.is_prefix)
        if isinstance(node, Near):
            # Counts from the first to the last, those between included.
            between = node.distance + len(node.tokens) - 2
            return f"NEAR({' '.join(map(quoted, node.tokens))}, {between})"
        *before, last = node.tokens
        words = self._words(last) if node.is_prefix else [last]
        if words:
            return _any(self._phrase((*before, word)) for word in words)
        return quoted(" ".join(node.tokens)) + "*"

    def _phrase(self, tokens: Sequence[str]) -> str:
        """Words in a row, two rare ones among them first.

        FTS5 walks the lists of all words of a phrase together: of a word like "the", it would
        look at each article that has one of the others. So it looks at those that have both.
        """
        whole = quoted(" ".join(tokens))
        if len(tokens) <= _PAIR:
            return whole
        found, most = self._meanings.frequencies(tokens), self._meanings.most_articles()
        # Words that are too short for the vocabulary are frequent.
        counts = [found.get(token, 0 if len(token) >= _SHORTEST else most) for token in tokens]
        rare = sorted(sorted(range(len(tokens)), key=counts.__getitem__)[:_PAIR])
        if max(counts) < _RARER * max(counts[place] for place in rare):
            return whole
        first, last = rare
        pair = tokens[first], tokens[last]
        between = last - first - 1
        near = (
            f"NEAR({' '.join(map(quoted, pair))}, {between})" if between else quoted(" ".join(pair))
        )
        return _all((near, whole))

    def _mark_said(self, node: Node, table: Table) -> str:
        match node:
            case Named(kind, tokens, is_prefix, name):
                most = _MOST_BEGUN if self._is_typing and is_prefix else _MOST_ENTITIES
                entities = self._meanings.entities_named(kind, name) if name else []
                entities = entities or self._meanings.entities(
                    kind, tokens, most, is_prefix=is_prefix
                )
                return _any(quoted(f"{ENTITY}{entity}") for entity in entities)
            case From():
                sources = self._meanings.sources(node)
                return _any(quoted(f"{SOURCE}{source}") for source in sources)
            case By((*tokens, last), is_prefix):
                words = [quoted(AUTHOR + token) for token in tokens]
                return _all([*words, self._word(AUTHOR, last, table, is_prefix=is_prefix)])
            case Written(language):
                return quoted(LANGUAGE + language)
            case _:
                raise ValueError(f"no table knows {node}")

    def _word(self, mark: str, token: str, table: Table, *, is_prefix: bool) -> str:
        if not is_prefix:
            return quoted(mark + token)
        if table == "fast" and len(mark + token) <= _SHORT:
            return quoted(mark + token) + "*"
        # A list of words is read lazily, newest first; a prefix merges all its words at once.
        if mark == TITLE:
            words = [TITLE + word for word in self._words(token) or ()]
        else:
            words = self._words(mark + token) or []
        return _any(map(quoted, words)) if words else quoted(mark + token) + "*"

    def _is_vague(self, prefix: str) -> bool:
        words = self._words(prefix)
        return not is_unspaced(prefix) and (words is None or len(words) > _MOST_IN_PHRASE)

    def _words(self, prefix: str) -> list[str] | None:
        """The words that begin so, if they are known and not too many."""
        if len(prefix) < _SHORTEST:
            return None
        if prefix not in self._completed:
            self._completed[prefix] = self._meanings.completions(prefix)
        return self._completed[prefix]


def _any(expressions: Iterable[str]) -> str:
    said = [*expressions]
    return _joined(said, " OR ") if said else _NOTHING


def _all(expressions: Sequence[str]) -> str:
    return _joined(expressions, " AND ")


def _joined(expressions: Sequence[str], word: str) -> str:
    # Brackets that are not needed would count against the depth that FTS5 takes.
    return f"({word.join(expressions)})" if len(expressions) > 1 else expressions[0]
