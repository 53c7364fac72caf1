"""The library that a command works on."""

import argparse
import os
from pathlib import Path

from reader.library import Library
from reader.paths import library_folder


def folder_of(arguments: argparse.Namespace) -> Path:
    """Where the library of this command is: --library, NEWSREADER_LIBRARY or the usual place."""
    return library_folder(arguments.library, os.environ)


def library_of(arguments: argparse.Namespace) -> Library:
    """The library of this command, open.

    Raises:
        StoreError: The leaf that says what went wrong.
    """
    return Library.open(folder_of(arguments))
