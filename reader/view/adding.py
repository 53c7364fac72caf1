"""Taking in files and folders while the app is open: in a process of its own."""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.children import command, environment, give_way

_LINE_BYTES = 1 << 20
"""Longest line that the child may print."""


class Step(NamedTuple):
    """How far the adding has come, or what came of it."""

    words: str
    """As ``adding 12 %, 1,200 a second``, or how many articles were added and why some were not."""
    is_last: bool = False


class Adding:
    """Runs ``newsreader add`` on a library, one call after another.

    The process is niced and writes in short transactions: keys and marks do not wait.

    Args:
        folder: The library's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = asyncio.Lock()
        self._child: asyncio.subprocess.Process | None = None
        self._is_closed = False

    async def add(self, places: Sequence[str]) -> AsyncIterator[Step]:
        """Add files and folders.

        Args:
            places: Paths; a leading ``~`` is the reader's home.

        Yields:
            Steps, several a second; the last one says what came of it.
        """
        async with self._turn:
            if self._is_closed:
                return
            self._child = child = await self._started(places)
            words = "the adding was cut short; what was taken in is kept"
            async for line in _lines(child):
                step = _step(line)
                if step is not None and step.is_last:
                    words = step.words
                elif step is not None:
                    yield step
            await child.wait()
            yield Step(words, is_last=True)

    def close(self) -> None:
        """Stop what runs; what was taken in is kept."""
        self._is_closed = True
        if self._child is not None and self._child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._child.terminate()

    async def _started(self, places: Sequence[str]) -> asyncio.subprocess.Process:
        paths = [_expanded(place) for place in places]
        child = await asyncio.create_subprocess_exec(
            *command("reader", "--library", str(self._folder), "add", "--json", "--", *paths),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment(os.environ),
            limit=_LINE_BYTES,
            # Ctrl-C and the terminal's end are the app's to handle.
            start_new_session=True,
        )
        give_way(child.pid)
        return child


def _expanded(place: str) -> str:
    return str(Path(place).expanduser())


async def _lines(child: asyncio.subprocess.Process) -> AsyncIterator[bytes]:
    assert child.stdout is not None  # noqa: S101 (it was asked for)
    async for line in child.stdout:
        yield line


def _step(line: bytes) -> Step | None:
    """A step of one line as ``newsreader add --json`` prints it."""
    match json.loads(line):
        case {"summary": str(words)}:
            return Step(words, is_last=True)
        case {"doing": "adding", "position": int(done), "size": int(size), "rate": int(rate)}:
            return Step(f"adding {100 * done // max(size, 1)} %, {rate:,} a second")
        case {"doing": str(doing), "position": int(done), "size": int(size)}:
            return Step(f"{doing} {100 * done // max(size, 1)} %")
    return None
