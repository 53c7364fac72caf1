"""Searches that the user keeps under a name, and the sources there are: what lists offer."""

from collections.abc import Callable
from typing import NamedTuple

from reader.articles.clean import clean_line
from reader.store.database import Database

NAME_LIMIT = 100
"""Longest name of a saved search, in code points."""


class Saved(NamedTuple):
    """A search under a name."""

    name: str
    query: str


class Source(NamedTuple):
    """A source and how much of it there is."""

    name: str
    articles: int
    unread: int


class Searches:
    """The user's saved searches, in the order they were saved; on disk when a method returns.

    Args:
        news: Reads the library.
        writer: Writes it.
        need_writing: Raises `LibraryReadOnly` where nothing can be written.
    """

    def __init__(self, news: Database, writer: Database, need_writing: Callable[[], None]) -> None:
        self._news = news
        self._writer = writer
        self._need_writing = need_writing

    def all(self) -> list[Saved]:
        """The saved searches."""
        with self._news.reading() as news:
            query = "SELECT name, query FROM saved ORDER BY place, id"
            return [Saved(name, asked) for name, asked in news.execute(query)]

    def save(self, name: str, query: str) -> str:
        """Keep a search under a name, in place of one that has it.

        Returns:
            The name as it is shown: one line of at most `NAME_LIMIT` code points.

        Raises:
            StoreError: It cannot be kept.
        """
        self._need_writing()
        shown = clean_line(name, NAME_LIMIT) or clean_line(query, NAME_LIMIT)
        with self._writer.writing(is_synced=True) as news:
            news.execute(
                "INSERT INTO saved(name, query, place)"
                " SELECT ?, ?, coalesce(max(place), 0) + 1 FROM saved WHERE true"
                " ON CONFLICT(name) DO UPDATE SET query = excluded.query",
                (shown, clean_line(query, 1_000)),
            )
        return shown

    def remove(self, name: str) -> bool:
        """Keep the search of this name no longer; whether there was one.

        Raises:
            StoreError: It cannot be removed.
        """
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            query = "DELETE FROM saved WHERE name = ? RETURNING 1"
            return news.execute(query, (name,)).get is not None

    def sources(self) -> list[Source]:
        """The sources with articles, by name."""
        with self._news.reading() as news:
            query = "SELECT name, articles, unread FROM source WHERE articles ORDER BY name"
            return [Source(*row) for row in news.execute(query)]
