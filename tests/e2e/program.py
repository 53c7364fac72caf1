"""A program with a terminal of its own, and all the processes that it starts."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import uuid4

_MARK = "NEWSREADER_TEST_PROGRAM"
"""Variable of the environment that tells a program's processes from all others."""

# Makes its standard input the controlling terminal, then becomes the program. Forking here
# instead would warn in a process with threads, which every parallel test run is.
_LAUNCHER = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvpe(sys.argv[1], sys.argv[1:], os.environ)"
)


class Program:
    """A program that runs in a terminal.

    Args:
        argv: The program and its arguments.
        environ: Its whole environment.
        terminal: The file descriptor of its terminal.
        cwd: Where it starts.
        stdin: Its standard input where that is not the terminal.
        stdout: Its standard output where that is not the terminal.
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        terminal: int,
        cwd: Path | None,
        stdin: int | None,
        stdout: int | None,
    ) -> None:
        mark = str(uuid4())
        self._mark = f"{_MARK}={mark}".encode()
        command = [str(part) for part in argv]
        if stdin is None:
            command = [sys.executable, "-S", "-E", "-c", _LAUNCHER, *command]
        self._process = subprocess.Popen(
            command,
            stdin=terminal if stdin is None else stdin,
            stdout=terminal if stdout is None else stdout,
            stderr=terminal,
            env={**environ, _MARK: mark},
            cwd=cwd,
            start_new_session=True,
        )

    @property
    def status(self) -> int | None:
        """Exit status, or minus the number of the signal that ended it; None while it runs."""
        return self._process.poll()

    @property
    def is_stopped(self) -> bool:
        """Whether it is stopped, as by ctrl+z."""
        flags = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._process.pid, flags) is not None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program itself, not to its children."""
        self._process.send_signal(number)

    def waits(self) -> int:
        """How often threads of the program itself have begun to wait, and so woke, so far."""
        waits = 0
        for task in Path(f"/proc/{self._process.pid}/task").iterdir():
            status = (task / "status").read_text().splitlines()
            waits += sum(int(line.split()[1]) for line in status if line.startswith("voluntary"))
        return waits

    def children(self) -> list[int]:
        """Return the ids of the processes that stem from the program and still run."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if self._mark in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
        return [pid for pid in found if pid != self._process.pid]

    def wait_alone(self, timeout_s: float = 30) -> None:
        """Wait until nothing that the program has started runs any more.

        Raises:
            AssertionError: Something still ran when the time was up.
        """
        deadline = time.monotonic() + timeout_s
        while children := self.children():
            assert time.monotonic() < deadline, f"still running: {children}"
            time.sleep(0.01)  # they can't be waited for: they are not ours

    def kill(self) -> None:
        """End the program and its children at once."""
        for pid in (self._process.pid, *self.children()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
