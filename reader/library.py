"""The one door to the core: a user's library of articles, in one folder."""

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Self

from reader.articles.article import ArticleId, Headline, StoredArticle
from reader.articles.query import Query, Sort
from reader.errors import LibraryReadOnly
from reader.paths import seeds_folder
from reader.store import articles
from reader.store.articles import Counts
from reader.store.database import Access, Database
from reader.store.folder import Scratch, is_writable, make_folder, news_to_read
from reader.store.hits import Hits, all_articles
from reader.store.marks import mark, mark_read
from reader.store.naming import Names
from reader.store.rule_book import rule_book
from reader.store.schema import (
    INDEX_NAME,
    NEWS_NAME,
    STARRED,
    is_seeded,
    prepare_news,
    recognise,
    set_seeded,
)

if TYPE_CHECKING:
    from reader.intake import Progress, Report
    from reader.store.answering import Answering
    from reader.store.checkup import Finding
    from reader.store.dating import Dates
    from reader.store.facets import Facets
    from reader.store.notes import Notes
    from reader.store.saved import Searches
    from reader.store.search import Search

__all__ = ["Counts", "Hits", "Library", "Sort"]

SEEDS = "seeds"
"""Name of the source of the articles that every library begins with."""


class Library:
    """A user's articles: lists, searches, texts, names and marks.

    Use `open`. Any method may be called from any thread; a search holds up neither
    reading nor marking.
    """

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self.folder = folder
        self.is_new = False
        """Made by this `open`."""
        self.is_read_only = not is_writable(folder)
        """The folder cannot be written: there is reading and searching, no marking."""
        self.builds_beside = False
        """A large index is built by another process; to be set before the first search."""
        self._clock = clock
        self._scratch = Scratch() if self.is_read_only else None
        path = folder / NEWS_NAME
        access: Access = "read"
        if self._scratch is not None:
            path, access = news_to_read(folder, self._scratch)
        self._news = Database(path, access)
        self._writer = Database(path, "write")
        self._rules = rule_book(folder)
        self.names = Names(
            self._news, self._writer, self._need_writing, lambda: self._search, self._rules
        )
        """The names in the articles."""
        self._searching: Search | None = None
        self._interrupts = 0
        self._is_leaving = Event()
        self._is_beginning = Lock()

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], float] = time.time) -> Self:
        """Open the library in a folder; made, with the seeds in it, when there is none.

        Args:
            folder: Where the library is or shall be.
            clock: Seconds since 1970, UTC.

        Raises:
            LibraryDamaged: Its file is torn or foreign; it was not touched.
            LibraryTooNew: A newer newsreader wrote it; it was not touched.
            StoreError: The leaf that says what went wrong.
        """
        if not (folder / NEWS_NAME).exists():
            make_folder(folder)
        library = cls(folder, clock)
        try:
            library._begin()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Let go of the files; what runs is stopped."""
        self.stop_backup()
        if self._searching is not None:
            self._searching.close()
        self._news.close()
        self._writer.close()
        if self._scratch is not None:
            self._scratch.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        places: Sequence[Path],
        *,
        tag: str | None = None,
        source: str | None = None,
        on_progress: "Callable[[Progress], None] | None" = None,
    ) -> "Report":
        """Take in files and folders; see `Intake.add`."""
        self._need_writing()
        from reader.intake import Intake  # noqa: PLC0415 -- an app that only reads needs none

        index = self._search.index
        return Intake(
            self._writer, index, self._clock, tag=tag, source=source, on_progress=on_progress
        ).add(places)

    def hits(self, query: str = "", *, sort: Sort = "date", is_typing: bool = False) -> Hits:
        """The articles that answer a query; all of them when it holds no words.

        Args:
            query: Any string; see `reader.articles.parsing`.
            sort: The order; by date is newest first, undated last, and is the fastest.
            is_typing: The last word is still being typed: what begins so is found.

        Raises:
            IndexBeingBuilt: Words cannot be searched for before that is done.
            QueryInterrupted: `interrupt` was called meanwhile.
            StoreError: The leaf that says what went wrong.
        """
        if not query.strip() and sort == "date":
            return all_articles(self._news, Query(query), lambda: self._interrupts)
        return self._search.hits(query, self._news, sort=sort, is_typing=is_typing)

    def facets(self, query: Query, *, most: int = 12) -> "Facets":
        """What the newest articles that answer have in common; `most` values of a kind."""
        return self._search.facets(query, most)

    def suggestion(self, query: Query) -> str | None:
        """A query with few answers, its unlikely words put right; None if that finds nothing."""
        return self._search.suggestion(query)

    @property
    def index(self) -> "Answering":
        """What `hits` asks for words: how it is kept up with the library, and built."""
        return self._search.answering

    def interrupt(self) -> None:
        """Stop a running `hits` or `whole` of its answer: it raises `QueryInterrupted`."""
        self._interrupts += 1
        if self._searching is not None:
            self._searching.interrupt()

    def article(self, number: ArticleId) -> StoredArticle:
        """A whole article.

        Raises:
            NoSuchArticle: The library has none with this id.
        """
        with self._news.snapshot() as news:
            return articles.article(news, number)

    def headline(self, number: ArticleId) -> Headline:
        """What a list shows of an article; its text is not read.

        Raises:
            NoSuchArticle: The library has none with this id.
        """
        with self._news.snapshot() as news:
            return articles.headline(news, number)

    def copies(self, number: ArticleId) -> list[ArticleId]:
        """The other articles with nearly the same text, as far as linked, newest first."""
        from reader.store.stories import copies  # noqa: PLC0415 -- the first list needs none

        with self._news.reading() as news:
            return copies(news, number)

    def link_copies(self, is_stopped: Callable[[], bool] = lambda: False) -> bool:
        """Find the copies among what has come or changed; see `Copies.catch_up`."""
        from reader.store.copies import link_copies  # noqa: PLC0415 -- long after the start

        self._need_writing()
        return link_copies(self.folder, self._writer, is_stopped)

    def mark_read(self, ids: Sequence[ArticleId], *, is_read: bool) -> None:
        """Mark articles as read, with all their copies, or as unread; then it is on disk."""
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            mark_read(news, ids, is_read=is_read)

    def mark_starred(self, ids: Sequence[ArticleId], *, is_starred: bool) -> None:
        """Star articles or take the star off; on disk when this returns."""
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            mark(news, ids, STARRED, is_set=is_starred)

    def counts(self) -> Counts:
        """How many articles there are, and how many are unread."""
        with self._news.reading() as news:
            return articles.counts(news)

    def back_up(self) -> bool:
        """Copy the library beside itself if that is due; see `Backup.make_if_due`."""
        from reader.store.backup import Backup  # noqa: PLC0415 -- long after the start

        backup = Backup(self.folder, self._clock, self._is_leaving)
        return not self.is_read_only and backup.make_if_due()

    def stop_backup(self) -> None:
        """Stop a running `back_up`, and make none any more; does not wait."""
        self._is_leaving.set()

    @cached_property
    def searches(self) -> "Searches":
        """The user's saved searches, and the sources there are."""
        from reader.store.saved import Searches  # noqa: PLC0415 -- not at the start

        return Searches(self._news, self._writer, self._need_writing)

    @cached_property
    def notes(self) -> "Notes":
        """The user's notes on articles, and tags."""
        from reader.store.notes import Notes  # noqa: PLC0415 -- not at the start

        return Notes(self._news, self._writer, self._need_writing, self._clock)

    @cached_property
    def dates(self) -> "Dates":
        """The user's word on when articles appeared."""
        from reader.store.dating import Dates  # noqa: PLC0415 -- not at the start

        return Dates(self._news, self._writer, self._need_writing)

    def checkup(self) -> "list[Finding]":
        """Whether all is well, in words: files, texts, counts, versions, permissions."""
        from reader.store.checkup import check  # noqa: PLC0415 -- rarely asked for

        return check(self.folder, self._news, self._search.database)

    @property
    def _search(self) -> "Search":
        with self._is_beginning:
            if self._searching is None:
                from reader.store.search import Search  # noqa: PLC0415 -- the first list needs none

                news = Database(self._news.path, self._news.access)
                self._searching = Search(self.folder / INDEX_NAME, news, self._rules, self._scratch)
                if self.builds_beside:
                    self._searching.answering.build_beside()
        return self._searching

    def _begin(self) -> None:
        if not self.is_read_only:
            prepare_news(self._writer)
            self._plant_seeds()
            return
        with self._news.reading() as news:
            recognise(news, self._news.path)

    def _plant_seeds(self) -> None:
        """Take in the seeds, once; also after a first start that was cut short."""
        with self._writer.reading() as news:
            if is_seeded(news):
                return
        self.is_new = True
        folder = seeds_folder()
        if folder.is_dir():
            self.add([folder], source=SEEDS)
        with self._writer.writing() as news:
            set_seeded(news)

    def _need_writing(self) -> None:
        if self.is_read_only:
            raise LibraryReadOnly(
                f"{self.folder} cannot be written: nothing can be added or marked; "
                "check its permissions"
            )
