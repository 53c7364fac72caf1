"""Files that may hold articles, found in folders; they are never written.

A folder may hold anything. Only regular files are read, none is reached through a link
inside the folder, and what cannot be read is named and passed over.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.articles.clean import clean_line
from reader.sources.archive import is_container, unpacked_name
from reader.sources.formats.registry import format_of, may_be_read

_KINDS = (
    (stat.S_ISLNK, "a link; links inside a folder are not followed"),
    (stat.S_ISFIFO, "a pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISDIR, "a folder, not a file"),
)
OTHER_KIND = "not a kind of text that is read"

_MAIL = frozenset(("cur", "new"))
"""Folders of a Maildir, each message a file of its own; in "tmp" are those still coming in."""
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
    """A file that looks as if it held articles; not read yet."""

    path: Path
    """Absolute."""
    name: str
    """Its name, with the suffix of what it is even where its own tells nothing."""
    source: str
    changed_ns: int
    """When it last changed, nanoseconds since 1970."""
    size: int
    """In bytes."""
    is_named: bool
    """By the user: then it is read whatever its name."""
    open: Callable[[], int]
    """Opens it for reading; the caller closes the descriptor. Raises `OSError`."""


def size_of(place: Path) -> int:
    """About how many bytes of a place will be read; a quick look at names and sizes."""
    try:
        if not place.is_dir():
            return place.stat().st_size
    except OSError:
        return 0
    size = 0
    for path, folders, names in os.walk(place):
        if {*_MAIL, "tmp"}.issubset(folders):
            folders.remove("tmp")
        else:
            folders[:] = [name for name in folders if not name.startswith(".")]
        is_mail = Path(path).name in _MAIL
        for name in names:
            if (is_mail or may_hold(name)) and not name.startswith("."):
                with suppress(OSError):
                    size += os.lstat(f"{path}/{name}").st_size
    return size


def found_files(place: Path, source: str | None = None) -> Iterator[Found | Skipped]:
    """The files of a place: the file itself, or all of a folder, its folders too.

    Args:
        place: A file or folder.
        source: Name of the source; else the folder's name, or that of a file with many
            articles, or for a file with one its folder's.

    Yields:
        Files in order of name, and what is passed over; hidden files are not mentioned.
        Each file must be read before the next one is asked for.
    """
    shown = Path(os.path.abspath(place))  # noqa: PTH100 -- resolve() would follow the last link
    try:
        path = shown.resolve(strict=True)
        status = path.stat()
    except (OSError, RuntimeError) as error:
        yield Skipped(path=place, reason=reason(error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _Walk(path, _source_name(source or shown.name)).files()
    elif not stat.S_ISREG(status.st_mode):
        yield Skipped(path=path, reason=kind(status.st_mode))
    else:
        yield Found(
            path=path,
            name=path.name,
            source=_source_name(source or _source_of(shown)),
            changed_ns=status.st_mtime_ns,
            size=status.st_size,
            is_named=True,
            open=_opener(path),
        )


class _Walk:
    """Goes through a folder depth first; each is reached from the root, name by name."""

    def __init__(self, root: Path, source: str) -> None:
        self._root = root
        self._source = source
        self._waiting = [Path()]
        self._mail: set[Path] = set()

    def files(self) -> Iterator[Found | Skipped]:
        while self._waiting:
            inside = self._waiting.pop()
            try:
                folder = _open_folder(self._root, inside)
            except OSError as error:
                yield Skipped(path=self._root / inside, reason=reason(error))
                continue
            try:
                yield from self._folder(inside, folder)
            except OSError as error:
                yield Skipped(path=self._root / inside, reason=reason(error))
            finally:
                os.close(folder)

    def _folder(self, inside: Path, folder: int) -> Iterator[Found | Skipped]:
        folders: list[Path] = []
        names = sorted(os.listdir(folder))
        path, is_mail = self._root / inside, inside in self._mail
        is_maildir = _MAIL.issubset(names) and "tmp" in names
        if is_maildir:
            names.remove("tmp")
            self._mail.update(inside / name for name in _MAIL)
        for name in names:
            # A Maildir hides the folders inside it.
            if name.startswith(".") and not is_maildir:
                continue
            try:
                status = os.stat(name, dir_fd=folder, follow_symlinks=False)
            except OSError as error:
                yield Skipped(path=path / name, reason=reason(error))
                continue
            if stat.S_ISDIR(status.st_mode):
                folders.append(inside / name)
            elif not name.startswith("."):
                told = f"{name}.eml" if is_mail else name
                yield self._file(path / name, told, status, folder)
        self._waiting.extend(reversed(folders))

    def _file(self, path: Path, name: str, status: os.stat_result, folder: int) -> Found | Skipped:
        if not stat.S_ISREG(status.st_mode):
            return Skipped(path=path, reason=kind(status.st_mode))
        if not may_hold(name):
            return Skipped(path=path, reason=OTHER_KIND, is_expected=True)
        return Found(
            path=path,
            name=name,
            source=self._source,
            changed_ns=status.st_mtime_ns,
            size=status.st_size,
            is_named=False,
            open=_opener(path.name, folder),
        )


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


def kind(mode: int) -> str:
    """What a file is that is no regular one, in words."""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "not a regular file")


def reason(error: OSError | RuntimeError) -> str:
    """Why a file cannot be read, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file (any more)"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, RuntimeError):
        return "a link that leads to itself"
    return (error.strerror or str(error)).lower()


def may_hold(name: str) -> bool:
    """Whether a file's name alone leaves a chance that it holds articles, packed or not."""
    return may_be_read(unpacked_name(name)) or is_container(unpacked_name(name))


def _source_of(path: Path) -> str:
    """The name that a file gives its articles if they do not say where they are from."""
    name = unpacked_name(path.name)
    form = format_of(name, b"")
    if is_container(name) or (form is not None and form.has_many):
        return Path(name).stem
    return path.parent.name


def _source_name(name: str) -> str:
    return clean_line(name) or "files"
