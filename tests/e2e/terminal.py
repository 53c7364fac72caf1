"""A pseudo-terminal that runs a program, presses its keys and reads its screen."""

import errno
import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.e2e.emulator import Emulator, Look
from tests.e2e.program import Program

_KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": b"\x1b",
    "space": b" ",
    "backspace": b"\x7f",
    "delete": b"\x1b[3~",
    "f1": b"\x1bOP",
    "ctrl+c": b"\x03",
    "ctrl+q": b"\x11",
    "ctrl+z": b"\x1a",
}


class Terminal:
    """A program in a pseudo-terminal of its own, ended with all its children on exit.

    Args:
        argv: The program and its arguments.
        environ: The program's whole environment.
        columns: Width in cells, from 1.
        rows: Height in cells, from 1.
        cwd: Where the program starts.
        stdin: The program's standard input where that is not the terminal, a file descriptor.
        stdout: Its standard output where that is not the terminal, a file descriptor.
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
        stdin: int | None = None,
        stdout: int | None = None,
    ) -> None:
        self.program: Program
        """What runs in it."""
        self._raw = bytearray()
        self._emulator = Emulator(columns, rows, answer=self.write)
        self._master: int | None
        self._master, slave = pty.openpty()
        self._set_size(columns, rows)
        try:
            self.program = Program(
                argv, environ=environ, terminal=slave, cwd=cwd, stdin=stdin, stdout=stdout
            )
        finally:
            os.close(slave)

    @property
    def raw(self) -> bytes:
        """All bytes read from the program so far."""
        return bytes(self._raw)

    @property
    def modes(self) -> set[int]:
        """The private terminal modes that are on: 1049 is the alternate screen, 1000 the mouse."""
        return self._emulator.modes

    @property
    def columns(self) -> int:
        """Width in cells."""
        return self._emulator.columns

    def lines(self) -> list[str]:
        """Return the text of each row, top to bottom, without blanks at its end."""
        return self._emulator.lines()

    @property
    def text(self) -> str:
        """The screen as one string, a line a row."""
        return "\n".join(self.lines())

    def look(self, row: int, column: int) -> Look:
        """Return how the cell at row and column, both from 0, looks."""
        return self._emulator.look(row, column)

    def looks_of(self, text: str) -> set[Look]:
        """Return the looks of the cells of every place where a text stands in one row.

        Args:
            text: What to look for; no wide characters in it.

        Returns:
            The different looks; empty where the text is not on the screen.
        """
        looks: set[Look] = set()
        for row in range(len(self.lines())):
            line = "".join(cell or "\0" for cell in self._emulator.cells(row))
            start = line.find(text)
            while start >= 0:
                looks |= {self.look(row, start + place) for place in range(len(text))}
                start = line.find(text, start + 1)
        return looks

    def press(self, *keys: str) -> None:
        """Press keys, one after the other.

        Args:
            keys: Characters, or names such as `enter`, `escape`, `pagedown`, `ctrl+c`.
        """
        for key in keys:
            self.write(_KEYS[key] if key in _KEYS else key.encode())

    def paste(self, text: str) -> None:
        """Paste a text as terminals do it: bracketed, in UTF-8, no control but tab and line end."""
        kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", text)
        self.write(b"\x1b[200~" + kept.encode(errors="replace") + b"\x1b[201~")

    def write(self, raw: bytes) -> None:
        """Send bytes to the program; they are lost when it has ended.

        Args:
            raw: What the keyboard, or the terminal itself, sends.
        """
        while raw and self._master is not None:
            _, writable, _ = select.select([], [self._master], [], 0.1)
            if not writable:
                if self.program.status is not None:
                    return
                self._read(0)
                continue
            try:
                raw = raw[os.write(self._master, raw[:1024]) :]
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                return

    def wait_for(self, sought: "str | Callable[[Terminal], bool]", timeout_s: float = 30) -> None:
        """Read what the program writes until the screen is as sought.

        Args:
            sought: A text that is to stand on the screen in one row, or a condition.
            timeout_s: How long at most, in seconds; generous, a passing test never needs it.

        Raises:
            AssertionError: The time was up, or the program ended first; shows the screen.
        """
        deadline = time.monotonic() + timeout_s
        while not (sought in self.text if isinstance(sought, str) else sought(self)):
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                state = "after the time was up" if left <= 0 else "when the output ended"
                message = f"{sought!r} did not hold {state}; the screen:\n{self.text}"
                raise AssertionError(message)

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size, in cells; the program is told by SIGWINCH."""
        self._emulator.resize(columns, rows)
        self._set_size(columns, rows)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        if self._master is not None:
            os.close(self._master)
            self._master = None

    def wait_stopped(self, timeout_s: float = 30) -> None:
        """Wait until the program is stopped, as by ctrl+z.

        Raises:
            AssertionError: It still ran when the time was up.
        """
        deadline = time.monotonic() + timeout_s
        while not self.program.is_stopped:
            assert time.monotonic() < deadline, f"still running; the screen:\n{self.text}"
            self._read(0.05)

    def wait_exit(self, timeout_s: float = 30) -> int:
        """Wait until the program has ended, and read the rest of its output.

        Returns:
            Its exit status, or minus the number of the signal that ended it.

        Raises:
            AssertionError: It still ran when the time was up.
        """
        deadline = time.monotonic() + timeout_s
        while (status := self.program.status) is None:
            assert time.monotonic() < deadline, f"still running; the screen:\n{self.text}"
            if not self._read(0.05):
                time.sleep(0.005)  # the terminal is closed: nothing left to wait on
        while self._read(0):
            pass
        return status

    def close(self) -> None:
        """End the program and its children at once, and close the terminal."""
        self.program.kill()
        self.hang_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _set_size(self, columns: int, rows: int) -> None:
        assert self._master is not None
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, timeout_s: float) -> bool:
        # False: nothing will come any more, or nothing came in a poll with no time to wait.
        if self._master is None:
            return False
        ready, _, _ = select.select([self._master], [], [], timeout_s)
        if not ready:
            return timeout_s > 0
        try:
            raw = os.read(self._master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            raw = b""
        self._raw += raw
        if raw:
            self._emulator.feed(raw)
        return bool(raw)
