"""Marking articles read or starred, one mark after another, each kept before it shows."""

import asyncio

from reader.articles.article import ArticleId
from reader.library import Library


class Marking:
    """Keeps marks in the library off the event loop, in the order they were made.

    Args:
        library: Where the marks are kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._turn = asyncio.Lock()

    async def mark_read(self, article: ArticleId, *, is_read: bool | None = None) -> None:
        """Mark an article read or unread; None turns the mark round.

        Raises:
            StoreError: The mark could not be kept.
        """
        async with self._turn:
            headline = await asyncio.to_thread(self._library.headline, article)
            wanted = not headline.is_read if is_read is None else is_read
            if wanted != headline.is_read:
                await asyncio.to_thread(self._library.mark_read, [article], is_read=wanted)

    async def turn_star(self, article: ArticleId) -> None:
        """Star an article, or take its star away.

        Raises:
            StoreError: The mark could not be kept.
        """
        async with self._turn:
            headline = await asyncio.to_thread(self._library.headline, article)
            await asyncio.to_thread(
                self._library.mark_starred, [article], is_starred=not headline.is_starred
            )

    async def settle(self) -> None:
        """Wait until every mark made so far is kept."""
        async with self._turn:
            pass
