"""Taking articles out while the app is open: in a process of its own, which outlives the app."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from reader.children import command, environment, give_way

_NAMES = frozenset((".csv", ".conll"))
"""Endings of files that hold the names in articles; all others hold articles."""


async def export(library: Path, asked: str, place: str) -> str:
    """Run ``newsreader export``, and wait until it is done.

    Args:
        library: The library's folder.
        asked: Which articles: a query, or an article's number.
        place: Path of the file to write, whose ending says the form; a leading ``~`` is the
            reader's home. What is there is never replaced.

    Returns:
        What came of it, in words.
    """
    path = _path(place)
    child = await asyncio.create_subprocess_exec(
        *_command(library, path, [asked] if asked else []),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=environment(os.environ),
        start_new_session=True,
    )
    give_way(child.pid, is_waited_for=True)
    _, said = await child.communicate()
    if not child.returncode:
        return f"Written to {path}"
    trouble = said.decode(errors="replace").strip().rpartition("\n")[2]
    # There is no such option here.
    trouble = trouble.removeprefix("newsreader: ").removesuffix(", or --force to replace it")
    return trouble or "The export was cut short; nothing is written"


def _path(place: str) -> Path:
    return Path(place).expanduser().absolute()


def _command(library: Path, path: Path, asked: Sequence[str]) -> Sequence[str]:
    what = "entities" if path.suffix.lower() in _NAMES else "articles"
    options = ("--library", str(library), "export", "--output", str(path))
    return command("reader", *options, what, "--", *asked)
