"""Waiting for the search index on the command line."""

from collections.abc import Callable
from contextlib import ExitStack

from reader.cli.progress import progress
from reader.library import Library
from reader.store.rebuilding import Building


def make_searchable(library: Library) -> None:
    """Have an index that answers; shows how far it is if it is built anew.

    Raises:
        StoreError: It cannot be had.
    """
    with ExitStack() as shown:
        bars: list[Callable[[int, int, int], None] | None] = []

        def show(building: Building) -> None:
            # Only now: drawing a bar costs more than most searches.
            if not bars:
                bars.append(shown.enter_context(progress("Building the search index")))
            for tick in filter(None, bars):
                tick(building.done, building.done, building.total)

        library.index.make_ready(show)
