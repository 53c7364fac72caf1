"""The statements that ask the index for what answers a query, in order of its numbers.

A branch of a query is one statement whose rows come in that order; several are merged as
they come, for SQLite merges UNION and INTERSECT of rows in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import apsw

from reader.articles.nodes import And, Node, Not, Or, Published
from reader.store.asking import Asking, Table
from reader.store.conditions import JOINED, Condition, all_known, few, is_known
from reader.store.meanings import Meanings
from reader.store.ordering import UNDATED_FROM
from reader.store.planning import Branch, branches, is_whole

_LAST = (1 << 62) - 1

_ASKED_EACH = 200
"""So few articles are each asked for (16 us) rather than among all (60 ns an answer)."""
_FEW_WORDS = 16

Order = Literal["ASC", "DESC"]


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers of articles in the index, both ends included; the newest has the lowest."""

    first: int = 0
    last: int = _LAST

    def __contains__(self, doc: int) -> bool:
        return self.first <= doc <= self.last

    def older(self, doc: int) -> "Span":
        """What of it comes after an article, newest first."""
        return self.within(doc + 1, _LAST)

    def newer(self, doc: int) -> "Span":
        """What of it comes before an article, newest first."""
        return self.within(0, doc - 1)

    def within(self, first: int, last: int) -> "Span":
        """What of it is also between these two."""
        return Span(max(self.first, first), min(self.last, last))


EVERYTHING = Span()
DATED, UNDATED = Span(last=UNDATED_FROM - 1), Span(UNDATED_FROM)
"""The articles that have a date, and those that have none."""
NOTHING = Span(1, 0)
"""No article at all."""


class Statements:
    """Makes the statements for a library.

    Args:
        index: The index, with the truth attached as ``news``.
        meanings: Of the library.
        asking: Says nodes as full-text expressions.
    """

    def __init__(self, index: apsw.Connection, meanings: Meanings, asking: Asking) -> None:
        self._index = index
        self._meanings = meanings
        self._asking = asking

    def merged(self, root: Node, span: Span, order: Order) -> Condition | None:
        """The statement for a query; None if it would be put together from too many.

        Its column is ``doc``; the value of its limit is missing.
        """
        parts = branches(root, self._asking)
        if parts is None:
            return None
        chosen = [self._chosen(part, span, is_alone=len(parts) == 1) for part in parts]
        values = tuple(value for one in chosen for value in one.values)
        sql = " UNION ".join(one.sql for one in chosen)
        return Condition(f"{sql} ORDER BY 1 {order} LIMIT ?", values)

    def anywhere(self, node: Node, stretch: Span) -> Condition:
        """The condition that holds for what answers a node, in a stretch of ``doc d``."""
        if is_known(node):
            return all_known((node,), JOINED, self._meanings)
        if is_whole(node, self._asking):
            table: Table = "fast" if "fast" in self._asking.tables(node) else "exact"
            words = _of_words(table, self._asking.expression((node,), table), stretch, None, None)
            return Condition(f"d.doc IN ({words.sql})", words.values)
        match node:
            case Not(inner):
                said = self.anywhere(inner, stretch)
                return Condition(f"NOT {said.sql}", said.values)
            case And(nodes) | Or(nodes):
                parts = [self.anywhere(inner, stretch) for inner in nodes]
                word = " AND " if isinstance(node, And) else " OR "
                values = tuple(value for part in parts for value in part.values)
                return Condition(f"({word.join(part.sql for part in parts)})", values)
            case _:
                raise ValueError(f"nobody answers {node}")

    def _chosen(self, branch: Branch, span: Span, *, is_alone: bool) -> Condition:
        """The statement for a branch; its rows can be told in order."""
        span, known = self._dated(branch.known, span)
        span, among, known = self._among(span, known)
        condition = all_known(known, JOINED, self._meanings) if known else None
        tables: list[tuple[Table, tuple[Node, ...]]] = [
            ("exact", branch.exact),
            ("fast", branch.fast),
        ]
        asked = [(table, nodes) for table, nodes in tables if nodes]
        if not asked:
            return _of_docs(span, among, condition)
        selects: list[Condition] = []
        for table, nodes in asked:
            said = self._asking.expression(nodes, table)
            # What the truth knows is asked once, of the table with fewer answers.
            extra = (among, condition) if not selects else (None, None)
            selects.append(_of_words(table, said, span, *extra))
        values = tuple(value for one in selects for value in one.values)
        sql = " INTERSECT ".join(one.sql for one in selects)
        if len(selects) > 1 and not is_alone:
            sql = f"SELECT doc FROM ({sql})"  # noqa: S608 -- made of ours
        return Condition(sql, values)

    def _dated(self, known: Sequence[Node], span: Span) -> tuple[Span, list[Node]]:
        """A span of time as a span of numbers."""
        others: list[Node] = []
        for node in known:
            if not isinstance(node, Published):
                others.append(node)
                continue
            span = span.within(DATED.first, DATED.last)
            if node.since is not None:
                span = span.within(0, self._end("date >= ?", node.since, "ASC", -1))
            if node.until is not None:
                span = span.within(self._end("date < ?", node.until, "DESC", _LAST), _LAST)
        return span, others

    def _end(self, condition: str, date: int, order: Order, nothing: int) -> int:
        query = f"SELECT doc FROM doc WHERE {condition} ORDER BY date {order}, article {order}"  # noqa: S608 -- words of ours
        doc: int | None = self._index.execute(f"{query} LIMIT 1", (date,)).get
        return nothing if doc is None else doc

    def _among(self, span: Span, known: Sequence[Node]) -> tuple[Span, str | None, list[Node]]:
        """The smallest set of articles, if there is a small one, that all answers are in."""
        sets = [(found, node) for node in known if (found := few(node, self._meanings)) is not None]
        if not sets:
            return span, None, [*known]
        articles, smallest = min(sets, key=lambda pair: len(pair[0]))
        query = "SELECT doc FROM doc WHERE article IN (SELECT value FROM json_each(?))"
        listed = f"[{','.join(map(str, articles))}]"
        docs = sorted(row[0] for row in self._index.execute(query, (listed,)))
        span = span.within(docs[0], docs[-1]) if docs else NOTHING
        return (
            span,
            f"[{','.join(map(str, docs))}]",
            [node for node in known if node is not smallest],
        )


