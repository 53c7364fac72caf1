"""What of a query only the truth can answer, as conditions of SQL: states, tags, dates."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.articles.nodes import (
    And,
    From,
    Has,
    Is,
    Node,
    Not,
    Or,
    Owned,
    Published,
    State,
    Tagged,
    Written,
)
from reader.store.meanings import Meanings
from reader.store.schema import UNDATED

Values = tuple[int | str, ...]

FEW = 1_000
"""So many articles are cheaper looked up one by one than asked for among all."""


class Condition(NamedTuple):
    """A condition, and the values of its question marks."""

    sql: str
    values: Values


@dataclass(frozen=True, slots=True)
class Columns:
    """How a statement calls what is known of an article."""

    article: str
    date: str
    others: str
    """Gives any other column of ``article`` for ``{}``."""


LISTED = Columns("a.id", "a.date", "a.{}")
"""In a statement of the truth, with ``article a``."""
JOINED = Columns("d.article", "d.date", "(SELECT {} FROM news.article WHERE id = d.article)")
"""In a statement of the index, with ``doc d`` and the truth attached as ``news``."""

_STATES: dict[State, str] = {
    "unread": "flags & 1 = 0",
    "read": "flags & 1",
    "starred": "flags & 2",
}
"""As the indexes of these states have it."""


_OWNED: dict[Owned, str] = {
    "title": "title",
    "source": "source",
    "author": "author",
    "lang": "language",
}
"""The columns of what an article has."""


def is_known(node: Node) -> bool:
    """Whether the truth alone can answer a node."""
    match node:
        case Published() | Is() | Tagged() | From() | Written() | Has():
            return True
        case Not(inner):
            return is_known(inner)
        case And(nodes) | Or(nodes):
            return all(map(is_known, nodes))
        case _:
            return False


def all_known(nodes: Iterable[Node], columns: Columns, meanings: Meanings) -> Condition:
    """The condition that holds for articles that answer all of some nodes that are known."""
    return _joined([_known(node, columns, meanings) for node in nodes], "AND")


def few(node: Node, meanings: Meanings) -> "array[int] | None":
    """Ids of the articles in a state or with a tag; None if they are more than `FEW`."""
    values: Values = ()
    match node:
        case Is("noted"):
            query = f"SELECT article FROM {meanings.news}note"  # noqa: S608 -- a name of ours
        case Is(state):
            query = f"SELECT id FROM {meanings.news}article INDEXED BY article_{state}"  # noqa: S608 -- names of ours
            query += f" WHERE {_STATES[state]}"
        case Has("tag"):
            query = f"SELECT DISTINCT article FROM {meanings.news}tag"  # noqa: S608 -- a name of ours
        case Tagged(tag, is_prefix):
            values = tuple(meanings.tags(tag, is_prefix=is_prefix))
            query = f"SELECT article FROM {meanings.news}tag WHERE tag IN ({_marks(values)})"  # noqa: S608 -- question marks only
        case _:
            return None
    found = meanings.connection.execute(f"{query} LIMIT {FEW + 1}", values)
    ids = array("q", (row[0] for row in found))
    return ids if len(ids) <= FEW else None


def _known(node: Node, columns: Columns, meanings: Meanings) -> Condition:
    match node:
        case Not(inner):
            sql, values = _known(inner, columns, meanings)
            return Condition(f"NOT {sql}", values)
        case And(nodes):
            return all_known(nodes, columns, meanings)
        case Or(nodes):
            return _joined([_known(inner, columns, meanings) for inner in nodes], "OR")
        case _:
            return _fact(node, columns, meanings)


def _fact(node: Node, columns: Columns, meanings: Meanings) -> Condition:
    match node:
        case Published(since, until):
            return _published(since, until, columns.date)
        case Is(state):
            return _in_state(state, columns, meanings)
        case Tagged(tag, is_prefix):
            tags = tuple(meanings.tags(tag, is_prefix=is_prefix))
            tagged = (
                f"EXISTS (SELECT 1 FROM {meanings.news}tag"  # noqa: S608 -- a name of ours
                f" WHERE article = {columns.article} AND tag IN ({_marks(tags)}))"
            )
            return Condition(tagged, tags)
        case From():
            sources = tuple(meanings.sources(node))
            return Condition(f"{columns.others.format('source')} IN ({_marks(sources)})", sources)
        case Has(what):
            return _owned(what, columns, meanings)
        case Written(language):
            return Condition(f"{columns.others.format('language')} IS ?", (language,))
        case _:
            raise ValueError(f"the truth alone does not know {node}")


def _joined(conditions: Sequence[Condition], word: str) -> Condition:
    sql = f" {word} ".join(one.sql for one in conditions)
    return Condition(
        f"({sql or 'TRUE'})", tuple(value for one in conditions for value in one.values)
    )


def _published(since: int | None, until: int | None, date: str) -> Condition:
    sql, values = f"({date} > {UNDATED}", list[int]()
    if since is not None:
        sql += f" AND {date} >= ?"
        values.append(since)
    if until is not None:
        sql += f" AND {date} < ?"
        values.append(until)
    return Condition(f"{sql})", tuple(values))


def _in_state(state: State, columns: Columns, meanings: Meanings) -> Condition:
    if state == "noted":
        noted = f"EXISTS (SELECT 1 FROM {meanings.news}note WHERE article = {columns.article})"  # noqa: S608 -- names of ours
        return Condition(noted, ())
    return Condition(f"({_STATES[state].replace('flags', columns.others.format('flags'))})", ())


def _owned(what: Owned, columns: Columns, meanings: Meanings) -> Condition:
    if what == "tag":
        tagged = f"EXISTS (SELECT 1 FROM {meanings.news}tag WHERE article = {columns.article})"  # noqa: S608 -- names of ours
        return Condition(tagged, ())
    return Condition(f"(coalesce({columns.others.format(_OWNED[what])}, '') <> '')", ())


def _marks(values: Sequence[int | str]) -> str:
    return ", ".join("?" * len(values))
