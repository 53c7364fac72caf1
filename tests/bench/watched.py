"""A program in a pseudo-terminal whose time, memory and output are watched from outside."""

import re
import select
import time
from collections.abc import Callable
from pathlib import Path

from tests.e2e.terminal import Terminal

QUIET_S = 0.06
"""So long nothing is written after a key's last frame."""

_FRAME_END = b"\x1b[?2026l"
_PATIENCE_S = 60
_SETTLED = re.compile(r"VmRSS:\s+(\d+) kB")
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Watched(Terminal):
    """A program in a terminal; see `Terminal` for the arguments."""

    @property
    def pid(self) -> int:
        """Of the program itself."""
        return self.program._process.pid

    def cpu_ms(self) -> float:
        """CPU time that the program has taken, all its threads; no children."""
        total_ns = 0
        for task in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            total_ns += int(task.read_text().split()[0])
        return total_ns / 1e6

    def memory_mb(self) -> float:
        """What of the program is in memory."""
        return self._status(_SETTLED)

    def peak_mb(self) -> float:
        """The most that was in memory so far."""
        return self._status(_PEAK)

    def frames(self, since: int) -> int:
        """Frames written after so many bytes."""
        return self.raw.count(_FRAME_END, since)

    def settle(self, quiet_s: float = QUIET_S) -> float:
        """Read until nothing is written for a while.

        Returns:
            When the last bytes came, in seconds of `time.perf_counter`.
        """
        last = time.perf_counter()
        while self._is_readable(quiet_s):
            self._read(0.1)
            last = time.perf_counter()
        return last

    def until(self, sought: str | Callable[[Terminal], bool]) -> float:
        """Wait until the screen is as sought; how long that took, in milliseconds."""
        started = time.perf_counter()
        self.wait_for(sought, timeout_s=_PATIENCE_S)
        return (time.perf_counter() - started) * 1e3

    def _is_readable(self, timeout_s: float) -> bool:
        if self._master is None:
            return False
        return bool(select.select([self._master], [], [], timeout_s)[0])

    def _status(self, pattern: re.Pattern[str]) -> float:
        found = pattern.search(Path(f"/proc/{self.pid}/status").read_text(encoding="ascii"))
        return int(found[1]) / 1024 if found else 0.0
