"""What keys cost: moving in the list, held keys, typing in the search; seen from outside."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reader.library import Library
from tests.bench import minimal_list
from tests.bench.options import Options, WrongAnswerError
from tests.bench.rows import Figures, Row
from tests.bench.stage import Stage, newest_headline, stage
from tests.bench.stock import Stock
from tests.bench.stopwatch import Laps
from tests.bench.watched import Watched
from tests.e2e.home import CHECKOUT

_FEW, _ENOUGH_TO_SCROLL, _OPTIONS = 10, 100, 1_000
_WARMING, _KEYS = 1, 8
"""So many rows are surely in view, of ten articles too. The first key after the other program's
turn is not measured: whatever the list, it finds the processor's caches cold, and takes three
times as long as the next."""
_SCROLLED = 40
_A_SECOND = 60
_TYPED = "government offensive"


@dataclass(slots=True)
class Keys:
    """What was seen of keys of one kind."""

    painted: Laps = field(default_factory=Laps)
    """From a key to the end of the first frame after it."""
    done: Laps = field(default_factory=Laps)
    """From a key to the last byte that it leads to; CPU until all has been quiet for a while."""
    written: list[float] = field(default_factory=list)
    """Bytes up to the end of the first frame after each key."""

    def press(self, program: Watched, *keys: str) -> None:
        """Press keys one by one, each when the one before is done with."""
        for key in keys:
            cpu_ms, written, started = program.cpu_ms(), len(program.raw), time.perf_counter()
            program.press(key)
            if not program.until_frame(written):
                raise WrongAnswerError(f"nothing was painted after {key!r}")
            self.painted.cpu_ms.append(program.cpu_ms() - cpu_ms)
            self.painted.wall_ms.append((program.last_read_s - started) * 1e3)
            self.written.append(program.frame_end(written) - written)
            self.done.wall_ms.append((program.settle() - started) * 1e3)
            self.done.cpu_ms.append(program.cpu_ms() - cpu_ms)


def measure(options: Options) -> Iterator[Row]:
    """Measure keys in the list of all articles, of a few, and in Textual's own list."""
    counts = (max(options.articles, _ENOUGH_TO_SCROLL), _FEW, _ENOUGH_TO_SCROLL)
    many, few, enough = (options.stock.library(count) for count in counts)
    for folder in (many, few, enough):
        with Library.open(folder) as library:
            library.back_up()
    with stage() as theatre:
        yield from _moving(theatre, many, few, enough, options.rounds)
        yield from _held(theatre, many, options.held_s)
        yield from _typing(theatre, many, options.rounds)
        yield from _meanwhile(theatre, options)


