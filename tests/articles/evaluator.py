"""What each query means, said once more and plainly: node and article to yes or no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from reader.articles.folding import fold_tag
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
from reader.articles.words import index_words


@dataclass(frozen=True, kw_only=True)
class Entity:
    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of an article."""

    title: str
    body: str = ""
    source: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    language: str | None = None
    published: int | None = None
    is_read: bool = False
    is_starred: bool = False
    is_noted: bool = False
    entities: tuple[Entity, ...] = ()


def answers(node: Node | None, article: Known) -> bool:
    """Whether an article answers a query with this root."""
    match node:
        case None:
            return True
        case Not(inner):
            return not answers(inner, article)
        case And(nodes):
            return all(answers(inner, article) for inner in nodes)
        case Or(nodes):
            return any(answers(inner, article) for inner in nodes)
        case Term() | Phrase() | Near():
            where = [article.title] if node.field == "title" else [article.title, article.body]
            return any(holds(text, node) for text in where)
        case _:
            return knows(node, article)


def holds(text: str, node: Term | Phrase | Near) -> bool:
    match node:
        case Term(token, is_prefix):
            return has_row(text, (token,), is_prefix)
        case Phrase(tokens, is_prefix):
            return has_row(text, tokens, is_prefix)
        case Near(tokens, distance):
            return has_near(text, tokens, distance)


def knows(
    node: Named | From | By | Tagged | Written | Has | Published | Is, article: Known
) -> bool:
    match node:
        case Named(kind, tokens, is_prefix):
            wanted = [one for one in article.entities if kind in {None, one.kind}]
            found = any(has_row(name, tokens, is_prefix) for one in wanted for name in one.names)
        case From(name=name) if name:
            found = " ".join(re.sub('["“”„]', " ", article.source).split()) == name
        case From(tokens, is_prefix):
            found = has_row(article.source, tokens, is_prefix)
        case By(tokens, is_prefix):
            whole = all(has_row(article.author, (token,)) for token in tokens[:-1])
            found = whole and has_row(article.author, tokens[-1:], is_prefix)
        case Tagged(tag, is_prefix):
            tags = map(fold_tag, article.tags)
            found = any(known.startswith(tag) if is_prefix else known == tag for known in tags)
        case Written(language):
            found = article.language == language
        case Has(what):
            has = {"title": article.title, "source": article.source, "author": article.author}
            found = bool((has | {"tag": article.tags, "lang": article.language})[what])
        case Published(since, until):
            found = article.published is not None and is_within(article.published, since, until)
        case Is(state):
            states = {"unread": not article.is_read, "read": article.is_read}
            found = (states | {"starred": article.is_starred, "noted": article.is_noted})[state]
    return found


def is_within(second: int, since: int | None, until: int | None) -> bool:
    return (since is None or since <= second) and (until is None or second < until)


def has_row(text: str, tokens: Sequence[str], is_prefix: bool = False) -> bool:  # noqa: FBT001, FBT002 -- as the nodes have it
    """Whether words stand in a text next to each other."""
    words = index_words(text).split()
    rows = [words[first : first + len(tokens)] for first in range(len(words))]
    *before, last = tokens
    return any(
        row[:-1] == before and (row[-1].startswith(last) if is_prefix else row[-1] == last)
        for row in rows
        if len(row) == len(tokens)
    )


def has_near(text: str, tokens: Sequence[str], distance: int) -> bool:
    """Whether words stand in a text with few others between them."""
    words = index_words(text).split()
    places = [[place for place, word in enumerate(words) if word == token] for token in tokens]
    return any(
        max(chosen) - min(chosen) + 1 - len(tokens) <= distance for chosen in product(*places)
    )
