"""Answering queries from the index: newest first, interruptible."""

from array import array
from pathlib import Path

import apsw

from reader.articles.query import Query, Sort
from reader.store.answering import Answering
from reader.store.articles import sorted_ids
from reader.store.asking import expression, has_phrase
from reader.store.database import Database
from reader.store.folder import Scratch
from reader.store.index import Index

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
        self.answering = Answering(path, Database(news.path, news.access), scratch)
        """The index that answers."""

    @property
    def index(self) -> Index:
        """The index that answers, to be told of new articles."""
        return self.answering.index

    @property
    def database(self) -> Database:
        """The connection that answers."""
        return self.answering.database

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
        wanted = limit if sort == "date" else -1
        found = self.answering.ask(lambda index: _find(index, query, wanted))
        if sort != "date":
            with self._news.reading() as news:
                found = sorted_ids(news, found, sort, limit)
        return found

    def interrupt(self) -> None:
        """Stop the query that runs now, if one does."""
        self.answering.interrupt()
        self._news.interrupt()

    def close(self) -> None:
        """Let go of all files."""
        self.answering.close()
        self._news.close()


def _find(index: apsw.Connection, query: Query, limit: int) -> "array[int]":
    if query.root is None:
        return array("q")
    table = "exact" if has_phrase(query.root) else "fast"
    asked = expression(
        query.root, lambda prefix: _completions(index, prefix), is_fast=table == "fast"
    )
    sql = (
        f"SELECT d.article FROM {table} f JOIN doc d ON d.doc = f.rowid"  # noqa: S608 -- one of our two tables
        f" WHERE {table} MATCH ? ORDER BY f.rowid DESC LIMIT ?"
    )
    return array("q", (row[0] for row in index.execute(sql, (asked, limit))))


def _completions(index: apsw.Connection, prefix: str) -> list[str] | None:
    query = "SELECT term FROM term WHERE term >= ? AND term < ? LIMIT ?"
    bounds = (prefix, prefix + "\U0010ffff", _MOST_COMPLETIONS + 1)
    found = [row[0] for row in index.execute(query, bounds)]
    return found if len(found) <= _MOST_COMPLETIONS else None
