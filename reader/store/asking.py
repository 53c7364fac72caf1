"""From a query to what the full-text index understands; every token quoted."""

from collections.abc import Callable, Iterable

from reader.articles.nodes import And, Node, Not, Or, Phrase, Term
from reader.store.index_file import EVERYWHERE

Completions = Callable[[str], list[str] | None]
"""The words that begin so; None if there are too many to name."""

_PREFIX_INDEXED = 3
"""Longest prefix, in code points, that the fast index answers by itself."""
_SHORTEST_COMPLETED = 3
"""Shortest prefix, in code points, that is looked up; the vocabulary has no shorter words."""


def has_phrase(node: Node) -> bool:
    """Whether an answer needs the places of words, not only the words."""
    match node:
        case Term():
            return False
        case Phrase(tokens=tokens):
            return len(tokens) > 1
        case Not(node=inner):
            return has_phrase(inner)
        case And(nodes=nodes) | Or(nodes=nodes):
            return any(has_phrase(inner) for inner in nodes)


def expression(node: Node, completions: Completions, *, is_fast: bool) -> str:
    """The full-text expression for a query.

    Args:
        node: The query's root.
        completions: Looks words up in the archive's vocabulary.
        is_fast: For the index of prefixes, where short ones need no completing.
    """
    match node:
        case Term(token=token, is_prefix=is_prefix):
            return _word(token, completions, is_prefix=is_prefix, is_fast=is_fast)
        case Phrase(tokens=(token,), is_prefix=is_prefix):
            return _word(token, completions, is_prefix=is_prefix, is_fast=is_fast)
        case Phrase(tokens=tokens, is_prefix=is_prefix):
            return _quoted(" ".join(tokens)) + "*" * is_prefix
        case Not():
            return _all((node,), completions, is_fast=is_fast)
        case And(nodes=nodes):
            return _all(nodes, completions, is_fast=is_fast)
        case Or(nodes=nodes):
            return _any(expression(inner, completions, is_fast=is_fast) for inner in nodes)


def _all(nodes: Iterable[Node], completions: Completions, *, is_fast: bool) -> str:
    wanted: list[str] = []
    unwanted: list[str] = []
    for node in nodes:
        if isinstance(node, Not):
            unwanted.append(expression(node.node, completions, is_fast=is_fast))
        else:
            wanted.append(expression(node, completions, is_fast=is_fast))
    found = f"({' AND '.join(wanted)})" if wanted else _quoted(EVERYWHERE)
    return f"({found} NOT {_any(unwanted)})" if unwanted else found


def _any(expressions: Iterable[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _word(token: str, completions: Completions, *, is_prefix: bool, is_fast: bool) -> str:
    if not is_prefix:
        return _quoted(token)
    is_answered = len(token) < _SHORTEST_COMPLETED or (is_fast and len(token) <= _PREFIX_INDEXED)
    words = None if is_answered else completions(token)
    # A list of words is read lazily, newest first; a prefix merges all its words at once.
    return _any(map(_quoted, words)) if words else _quoted(token) + "*"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
