"""Text files, and folders of them, read into articles; the files are never written.

A folder may hold anything. Only regular files are read, none is reached through a link
inside the folder, and what cannot be read is named and passed over.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.articles.article import Article
from reader.articles.clean import clean_line, clean_text
from reader.errors import SourceError
from reader.sources.encoding import decoded

SUFFIXES = frozenset((".txt", ".text", ".md"))
"""Of the files in a folder that are read; a file named by itself may have any."""

SIZE_LIMIT = 50_000_000
"""Bytes in the largest file that is read."""

_PIECE = 1 << 24
"""Bytes read at once."""

_KINDS = (
    (stat.S_ISLNK, "a link; links inside a folder are not followed"),
    (stat.S_ISFIFO, "a pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISDIR, "a folder, not a file"),
)
_BLANK_START = re.compile(r"\A(?:[^\S\n]*+\n)++")
_INSIDE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file or folder that was passed over."""

    path: Path
    reason: str
    """In words, without the path."""
    is_expected: bool = False
    """A file of a kind that is not read, as a picture: no trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that looks as if it held an article; not read yet."""

    path: Path
    """Absolute."""
    source: str
    changed_ns: int
    """When it last changed, nanoseconds since 1970."""
    size: int
    """In bytes."""
    open: Callable[[], int]
    """Opens it for reading; the caller closes the descriptor. Raises `OSError`."""


def count_files(place: Path) -> int:
    """About how many files of a place will be read; a quick look at their names."""
    try:
        if not place.is_dir():
            return 1
    except OSError:
        return 1
    count = 0
    for _, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        count += sum(name.lower().endswith(tuple(SUFFIXES)) for name in names if name[0] != ".")
    return count


def found_files(place: Path, source: str | None = None) -> Iterator[Found | Skipped]:
    """The files of a place: the file itself, or all of a folder, its folders too.

    Args:
        place: A file or folder.
        source: Name of the source; else the folder's name, for a file its folder's.

    Yields:
        Files in order of name, and what is passed over; hidden files are not mentioned.
        Each file must be read before the next one is asked for.
    """
    shown = Path(os.path.abspath(place))  # noqa: PTH100 -- resolve() would follow the last link
    try:
        path = shown.resolve(strict=True)
        status = path.stat()
    except (OSError, RuntimeError) as error:
        yield Skipped(path=place, reason=_reason(error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(path, _source_name(source or shown.name))
    else:
        yield _seen(path, status, _source_name(source or shown.parent.name), _opener(path))


def read_article(file: Found) -> Article:
    """Read one file.

    Raises:
        SourceError: It holds no article, in words without the path.
    """
    try:
        text = decoded(_content(file))
    except OSError as error:
        raise SourceError(_reason(error)) from error
    text = _BLANK_START.sub("", clean_text(text)).rstrip()
    if not text:
        raise SourceError("empty")
    return Article(text=text, source=file.source, path=str(file.path))


def _content(file: Found) -> bytes:
    descriptor = file.open()
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(_kind(status.st_mode))
        if status.st_size > SIZE_LIMIT:
            raise SourceError(_too_large(status.st_size))
        content = os.read(descriptor, status.st_size + 1)
        # More comes only of a file that is large, or grows while it is read.
        while len(content) >= status.st_size and (more := os.read(descriptor, _PIECE)):
            content += more
            if len(content) > SIZE_LIMIT:
                raise SourceError(_too_large(len(content)))
    finally:
        os.close(descriptor)
    return content


def _walk(root: Path, source: str) -> Iterator[Found | Skipped]:
    """Depth first; each folder is reached from the root, component by component."""
    waiting = [Path()]
    while waiting:
        inside = waiting.pop()
        try:
            folder = _open_folder(root, inside)
        except OSError as error:
            yield Skipped(path=root / inside, reason=_reason(error))
            continue
        try:
            folders: list[Path] = []
            for name in sorted(os.listdir(folder)):  # noqa: PTH208 -- a descriptor, not a path
                if not name.startswith("."):
                    yield from _entry(root, inside / name, folder, source, folders)
            waiting.extend(reversed(folders))
        except OSError as error:
            yield Skipped(path=root / inside, reason=_reason(error))
        finally:
            os.close(folder)


def _entry(
    root: Path, inside: Path, folder: int, source: str, folders: list[Path]
) -> Iterator[Found | Skipped]:
    path = root / inside
    try:
        status = os.stat(inside.name, dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        yield Skipped(path=path, reason=_reason(error))
        return
    if stat.S_ISDIR(status.st_mode):
        folders.append(inside)
    elif stat.S_ISREG(status.st_mode) and path.suffix.lower() not in SUFFIXES:
        yield Skipped(path=path, reason="not a kind of text that is read", is_expected=True)
    else:
        yield _seen(path, status, source, _opener(inside.name, folder))


def _open_folder(root: Path, inside: Path) -> int:
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    for name in inside.parts:
        try:
            deeper = os.open(name, _INSIDE | os.O_DIRECTORY, dir_fd=folder)
        finally:
            os.close(folder)
        folder = deeper
    return folder


def _opener(name: str | Path, folder: int | None = None) -> Callable[[], int]:
    return lambda: os.open(name, _INSIDE, dir_fd=folder)


def _seen(
    path: Path, status: os.stat_result, source: str, opener: Callable[[], int]
) -> Found | Skipped:
    if not stat.S_ISREG(status.st_mode):
        return Skipped(path=path, reason=_kind(status.st_mode))
    if status.st_size > SIZE_LIMIT:
        return Skipped(path=path, reason=_too_large(status.st_size))
    return Found(
        path=path,
        source=source,
        changed_ns=status.st_mtime_ns,
        size=status.st_size,
        open=opener,
    )


def _kind(mode: int) -> str:
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "not a regular file")


def _too_large(size: int) -> str:
    return f"larger than {SIZE_LIMIT // 1_000_000} MB ({size / 1_000_000:,.0f} MB)"


def _source_name(name: str) -> str:
    return clean_line(name) or "files"


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file (any more)"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, RuntimeError):
        return "a link that leads to itself"
    return (error.strerror or str(error)).lower()
