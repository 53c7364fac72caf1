"""Telling whoever waits for something long."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

_SAID_EVERY_S = 5

What = TypeVar("What")
Part = TypeVar("Part", bound=Sized)


def say(words: str) -> None:
    """Say it on standard error: the output is for figures."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201 -- what commands do


def at_times(tell: Callable[[What], None]) -> Callable[[What], None]:
    """A function that tells only the first thing, and then one every few seconds."""
    said = 0.0

    def told(what: What) -> None:
        nonlocal said
        if time.monotonic() - said > _SAID_EVERY_S:
            said = time.monotonic()
            tell(what)

    return told


def progress(parts: Iterable[Part], total: int) -> Iterator[Part]:
    """Pass parts on, and say from time to time how much of the total has passed."""
    done, started, said = 0, time.monotonic(), time.monotonic()
    for part in parts:
        yield part
        done += len(part)
        now = time.monotonic()
        if now - said > _SAID_EVERY_S:
            said = now
            say(f"  {done:,} of {total:,}, {done / (now - started):,.0f} a second")
