"""A progress bar on standard error, where somebody looks at it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from reader.cli.output import Manner, standard_error

if TYPE_CHECKING:
    from rich.progress import Progress

_MEGA = 1_000_000
_LOOKS_A_S = 4


class Tick(Protocol):
    """Shows how far something has come."""

    def __call__(self, articles: int, done: int, total: int, doing: str = "") -> None:
        """Show it.

        Args:
            articles: How many are done.
            done: How much there is of that, in bytes or articles.
            total: How much there will be.
            doing: What is being done with articles, where it is something else.
        """


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
    bar = _bar()
    with bar:
        task = bar.add_task(words, total=None, amount="")
        started_s = time.monotonic()

        def tick(articles: int, done: int, total: int, doing: str = "") -> None:
            rate = articles / max(time.monotonic() - started_s, 0.1)
            amount = f"{done:,}/{total:,}"
            if not doing:
                amount += f" {rate:,.0f}/s"
                if is_in_bytes:
                    amount = f"{_size(done)}/{_size(total)} MB {articles:,} articles {rate:,.0f}/s"
            description = doing or words
            bar.update(task, completed=done, total=total, amount=amount, description=description)

        yield tick


def _size(count: int) -> str:
    return f"{count / _MEGA:,.1f}"


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[amount]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
        expand=True,
        refresh_per_second=_LOOKS_A_S,
    )
