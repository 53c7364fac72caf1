"""Answering queries from the index: newest first, interruptible."""

from array import array
from pathlib import Path

import apsw

from reader.articles.query import Query, Sort
from reader.errors import DiskFull, LibraryBusy, LibraryDamaged, StoreError
from reader.store.articles import sorted_ids
from reader.store.asking import expression, has_phrase
from reader.store.database import Database
from reader.store.folder import Scratch
from reader.store.index import Index, is_behind, is_true_to
from reader.store.schema import INDEX_NAME
from reader.store.truth import Truth

_MOST_COMPLETIONS = 512


class Search:
    """Searches a library; used from any thread, one query at a time.

    Args:
        path: The index's file; it need not exist.
        news: Where and how the truth is read.
        scratch: Takes an index where the library's folder cannot; None where it can.
    """

    def __init__(self, path: Path, news: Database, scratch: Scratch | None = None) -> None:
        self._news = news
        self._scratch = scratch
        self._index = Index(path, self._own_news())
        self._database = Database(path, "read" if scratch is None else "immutable")
        self._opened: tuple[int, int] | None = None

    @property
    def index(self) -> Index:
        """The index that answers, to be told of new articles."""
        return self._index

    @property
    def database(self) -> Database:
        """The connection that answers."""
        return self._database

    def find(self, query: Query, limit: int = -1, *, sort: Sort = "date") -> "array[int]":
        """Ids of the articles that answer a query that has words.

        Args:
            query: With a root.
            limit: How many at most; -1 for all.
            sort: The order; `limit` counts in this order.

        Raises:
            QueryInterrupted: `interrupt` was called meanwhile.
            StoreError: The leaf that says what went wrong.
        """
        self._make_ready()
        try:
            found = self._find(query, limit if sort == "date" else -1)
        except LibraryDamaged:
            self._renew(is_torn=True)
            found = self._find(query, limit if sort == "date" else -1)
        if sort != "date":
            with self._news.reading() as news:
                found = sorted_ids(news, found, sort, limit)
        return found

    def interrupt(self) -> None:
        """Stop the query that runs now, if one does."""
        self._database.interrupt()
        self._news.interrupt()

    def close(self) -> None:
        """Let go of all files."""
        self._index.close()
        self._database.close()
        self._news.close()

    def _find(self, query: Query, limit: int) -> "array[int]":
        if query.root is None:
            return array("q")
        table = "exact" if has_phrase(query.root) else "fast"
        with self._database.reading() as index:
            asked = expression(
                query.root, lambda prefix: _completions(index, prefix), is_fast=table == "fast"
            )
            sql = (
                f"SELECT d.article FROM {table} f JOIN doc d ON d.doc = f.rowid"  # noqa: S608 -- one of our two tables
                f" WHERE {table} MATCH ? ORDER BY f.rowid DESC LIMIT ?"
            )
            return array("q", (row[0] for row in index.execute(sql, (asked, limit))))

    def _make_ready(self) -> None:
        """Have an index that is true to the library and, if nobody is at it, up to date."""
        if self._identity() != self._opened:
            self._database.reopen()
        try:
            with self._news.reading() as news, self._database.reading() as index:
                truth = Truth(news, self._news.path)
                is_true, is_late = is_true_to(index, truth), is_behind(index, truth)
            self._opened = self._identity()
        except LibraryDamaged:
            is_true, is_late = False, True
        except StoreError:
            if self._database.path.exists():
                raise
            is_true, is_late = False, True
        is_fixed = self._database.access == "immutable"
        if not is_true or (is_late and is_fixed):
            self._renew()
        elif is_late:
            self._catch_up()

    def _catch_up(self) -> None:
        try:
            self._index.catch_up(is_patient=False)
        except (LibraryBusy, DiskFull):
            return  # another newsreader is at it, or the newest must wait for room

    def _renew(self, *, is_torn: bool = False) -> None:
        if self._scratch is not None and self._database.access == "immutable":
            self._database.close()
            self._index.close()
            path = self._scratch.folder / INDEX_NAME
            self._index = Index(path, self._own_news())
            self._database = Database(path, "read")
        if is_torn:
            self._index.start_anew()
        else:
            self._index.catch_up()
        self._database.reopen()
        self._opened = self._identity()

    def _own_news(self) -> Database:
        return Database(self._news.path, self._news.access)

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self._database.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _completions(index: apsw.Connection, prefix: str) -> list[str] | None:
    query = "SELECT term FROM term WHERE term >= ? AND term < ? LIMIT ?"
    bounds = (prefix, prefix + "\U0010ffff", _MOST_COMPLETIONS + 1)
    found = [row[0] for row in index.execute(query, bounds)]
    return found if len(found) <= _MOST_COMPLETIONS else None
