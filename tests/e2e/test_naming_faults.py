import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.home import Home
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]


def report(day: int) -> str:
    """An article that is no other's copy."""
    chosen = random.Random(day)  # noqa: S311 - the same stories in each run
    words = ["".join(chosen.choices("abcdefghijklm", k=7)) for _ in range(20)]
    lines = (f"Angela Merkel spoke in Berlin of {word} and {word[::-1]}." for word in words)
    return f"Talks, day {day}\n\n" + "\n\n".join(lines)


@pytest.fixture
def wire(home: Home) -> Home:
    added = home.run("add", home.files([report(day) for day in range(60)]))
    assert added.returncode == 0, added.stderr
    return home


def finders(app: Terminal) -> list[int]:
    """The processes that find names, of those that the app has started."""
    return [
        pid
        for pid in app.program.children()
        if b"reader.entities.child" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


def wait_for_finder(app: Terminal, *, but: int = 0) -> int:
    deadline = time.monotonic() + 60
    while True:
        found = [pid for pid in finders(app) if pid != but]
        if found:
            return found[0]
        assert time.monotonic() < deadline
        with contextlib.suppress(AssertionError):  # it is not started yet
            app.wait_for(lambda _: False, timeout_s=0.05)


def focus_name(app: Terminal, shown: str) -> None:
    """Ask for the next name until there is one."""
    deadline = time.monotonic() + 60
    while shown not in app.text:
        assert time.monotonic() < deadline, app.text
        app.press("]")
        with contextlib.suppress(AssertionError):  # no names yet
            app.wait_for(shown, timeout_s=0.3)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_finder_that_is_killed_or_hangs_is_replaced_while_one_reads(
    start: Start, wire: Home, number: signal.Signals
) -> None:
    app = start(size=(100, 24))
    app.wait_for("names: ")
    first = wait_for_finder(app)

    os.kill(first, number)
    app.press("j", "j")
    app.wait_for("3 of 61")
    second = wait_for_finder(app, but=first)
    app.press("l")
    focus_name(app, " of 20 here")

    assert second != first
    app.wait_for(lambda app: "names: " not in app.lines()[-1], timeout_s=60)
    app.press("q")
    assert app.wait_exit() == 0
    done = wire.run("names")
    assert done.stdout == "0 read for names\n", done


def test_a_text_of_ten_megabytes_keeps_nobody_from_reading(start: Start, home: Home) -> None:
    text = "Everything\n\n" + "Angela Merkel met Emmanuel Macron in Berlin on Monday.\n\n" * 180_000
    home.run("add", home.files(["Talks, day 1\n\nEmmanuel Macron.\n", text]))

    app = start(size=(100, 24))
    app.wait_for("Everything")
    app.press("j")
    app.wait_for("2 of 3")
    app.press("l")
    focus_name(app, "1 of 1 here")

    app.press("q")
    assert app.wait_exit() == 0
