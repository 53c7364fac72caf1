"""What the index asks of the truth, whose errors are told apart from its own."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

from reader.store.articles import counts, texts
from reader.store.failures import in_words
from reader.store.rule_book import rule_book
from reader.store.schema import TEXT_CHANGED

_AT_ONCE = 500
"""Entities in memory at once."""


class Pending(NamedTuple):
    """An article whose words or marks the index has to take over."""

    article: int
    date: int
    digest: bytes
    source: int
    author: str | None
    language: str | None
    mentions: bytes | None
    """What it mentions, as kept; None if nobody has looked."""
    size: int
    """Of its text as it is kept, in bytes."""


class Change(NamedTuple):
    """A change of an article's words or marks."""

    seq: int
    stamp: int
    article: int


class Named(NamedTuple):
    """An entity by all its names."""

    entity: int
    label: str
    names: str
    """Its name, which may be written nowhere, and its aliases, each on a line of its own."""


_PENDING = (
    "SELECT a.id, a.date, a.digest, a.source, a.author, a.language,"
    " coalesce(n.ruled, n.mentions), coalesce(length(b.packed), 0)"
    " FROM article a LEFT JOIN naming n ON n.article = a.id LEFT JOIN body b ON b.article = a.id"
)


class Truth:
    """The truth, read in one snapshot.

    Args:
        connection: Inside a snapshot.
        path: Of its file, for errors.
    """

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._rules = rule_book(path.parent)

    def library(self) -> str:
        """What tells this library from all others."""
        query = "SELECT value FROM about WHERE key = 'library'"
        with in_words(self._path):
            library: str = self._connection.execute(query).get
        return library

    def last_change(self) -> tuple[int, int]:
        """Number and stamp of the last change; zeros if there was none."""
        query = "SELECT seq, stamp FROM change ORDER BY seq DESC LIMIT 1"
        with in_words(self._path):
            seq, stamp = self._connection.execute(query).fetchone() or (0, 0)
        return seq, stamp

    def stamp(self, seq: int) -> int | None:
        """The stamp of a change; None if there was no such change."""
        query = "SELECT stamp FROM change WHERE seq = ?"
        with in_words(self._path):
            stamp: int | None = self._connection.execute(query, (seq,)).get
        return stamp

    def is_past(self, library: str, seq: int, stamp: int) -> bool:
        """Whether this library had this change, with this stamp; 0 stands before the first."""
        return self.library() == library and (seq == 0 or self.stamp(seq) == stamp)

    def last_text_change(self) -> int:
        """Number of the last change of a text; 0 if there was none."""
        query = "SELECT coalesce(max(seq), 0) FROM change WHERE op = ?"
        with in_words(self._path):
            seq: int = self._connection.execute(query, (TEXT_CHANGED,)).get
        return seq

    def count(self) -> int:
        """How many articles there are."""
        with in_words(self._path):
            return counts(self._connection).articles

    def changes_after(self, seq: int, limit: int) -> list[Change]:
        """The changes after one, the oldest first, at most `limit`."""
        query = "SELECT seq, stamp, article FROM change WHERE seq > ? ORDER BY seq LIMIT ?"
        with in_words(self._path):
            return [Change(*row) for row in self._connection.execute(query, (seq, limit))]

    def dates(self, ids: Iterable[int]) -> list[tuple[int, int]]:
        """Those of these articles that there are, as (date, id), newest first."""
        query = (
            "SELECT date, id FROM article WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY date DESC, id DESC"
        )
        with in_words(self._path):
            rows = self._connection.execute(query, (_listed(ids),))
            return [(date, number) for date, number in rows]

    def pending(self, ids: Iterable[int]) -> dict[int, Pending]:
        """What the index has to know of these articles, by id; those that are gone left out."""
        query = f"{_PENDING} WHERE a.id IN (SELECT value FROM json_each(?))"  # noqa: S608 -- a constant
        with in_words(self._path):
            rows = self._connection.execute(query, (_listed(ids),))
            return {row[0]: Pending(*row) for row in rows}

    def before(self, date: int, article: int, limit: int) -> list[Pending]:
        """The articles before this date and id, newest first, at most `limit`."""
        query = f"{_PENDING} WHERE (a.date, a.id) < (?, ?) ORDER BY a.date DESC, a.id DESC LIMIT ?"
        with in_words(self._path):
            rows = self._connection.execute(query, (date, article, limit))
            return [Pending(*row) for row in rows]

    def entities(self, aliases: Iterable[int]) -> dict[int, int]:
        """The entity that each of these aliases means; those that mean none left out."""
        query = "SELECT id, entity FROM alias WHERE id IN (SELECT value FROM json_each(?))"
        listed = _listed(aliases)
        with in_words(self._path):
            found = dict(self._connection.execute(query, (listed,)))
            ruler = self._rules.ruler(self._connection)
            moved = {} if ruler is None else ruler.moved(self._connection, listed)
        found |= {alias: entity for alias, entity in moved.items() if entity is not None}
        return {alias: entity for alias, entity in found.items() if moved.get(alias, entity)}

    def last_alias(self) -> int:
        """Number of the alias that was met last; 0 if there is none."""
        with in_words(self._path):
            number: int = self._connection.execute("SELECT coalesce(max(id), 0) FROM alias").get
        return number

    def named_after(self, alias: int) -> Iterator[list[Named]]:
        """The entities that have an alias after this one, in order of id, some at a time."""
        changed = "SELECT DISTINCT entity FROM alias WHERE id > ? ORDER BY entity"
        with in_words(self._path):
            ids = array("q", (row[0] for row in self._connection.execute(changed, (alias,))))
        for start in range(0, len(ids), _AT_ONCE):
            query = (
                "SELECT e.id, e.label, e.name || char(10) || group_concat(a.surface, char(10))"
                " FROM entity e"
                " JOIN alias a ON a.entity = e.id"
                " WHERE e.id IN (SELECT value FROM json_each(?)) GROUP BY e.id ORDER BY e.id"
            )
            part = _listed(ids[start : start + _AT_ONCE])
            with in_words(self._path):
                yield [Named(*row) for row in self._connection.execute(query, (part,))]

    def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """The texts of these articles by id; torn ones are left out."""
        with in_words(self._path):
            return texts(self._connection, ids)


def _listed(ids: Iterable[int]) -> str:
    return f"[{','.join(map(str, ids))}]"
