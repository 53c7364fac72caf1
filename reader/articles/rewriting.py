"""The text of a query: made from its tree, and with one thing more or less asked for."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from reader.articles.fields import KINDS, Field
from reader.articles.folding import quotable, unfold
from reader.articles.meaning import EXACTLY
from reader.articles.mention import Kind
from reader.articles.nodes import (
    And,
    By,
    From,
    Has,
    Is,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Published,
    Tagged,
    Term,
    Written,
)
from reader.articles.parsing import OPEN_BRACKET, OPEN_QUOTE, Part, parse, parts
from reader.articles.periods import Period, written
from reader.articles.query import Sort
from reader.articles.words import is_unspaced

Stance = Literal["included", "excluded"]
"""What a query says of a term."""

_FIELDS: dict[Kind | None, Field] = {kind: field for field, kind in KINDS.items()}
_NEEDS_NO_QUOTES = re.compile(r"[\w-]+")
_PROBE = Term("x")
_CLOSED = {OPEN_BRACKET, OPEN_QUOTE}


def write(node: Node | None, sort: Sort | None = None) -> str:
    """The text of a query that is understood as this tree and this order.

    Exactly so for every tree that comes from a text within the limits of the language.
    """
    asked = "" if node is None else _and(node) if isinstance(node, And) else _written(node)
    order = "" if sort is None else f"sort:{sort}"
    return f"{asked} {order}".strip()


def term(field: Field, value: str) -> str:
    """A field and its value as a query has them, such as ``person:"Angela Merkel"``.

    Args:
        field: Any field.
        value: Any text, as people write it.
    """
    words = quotable(value)
    return f"{field}:{words}" if _NEEDS_NO_QUOTES.fullmatch(words) else f'{field}:"{words}"'


def exact_term(field: Field, name: str) -> str:
    """The term for the entity, or the source, of this very name: ``org:="Islamic State"``."""
    return term(field, name).replace(":", f":{EXACTLY}", 1)


def stance(text: str, asked: str, *, today: date | None = None) -> Stance | None:
    """Whether a query asks for a term beside all else, or for none of it.

    Args:
        text: The query.
        asked: The term, a query that asks for one thing.
        today: As for `reader.articles.parsing.parse`.
    """
    node = parse(asked, today=today).root
    nodes = [part.node for part in parts(text, today=today)]
    if node is None:
        return None
    return "included" if node in nodes else "excluded" if Not(node) in nodes else None


def with_term(
    text: str,
    asked: str,
    *,
    is_excluded: bool = False,
    is_typing: bool = False,
    today: date | None = None,
) -> str:
    """The text of a query that asks for one thing more; the rest stays as it was written.

    Args:
        text: The query.
        asked: The term, a query that asks for one thing.
        is_excluded: Ask for articles without it; what the query said of it so far is gone.
        is_typing: The text is still being written: what it finds stays what it finds.
        today: As for `reader.articles.parsing.parse`.
    """
    node = parse(asked, today=today).root
    if node is None:
        return text
    rest = without_term(text, asked, is_typing=is_typing, today=today)
    added = _joined([Part(asked, node)], today)
    return f"{rest} {'-' * is_excluded}{added}".strip()


def without_term(
    text: str, asked: str, *, is_typing: bool = False, today: date | None = None
) -> str:
    """The text of a query that says nothing of a term beside all else.

    Args:
        text: The query.
        asked: The term, a query that asks for one thing.
        is_typing: The text is still being written: what it finds stays what it finds.
        today: As for `reader.articles.parsing.parse`.
    """
    node = parse(asked, today=today).root
    found = parts(text, is_typing=is_typing, today=today)
    gone = () if node is None else (node, Not(node))
    return _joined([part for part in found if part.node is None or part.node not in gone], today)


def _joined(found: Iterable[Part], today: date | None) -> str:
    return " ".join(_self_contained(part, today) for part in found)


def _self_contained(part: Part, today: date | None) -> str:
    """The part's text in a form that means the same with more beside it."""
    nodes = [node for node in (part.node, _PROBE) if node is not None]
    for text in (part.text, f"({part.text})"):
        beside = f"{text} {_PROBE.token}"
        found = [one.node for one in parts(beside, today=today) if one.node is not None]
        if found == nodes and not _CLOSED & {*parse(beside, today=today).hints}:
            return text
    return "" if part.node is None else _bracketed(part.node)


def _and(node: And) -> str:
    return " ".join(map(_bracketed, node.nodes))


def _bracketed(node: Node) -> str:
    return f"({_written(node)})" if isinstance(node, And | Or) else _written(node)


def _written(node: Node) -> str:
    match node:
        case And():
            return _and(node)
        case Or(nodes):
            return " OR ".join(
                f"({_written(inner)})" if isinstance(inner, Or) else _written(inner)
                for inner in nodes
            )
        case Not(inner):
            return (
                f"-({_written(inner)})"
                if isinstance(inner, And | Or | Not)
                else f"-{_written(inner)}"
            )
        case _:
            return _leaf(node)


def _leaf(
    node: Term | Phrase | Near | Named | From | By | Tagged | Written | Has | Published | Is,
) -> str:
    match node:
        case Term() | Phrase() | Near():
            return ("title:" if node.field == "title" else "") + _words(node)
        case Named(kind, tokens, is_prefix, name):
            return _named(_FIELDS.get(kind, "name"), tokens, name, is_prefix=is_prefix)
        case From(tokens, is_prefix, name):
            return _named("source", tokens, name, is_prefix=is_prefix)
        case By(tokens, is_prefix):
            return _named("author", tokens, "", is_prefix=is_prefix)
        case _:
            return _known(node)


def _known(node: Tagged | Written | Has | Published | Is) -> str:
    match node:
        case Tagged(tag, is_prefix):
            return term("tag", unfold(tag)) + "*" * is_prefix
        case Written(language):
            return f"lang:{language}"
        case Has(what):
            return f"{what}:*"
        case Published(since, until):
            return written(Period(since, until))
        case Is(state):
            return f"is:{state}"


def _words(node: Term | Phrase | Near) -> str:
    match node:
        case Term(token, is_prefix):
            return _value((token,), is_prefix=is_prefix)
        case Phrase(tokens, is_prefix):
            return _value(tokens, is_prefix=is_prefix)
        case Near(tokens, distance):
            return f'"{unfold(" ".join(tokens))}"~{distance}'


def _named(field: Field, tokens: Sequence[str], name: str, *, is_prefix: bool) -> str:
    return exact_term(field, name) if name else f"{field}:{_value(tokens, is_prefix=is_prefix)}"


def _value(tokens: Sequence[str], *, is_prefix: bool) -> str:
    text = unfold(_spelled(tokens))
    return (f'"{text}"' if len(tokens) > 1 else text) + "*" * is_prefix


def _spelled(tokens: Sequence[str]) -> str:
    """Words of which the tokenizer makes these tokens: pairs of an unspaced run made one."""
    text = pair = ""
    for token in tokens:
        follows = bool(pair) and pair[1] == token[0] and is_unspaced(token)
        if follows and len(token) == 1:
            pair = ""  # the lone last character of a run ends it
            continue
        text += token[1] if follows else f" {token}" if text else token
        pair = token if len(token) == 2 and is_unspaced(token) else ""
    return text
