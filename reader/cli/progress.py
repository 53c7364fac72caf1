"""A progress bar on standard error, where somebody looks at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reader.cli.output import Manner, standard_error

Tick = Callable[[int, int | None], None]
"""Told how many are done, and of how many; None where that is not known."""


@contextmanager
def progress(words: str) -> Iterator[Tick]:
    """Show how far something has come until the block ends; nothing but on a terminal.

    Args:
        words: What is being done, in our own words.
    """
    if standard_error().manner in {Manner.PLAIN, Manner.DUMB}:
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
