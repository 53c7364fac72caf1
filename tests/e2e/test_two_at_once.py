import os
import signal
from collections.abc import Callable

import pytest

from tests.e2e.home import Home
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

ARTICLES = [
    "Harbour reopens in Valletta\n\nShips came back on Monday.\n",
    "Talks in Geneva go on\n\nSergey Lavrov and Antony Blinken met in Geneva.\n",
]


@pytest.fixture
def library(home: Home) -> Home:
    home.run("add", home.files(ARTICLES))
    return home


def test_two_at_once_both_read_and_mark(start: Start, library: Home) -> None:
    one = start(size=(100, 24))
    two = start(size=(100, 24))
    one.wait_for("3 articles")
    two.wait_for("3 articles")

    one.press("s")
    one.wait_for("★")
    two.press("J", "s")
    two.wait_for("★")
    one.press("q")
    two.press("q")

    assert (one.wait_exit(), two.wait_exit()) == (0, 0)
    assert sum(row["starred"] is True for row in library.rows("list")) == 2
    assert b"locked" not in one.raw + two.raw


def test_what_another_adds_meanwhile_is_found(start: Start, library: Home) -> None:
    app = start(size=(100, 24))
    app.wait_for("3 articles")

    library.run("add", library.files([*ARTICLES, "Volcano wakes\n\nAsh fell on the village.\n"]))
    app.press("/", *"volcano")

    app.wait_for("1 of 4")
    app.wait_for("Ash fell on the village.")


def test_what_another_adds_meanwhile_is_listed_by_itself(start: Start, library: Home) -> None:
    app = start(size=(100, 24))
    app.wait_for("3 articles")
    app.wait_for(lambda app: "finding names" not in app.text)

    library.run("add", library.files([*ARTICLES, "Volcano wakes\n\nAsh fell on the village.\n"]))

    app.wait_for("4 articles")
    app.wait_for("Volcano wakes")


def test_death_of_the_process_that_finds_names_is_survived(start: Start, library: Home) -> None:
    app = start(size=(100, 24))
    app.wait_for("3 articles")
    app.wait_for(lambda app: app.program.children() != [])

    for pid in app.program.children():
        os.kill(pid, signal.SIGKILL)
    app.press("/", *"lavrov", "enter")

    app.wait_for("Sergey Lavrov and")
    app.wait_for(lambda app: any(look.is_bold for look in app.looks_of("Blinken")))
    app.press("q")
    assert app.wait_exit() == 0
    assert library.run("doctor").returncode == 0