def _moving(theatre: Stage, many: Path, few: Path, enough: Path, rounds: int) -> Iterator[Row]:
    seen = {name: Keys() for name in ("many", "few", "down", "enough", "options", "page")}
    with ExitStack() as programs:
        app, small, medium = (
            programs.enter_context(opened(theatre, folder)) for folder in (many, few, enough)
        )
        stock = programs.enter_context(theatre.module("tests.bench.minimal_list", str(_OPTIONS)))
        stock.until(minimal_list.READY)
        stock.settle()
        for _ in range(rounds):
            for program, name in ((app, "many"), (small, "few")):
                Keys().press(program, *"j" * _WARMING)
                seen[name].press(program, *"j" * _KEYS)
                Keys().press(program, "g")
        scrolled = ((app, "down"), (medium, "enough"), (stock, "options"))
        for program, _ in scrolled:
            Keys().press(program, *"j" * _SCROLLED)
        for _ in range(min(rounds, (_ENOUGH_TO_SCROLL - _SCROLLED) // (_WARMING + _KEYS) - 1)):
            for program, name in scrolled:
                Keys().press(program, *"j" * _WARMING)
                seen[name].press(program, *"j" * _KEYS)
        seen["page"].press(app, "pagedown", "pagedown", "pagedown")
    yield _row("j in view", seen["many"], f"{_FEW} articles", seen["few"], "1.15")
    yield _row("j scrolling", seen["down"], f"{_ENOUGH_TO_SCROLL} articles", seen["enough"], "1.15")
    yield _row(
        "j scrolling", seen["down"], f"OptionList, {_OPTIONS:,} rows", seen["options"], "0.5"
    )
    frame = Figures(values=seen["page"].written, unit="bytes")
    for what, name, must in (("in view", "many", "0.1"), ("scrolling", "down", "1.1")):
        written = Figures(values=seen[name].written, unit="bytes")
        yield Row(
            what=f"bytes of j {what}", cpu=written, reference="a page down", than=frame, must=must
        )


def _held(theatre: Stage, many: Path, held_s: float) -> Iterator[Row]:
    with opened(theatre, many) as program:
        ours = _hold(program, held_s)
    with theatre.module("tests.bench.minimal_list", str(_OPTIONS)) as program:
        program.until(minimal_list.READY)
        program.settle(0.5)
        theirs = _hold(program, held_s)
    for measured, unit, must in (
        ("frames a key", "", "0.95"),
        ("lag after release", "ms", "a frame"),
        ("CPU a key", "ms", "0.5"),
    ):
        yield Row(
            what=f"j held for {held_s:g} s, {_A_SECOND} a second: {measured}",
            cpu=Figures(values=[ours[measured]], unit=unit),
            reference=f"OptionList, {_OPTIONS:,} rows",
            than=Figures(values=[theirs[measured]], unit=unit),
            must=must,
        )


def _hold(program: Watched, held_s: float) -> dict[str, float]:
    keys = int(held_s * _A_SECOND)
    written, cpu_ms, started = len(program.raw), program.cpu_ms(), time.perf_counter()
    for turn in range(keys):
        while (left := started + turn / _A_SECOND - time.perf_counter()) > 0:
            program.listen(left)
        program.press("j")
    released = time.perf_counter()
    lag_ms = max(0.0, (program.settle() - released) * 1e3)
    return {
        "frames a key": program.frames(written) / keys,
        "lag after release": lag_ms,
        "CPU a key": (program.cpu_ms() - cpu_ms) / keys,
    }


def _typing(theatre: Stage, many: Path, rounds: int) -> Iterator[Row]:
    echo, found = Keys(), Keys()
    asked = Laps()
    with opened(theatre, many) as program, Library.open(many) as library:
        for _ in range(rounds):
            echo.press(program, "j", "k")
            Keys().press(program, "/")
            for end, key in enumerate(_TYPED, 1):
                found.press(program, key)
                asked.time(partial(_first_page, library, _TYPED[:end]))
            if _TYPED not in program.text:
                raise WrongAnswerError("what was typed is not on the screen")
            program.press("escape")
            program.settle(0.3)
    pairs = [
        query + key
        for query, key in zip(
            asked.wall_ms, echo.painted.wall_ms * len(asked.wall_ms), strict=False
        )
    ]
    yield Row(
        what="a key in the search to its results on the screen, wall",
        cpu=found.done.wall,
        reference="query + j in view, wall",
        than=Figures(values=pairs, unit="ms"),
        must="3",
    )
    yield Row(what="a key in the search, CPU until all is quiet", cpu=found.done.cpu)


def _first_page(library: Library, text: str) -> int:
    return len(library.hits(text, is_typing=True).rows(0, 50))


def _meanwhile(theatre: Stage, options: Options) -> Iterator[Row]:
    """The echo of a key while names are found, and while articles are added."""
    count = min(options.articles, 10_000)
    unnamed = Stock(options.stock.folder, has_names=False).library(count)
    named = options.stock.library(count)
    lines = options.stock.archive(max(count, min(10 * count, 100_000)))
    for what, library, is_adding in (
        ("names are found", unnamed, False),
        ("articles are added", named, True),
    ):
        busy, idle = Keys(), Keys()
        copy = library.with_name(library.name + ".copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(library, copy)
        with ExitStack() as programs:
            programs.callback(shutil.rmtree, copy)
            still = programs.enter_context(opened(theatre, named))
            if is_adding:
                adder = programs.enter_context(_adding(copy, lines))
                programs.callback(adder.kill)
            program = programs.enter_context(opened(theatre, copy))
            for _ in range(options.rounds):
                for one, keys in ((program, busy), (still, idle)):
                    keys.press(one, *"jjjkkk")
        yield Row(
            what=f"echo of j while {what}, wall",
            cpu=busy.painted.wall,
            reference="idle, wall",
            than=idle.painted.wall,
            must="1.5",
        )


def _adding(library: Path, lines: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "reader", "add", str(lines), "--library", str(library)],
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def opened(theatre: Stage, library: Path) -> Watched:
    program = theatre.app(library)
    program.until(newest_headline(library))
    program.settle(0.5)
    return program


def _row(what: str, keys: Keys, reference: str, than: Keys, must: str) -> Row:
    return Row(
        what=what,
        cpu=keys.painted.cpu,
        wall=keys.painted.wall,
        reference=reference,
        than=than.painted.cpu,
        must=must,
    )
