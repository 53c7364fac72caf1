"""What goes into one transaction, and what of it the index has yet to take over."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.articles.article import Article, ArticleId
from reader.intake.order import Order
from reader.sources.contents import Point
from reader.sources.folder import Found
from reader.store.index import Index
from reader.store.rebuilding import Building
from reader.store.shelving import Arrival, Outcome
from reader.store.volumes import Items, Spot, Volume

BATCH = 500
"""Articles in one transaction, which others who write wait for."""
_CODE_POINTS = 8_000_000
_BATCH_S = 1.0
_INDEXED_AT_ONCE = 2_000
_INDEXED_AFTER_S = 3.0
_INDEXED_AS_THEY_COME = 2_000


@dataclass(slots=True, kw_only=True)
class Reading:
    """A file that is being read, and what the library knows of it."""

    found: Found
    changed_ns: int
    """When it last changed, nanoseconds since 1970; 0 if it is to be read again in any case."""
    start: Point
    """Where it is gone on with."""
    is_anew: bool
    """Whether it had been read before it changed."""
    items: Items
    """Of that reading."""
    order: Order
    """Tells which of them its items were."""

    def until(self, point: Point, *, is_whole: bool = False) -> Volume:
        """The file as one that holds many articles, read up to a point."""
        return Volume(
            path=str(self.found.path),
            changed_ns=self.changed_ns,
            size=self.found.size,
            point=point,
            is_whole=is_whole,
            is_anew=self.is_anew,
        )


class Taken(NamedTuple):
    """An article that was read."""

    reading: Reading
    spot: Spot | None
    """Where in its file it is; None if it is the file."""
    article: Article


class Batch:
    """Articles that go into one transaction, with how far their files have been read."""

    def __init__(self) -> None:
        self.articles: list[Taken] = []
        self.volumes: dict[str, Volume] = {}
        self.known: list[ArticleId] = []
        """Articles of files that have not changed."""
        self._code_points = 0
        self._started_s = time.monotonic()

    def add(self, taken: Taken, after: Point) -> None:
        """One more article, and the point of its file that follows it."""
        self.articles.append(taken)
        self._code_points += len(taken.article.text)
        if taken.spot is not None:
            self.reach(taken.reading.until(after))

    def reach(self, volume: Volume) -> None:
        """A file that holds many articles has been read so far."""
        self.volumes[volume.path] = volume

    def is_full(self) -> bool:
        """Whether it has become as much as one transaction should be, or as old."""
        return (
            len(self.articles) + len(self.known) >= BATCH
            or self._code_points >= _CODE_POINTS
            or time.monotonic() - self._started_s >= _BATCH_S
        )


class Unindexed:
    """Articles that are stored but not indexed yet: the index likes larger batches.

    Of a large intake the first are indexed as they come, the rest in order of date when
    all have come: that takes a fifth of the time.

    Args:
        index: Takes them over.
        on_progress: Told how far an index that is built anew has come.
    """

    def __init__(self, index: Index, on_progress: Callable[[Building], None]) -> None:
        self._index = index
        self._on_progress = on_progress
        self._taken = 0
        self._begin()

    def add(self, new: Sequence[tuple[ArticleId, Outcome]], arrivals: Sequence[Arrival]) -> None:
        """What became of these arrivals."""
        for (number, outcome), one in zip(new, arrivals, strict=True):
            if outcome != "unchanged":
                self._is_behind = True
                if self._taken < _INDEXED_AS_THEY_COME:
                    self._known[number] = one.digest, one.article.text
                    self._code_points += len(one.article.text)
        if self._known and (
            len(self._known) >= _INDEXED_AT_ONCE
            or self._code_points >= _CODE_POINTS
            or time.monotonic() - self._started_s >= _INDEXED_AFTER_S
        ):
            self.flush()

    def flush(self) -> None:
        """Have the index take over what is left."""
        if self._is_behind:
            self._index.catch_up(self._known, on_progress=self._on_progress)
            self._taken += len(self._known)
        self._begin()

    def _begin(self) -> None:
        self._is_behind = False
        self._known: dict[int, tuple[bytes, str]] = {}
        self._code_points = 0
        self._started_s = time.monotonic()
