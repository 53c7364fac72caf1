"""Other search engines, where they are installed: tantivy and ripgrep."""

import importlib
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tests.bench.archive import Archive
from tests.bench.questions import Question
from tests.bench.rows import Row
from tests.bench.stock import Stock
from tests.bench.stopwatch import Laps

_AT_ONCE = 1_000
_SOUGHT = ("mosul", "offensive", "government", "earthquake", "zyx")


class Engine(Protocol):
    """A search engine that holds the archive."""

    name: str

    def newest(self, question: Question, limit: int) -> list[int]:
        """Ids of the articles that answer, newest first."""
        ...


def installed(stock: Stock, count: int) -> list[Engine]:
    """The engines that can be imported, each with the archive in it."""
    try:
        importlib.import_module("tantivy")
    except ImportError:
        return []
    from tests.bench.tantivy_engine import Tantivy, build  # noqa: PLC0415 -- not everywhere

    path = stock.folder / f"tantivy-{count}-{stock.plain(count).stem}"
    return [Tantivy(stock.made(path, lambda part: build(part, Archive(count))))]


def ripgrep(archive: Path, rounds: int) -> Iterator[Row]:
    """How long ripgrep takes to find a word in the file of the archive."""
    program = shutil.which("rg")
    if program is None:
        return
    laps = Laps()
    for word in _SOUGHT:
        for _ in range(rounds):
            before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(
                [program, "--count", "--ignore-case", "--word-regexp", word, str(archive)],
                stdout=subprocess.DEVNULL,
                check=False,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            laps.cpu_ms.append(cpu_s * 1e3)
            laps.wall_ms.append((time.perf_counter() - started) * 1e3)
    yield Row(what="ripgrep: a word in the file of the archive", cpu=laps.cpu, wall=laps.wall)
