"""Finding the articles that answer a query: newest first, as lazily as they are asked for.

Fifty answers cost what fifty answers cost, whatever the archive holds (see
`reader.store.statements`).
"""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import apsw

from reader.articles.nodes import Node
from reader.store.asking import Asking
from reader.store.conditions import Condition
from reader.store.index_file import unpacked_entities
from reader.store.meanings import Meanings
from reader.store.statements import EVERYTHING, Order, Span, Statements

if TYPE_CHECKING:
    from reader.articles.rulings import Rulings
    from reader.store.ruled import RuledEntities

_FIRST_STRETCH, _LONGEST_STRETCH = 2_000, 64_000
"""Articles that are looked at in one go where no plan is at hand."""


Column = Literal["doc", "article"]


class Finder:
    """Finds the articles that answer, in one snapshot of a library.

    Args:
        index: The index, with the truth attached as ``news``.
        is_stopped: Whether nobody wants the answer any more.
        rulings: What the user said of names; None for nothing.
        is_typing: The query is still being typed: what would take long is asked roughly.
    """

    def __init__(
        self,
        index: apsw.Connection,
        is_stopped: Callable[[], bool],
        rulings: "Rulings | None" = None,
        *,
        is_typing: bool = False,
    ) -> None:
        self._index = index
        self._is_stopped = is_stopped
        self.ruled = _ruled(index, rulings)
        """What the user said of names, by numbers; None for nothing."""
        self._meanings = meanings = Meanings(index, ruled=self.ruled)
        self._asking = Asking(meanings, is_typing=is_typing)
        self._statements = Statements(index, meanings, self._asking)

    @property
    def connection(self) -> apsw.Connection:
        """The index, with the truth attached as ``news``."""
        return self._index

    def docs(self, root: Node, limit: int, span: Span = EVERYTHING) -> "array[int]":
        """The numbers in the index of the articles that answer, the newest first.

        Args:
            root: Of a query.
            limit: How many at most; -1: all.
            span: Only these.

        Raises:
            apsw.InterruptError: Nobody wants the answer any more.
        """
        return self._found("doc", root, limit, span, "ASC")

    def articles(
        self, root: Node, limit: int, span: Span = EVERYTHING, *, is_oldest_first: bool = False
    ) -> "array[int]":
        """The ids of the articles that answer, the newest first.

        Args:
            root: Of a query.
            limit: How many at most; -1: all.
            span: Only these.
            is_oldest_first: In the other direction, which takes longer.

        Raises:
            apsw.InterruptError: Nobody wants the answer any more.
        """
        return self._found("article", root, limit, span, "DESC" if is_oldest_first else "ASC")

    def sorted(self, root: Node, limit: int, order: str) -> "array[int]":
        """The ids of the articles that answer, by what the truth knows of ``article a``.

        Args:
            root: Of a query.
            limit: How many at most; -1: all.
            order: Terms of SQL.
        """
        asked = self._docs_asked(root)
        sql = (
            f"SELECT a.id FROM ({asked.sql}) m CROSS JOIN doc d ON d.doc = m.doc"  # noqa: S608 -- made of ours
            f" CROSS JOIN news.article a ON a.id = d.article ORDER BY {order} LIMIT ?"
        )
        return self._column(Condition(sql, (*asked.values, -1, limit)))

    def facts(self, root: Node | None, limit: int) -> list[tuple[int, int, bytes]]:
        """Source, date and packed entities of the newest articles that answer.

        Args:
            root: Of a query; None: of all articles.
            limit: How many at most.
        """
        asked = Condition("SELECT doc FROM doc ORDER BY doc LIMIT ?", ())
        if root is not None:
            asked = self._docs_asked(root)
        sql = (
            f"SELECT f.source, f.date, f.entities FROM ({asked.sql}) m"  # noqa: S608 -- made of ours
            " CROSS JOIN fact f ON f.doc = m.doc"
        )
        self._go_on()
        return list(self._index.execute(sql, (*asked.values, limit)))

    def mentioned(self, rows: Sequence[bytes]) -> Counter[int]:
        """In how many articles each entity is mentioned, after what the user said.

        Args:
            rows: Of each article the entities that it mentions, packed, as `facts` gives them.
        """
        if self.ruled is not None:
            return self.ruled.counted(rows)
        return Counter(unpacked_entities(b"".join(rows)))

    def entities(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Names and labels of entities, by their numbers."""
        query = (
            "SELECT id, name, label FROM news.entity WHERE id IN (SELECT value FROM json_each(?))"
        )
        found = self._index.execute(query, (f"[{','.join(map(str, numbers))}]",))
        return {number: (name, label) for number, name, label in found}

    def entities_begun(self, tokens: Sequence[str], most: int) -> list[str]:
        """Keys of entities that have these words, the last of which may go on, in a name."""
        numbers = self._meanings.entities(None, tokens, most, is_prefix=True)
        query = "SELECT key FROM news.entity WHERE id IN (SELECT value FROM json_each(?))"
        return [key for (key,) in self._index.execute(query, (json.dumps(numbers),))]

    def sources(self) -> dict[int, str]:
        """The names of the sources, by their numbers."""
        return dict(self._index.execute("SELECT id, name FROM news.source"))

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many articles, about, each of these words is; those that are in none left out."""
        return self._meanings.frequencies(words)

    def begun(self, beginning: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Words that begin so and are so long, and in how many articles, about, each is."""
        query = (
            "SELECT term, df FROM term WHERE term >= ? AND term < ?"
            " AND length(term) BETWEEN ? AND ?"
        )
        bounds = (beginning, beginning + "\U0010ffff", shortest, longest)
        return list(self._index.execute(query, bounds))

    def numbered(self, docs: Sequence[int]) -> "array[int]":
        """The ids of the articles with these numbers, in the same order."""
        listed = f"[{','.join(map(str, docs))}]"
        sql = "SELECT d.article FROM json_each(?) j CROSS JOIN doc d ON d.doc = j.value"
        return self._column(Condition(sql, (listed,)))

    def doc(self, article: int) -> int | None:
        """The number of an article in the index; None if it is not there."""
        doc: int | None = self._index.execute(
            "SELECT doc FROM doc WHERE article = ?", (article,)
        ).get
        return doc

    def scores(self, asked: str, span: Span) -> dict[int, float]:
        """How well articles answer an expression of the exact table; the best is the lowest."""
        query = (
            "SELECT rowid, bm25(exact, 1.0, 4.0, 0.0) FROM exact WHERE exact MATCH ?"
            " AND rowid BETWEEN ? AND ?"
        )
        self._go_on()
        return dict(self._index.execute(query, (asked, span.first, span.last)))

    def _docs_asked(self, root: Node) -> Condition:
        """The statement for the numbers of what answers; the value of its limit is missing."""
        asked = self._statements.merged(self._asking.answerable(root), EVERYTHING, "ASC")
        if asked is None:
            listed = f"[{','.join(map(str, self.docs(root, -1)))}]"
            return Condition("SELECT value AS doc FROM json_each(?) LIMIT ?", (listed,))
        return asked

    def _found(
        self, column: Column, root: Node, limit: int, span: Span, order: Order
    ) -> "array[int]":
        root = self._asking.answerable(root)
        asked = self._statements.merged(root, span, order)
        if asked is None:
            return self._in_stretches(column, root, limit, span, order)
        sql = asked.sql
        if column == "article":
            sql = f"SELECT d.article FROM ({sql}) m CROSS JOIN doc d ON d.doc = m.doc"  # noqa: S608 -- made of ours
        return self._column(Condition(sql, (*asked.values, limit)))

    def _column(self, asked: Condition) -> "array[int]":
        self._go_on()
        return array("q", (row[0] for row in self._index.execute(*asked)))

    def _go_on(self) -> None:
        if self._is_stopped():
            raise apsw.InterruptError("a newer question overtook this one")

    def _in_stretches(
        self, column: Column, root: Node, limit: int, span: Span, order: Order
    ) -> "array[int]":
        """What answers any query: looks at all articles, one stretch after the other."""
        found = array("q")
        for stretch in self._stretches(span, order):
            condition = self._statements.anywhere(root, stretch)
            sql = (
                f"SELECT d.{column} FROM doc d WHERE d.doc BETWEEN ? AND ? AND {condition.sql}"  # noqa: S608 -- made of ours
                f" ORDER BY d.doc {order} LIMIT ?"
            )
            left = limit - len(found) if limit >= 0 else -1
            values = (stretch.first, stretch.last, *condition.values, left)
            found += self._column(Condition(sql, values))
            if len(found) == limit:
                break
        return found

    def _stretches(self, span: Span, order: Order) -> Iterator[Span]:
        query = (
            f"SELECT min(doc), max(doc) FROM (SELECT doc FROM doc WHERE doc BETWEEN ? AND ?"  # noqa: S608 -- a word of ours
            f" ORDER BY doc {order} LIMIT ?)"
        )
        length = _FIRST_STRETCH
        while True:
            bounds = (span.first, span.last, length)
            first, last = self._index.execute(query, bounds).get
            if first is None:
                return
            yield Span(first, last)
            span = span.older(last) if order == "ASC" else span.newer(first)
            length = min(2 * length, _LONGEST_STRETCH)


def _ruled(index: apsw.Connection, rulings: "Rulings | None") -> "RuledEntities | None":
    if rulings is None:
        return None
    from reader.store.ruled import RuledEntities  # noqa: PLC0415 -- most libraries need none

    return RuledEntities(index, rulings)
