"""What the index asks of the truth, whose errors are told apart from its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

from reader.store.articles import texts
from reader.store.failures import in_words
from reader.store.schema import TEXT_CHANGED

_AT_ONCE = 500
"""Articles in memory at once."""
_FEW = 10_000
"""Changes that are always taken over one by one."""


class Pending(NamedTuple):
    """An article whose text the index has to take over."""

    article: int
    date: int
    digest: bytes


class Truth:
    """The truth, read in one snapshot.

    Args:
        connection: Inside a snapshot.
        path: Of its file, for errors.
    """

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

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

    def last_text_change(self) -> int:
        """Number of the last change of a text; 0 if there was none."""
        query = "SELECT coalesce(max(seq), 0) FROM change WHERE op = ?"
        with in_words(self._path):
            seq: int = self._connection.execute(query, (TEXT_CHANGED,)).get
        return seq

    def changed_since(self, seq: int) -> list[Pending] | None:
        """Articles whose texts changed after a change, oldest first.

        None if they are so many that all articles are taken over sooner.
        """
        changed = "SELECT article FROM change WHERE seq > ? AND op = ?"
        with in_words(self._path):
            query = f"SELECT count(*), (SELECT count(*) FROM article) FROM ({changed})"  # noqa: S608 -- a constant
            changes, articles = self._connection.execute(query, (seq, TEXT_CHANGED)).get
            if changes > max(_FEW, articles // 2):
                return None
            query = (
                f"SELECT id, date, digest FROM article WHERE id IN ({changed}) ORDER BY date, id"  # noqa: S608 -- a constant
            )
            return [Pending(*row) for row in self._connection.execute(query, (seq, TEXT_CHANGED))]

    def everything(self) -> Iterator[list[Pending]]:
        """All articles, oldest first, some at a time."""
        query = (
            "SELECT id, date, digest FROM article WHERE (date, id) > (?, ?)"
            " ORDER BY date, id LIMIT ?"
        )
        last = Pending(0, -(1 << 62), b"")
        while True:
            with in_words(self._path):
                rows = self._connection.execute(query, (last.date, last.article, _AT_ONCE))
                part = [Pending(*row) for row in rows]
            if not part:
                return
            yield part
            last = part[-1]

    def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """The texts of these articles by id; torn ones are left out."""
        with in_words(self._path):
            return texts(self._connection, ids)


def in_parts(pending: Sequence[Pending]) -> Iterator[Sequence[Pending]]:
    """Some at a time, so that their texts fit into memory."""
    for start in range(0, len(pending), _AT_ONCE):
        yield pending[start : start + _AT_ONCE]
