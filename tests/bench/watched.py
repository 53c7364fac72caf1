"""A program in a pseudo-terminal whose time, memory and output are watched from outside."""

import errno
import os
import re
import select
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from typing_extensions import override

from tests.e2e.terminal import Terminal

QUIET_S = 0.06
"""So long nothing is written after a key's last frame."""

_FRAME_END = b"\x1b[?2026l"
_SCHEDULED = 2
"""Of the clocks of a process, the exact one."""
_PATIENCE_S = 60
_SETTLED = re.compile(r"VmRSS:\s+(\d+) kB")
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Watched(Terminal):
    """A program in a terminal; see `Terminal` for the arguments."""

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        columns: int,
        rows: int,
        cwd: Path,
    ) -> None:
        self._undrawn = bytearray()
        self.last_read_s = 0.0
        """When something was last read, in seconds of `time.perf_counter`."""
        super().__init__(argv, environ=environ, columns=columns, rows=rows, cwd=cwd)

    @property
    def pid(self) -> int:
        """Of the program itself."""
        return self.program._process.pid

    def cpu_ms(self) -> float:
        """CPU time that the program has taken; see `cpu_ms`."""
        return cpu_ms(self.pid)

    def memory_mb(self) -> float:
        """What of the program is in memory."""
        return memory_mb(self.pid)

    def peak_mb(self) -> float:
        """The most that was in memory so far."""
        return _status(self.pid, _PEAK)

    def frames(self, since: int) -> int:
        """Frames written after so many bytes."""
        return self.raw.count(_FRAME_END, since)

    def frame_end(self, since: int) -> int:
        """How many bytes had been written at the end of the first frame after so many."""
        return self.raw.index(_FRAME_END, since) + len(_FRAME_END)

    def until_frame(self, since: int) -> bool:
        """Wait until a frame has been written after so many bytes; False if none comes."""
        deadline = time.perf_counter() + _PATIENCE_S
        while not self.frames(since) and time.perf_counter() < deadline:
            self.listen(_PATIENCE_S)
        return self.frames(since) > 0

    def settle(self, quiet_s: float = QUIET_S) -> float:
        """Read until nothing is written for a while, then draw it.

        Returns:
            When the last bytes came, in seconds of `time.perf_counter`.
        """
        while self.listen(quiet_s):
            pass
        self.draw()
        return self.last_read_s

    def listen(self, timeout_s: float) -> bool:
        """Read what is written within a time, without drawing it; False if nothing was."""
        if self._master is None or not select.select([self._master], [], [], timeout_s)[0]:
            return False
        try:
            raw = os.read(self._master, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return False
        self.last_read_s = time.perf_counter()
        self._raw += raw
        self._undrawn += raw
        return bool(raw)

    def draw(self) -> None:
        """Draw what was read on the screen: slower than reading it."""
        self._emulator.feed(bytes(self._undrawn))
        self._undrawn.clear()

    def until(self, sought: str | Callable[[Terminal], bool]) -> float:
        """Wait until the screen is as sought; how long that took, in milliseconds."""
        started = time.perf_counter()
        self.wait_for(sought, timeout_s=_PATIENCE_S)
        return (time.perf_counter() - started) * 1e3

    @override
    def _read(self, timeout_s: float) -> bool:
        self.draw()
        return super()._read(timeout_s)


def cpu_ms(pid: int) -> float:
    """CPU time that a process has taken, its ended threads too; without its children.

    Source: Linux, include/linux/posix-timers_types.h, how a process is named as a clock.
    """
    return time.clock_gettime_ns(((~pid) << 3) | _SCHEDULED) / 1e6


def memory_mb(pid: int) -> float:
    """What of a process is in memory."""
    return _status(pid, _SETTLED)


def _status(pid: int, pattern: re.Pattern[str]) -> float:
    found = pattern.search(Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0
