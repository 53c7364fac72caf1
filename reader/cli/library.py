"""The library that a command works on."""

import os
from pathlib import Path

from reader.library import Library
from reader.paths import library_folder


def folder_of(named: str | None) -> Path:
    """Where the library is: as --library says, else NEWSREADER_LIBRARY, else the usual place."""
    return library_folder(named, os.environ)


def library_of(named: str | None) -> Library:
    """The library, open.

    Args:
        named: What --library says, if anything.

    Raises:
        StoreError: The leaf that says what went wrong.
    """
    return Library.open(folder_of(named))
