"""Invented articles for the tests: as files, and as a library that holds them."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reader.articles.article import Article, ArticleId
from reader.articles.mention import Mention
from reader.intake import Progress
from reader.library import Library
from reader.store.database import Database
from reader.store.schema import NEWS_NAME
from reader.store.shelving import arrival, shelve

LONG_AGO = 1_500_000_000
"""A time at which a file that does not change any more was changed, seconds since 1970."""


def write_article(folder: Path, name: str, text: str) -> Path:
    """A text file that has not been changed for long."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def store(folder: Path, articles: Sequence[Article]) -> list[ArticleId]:
    """Put articles with dates, links and authors into the library in a folder, in order."""
    news = Database(folder / NEWS_NAME, "write")
    try:
        with news.writing() as connection:
            return [
                shelve(connection, arrival(one, b"", changed_ns=0, size=0), None, LONG_AGO)[0]
                for one in articles
            ]
    finally:
        news.close()


def article_at(published: int | None, text: str) -> Article:
    """An article that says when it was published, seconds since 1970."""
    return Article(text=text, source="agency", published=published)


def mention(text: str, surface: str, *, name: str, label: str = "organisation") -> Mention:
    """The first place where a text says `surface`, as a mention of `name`."""
    start = text.index(surface)
    return Mention(
        start=start,
        end=start + len(surface),
        label="ORG" if label == "organisation" else "PERSON",
        entity=f"{label}:{name.casefold()}",
        name=name,
        confidence=0.93,
        origin="model",
    )


def titles(library: Library, query: str = "", *, is_typing: bool = False) -> list[str]:
    """The titles of the articles that answer a query, in order."""
    hits = library.hits(query, is_typing=is_typing)
    return [hit.headline.title for hit in hits.rows(0, len(hits))]


def stopped_after_a_batch(library: Library, place: Path) -> int:
    """How many articles of a place were said to be done when its adding was stopped."""

    def stop(progress: Progress) -> None:
        told.append(progress.done)
        raise KeyboardInterrupt

    told: list[int] = []
    with suppress(KeyboardInterrupt):
        library.add([place], on_progress=stop)
    assert len(told) == 1
    return told[0]
