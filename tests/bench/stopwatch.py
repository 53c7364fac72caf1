"""Measuring calls: CPU and wall time, in turns with what they are compared with."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from tests.bench.rows import Figures

_SLOW_MS = 1_000

Answer = TypeVar("Answer")


@dataclass(slots=True)
class Laps:
    """How long something took, each time, in milliseconds."""

    cpu_ms: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> Figures:
        """CPU time of the process, all its threads."""
        return Figures(values=self.cpu_ms, unit="ms")

    @property
    def wall(self) -> Figures:
        """Time on the clock."""
        return Figures(values=self.wall_ms, unit="ms")

    def time(self, call: Callable[[], Answer]) -> Answer:
        """Call it once more and note how long that took."""
        wall, cpu = time.perf_counter(), time.process_time()
        answer = call()
        self.cpu_ms.append((time.process_time() - cpu) * 1e3)
        self.wall_ms.append((time.perf_counter() - wall) * 1e3)
        return answer

    def keep_median(self, others: "Laps") -> None:
        """Note the median of another's times as one of these."""
        self.cpu_ms.append(others.cpu.p50)
        self.wall_ms.append(others.wall.p50)


def in_turns(
    calls: Mapping[str, Callable[[], Answer]], laps: Mapping[str, Laps], rounds: int
) -> dict[str, Answer]:
    """Call several things in turns, and note for each the median of its times.

    Args:
        calls: By name.
        laps: Where the median is added, by the same names.
        rounds: How often each is called; slow ones less often.

    Returns:
        What each answered the last time.
    """
    answers: dict[str, Answer] = {}
    own = {name: Laps() for name in calls}
    with no_collecting():
        for _ in range(rounds):
            for name, call in calls.items():
                if sum(own[name].wall_ms) < _SLOW_MS:
                    answers[name] = own[name].time(call)
    for name in calls:
        laps[name].keep_median(own[name])
    return answers


@contextmanager
def no_collecting() -> Iterator[None]:
    """Keep the collector of garbage out of what is measured."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
