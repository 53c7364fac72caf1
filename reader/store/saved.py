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


class Kept(NamedTuple):
    """What came of saving a search."""

    name: str
    """As it is shown: one line of at most `NAME_LIMIT` code points."""
    is_replaced: bool
    """Whether another search had the name."""


class _Before(NamedTuple):
    """A search as it was before it was removed or replaced."""

    name: str
    query: str
    place: int


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
        self._before: list[_Before] = []

    def all(self) -> list[Saved]:
        """The saved searches."""
        with self._news.reading() as news:
            query = "SELECT name, query FROM saved ORDER BY place, id"
            return [Saved(name, asked) for name, asked in news.execute(query)]

    def save(self, name: str, query: str) -> Kept:
        """Keep a search under a name, in place of one that has it.

        Raises:
            StoreError: It cannot be kept.
        """
        self._need_writing()
        shown, asked = clean_line(name, NAME_LIMIT), clean_line(query, 1_000)
        shown = shown or clean_line(query, NAME_LIMIT)
        with self._writer.writing(is_synced=True) as news:
            there = "SELECT name, query, place FROM saved WHERE name = ? AND query <> ?"
            replaced = [_Before(*row) for row in news.execute(there, (shown, asked))]
            news.execute(
                "INSERT INTO saved(name, query, place)"
                " SELECT ?, ?, coalesce(max(place), 0) + 1 FROM saved WHERE true"
                " ON CONFLICT(name) DO UPDATE SET query = excluded.query",
                (shown, asked),
            )
        self._before += replaced
        return Kept(shown, bool(replaced))

    def remove(self, name: str) -> bool:
        """Keep the search of this name no longer; whether there was one.

        Raises:
            StoreError: It cannot be removed.
        """
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            query = "DELETE FROM saved WHERE name = ? RETURNING name, query, place"
            removed = [_Before(*row) for row in news.execute(query, (name,))]
        self._before += removed
        return bool(removed)

    def undo(self) -> Saved | None:
        """Bring back the search that was last removed or replaced; None if none was.

        Raises:
            StoreError: It cannot be brought back.
        """
        self._need_writing()
        if not self._before:
            return None
        before = self._before[-1]
        with self._writer.writing(is_synced=True) as news:
            news.execute(
                "INSERT INTO saved(name, query, place) VALUES(?, ?, ?)"
                " ON CONFLICT(name) DO UPDATE SET query = excluded.query, place = excluded.place",
                before,
            )
        self._before.remove(before)
        return Saved(before.name, before.query)

    def sources(self) -> list[Source]:
        """The sources with articles, by name."""
        with self._news.reading() as news:
            query = "SELECT name, articles, unread FROM source WHERE articles ORDER BY name"
            return [Source(*row) for row in news.execute(query)]