def _of_words(
    table: Table, said: str, span: Span, among: str | None, condition: Condition | None
) -> Condition:
    joined = " CROSS JOIN doc d ON d.doc = f.rowid" if condition else ""
    values: tuple[int | str, ...] = (said,)
    is_asked_each = among is not None and among.count(",") < _ASKED_EACH and _is_simple(said)
    if among is not None and is_asked_each:
        joined = f" ON f.rowid = j.value{joined}"
        sql = f"SELECT f.rowid AS doc FROM json_each(?) j CROSS JOIN {table} f{joined}"  # noqa: S608 -- one of our two tables
        values, among = (among, *values), None
    else:
        sql = f"SELECT f.rowid AS doc FROM {table} f{joined}"  # noqa: S608 -- one of our two tables
    sql += f" WHERE {table} MATCH ?"
    if span != EVERYTHING:
        sql += " AND f.rowid BETWEEN ? AND ?"
        values += (span.first, span.last)
    if among is not None:
        # The sign keeps SQLite from asking the table anew for each of them.
        sql += " AND +f.rowid IN (SELECT value FROM json_each(?))"
        values += (among,)
    if condition is not None:
        sql += f" AND {condition.sql}"
        values += condition.values
    return Condition(sql, values)


def _of_docs(span: Span, among: str | None, condition: Condition | None) -> Condition:
    sql = "SELECT d.doc AS doc FROM doc d WHERE d.doc BETWEEN ? AND ?"
    values: tuple[int | str, ...] = (span.first, span.last)
    if among is not None:
        sql += " AND d.doc IN (SELECT value FROM json_each(?))"
        values += (among,)
    if condition is not None:
        sql += f" AND {condition.sql}"
        values += condition.values
    return Condition(sql, values)


def _is_simple(said: str) -> bool:
    """Whether an expression is found to hold for one article without opening many lists."""
    return "*" not in said and said.count('" ') < _FEW_WORDS
