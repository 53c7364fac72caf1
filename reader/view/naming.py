"""Finding the names in the background: what is on the screen first, then the rest."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.articles.article import ArticleId
from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import LibraryReadOnly, RecognizerError, StoreError
from reader.library import Library

if TYPE_CHECKING:
    from reader.entities.process import RecognizerProcess

_TIMEOUT_S = 60.0
"""Longest that the finding of one article's names may take."""


class Naming:
    """The queue of articles whose names are to be found, and the child that finds them.

    Args:
        library: Where the articles are and the names are kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._process: RecognizerProcess | None = None
        self._wanted: list[ArticleId] = []
        self._failed: set[ArticleId] = set()
        self._unkept: set[ArticleId] = set()
        self._backlog: Iterator[ArticleId] = iter(())
        self._is_walked = False
        self._is_closed = False
        self.is_running = False

    def want(self, articles: Sequence[ArticleId]) -> None:
        """Find the names of these articles before all others, the first one first."""
        self._wanted = [article for article in articles if article not in self._failed]

    def look_again(self) -> None:
        """Walk all articles once more: some came, or changed."""
        self._is_walked = False

    async def found(self) -> AsyncIterator[tuple[ArticleId, Sequence[Mention]] | RecognizerError]:
        """Find names until every article has them.

        Yields:
            An article and its names, in order; or what went wrong with one, in words.
        """
        self.is_running = True
        if not self._is_walked:
            self._backlog = self._library.names.unnamed(DEFAULT_ID, lambda: self._is_closed)
        try:
            while not self._is_closed:
                article = await asyncio.to_thread(self._next)
                if article is None:
                    return
                try:
                    yield article, await asyncio.to_thread(self._find, article)
                except RecognizerError as error:
                    self._failed.add(article)
                    if not self._is_closed:
                        yield error
                except StoreError:
                    self._failed.add(article)  # gone, or it cannot be kept: reading goes on
        finally:
            self.is_running = False

    def close(self) -> None:
        """End the child."""
        self._is_closed = True
        if self._process is not None:
            self._process.close()

    def _next(self) -> ArticleId | None:
        while self._wanted:
            article = self._wanted.pop(0)
            if self._library.names.mentions_as_read(article, DEFAULT_ID) is None:
                return article
        for article in self._backlog:
            if article not in self._failed | self._unkept:
                return article
        self._is_walked = True
        return None

    def _find(self, article: ArticleId) -> Sequence[Mention]:
        stored = self._library.article(article)
        if self._process is None:
            from reader.entities.process import RecognizerProcess  # noqa: PLC0415 (after painting)

            self._process = RecognizerProcess()
        mentions = self._process.find(stored.text, timeout_s=_TIMEOUT_S)
        try:
            self._library.names.keep_mentions(article, stored.digest, DEFAULT_ID, mentions)
        except LibraryReadOnly:
            self._unkept.add(article)  # shown all the same, and found again when it is opened
        return self._library.names.corrected(article, mentions)
