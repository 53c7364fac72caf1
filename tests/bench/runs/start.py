"""The app's start, memory, idling and end, against a minimal Textual app."""

import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.library import Library
from tests.bench.minimal import ANSWERED, READY
from tests.bench.options import Options, WrongAnswerError
from tests.bench.rows import Figures, Row
from tests.bench.stage import Stage, newest_headline, stage
from tests.bench.stopwatch import Laps
from tests.bench.watched import Watched

_FEW = 10
_MINIMAL = "minimal Textual app"
_REST_S = 1.5
"""Until all of the list is there, and what is done at leisure is done."""


@dataclass(slots=True)
class _Starts:
    """What was seen of one program, each time it was started."""

    painted: Laps = field(default_factory=Laps)
    answered: Laps = field(default_factory=Laps)
    memory_mb: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)
    left: Laps = field(default_factory=Laps)


def measure(options: Options) -> Iterator[Row]:
    """Measure newsreader with ten articles, and with all of them, and the minimal app, in turns."""
    few, many = (options.stock.library(count) for count in (_FEW, options.articles))
    for folder in (few, many):
        with Library.open(folder) as library:
            library.back_up()  # once a day, which would be seen
    seen: dict[str, _Starts] = defaultdict(_Starts)
    empty = Laps()
    with stage() as theatre:
        _start_app(theatre, few, _Starts())
        _start_app(theatre, many, _Starts())
        for _ in range(options.rounds):
            _start_minimal(theatre, seen[_MINIMAL])
            _start_app(theatre, few, seen["few"])
            _start_app(theatre, many, seen["many"])
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", "pass"], check=True)
            empty.wall_ms.append((time.perf_counter() - started) * 1e3)
            empty.cpu_ms.append(empty.wall_ms[-1])
        yield from _rows(seen, options.articles, empty)
        yield from _idle(theatre, many, options.idle_s)


def _start_minimal(theatre: Stage, seen: _Starts) -> None:
    with theatre.module("tests.bench.minimal") as program:
        _watch(program, seen, ready=READY, answer=ANSWERED)


def _start_app(theatre: Stage, library: Path, seen: _Starts) -> None:
    headline = newest_headline(library)
    with Library.open(library) as opened:
        second = opened.hits().rows(1, 2)[0].headline.title[:24]
    with theatre.app(library) as program:
        _watch(program, seen, ready=headline, answer="", other=second)


def _watch(program: Watched, seen: _Starts, *, ready: str, answer: str, other: str = "") -> None:
    started = time.perf_counter()
    program.until(ready)
    seen.painted.wall_ms.append((time.perf_counter() - started) * 1e3)
    seen.painted.cpu_ms.append(program.cpu_ms())
    before = len(program.raw)
    program.press("j")
    if answer:
        program.until(answer)
    else:
        program.until(lambda _: program.frames(before) > 0 and len(program.raw) > before)
        if other not in program.text:
            raise WrongAnswerError(f"the second headline, {other!r}, is not on the screen")
    seen.answered.wall_ms.append((time.perf_counter() - started) * 1e3)
    seen.answered.cpu_ms.append(program.cpu_ms())
    program.settle(_REST_S)
    seen.memory_mb.append(program.memory_mb())
    seen.peak_mb.append(program.peak_mb())
    leaving = time.perf_counter()
    program.press("q")
    status = program.wait_exit()
    seen.left.wall_ms.append((time.perf_counter() - leaving) * 1e3)
    if status != 0:
        raise WrongAnswerError(f"the program ended with status {status}")


def _rows(seen: dict[str, _Starts], articles: int, empty: Laps) -> Iterator[Row]:
    minimal, few, many = seen[_MINIMAL], seen["few"], seen["many"]
    pairs = (
        (f"{_FEW} articles", few, _MINIMAL, minimal, "1.25"),
        (f"{articles:,} articles", many, f"{_FEW} articles", few, "1.1"),
    )
    for what, ours, reference, than, must in pairs:
        for moment, laps, its in (
            ("headline on the screen", ours.painted, than.painted),
            ("a key answered", ours.answered, than.answered),
        ):
            yield Row(
                what=f"start to {moment}, {what}, CPU",
                cpu=laps.cpu,
                wall=laps.wall,
                reference=f"{reference}, CPU",
                than=its.cpu,
                must=must,
            )
            yield Row(
                what=f"start to {moment}, {what}, wall",
                cpu=laps.wall,
                reference=f"{reference}, wall",
                than=its.wall,
                must=must,
            )
    yield from _memory(minimal, few, many, articles)
    yield Row(
        what=f"quit, {articles:,} articles, wall",
        cpu=many.left.wall,
        reference="python -c pass, wall",
        than=empty.wall,
        must="5",
    )


def _memory(minimal: _Starts, few: _Starts, many: _Starts, articles: int) -> Iterator[Row]:
    for what, ours in ((_MINIMAL, minimal), (f"{_FEW} articles", few), (f"{articles:,}", many)):
        yield Row(
            what=f"memory of the process, {what}",
            cpu=Figures(values=ours.memory_mb, unit="MB"),
            reference=_MINIMAL,
            than=Figures(values=minimal.memory_mb, unit="MB"),
            must="1.6",
        )


def _idle(theatre: Stage, library: Path, idle_s: float) -> Iterator[Row]:
    with theatre.app(library) as program:
        program.until(newest_headline(library))
        program.settle(2.0)
        written, cpu_ms = len(program.raw), program.cpu_ms()
        program.settle(idle_s)
        cpu = Figures(values=[program.cpu_ms() - cpu_ms], unit="ms")
        output = Figures(values=[float(len(program.raw) - written)], unit="bytes")
        program.press("q")
        program.wait_exit()
    yield Row(what=f"idle for {idle_s:g} s, CPU", cpu=cpu, must="20 ms")
    yield Row(what=f"idle for {idle_s:g} s, bytes written", cpu=output, must="0")
