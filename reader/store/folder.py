"""The library's folder: its owner's alone, and perhaps not to be written."""

import os
from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile, rmtree

from reader.errors import StoreError
from reader.store.database import Access
from reader.store.schema import NEWS_NAME, make_news, need_no_remains


def make_folder(folder: Path) -> None:
    """Make the folder with an empty library file in it, for its owner's eyes only.

    Raises:
        LibraryDamaged: There is an index or a backup: the library's own file has been lost.
        StoreError: It cannot be made there.
    """
    news = folder / NEWS_NAME
    if not news.exists():
        need_no_remains(news, "missing")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the library cannot be made in {folder}: {(error.strerror or '').lower()}; "
            "name another folder with --library"
        ) from error
    make_news(news)


def is_writable(folder: Path) -> bool:
    """Whether the library in this folder can be written."""
    return os.access(folder, os.W_OK | os.X_OK) and os.access(folder / NEWS_NAME, os.W_OK)


class Scratch:
    """A folder of our own, for what cannot be written beside a read-only library.

    Made when it is first asked for, and removed with all in it by `remove`.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder, for its owner's eyes only."""
        if self._folder is None:
            from tempfile import mkdtemp  # noqa: PLC0415 -- few libraries are read-only

            self._folder = Path(mkdtemp(prefix="newsreader-"))
        return self._folder

    def copy(self, files: Iterable[Path]) -> None:
        """Copy these files into the folder.

        Raises:
            StoreError: One cannot be read, or there is no room.
        """
        for file in files:
            try:
                copyfile(file, self.folder / file.name)
            except OSError as error:
                raise StoreError(
                    f"{file} cannot be copied to be read: {(error.strerror or '').lower()}"
                ) from error

    def remove(self) -> None:
        """Remove the folder if it was made."""
        if self._folder is not None:
            rmtree(self._folder, ignore_errors=True)
            self._folder = None


def news_to_read(folder: Path, scratch: Scratch) -> tuple[Path, Access]:
    """Where and how to read the truth of a library that cannot be written.

    Changes that its last writer has not copied from the log into the file are lost on a
    reader that may not write; then both are copied.
    """
    news = folder / NEWS_NAME
    log = news.with_name(f"{NEWS_NAME}-wal")
    if not log.exists() or not log.stat().st_size:
        return news, "immutable"
    scratch.copy((news, log))
    return scratch.folder / NEWS_NAME, "read"
