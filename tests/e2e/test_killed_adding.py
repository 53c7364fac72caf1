import random
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.home import Home
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

FILES = 2_000


@pytest.fixture
def wire(home: Home) -> Path:
    chosen = random.Random(3)  # noqa: S311 - the same stories in each run
    words = ["bank", "court", "goal", "match", "minister", "oil", "price", "rain", "storm"]
    return home.files(
        [f"Story {n}\n\n{' '.join(chosen.choices(words, k=60))}.\n" for n in range(FILES)]
    )


def acknowledged(app: Terminal) -> int:
    """How many articles the progress bar has said are done."""
    told = re.findall(rb"([\d,]+) articles", app.raw)
    return max((int(number.replace(b",", b"")) for number in told), default=0)


def test_adding_that_is_killed_keeps_what_it_said_and_can_be_taken_up(
    start: Start, home: Home, wire: Path, kills: int
) -> None:
    chosen = random.Random(5)  # noqa: S311 - the same moments in each run

    for number in range(kills):
        environ = home.environ(NEWSREADER_LIBRARY=str(home.folder / f"library-{number}"))
        adding = start("add", wire, environ=environ)
        adding.wait_for("Adding")
        time.sleep(chosen.uniform(0, 1))
        adding.program.signal(signal.SIGKILL)
        adding.wait_exit()

        listed = home.run("list", "--json", environ=environ)
        assert listed.returncode == 0, listed.stderr
        assert listed.stdout.count("\n") >= acknowledged(adding)
        checked = home.run("doctor", environ=environ)
        assert checked.returncode == 0, checked.stdout
        assert home.run("add", wire, environ=environ).returncode == 0
        again = home.run("add", wire, environ=environ)
        assert f"0 added, 0 updated, {FILES:,} unchanged" in again.stdout


def test_opening_that_is_killed_while_names_are_found_starts_clean(
    start: Start, home: Home
) -> None:
    text = "Angela Merkel met Emmanuel Macron in Berlin on Monday. " * 100
    home.run("add", home.files([f"Talks, day {day}\n\n{text}" for day in range(30)]))

    for _ in range(3):
        app = start()
        app.wait_for(lambda app: any(look.is_bold for look in app.looks_of("Macron")))
        app.program.signal(signal.SIGKILL)
        app.wait_exit()
        app.program.wait_alone()

    assert home.run("doctor").returncode == 0
    assert home.run("names").returncode == 0
    assert any(row["name"] == "Angela Merkel" for row in home.rows("entities"))
