"""``newsreader`` without a command: the app, or without a terminal the plain list."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.articles.article import ArticleId
from reader.cli.library import folder_of, library_of
from reader.cli.output import Manner, standard_error, standard_output
from reader.config import load_config
from reader.paths import config_file

if TYPE_CHECKING:
    import argparse

_SOON_BYTES = 2_000_000
"""Of text, which is added in about a second."""


def run(arguments: "argparse.Namespace") -> int:
    """Add what was named, then open the app on the library."""
    return open_reader(arguments.places, library=arguments.library, config=arguments.config)


def open_reader(
    places: Sequence[str] = (), *, library: str | None = None, config: str | None = None
) -> int:
    """Add places, then open the app; without a terminal print the list.

    Args:
        places: Paths as the user wrote them.
        library: The library's folder; None for the usual one.
        config: The settings' file; None for the usual one.

    Returns:
        The exit status.
    """
    settings = load_config(config_file(config))
    if not _has_terminal():
        gc.enable()  # there is no app to do so, and much may be added
    elif _takes_long(places):
        from reader.view.start import run as open_app

        return open_app(folder_of(library), adding=places, config=settings)
    ids, missed = _added(library, places) if places else ([], "")
    if places and not ids:
        _explain(places[0], is_whole=not missed)
        return 1
    if not _has_terminal():
        return _print_list(library, is_whole=not missed)
    from reader.view.start import run as open_app

    return open_app(folder_of(library), added=ids, config=settings, notice=missed)


def _takes_long(places: Sequence[str]) -> bool:
    """Whether the app had better be open while these are added."""
    if not places or not all(place and Path(place).exists() for place in places):
        return False
    from reader.sources.folder import size_of

    return sum(size_of(Path(place)) for place in places) > _SOON_BYTES


def _added(named: str | None, places: Sequence[str]) -> tuple[Sequence[ArticleId], str]:
    """The articles of the places, new or known; in words what came of it if some were not read."""
    from reader.cli.adding import add_places, summary

    with library_of(named) as library:
        added = add_places(library, places)
    missed = "" if added.is_whole else summary(added.report)
    return [*added.report.ids, *added.report.known_ids], missed


def _has_terminal() -> bool:
    """Whether there is a screen to draw on and a keyboard to read from."""
    has_keyboard = sys.stdin is not None and sys.stdin.isatty()
    return has_keyboard and standard_output().manner not in {Manner.PLAIN, Manner.DUMB}


def _print_list(named: str | None, *, is_whole: bool) -> int:
    from reader.cli.listing import print_list

    with library_of(named) as library:
        print_list(library.hits())
    return 0 if is_whole else 1


def _explain(written: str, *, is_whole: bool) -> None:
    """Say why there is nothing to show, as far as it was not said yet."""
    from difflib import get_close_matches

    from reader.cli.commands import COMMANDS

    meant = get_close_matches(written, [command.name for command in COMMANDS], n=1)
    if is_whole:
        words = f"{written} holds nothing to read; newsreader --help tells what is read"
    elif meant and not Path(written).exists():
        words = f'"{written}" is no command; {meant[0]} is (newsreader --help lists them)'
    else:
        return
    standard_error().message(f"newsreader: {words}")
