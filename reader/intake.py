"""Taking articles in: from files to the library, in batches that survive a crash."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.articles.article import Article, ArticleId
from reader.articles.clean import clean_line
from reader.errors import SourceError
from reader.sources.folder import Found, Skipped, count_files, found_files, read_article
from reader.store.database import Database
from reader.store.index import Index
from reader.store.packing import primer_from
from reader.store.shelving import (
    Arrival,
    Outcome,
    arrival,
    keep_primer,
    newest_primer,
    settled,
    shelve,
    tag_all,
)

_BATCH = 500
_BATCH_CODE_POINTS = 8_000_000
_BATCH_S = 1.0
_INDEXED_AT_ONCE = 2_000
_INDEXED_AFTER_S = 3.0
_SETTLED_NS = 2_000_000_000
"""A file changed less than this before it was read may change again at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an intake has come; what it counts as done is on disk."""

    done: int
    """Files taken in or passed over."""
    total: int | None
    """Files there are, as counted at the start; at the end, `done`."""
    current: Path | None = None
    """The last file that was looked at."""


@dataclass(slots=True, kw_only=True)
class Report:
    """What an intake did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[tuple[Path, str]] = field(default_factory=list)
    """What was passed over, each with the reason in words."""
    others: int = 0
    """Files in folders of a kind that is not read, as pictures."""
    ids: list[ArticleId] = field(default_factory=list)
    """Of the articles added and updated, in the order of their files."""
    known_ids: list[ArticleId] = field(default_factory=list)
    """Of the articles that the library had already."""

    def count(self, number: ArticleId, outcome: Outcome) -> None:
        """Note what was done with one file."""
        match outcome:
            case "added":
                self.added += 1
            case "updated":
                self.updated += 1
            case "unchanged":
                self.unchanged += 1
        (self.known_ids if outcome == "unchanged" else self.ids).append(number)

    @property
    def done(self) -> int:
        """Files taken in or passed over."""
        return self.added + self.updated + self.unchanged + len(self.skipped)


class Intake:
    """Takes places into a library; may be stopped at any time and started again.

    Args:
        news: A connection that writes the library.
        index: The library's index.
        clock: Seconds since 1970, UTC.
    """

    def __init__(self, news: Database, index: Index, clock: Callable[[], float]) -> None:
        self._news = news
        self._index = index
        self._clock = clock

    def add(
        self,
        places: Sequence[Path],
        *,
        tag: str | None = None,
        source: str | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Take in files and folders; those that have not changed cost one look each.

        Args:
            places: Files, and folders read whole.
            tag: Given to every article found there, new or not.
            source: Name of the source; else the folder's name.
            on_progress: Told after every batch; what it counts survives a crash.

        Returns:
            What was done; when this returns, it survives a crash.

        Raises:
            StoreError: The library cannot take it; batches reported before are kept.
        """
        report = Report()
        batch = _Batch()
        unindexed = _Unindexed(self._index)
        total = None if on_progress is None else sum(map(count_files, places))
        for found in (file for place in places for file in found_files(place, source)):
            self._take(found, batch, report)
            if batch.is_full():
                self._keep(batch, tag, report, unindexed)
                batch = _Batch()
                if on_progress is not None:
                    on_progress(Progress(done=report.done, total=total, current=found.path))
        self._keep(batch, tag, report, unindexed)
        unindexed.flush()
        if len(report.ids) >= _BATCH:
            self._index.tidy()
        if on_progress is not None:
            on_progress(Progress(done=report.done, total=report.done))
        return report

    def _take(self, found: Found | Skipped, batch: "_Batch", report: Report) -> None:
        if isinstance(found, Skipped):
            if found.is_expected:
                report.others += 1
            else:
                report.skipped.append((found.path, found.reason))
            return
        with self._news.reading() as connection:
            known = settled(
                connection, str(found.path), changed_ns=found.changed_ns, size=found.size
            )
        if known is not None:
            batch.known.append(ArticleId(known))
            return
        try:
            article = read_article(found)
        except SourceError as error:
            report.skipped.append((found.path, str(error)))
            return
        batch.files.append((found, article))
        batch.code_points += len(article.text)

    def _keep(
        self, batch: "_Batch", tag: str | None, report: Report, unindexed: "_Unindexed"
    ) -> None:
        outcomes: list[tuple[ArticleId, Outcome]] = [(one, "unchanged") for one in batch.known]
        if batch.files or (tag and batch.known):
            primer, arrivals = self._prepared(batch)
            now = int(self._clock())
            with self._news.writing() as connection:
                new = [shelve(connection, one, primer, now) for one in arrivals]
                outcomes += new
                if tag:
                    tag_all(connection, (number for number, _ in outcomes), clean_line(tag))
            unindexed.add(new, arrivals)
        for number, outcome in outcomes:
            report.count(number, outcome)

    def _prepared(self, batch: "_Batch") -> tuple[int | None, list[Arrival]]:
        with self._news.reading() as connection:
            number, primer = newest_primer(connection)
        if number is None:
            primer = primer_from([article.text for _, article in batch.files])
            if primer:
                with self._news.writing() as connection:
                    number = keep_primer(connection, primer)
        now_ns = self._clock() * 1e9
        return number, [
            arrival(
                article,
                primer,
                changed_ns=found.changed_ns if now_ns - found.changed_ns > _SETTLED_NS else 0,
                size=found.size,
            )
            for found, article in batch.files
        ]


class _Batch:
    """Files that go into one transaction."""

    def __init__(self) -> None:
        self.files: list[tuple[Found, Article]] = []
        self.known: list[ArticleId] = []
        self.code_points = 0
        self._started_s = time.monotonic()

    def is_full(self) -> bool:
        return (
            len(self.files) + len(self.known) >= _BATCH
            or self.code_points >= _BATCH_CODE_POINTS
            or time.monotonic() - self._started_s >= _BATCH_S
        )


class _Unindexed:
    """Articles that are stored but not indexed yet: the index likes larger batches."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._begin()

    def add(self, new: Sequence[tuple[ArticleId, Outcome]], arrivals: Sequence[Arrival]) -> None:
        for (number, outcome), one in zip(new, arrivals, strict=True):
            if outcome != "unchanged":
                self._known[number] = one.digest, one.article.text
                self._code_points += len(one.article.text)
        if (
            len(self._known) >= _INDEXED_AT_ONCE
            or self._code_points >= _BATCH_CODE_POINTS
            or time.monotonic() - self._started_s >= _INDEXED_AFTER_S
        ):
            self.flush()

    def flush(self) -> None:
        if self._known:
            self._index.catch_up(self._known)
        self._begin()

    def _begin(self) -> None:
        self._known: dict[int, tuple[bytes, str]] = {}
        self._code_points = 0
        self._started_s = time.monotonic()
