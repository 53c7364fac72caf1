"""How fast articles are taken in, and what they take on the disk and in memory."""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.library import Library
from tests.bench.archive import Archive
from tests.bench.options import Options, WrongAnswerError
from tests.bench.progress import say
from tests.bench.rows import Figures, Row
from tests.bench.stock import make_empty

_MOST_FILES = 20_000

# Run in a process of its own, for its CPU time and its peak are nobody else's.
_TAKER = """
import json, resource, sys, time
from pathlib import Path
from reader.library import Library

wall, cpu = time.perf_counter(), time.process_time()
with Library.open(Path(sys.argv[1])) as library:
    report = library.add([Path(sys.argv[2])])
print(json.dumps({
    "added": report.added,
    "cpu_s": time.process_time() - cpu,
    "wall_s": time.perf_counter() - wall,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


@dataclass(frozen=True, slots=True)
class _Taken:
    added: int
    cpu_s: float
    wall_s: float
    peak_mb: float


def measure(options: Options) -> Iterator[Row]:
    """Measure taking in the archive: as text files, as one JSON Lines file, and out of order."""
    with tempfile.TemporaryDirectory(dir=_kept(options)) as name:
        folder = Path(name)
        files = folder / "wire"
        count = min(options.articles, _MOST_FILES)
        raw = _write_files(files, count)
        yield from _taken("text files", folder / "library", files, count, raw)
        shutil.rmtree(files)
        shutil.rmtree(folder / "library")
        lines = options.stock.archive(options.articles)
        raw = _raw_bytes(lines)
        yield from _taken("JSON Lines", folder / "library", lines, options.articles, raw)
        shutil.rmtree(folder / "library")
        lines = folder / "shuffled.jsonl"
        _write_shuffled(lines, options.stock.archive(count))
        raw = _raw_bytes(lines)
        yield from _taken("dates in any order", folder / "library", lines, count, raw)


def _kept(options: Options) -> Path:
    options.stock.folder.mkdir(parents=True, exist_ok=True)
    return options.stock.folder


def _taken(kind: str, library: Path, place: Path, count: int, raw: int) -> Iterator[Row]:
    make_empty(library)
    say(f"taking in {count:,} articles as {kind}")
    done = subprocess.run(
        [sys.executable, "-c", _TAKER, str(library), str(place)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    taken = _Taken(**json.loads(done.stdout))
    if taken.added != count:
        raise WrongAnswerError(f"{taken.added} of {count} {kind} added")
    with Library.open(library) as opened:
        if len(opened.hits().whole()) != count or not len(opened.hits("the")):
            raise WrongAnswerError(f"what came as {kind} is not all in the list, or not found")
    kept = sum(path.stat().st_size for path in library.glob("*.db*"))
    for what, value, unit, must in (
        ("articles a CPU s", count / taken.cpu_s, "", "1,500"),
        ("articles a s on the clock", count / taken.wall_s, "", ""),
        ("library / raw text", kept / raw, "", "1.6"),
        ("peak memory", taken.peak_mb, "MB", "400 MB"),
    ):
        yield Row(what=f"{kind}: {what}", cpu=Figures(values=[value], unit=unit), must=must)


def _write_files(folder: Path, count: int) -> int:
    raw = 0
    archive = Archive(count)
    for entry in archive:
        path = folder / f"{entry.number // 1000:04}" / f"{entry.number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = entry.article.text.encode()
        path.write_bytes(text)
        raw += len(text)
    return raw


def _write_shuffled(path: Path, lines: Path) -> None:
    shuffled = lines.read_bytes().splitlines(keepends=True)
    random.Random(1).shuffle(shuffled)  # noqa: S311 -- no secrets
    path.write_bytes(b"".join(shuffled))


def _raw_bytes(lines: Path) -> int:
    raw = 0
    with lines.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            raw += len(f"{record['title']}\n\n{record['text']}".encode())
    return raw
