"""Answering queries from the index: newest first, interruptible."""

from array import array
from pathlib import Path
from shutil import rmtree

import apsw

from reader.articles.query import Query
from reader.errors import LibraryBusy, LibraryDamaged, StoreError
from reader.store.articles import Sort, sorted_ids
from reader.store.asking import expression, has_phrase
from reader.store.database import Database
from reader.store.index import Index, is_behind, is_true_to
from reader.store.schema import INDEX_NAME, NEWS_NAME

_MOST_COMPLETIONS = 512


class Search:
    """Searches a library; used from any thread, one query at a time.

    Args:
        folder: The library's folder.
        is_read_only: The folder cannot be written.
    """

    def __init__(self, folder: Path, *, is_read_only: bool = False) -> None:
        self._news = Database(folder / NEWS_NAME, "immutable" if is_read_only else "read")
        self._scratch: Path | None = None
        self._index = Index(folder / INDEX_NAME, self._own_news())
        self._database = Database(folder / INDEX_NAME, self._news.access)
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
            self._renew()
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
        if self._scratch is not None:
            rmtree(self._scratch, ignore_errors=True)

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
                is_true, is_late = is_true_to(index, news), is_behind(index, news)
            self._opened = self._identity()
        except LibraryDamaged:
            is_true, is_late = False, True
        except StoreError:
            if self._database.path.exists():
                raise
            is_true, is_late = False, True
        if not is_true:
            self._renew()
        elif is_late and self._database.access == "read":
            self._catch_up()

    def _catch_up(self) -> None:
        try:
            self._index.catch_up(is_patient=False)
        except LibraryBusy:
            return  # another newsreader is at it

    def _renew(self) -> None:
        if self._database.access == "immutable":
            self._move_to_scratch()
        self._index.catch_up()
        self._database.reopen()
        self._opened = self._identity()

    def _move_to_scratch(self) -> None:
        from tempfile import mkdtemp  # noqa: PLC0415 -- only for folders that cannot be written

        self._scratch = Path(mkdtemp(prefix="newsreader-"))
        path = self._scratch / INDEX_NAME
        self._index = Index(path, self._own_news())
        self._database = Database(path, "read")

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
