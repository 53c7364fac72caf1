"""Finding the names in the background: what is on the screen first, then the rest."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import LibraryReadOnly, RecognizerError, StoreError
from reader.library import Library

if TYPE_CHECKING:
    from reader.entities.process import RecognizerProcess

_KEPT_AT_ONCE = 16
"""Articles of the rest: half a second's work, which is done anew if it was not kept."""
_TOLD_FROM = 50
"""So few articles are done before anybody has read how many they are."""
_PATIENCE = 3
"""So many articles in a row that fail are no accident: the rest would fail, too."""


class Outcome(NamedTuple):
    """What came of an article."""

    article: ArticleId
    mentions: Sequence[Mention] | None
    """Its names, in order, as the user has them; None where they could not be found."""


class Naming:
    """The queue of articles whose names are to be found, and the child that finds them.

    Args:
        library: Where the articles are and the names are kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._process: RecognizerProcess | None = None
        self._wanted: list[ArticleId] = []
        self._backlog: Iterator[ArticleId] = iter(())
        self._passed: set[ArticleId] = set()
        self._failed: dict[ArticleId, str] = {}
        self._found: list[tuple[StoredArticle, Sequence[Mention]]] = []
        self._row = 0
        self._is_walked = False
        self._is_closed = False
        self._start = self._done = self._total = 0
        self._trouble = ""
        self.is_running = False

    @property
    def progress(self) -> str:
        """How far it is, in words; empty while there is little to do."""
        if not self.is_running or self._total - self._start < _TOLD_FROM:
            return ""
        return f"names: {min(self._done, self._total):,} of {self._total:,}"

    def failure(self, article: ArticleId) -> str:
        """Why an article has no names, in words; empty where nothing went wrong."""
        return self._failed.get(article, "")

    def take_trouble(self) -> str:
        """What else went wrong since this was asked last, in words."""
        trouble, self._trouble = self._trouble, ""
        return trouble

    def want(self, articles: Sequence[ArticleId]) -> None:
        """Find the names of these articles before all others, the first one first."""
        self._wanted = [article for article in articles if article not in self._failed]

    def look_again(self) -> None:
        """Walk all articles once more: some came, or changed."""
        self._is_walked = False

    async def found(self) -> AsyncIterator[Outcome]:
        """Find names until every article has them, or too many fail.

        Yields:
            An article and its names, in order.
        """
        self.is_running = True
        try:
            if not self._is_walked:
                await asyncio.to_thread(self._begin)
            while not self._is_closed:
                outcome = await asyncio.to_thread(self._step)
                if outcome is None or self._is_closed:
                    return
                yield outcome
        finally:
            self.is_running = False

    def close(self) -> None:
        """End the child."""
        self._is_closed = True
        if self._process is not None:
            self._process.close()

    def _begin(self) -> None:
        """Walk the library from its newest article on, but one that can keep no names."""
        self._passed.clear()
        self._backlog = iter(())
        if self._library.is_read_only:
            return
        try:
            self._start = self._done = self._library.names.count_named(DEFAULT_ID)
            self._total = self._library.counts().articles
        except StoreError as error:
            self._trouble = str(error)
            return
        self._backlog = self._library.names.unnamed(DEFAULT_ID, lambda: self._is_closed)

    def _step(self) -> Outcome | None:
        """Find the names of the next article; None when there is none."""
        try:
            while self._wanted:
                article = self._wanted.pop(0)
                if self._library.names.mentions_as_read(article, DEFAULT_ID) is None:
                    self._passed.add(article)
                    return self._named(article, is_wanted=True)
            for article in self._backlog:
                if article not in self._passed and article not in self._failed:
                    return self._named(article, is_wanted=False)
        except StoreError as error:
            self._give_up(error)
        self._keep()
        self._is_walked = True
        return None

    def _named(self, article: ArticleId, *, is_wanted: bool) -> Outcome:
        """Find the names of an article; those that somebody waits for are kept at once."""
        known = next((one for one in self._found if one[0].headline.id == article), None)
        try:
            stored, mentions = known or self._find(article)
        except (RecognizerError, StoreError) as error:
            return self._fail(article, error)
        if known is None:
            self._row = 0
            self._done += 1
            self._found.append((stored, mentions))
        if is_wanted or len(self._found) >= _KEPT_AT_ONCE:
            self._keep()
        return Outcome(article, self._library.names.corrected(article, mentions))

    def _find(self, article: ArticleId) -> tuple[StoredArticle, Sequence[Mention]]:
        stored = self._library.article(article)
        if self._process is None:
            from reader.entities.process import RecognizerProcess  # noqa: PLC0415 (after painting)

            self._process = RecognizerProcess()
        return stored, self._process.find(stored.text)

    def _fail(self, article: ArticleId, error: RecognizerError | StoreError) -> Outcome:
        self._failed[article] = str(error)
        self._row += isinstance(error, RecognizerError)
        if self._is_closed:
            self._keep()
        elif self._row == _PATIENCE:
            self._give_up(error)
        return Outcome(article, None)

    def _keep(self) -> None:
        """Keep what was found; where that cannot be it is shown all the same."""
        found, self._found = self._found, []
        try:
            if found:
                self._library.names.keep(found, DEFAULT_ID)
        except LibraryReadOnly:
            pass
        except StoreError as error:
            self._give_up(error)

    def _give_up(self, error: RecognizerError | StoreError) -> None:
        """Leave the rest for another day."""
        self._backlog = iter(())
        if not self._is_closed:
            self._trouble = f"names are found only in what you open: {error}"
