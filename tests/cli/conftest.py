"""The command line, run in this process or in one of its own, on a library of the test's own."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.cli.main import carry_out

NEWSREADER = (sys.executable, "-m", "reader")
CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command line."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a terminal got from a command line."""

    status: int
    raw: bytes


Run = Callable[..., Done]
OnTerminal = Callable[..., Seen]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def newsreader(
    library: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Carries out a command line in this process, on a library with the seed in it."""
    monkeypatch.setenv("NEWSREADER_LIBRARY", str(library))

    def run(*arguments: str | Path) -> Done:
        capfdbinary.readouterr()
        status = carry_out([*map(str, arguments)])
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        out, err = capfdbinary.readouterr()
        return Done(status, out.decode(), err.decode())

    return run


@pytest.fixture
def usual(library: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a command line in a process of its own."""
    return {
        "HOME": str(tmp_path),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(CHECKOUT),
        "NEWSREADER_LIBRARY": str(library),
    }


@pytest.fixture
def spawn(usual: dict[str, str], tmp_path: Path) -> Spawn:
    """Runs a command line in a process of its own, without a terminal."""

    def run(
        *arguments: str | bytes | Path,
        stdin: bytes = b"",
        environ: Mapping[str, str] | None = None,
        argv: Sequence[str] = NEWSREADER,
    ) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*argv, *arguments],
            env={**usual, **(environ or {})},
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            timeout=100,
            check=False,
        )

    return run


@pytest.fixture
def on_terminal(usual: dict[str, str], tmp_path: Path) -> OnTerminal:
    """Runs a command line in a process of its own on a terminal of 80 by 24."""

    def run(*arguments: str | Path, environ: Mapping[str, str] | None = None) -> Seen:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        process = subprocess.Popen(
            [*NEWSREADER, *map(str, arguments)],
            env={**usual, **(environ or {})},
            cwd=tmp_path,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        raw = b"".join(iter(lambda: _read(master), b""))
        os.close(master)
        return Seen(process.wait(timeout=100), raw)

    return run


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # what Linux says where other systems say that it is at its end
        return b""
