import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.children import give_way


@pytest.fixture
def child() -> "Iterator[subprocess.Popen[bytes]]":
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process:
        yield process
        process.kill()


def test_a_child_that_gives_way_is_as_nice_as_can_be(child: "subprocess.Popen[bytes]") -> None:
    give_way(child.pid)

    assert os.getpriority(os.PRIO_PROCESS, child.pid) == 19


@pytest.mark.skipif(
    not Path("/proc/self/autogroup").exists() or os.geteuid() != 0,
    reason="sessions share the processor on Linux, and others than root may set that seldom",
)
def test_its_session_gives_way_too(child: "subprocess.Popen[bytes]") -> None:
    give_way(child.pid)

    assert Path(f"/proc/{child.pid}/autogroup").read_text().endswith("nice 10\n")


def test_a_child_that_has_ended_is_left_alone(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    child.wait()

    give_way(child.pid)

    assert child.returncode is not None
