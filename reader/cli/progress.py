"""A progress bar on standard error, where somebody looks at it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reader.cli.output import Manner, standard_error

Tick = Callable[[int, int, int], None]
"""Told how many articles are done, and how much is done of how much there is to do."""

_LOOKS_A_S = 4


@contextmanager
def progress(words: str, *, is_in_bytes: bool = False) -> Iterator[Tick | None]:
    """Show how far something has come until the block ends.

    Args:
        words: What is being done, in our own words.
        is_in_bytes: What there is to do is counted in bytes, else in articles.

    Yields:
        What to tell; None where nobody looks at it.
    """
    if standard_error().manner in {Manner.PLAIN, Manner.DUMB}:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        DownloadColumn() if is_in_bytes else MofNCompleteColumn(),
        TextColumn("{task.fields[articles]}"),
        TimeLeft(compact=True),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
        expand=True,
        refresh_per_second=_LOOKS_A_S,
    )
    with bar:
        task = bar.add_task(words, total=None, articles="")
        started_s = time.monotonic()

        def tick(articles: int, done: int, total: int) -> None:
            rate = articles / max(time.monotonic() - started_s, 0.1)
            count = f"{articles:,} articles " if is_in_bytes else ""
            shown = f"{count}{rate:,.0f}/s"
            bar.update(task, completed=done, total=total, articles=shown)

        yield tick
