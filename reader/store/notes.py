"""The user's own words on articles: notes and tags."""

from collections.abc import Callable, Iterable

import apsw

from reader.articles.article import ArticleId
from reader.articles.clean import clean_line, clean_text
from reader.articles.folding import fold_tag
from reader.errors import NoSuchArticle
from reader.store.database import Database


class Notes:
    """The user's own words on articles: one note an article, and any number of tags.

    Args:
        news: Reads the library.
        writer: Writes it.
        need_writing: Raises `LibraryReadOnly` where nothing can be written.
        clock: Seconds since 1970, UTC.
    """

    def __init__(
        self,
        news: Database,
        writer: Database,
        need_writing: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        self._news = news
        self._writer = writer
        self._need_writing = need_writing
        self._clock = clock

    def get(self, number: ArticleId) -> str:
        """The note on an article; empty if there is none."""
        with self._news.reading() as news:
            query = "SELECT text FROM note WHERE article = ?"
            text: str | None = news.execute(query, (number,)).get
        return text or ""

    def keep(self, number: ArticleId, text: str) -> None:
        """Keep a note in place of the one there is; on disk when this returns.

        Args:
            number: Of the article.
            text: Blank: there is to be no note.

        Raises:
            NoSuchArticle: The library has no article with this id.
            StoreError: It cannot be kept.
        """
        self._need_writing()
        cleaned = clean_text(text).strip()
        with self._writer.writing(is_synced=True) as news:
            _need_article(news, number)
            if not cleaned:
                news.execute("DELETE FROM note WHERE article = ?", (number,))
                return
            news.execute(
                "INSERT INTO note VALUES(?, ?, ?) ON CONFLICT(article)"
                " DO UPDATE SET text = excluded.text, changed = excluded.changed",
                (number, cleaned, int(self._clock())),
            )

    def tags(self, number: ArticleId) -> list[str]:
        """The tags of an article, in order."""
        with self._news.reading() as news:
            query = "SELECT tag FROM tag WHERE article = ? ORDER BY tag"
            return [row[0] for row in news.execute(query, (number,))]

    def keep_tags(self, number: ArticleId, tags: Iterable[str]) -> list[str]:
        """Keep tags in place of those there are; on disk when this returns.

        Args:
            number: Of the article.
            tags: Of those that a query takes for the same the first is kept, of blank ones none.

        Returns:
            Those kept, in order.

        Raises:
            NoSuchArticle: The library has no article with this id.
            StoreError: They cannot be kept.
        """
        self._need_writing()
        kept: dict[str, str] = {}
        for tag in map(clean_line, tags):
            kept.setdefault(fold_tag(tag), tag)
        kept.pop("", None)
        with self._writer.writing(is_synced=True) as news:
            _need_article(news, number)
            news.execute("DELETE FROM tag WHERE article = ?", (number,))
            rows = ((number, tag) for tag in kept.values())
            news.executemany("INSERT OR IGNORE INTO tag(article, tag) VALUES(?, ?)", rows)
        return sorted(kept.values())


def _need_article(news: apsw.Connection, number: ArticleId) -> None:
    if not news.execute("SELECT 1 FROM article WHERE id = ?", (number,)).get:
        raise NoSuchArticle(f"the library has no article {number}")
