"""The names in a library's articles: what was found, and where it is still to be found."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.articles.article import ArticleId
from reader.articles.mention import Mention, Mentions
from reader.store import articles, names
from reader.store.database import Database

if TYPE_CHECKING:
    from reader.store.entities import EntityCount


class Names:
    """Mentions and entities; used from any thread.

    Args:
        news: Reads the library.
        writer: Writes it.
        need_writing: Raises `LibraryReadOnly` where nothing can be written.
        tell: Told that names were kept.
    """

    def __init__(
        self,
        news: Database,
        writer: Database,
        need_writing: Callable[[], None],
        tell: Callable[[], None],
    ) -> None:
        self._news = news
        self._writer = writer
        self._need_writing = need_writing
        self._tell = tell

    def mentions(self, number: ArticleId, recognizer: str) -> tuple[Mention, ...] | None:
        """The names in an article, in order; None if this recognizer has not read it.

        Args:
            number: The article's id.
            recognizer: As ``name/version``.
        """
        mentions = self.mentions_as_read(number, recognizer)
        return None if mentions is None else tuple(mentions)

    def mentions_as_read(self, number: ArticleId, recognizer: str) -> Mentions | None:
        """The same, looked up as far as one reads: an article of 10 MB has 100,000.

        Raises:
            StoreError: They are torn; also later, while they are looked at.
        """
        with self._news.snapshot() as news:
            kept = names.kept_names(news, number, recognizer)
        if kept is None:
            return None
        mentions = Mentions(names.revived(self._news, kept))
        mentions.until(1)
        return mentions

    def keep_mentions(
        self, number: ArticleId, digest: str, recognizer: str, mentions: Sequence[Mention]
    ) -> bool:
        """Keep the names found in an article, in place of those kept before.

        Args:
            number: The article's id.
            digest: Of the text they were found in, as in `StoredArticle`.
            recognizer: As ``name/version``.
            mentions: In order of start, none overlapping another.

        Returns:
            False if the text has changed meanwhile: they were not kept.

        Raises:
            NoSuchArticle: The library has none with this id.
        """
        self._need_writing()
        with self._writer.writing() as news:
            stored = articles.article(news, number)
            if stored.digest != digest:
                return False
            names.keep_names(news, number, stored.text, recognizer, mentions)
        self._tell()
        return True

    def unnamed(
        self, recognizer: str, is_stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[ArticleId]:
        """Ids of the articles that this recognizer has not read, newest first, as it walks.

        Args:
            recognizer: As ``name/version``.
            is_stopped: Asked every now and then; the walk ends when it is true.
        """
        return names.unnamed(self._news, recognizer, is_stopped)

    def entities(self, ids: Sequence[ArticleId] | None = None) -> "list[EntityCount]":
        """What these articles, or all of the library's, mention; most mentioned first."""
        from reader.store.entities import entities_of, library_entities  # noqa: PLC0415 -- not at the start

        with self._news.snapshot() as news:
            return library_entities(news) if ids is None else entities_of(news, ids)
