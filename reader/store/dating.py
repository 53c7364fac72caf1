"""The dates that the user has given articles."""

from collections.abc import Callable
from datetime import date, timedelta

import apsw

from reader.articles.article import ArticleId
from reader.errors import NoSuchArticle
from reader.store.database import Database
from reader.store.shelving import tell_index

_EPOCH = date(1970, 1, 1)
_DAY_S = 86_400


class Dates:
    """The user's word on when articles appeared; it stands when their files are read again.

    Args:
        news: Reads the library.
        writer: Writes it.
        need_writing: Raises `LibraryReadOnly` where nothing can be written.
    """

    def __init__(self, news: Database, writer: Database, need_writing: Callable[[], None]) -> None:
        self._news = news
        self._writer = writer
        self._need_writing = need_writing

    def get(self, number: ArticleId) -> date | None:
        """The day that the user has given an article; None if the date is its own, or none."""
        with self._news.reading() as news:
            query = "SELECT date FROM dated WHERE article = ?"
            given: int | None = news.execute(query, (number,)).get
        return None if given is None else _EPOCH + timedelta(seconds=given)

    def set(self, number: ArticleId, day: date | None) -> None:
        """Give an article a date, or take it away again; on disk when this returns.

        Args:
            number: Of the article.
            day: In UTC; None: the article is to have the date that its file says, if any.

        Raises:
            NoSuchArticle: The library has no article with this id.
            StoreError: It cannot be kept.
        """
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            query = (
                "SELECT coalesce(was, a.date) FROM article a LEFT JOIN dated ON article = id"
                " WHERE id = ?"
            )
            own: int | None = news.execute(query, (number,)).get
            if own is None:
                raise NoSuchArticle(f"the library has no article {number}")
            if day is not None:
                give_date(news, number, (day - _EPOCH).days * _DAY_S, own)
                return
            query = "DELETE FROM dated WHERE article = ? RETURNING was"
            was: int | None = news.execute(query, (number,)).get
            if was is not None:
                _put(news, number, was)


def give_date(news: apsw.Connection, number: int, given: int, was: int) -> None:
    """Give an article a date; nothing happens if it is gone.

    Args:
        news: In a transaction.
        number: Of the article.
        given: Seconds since 1970, UTC, the beginning of a day.
        was: What its file says, likewise, or `UNDATED`.
    """
    news.execute(
        "INSERT INTO dated SELECT id, ?, ? FROM article WHERE id = ?"
        " ON CONFLICT(article) DO UPDATE SET date = excluded.date, was = excluded.was",
        (given, was, number),
    )
    _put(news, number, given)


def _put(news: apsw.Connection, number: int, seconds: int) -> None:
    query = "UPDATE article SET date = ? WHERE id = ? AND date <> ?"
    news.execute(query, (seconds, number, seconds))
    if news.changes():
        tell_index(news, number)
