"""The library's folder: its owner's alone, and perhaps not to be written."""

import os
from pathlib import Path

from reader.errors import LibraryDamaged, StoreError
from reader.store.schema import INDEX_NAME, NEWS_NAME, make_news


def make_folder(folder: Path) -> None:
    """Make the folder with an empty library file in it, for its owner's eyes only.

    Raises:
        LibraryDamaged: There is an index, so the library's own file has been lost.
        StoreError: It cannot be made there.
    """
    news = folder / NEWS_NAME
    if (folder / INDEX_NAME).exists() and not news.exists():
        raise LibraryDamaged(
            f"{news} is missing though its index is there; restore it from a copy, or move "
            f"{folder} away to start a new library"
        )
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
