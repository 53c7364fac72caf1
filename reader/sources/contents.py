"""What a file holds: its articles one by one, however they are packed, from any point on."""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.articles.article import Article
from reader.errors import SourceError
from reader.sources.archive import Member, is_archive, is_hidden, members, suffix_by_head
from reader.sources.encoding import guess_of
from reader.sources.folder import OTHER_KIND, Found, kind, may_hold, reason
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.registry import HEAD_SIZE, TEXT, format_of
from reader.sources.stream import Buffered, File

DEPTH_LIMIT = 2
"""Archives inside one another that are opened."""


class Point(NamedTuple):
    """A point between two articles of a file, from which reading can go on."""

    member: int = 0
    """Members of its archives that are done with; 0 for a file that is none."""
    item: int = 0
    """Items of the next member that are done with."""
    position: int = 0
    """Bytes of that member that are done with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a file: an article, or why there is none."""

    after: Point
    """Where to go on when it is done with."""
    member: tuple[str, ...] = ()
    """The names, from outside in, of the archives' members that it is in."""
    key: str = ""
    """Which item of the file or member it is, for good; empty for its only one."""
    article: Article | None = None
    reason: str = ""
    """Why there is no article, in words; empty if there is one."""
    is_early: bool = False
    """Whether there may be one later though the file stays as it is."""
    is_expected: bool = False
    """Of a kind that is not read, as a picture: no trouble."""

    @property
    def is_file(self) -> bool:
        """Whether it is the whole file, good or bad, and not a part of it."""
        return not (self.member or self.key)

    @property
    def where(self) -> str:
        """Which item it is, in words; empty if it is the file."""
        number = [f"item {self.after.item:,}"] if self.key else []
        return ": ".join(["/".join(self.member), *number] if self.member else number)


class Contents:
    """Reads a file once.

    Args:
        found: The file.
        start: The point to go on from, as `Item.after` of an earlier reading of the same
            bytes gave it.
        is_quick: What is before that need not be read where the format allows it, though
            keys that are used twice are not told apart then.
        now: Seconds since 1970, UTC; what is embargoed then is none of its articles.
    """

    def __init__(
        self, found: Found, start: Point, *, is_quick: bool = False, now: float | None = None
    ) -> None:
        self._found = found
        self._origin = Origin(source=found.source, path=str(found.path), now=now)
        self._start = start
        self._is_quick = is_quick
        self._done = 0
        self._file: File | None = None
        self.guesses: Counter[str] = Counter()
        """Encodings that were guessed, with how many files or members are read in each."""

    @property
    def position(self) -> int:
        """Bytes of the file that have been read."""
        return 0 if self._file is None else self._file.position

    def items(self) -> Iterator[Item]:
        """Its items in order; each is done with when the next one is asked for."""
        try:
            with _opened(self._found) as self._file:
                file = self._file
                for item in self._inside(self._whole(file), file):
                    if item.after > self._start:
                        yield item
        except OSError as error:
            yield Item(after=self._start, reason=reason(error))
        except SourceError as error:
            yield Item(after=self._start, reason=str(error))

    def _whole(self, file: File) -> "_Part":
        stream = Buffered(file.read, file.skip_to)
        name = self._found.name
        if not is_archive(name):
            name += suffix_by_head(stream.peek())
        return _Part(name=name, open=lambda: stream)

    def _inside(self, part: "_Part", file: File) -> Iterator[Item]:
        if not is_archive(part.name):
            yield from self._articles(part)
            return
        if part.depth == DEPTH_LIMIT:
            raise SourceError(f"an archive inside {DEPTH_LIMIT} others; it was not opened")
        is_outermost = part.depth == 0 and not part.is_unpacked
        for member in members(part.name, part.open(), file, is_outermost=is_outermost):
            if member.is_named and is_hidden(member.name):
                continue
            try:
                yield from self._member(part.inner(member), member, file)
            except SourceError as error:
                # What is wrong with the file itself ends its reading.
                if file.excess or not (part.path or member.is_named):
                    raise SourceError(file.excess or str(error)) from error
                yield self._passed_over(part.inner(member), str(error))

    def _member(self, inner: "_Part", member: Member, file: File) -> Iterator[Item]:
        if member.reason:
            raise SourceError(member.reason)
        is_named = self._found.is_named and not inner.path
        if is_named or may_hold(member.name):
            yield from self._inside(inner, file)
        else:
            yield self._passed_over(inner, OTHER_KIND, is_expected=True)

    def _articles(self, part: "_Part") -> Iterator[Item]:
        if self._done < self._start.member:
            self._done += 1
            return
        stream = part.open()
        head = stream.peek(HEAD_SIZE)[:HEAD_SIZE]
        form = format_of(part.name, head)
        if suffix_by_head(head):
            raise SourceError("not a text but packed, though its name does not say so")
        if form is None and self._found.is_named and not part.path:
            form = TEXT
        if form is None:
            yield self._passed_over(part, OTHER_KIND, is_expected=True)
            return
        guess = "" if form.says_encoding else guess_of(head)
        if guess:
            self.guesses[guess] += 1
        passed = 0
        readings = form.read(stream, self._origin)
        if form.can_go_on and self._is_quick and stream.seekable() and self._start.position:
            _, passed, position = self._start
            readings = form.go_on(stream, self._origin, position, passed)
        for number, reading in enumerate(_sound(readings, stream), passed + 1):
            yield Item(
                after=Point(self._done, number, reading.position),
                member=part.path,
                key=reading.key,
                article=reading.article,
                reason=reading.reason,
                is_early=reading.is_early,
            )
        if stream.fault:
            raise SourceError(stream.fault)
        self._done += 1

    def _passed_over(self, part: "_Part", words: str, *, is_expected: bool = False) -> Item:
        self._done += 1
        return Item(
            after=Point(self._done), member=part.path, reason=words, is_expected=is_expected
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A file, or a member of an archive in it."""

    name: str
    """Tells its kind."""
    open: Callable[[], Buffered]
    path: tuple[str, ...] = ()
    """The names of the members that it is, from outside in."""
    depth: int = 0
    """Archives that it is in."""
    is_unpacked: bool = False

    def inner(self, member: Member) -> "_Part":
        is_tar = member.name.lower().endswith(".tar")
        return _Part(
            name=member.name,
            open=member.open,
            path=(*self.path, member.name) if member.is_named else self.path,
            # A packed tar is one archive.
            depth=self.depth + (member.is_named or not is_tar),
            is_unpacked=True,
        )


def _opened(found: Found) -> File:
    """The file, which may have become another since it was found."""
    descriptor = found.open()
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise SourceError(kind(status.st_mode))
    file = File(descriptor)
    file.size = status.st_size
    return file


def _sound(readings: Iterator[Reading], stream: Buffered) -> Iterator[Reading]:
    """The readings but for the last one, if it may lack what was torn off."""
    held: Reading | None = None
    for reading in readings:
        if held is not None:
            yield held
        held = reading if stream.fault else None
        if held is None:
            yield reading
