"""Files to articles to the library; may be stopped at any time and started again."""

from array import array
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from reader.articles.article import ArticleId
from reader.articles.clean import clean_line
from reader.intake.batch import BATCH, Batch, Reading, Taken, Unindexed
from reader.intake.order import Order
from reader.intake.report import Progress, Report
from reader.intake.vanishing import Vanishing
from reader.sources.contents import Contents, Point
from reader.sources.folder import Found, Skipped, found_files, size_of
from reader.store.database import Database
from reader.store.index import Index
from reader.store.packing import primer_from
from reader.store.places import count_gone, mark_left
from reader.store.rebuilding import Building
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
from reader.store.volumes import (
    Items,
    articles_of,
    forget_items,
    keep_volume,
    known_volume,
    shelve_item,
)

_SETTLED_NS = 2_000_000_000
"""A file changed less than this before it is read may change again at the same time."""


class Intake:
    """Takes places into a library, once.

    Args:
        news: A connection that writes the library.
        index: The library's index.
        clock: Seconds since 1970, UTC.
        tag: Given to every article found, new or not.
        source: Name of the source; else the folder's or file's name.
        on_progress: Told after every batch; what it counts survives a crash.
    """

    def __init__(
        self,
        news: Database,
        index: Index,
        clock: Callable[[], float],
        *,
        tag: str | None = None,
        source: str | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._news = news
        self._index = index
        self._clock = clock
        self._tag = clean_line(tag) if tag else ""
        self._source = source
        self._on_progress = on_progress
        self._report = Report()
        self._batch = Batch()
        self._unindexed = Unindexed(index, self._tell_indexing)
        self._position = self._size = 0
        self._left = array("q")
        """Articles that were marked as gone since their files hold others now."""

    def add(self, places: Sequence[Path]) -> Report:
        """Take in files and folders; those that have not changed cost one look each.

        Args:
            places: Files, and folders read whole.

        Returns:
            What was done; when this returns, it survives a crash.

        Raises:
            StoreError: The library cannot take it; batches told of before are kept.
        """
        if self._on_progress is not None:
            self._size = sum(map(size_of, places))
        for found in (file for place in places for file in found_files(place, self._source)):
            if isinstance(found, Found):
                self._take(found)
                self._position += found.size
            else:
                self._pass_over(found)
            self._keep_if_full(found.path)
        self._keep()
        self._report.gone = sum(map(Vanishing(self._news).look_under, places))
        with self._news.reading() as connection:
            self._report.gone += count_gone(connection, self._left)
        self._unindexed.flush()
        if self._report.added + self._report.updated >= BATCH:
            self._index.tidy()
        self._size = self._position
        self._tell(None)
        return self._report

    def _take(self, found: Found) -> None:
        path = str(found.path)
        with self._news.reading() as connection:
            article = settled(connection, path, changed_ns=found.changed_ns, size=found.size)
            volume = known_volume(connection, path) if article is None else None
        if article is not None:
            self._batch.known.append(ArticleId(article))
            return
        start, items, is_anew = Point(), Items(), volume is not None
        if volume is not None:
            number, last = volume
            if (last.changed_ns, last.size) == (found.changed_ns, found.size):
                if last.is_whole:
                    self._take_known(number)
                    return
                is_anew = last.is_anew
                start = start if is_anew else Point(*last.point)
            if is_anew:
                with self._news.reading() as connection:
                    items = Items.of(connection, number)
        age_ns = self._clock() * 1e9 - found.changed_ns
        self._read(
            Reading(
                found=found,
                changed_ns=found.changed_ns if age_ns > _SETTLED_NS else 0,
                start=start,
                is_anew=is_anew,
                items=items,
                order=Order(self._news, found, items),
            )
        )

    def _take_known(self, volume: int) -> None:
        """Count and tag the articles of a file that has not changed."""
        last = 0
        while True:
            with self._news.reading() as connection:
                part = articles_of(connection, volume, after=last)
            if not part:
                return
            for number in part:
                self._report.count(number, "unchanged")
            if self._tag:
                with self._news.writing() as connection:
                    tag_all(connection, part, self._tag)
            last = part[-1]

    def _read(self, reading: Reading) -> None:
        path = reading.found.path
        contents = Contents(reading.found, reading.start, is_quick=True, now=self._clock())
        point, is_whole, before = reading.start, True, self._position
        skipped = self._report.skipped
        for item in contents.items():
            spot = None if item.is_file else reading.order.spot(item)
            if item.article is not None:
                self._batch.add(Taken(reading, spot, item.article), item.after)
            elif item.is_expected:
                self._report.others += 1
            else:
                where = f"{path}: {item.where}" if item.where else str(path)
                self._report.skip(where, item.reason)
                if item.is_early:
                    reading.changed_ns = 0
            is_whole = is_whole and not item.is_file
            point = max(point, item.after)
            self._position = before + contents.position
            self._keep_if_full(path)
        self._position = before
        self._report.guesses += contents.guesses
        if is_whole:
            if reading.is_anew:
                self._forget(reading, is_sound=self._report.skipped == skipped)
            self._batch.reach(reading.until(point, is_whole=True))

    def _forget(self, reading: Reading, *, is_sound: bool) -> None:
        """Forget what a file that was read to its end holds no more.

        Where something could not be read, that may be what is missing.
        """
        self._keep()
        left = reading.items.left(were_taken=not is_sound)
        while part := [*islice(left, BATCH)]:
            with self._news.writing() as connection:
                known = known_volume(connection, str(reading.found.path))
                if known is not None:
                    forget_items(connection, known[0], part)
                self._left.extend(mark_left(connection, (article for _, article in part)))

    def _pass_over(self, skipped: Skipped) -> None:
        if skipped.is_expected:
            self._report.others += 1
        else:
            self._report.skip(str(skipped.path), skipped.reason)

    def _keep_if_full(self, path: Path) -> None:
        if self._batch.is_full():
            self._keep()
            self._tell(path)

    def _tell(self, path: Path | None) -> None:
        if self._on_progress is not None:
            self._on_progress(
                Progress(
                    done=self._report.done,
                    position=self._position,
                    size=self._size,
                    current=path,
                )
            )

    def _tell_indexing(self, building: Building) -> None:
        if self._on_progress is not None:
            self._on_progress(
                Progress(
                    done=self._report.done,
                    position=building.done,
                    size=building.total,
                    is_indexing=True,
                )
            )

    def _keep(self) -> None:
        batch, self._batch = self._batch, Batch()
        outcomes: list[tuple[ArticleId, Outcome]] = [(one, "unchanged") for one in batch.known]
        if batch.articles or batch.volumes or (self._tag and batch.known):
            primer, arrivals = self._prepared(batch)
            new = self._shelved(batch, arrivals, primer)
            outcomes += new
            self._unindexed.add(new, arrivals)
        for number, outcome in outcomes:
            self._report.count(number, outcome)

    def _shelved(
        self, batch: Batch, arrivals: Sequence[Arrival], primer: int | None
    ) -> list[tuple[ArticleId, Outcome]]:
        """What became of the articles of a batch, in one transaction."""
        now = int(self._clock())
        new: list[tuple[ArticleId, Outcome]] = []
        with self._news.writing() as connection:
            numbers = {
                path: keep_volume(connection, volume) for path, volume in batch.volumes.items()
            }
            for one, (reading, spot, _) in zip(arrivals, batch.articles, strict=True):
                if spot is None:
                    number, outcome, lost = shelve(connection, one, primer, now)
                    self._left.extend(mark_left(connection, () if lost is None else (lost,)))
                else:
                    volume = numbers[str(reading.found.path)]
                    number, outcome = shelve_item(
                        connection, one, volume, spot, primer=primer, now=now
                    )
                    reading.items.keep(spot.key, number)
                new.append((number, outcome))
            if self._tag:
                tag_all(connection, (*batch.known, *(number for number, _ in new)), self._tag)
        return new

    def _prepared(self, batch: Batch) -> tuple[int | None, list[Arrival]]:
        with self._news.reading() as connection:
            number, primer = newest_primer(connection)
        if number is None:
            primer = primer_from([article.text for _, _, article in batch.articles])
            if primer:
                with self._news.writing() as connection:
                    number = keep_primer(connection, primer)
        return number, [
            arrival(article, primer, changed_ns=reading.changed_ns, size=reading.found.size)
            for reading, _, article in batch.articles
        ]
