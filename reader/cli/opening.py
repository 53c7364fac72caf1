"""``newsreader`` without a command: the app, or without a terminal the plain list."""

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from reader.cli.adding import add_places
from reader.cli.arguments import COMMANDS
from reader.cli.library import folder_of, library_of
from reader.cli.output import Manner, standard_error, standard_output
from reader.config import load_config
from reader.paths import config_file


def run(arguments: argparse.Namespace) -> int:
    """Add what was named, then open the app on the library."""
    config = load_config(config_file(arguments.config))
    ids = []
    is_whole = True
    if arguments.places:
        with library_of(arguments) as library:
            added = add_places(library, arguments.places)
        ids = [*added.report.ids, *added.report.known_ids]
        is_whole = added.is_whole
        if not ids:
            _suggest(arguments.places[0])
            return 1
    if not _has_terminal():
        return _print_list(arguments, is_whole=is_whole)
    from reader.view.start import run as open_app

    return open_app(folder_of(arguments), added=ids, config=config)


def _has_terminal() -> bool:
    """Whether there is a screen to draw on and a keyboard to read from."""
    has_keyboard = sys.stdin is not None and sys.stdin.isatty()
    return has_keyboard and standard_output().manner not in {Manner.PLAIN, Manner.DUMB}


def _print_list(arguments: argparse.Namespace, *, is_whole: bool) -> int:
    from reader.cli.listing import print_list

    with library_of(arguments) as library:
        print_list(library.hits())
    return 0 if is_whole else 1


def _suggest(written: str) -> None:
    """Say which command was meant where a word that names no file looks like one."""
    meant = get_close_matches(written, [command.name for command in COMMANDS], n=1)
    if meant and not Path(written).exists():
        words = f'"{written}" is no command; {meant[0]} is (newsreader --help lists them)'
        standard_error().message(f"newsreader: {words}")
