"""Running code without root's right to read and write everything."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_NOBODY = 65_534


def run(task: Callable[[Path], object], folder: Path) -> str:
    """What a function of the tests returns for a folder, as text, in a process of its own.

    Root reads and writes everything, so the process gives root up after importing. What is
    imported later may lie where nobody may read: urllib, under Python 3.13 in root's home.
    """
    program = (
        "import os, sys, pathlib, importlib, encodings.ascii, gzip, urllib.parse;"
        "task = getattr(importlib.import_module(sys.argv[1]), sys.argv[2]);"
        f"os.geteuid() or os.setuid({_NOBODY});"
        "print(task(pathlib.Path(sys.argv[3])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, task.__module__, task.__qualname__, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody can reach; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="newsreader-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)


def give_to_nobody(folder: Path) -> None:
    """Let the process of `run` own a folder and all in it."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _NOBODY, -1)
