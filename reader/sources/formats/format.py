"""What a format of files is, and what comes of reading one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from reader.articles.article import Article

SIZE_LIMIT = 50_000_000
"""Bytes in the largest file that holds one article."""
ITEM_LIMIT = 16_000_000
"""Bytes in the largest item of a file that holds many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the bytes come from."""

    source: str
    """Name of the source, clean; an item may name its own."""
    path: str
    """Goes into `Article.path`."""
    now: float | None = None
    """Seconds since 1970, UTC, against which embargoes are held; None if they do not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of one item of a file: an article, or why there is none."""

    key: str
    """Which item of its file it is, for good: its id, address or message id, else "#" and
    its number from 1; each once in a file. Empty where the file is one article."""
    article: Article | None
    reason: str = ""
    """Why there is no article, in words; empty where there is one."""
    is_early: bool = False
    """Whether there may be an article later though the file stays as it is."""
    position: int
    """Bytes of the file consumed so far; grows from item to item, or stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of files; its module is loaded when the first file is read."""

    name: str
    """As shown to a user."""
    module: str
    """In this package; has `read`."""
    has_many: bool
    """Whether a file may hold many articles: then it may be of any size; else of
    `SIZE_LIMIT` bytes."""
    says_encoding: bool = False
    """Whether a file can say in which encoding it is."""
    can_go_on: bool = False
    """Whether a file can be read from any `Reading.position` on."""

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
        """The articles of a file, in its order, each read when it is asked for.

        Whatever the bytes are, this ends, and holds no more than a few items.

        Args:
            stream: At the file's start; need not be seekable.
            origin: Where it comes from.

        Yields:
            At least one reading; the one of a file that is no such format says so.

        Raises:
            OSError: The stream cannot be read; nothing else is raised.
        """
        read: Callable[[BinaryIO, Origin], Iterator[Reading]]
        read = import_module(f"{__package__}.{self.module}").read
        return read(stream, origin)

    def go_on(
        self, stream: BinaryIO, origin: Origin, position: int, items: int
    ) -> Iterator[Reading]:
        """As `read`, from where an earlier reading of the same bytes has come to.

        An id that was used before that is not known to have been.

        Args:
            stream: At the file's start; can seek.
            origin: Where it comes from.
            position: Of the last reading that is not wanted any more.
            items: How many there were up to that.
        """
        go_on: Callable[[BinaryIO, Origin, int, int], Iterator[Reading]]
        go_on = import_module(f"{__package__}.{self.module}").go_on
        return go_on(stream, origin, position, items)
