"""Lists that the truth makes by itself: of all articles, or by state, tag, source, date."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import apsw

from reader.articles.nodes import And, From, Has, Is, Node, Not, Or, Published, Tagged
from reader.articles.query import Sort
from reader.store.conditions import LISTED, Condition, all_known, few
from reader.store.meanings import Meanings
from reader.store.schema import UNDATED

_NEWEST = "a.date DESC, a.id DESC"
_SOURCE = "(SELECT name FROM source WHERE id = a.source)"
ORDERS: dict[Sort, str] = {
    "date": _NEWEST,
    "old": f"a.date = {UNDATED}, a.date, a.id",
    "relevance": _NEWEST,
    # The first part is what the index of titles has.
    "title": f"substr(a.title, 1, 12) COLLATE NOCASE, a.title COLLATE NOCASE, {_NEWEST}",
    "source": f"{_SOURCE} COLLATE NOCASE, a.source, {_NEWEST}",
}


class _Part(NamedTuple):
    """A part of a list whose order an index has."""

    indexed_by: str
    condition: str
    values: tuple[int, ...]
    order: str


class Listing:
    """Lists the articles of the truth.

    Args:
        connection: To the truth.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._meanings = Meanings(connection, "")

    def can_list(self, root: Node | None) -> bool:
        """Whether this query is answered here, without the index, and quickly."""
        match root:
            case None | Published() | Is() | Tagged() | Has():
                return True
            case From():
                return len(self._meanings.sources(root)) <= 1
            case Not(inner):
                return self.can_list(inner)
            case And(nodes) | Or(nodes):
                return all(map(self.can_list, nodes))
            case _:
                return False

    def listed(self, root: Node | None, limit: int = -1, *, sort: Sort, up_to: int) -> "array[int]":
        """Ids of the articles that answer, in the order asked for.

        Args:
            root: Of a query that can be listed; None: all articles.
            limit: How many at most; -1: all.
            sort: The order.
            up_to: None above this id, so that a list can be told again later.
        """
        nodes = root.nodes if isinstance(root, And) else () if root is None else (root,)
        found = array("q")
        members = self._members(nodes)
        if members is not None:
            return self.sorted(members, root, limit, sort=sort, up_to=up_to)
        where = all_known(nodes, LISTED, self._meanings)
        for part in self._parts(nodes, sort):
            query = (
                f"SELECT a.id FROM article a INDEXED BY {part.indexed_by} WHERE {part.condition}"  # noqa: S608 -- words of ours
                f" AND +a.id <= ? AND {where.sql} ORDER BY {part.order} LIMIT ?"
            )
            left = limit - len(found) if limit >= 0 else -1
            values = (*part.values, up_to, *where.values, left)
            found.extend(row[0] for row in self._connection.execute(query, values))
            if len(found) == limit:
                break
        return found

    def sorted(
        self, ids: Sequence[int], root: Node | None, limit: int = -1, *, sort: Sort, up_to: int
    ) -> "array[int]":
        """Those of these articles that answer, in the order asked for."""
        where = Condition("TRUE", ())
        if root is not None:
            where = all_known((root,), LISTED, self._meanings)
        query = (
            "SELECT a.id FROM article a WHERE a.id IN (SELECT value FROM json_each(?))"  # noqa: S608 -- words of ours
            f" AND a.id <= ? AND {where.sql} ORDER BY {ORDERS[sort]} LIMIT ?"
        )
        values = (f"[{','.join(map(str, ids))}]", up_to, *where.values, limit)
        return array("q", (row[0] for row in self._connection.execute(query, values)))

    def _members(self, nodes: Sequence[Node]) -> "array[int] | None":
        """The smallest set of articles, if there is a small one, that all answers are in."""
        sets = [found for node in nodes if (found := few(node, self._meanings)) is not None]
        return min(sets, key=len, default=None)

    def _parts(self, nodes: Sequence[Node], sort: Sort) -> Iterator[_Part]:
        order = ORDERS[sort]
        match sort:
            case "title":
                yield _Part("article_by_title", "TRUE", (), order)
            case "source":
                query = "SELECT id FROM source ORDER BY name COLLATE NOCASE, id"
                sources: list[int] = [row[0] for row in self._connection.execute(query)]
                for source in sources:
                    yield _Part("article_by_source", "a.source = ?", (source,), _NEWEST)
            case "old":
                indexed_by, condition, values, _ = self._newest(nodes)
                for dated in (f"a.date > {UNDATED}", f"a.date = {UNDATED}"):
                    yield _Part(indexed_by, f"{condition} AND {dated}", values, "a.date, a.id")
            case _:
                yield self._newest(nodes)

    def _newest(self, nodes: Sequence[Node]) -> _Part:
        """The index that has the fewest articles beside those that answer."""
        for node in nodes:
            if isinstance(node, From):
                sources = self._meanings.sources(node)
                source = sources[0] if sources else 0
                return _Part("article_by_source", "a.source = ?", (source,), _NEWEST)
        conditions = {"unread": "a.flags & 1 = 0", "read": "a.flags & 1", "starred": "a.flags & 2"}
        for node in nodes:
            if isinstance(node, Is) and node.state in conditions:
                return _Part(f"article_{node.state}", conditions[node.state], (), _NEWEST)
        return _Part("article_by_date", "TRUE", (), _NEWEST)
