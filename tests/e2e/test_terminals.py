import os
import subprocess
from collections.abc import Callable

import pytest

from tests.e2e.home import Home
from tests.e2e.manners import has_colours, intruders, modes_left_on
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

HEADLINE = "Iraqi forces launch anti-IS offensive near Syria border"
SEED = "Iraq launched an army operation"


def is_lit(app: Terminal) -> bool:
    return any(look.is_italic for look in app.looks_of("Euphrates"))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60), (40, 10), (20, 5)])
def test_every_size_shows_the_headline_and_leaves(start: Start, size: tuple[int, int]) -> None:
    app = start(size=size)

    app.wait_for("Iraqi forces")
    app.press("enter")
    app.wait_for(lambda app: "Iraq launched" in app.text or size[1] < 10)
    app.press("q")

    assert app.wait_exit() == 0
    assert intruders(app.raw) == []


def test_one_cell_and_back_shows_all_again(start: Start) -> None:
    app = start(size=(100, 30))
    app.wait_for(is_lit)
    before = app.text

    app.resize(1, 1)
    seen = len(app.raw)
    app.press("j", "k")
    app.wait_for(lambda app: len(app.raw) > seen)
    app.resize(100, 30)

    app.wait_for(lambda app: app.text == before)


def test_start_in_one_cell_can_be_left(start: Start) -> None:
    app = start(size=(1, 1))
    app.wait_for(lambda app: 1049 in app.modes)

    app.resize(80, 24)

    app.wait_for(SEED)
    app.press("q")
    assert app.wait_exit() == 0


def test_two_hundred_resizes_end_as_one(start: Start) -> None:
    app = start(size=(100, 30))
    app.wait_for(is_lit)
    before = app.text

    for number in range(199):
        app.resize(1 + number * 37 % 160, 1 + number * 23 % 60)
    app.resize(100, 30)

    app.wait_for(lambda app: app.text == before)
    app.press("q")
    assert app.wait_exit() == 0


def test_no_colour_is_sent_where_none_is_wanted_and_signs_tell_the_kinds(
    start: Start, home: Home
) -> None:
    app = start(size=(120, 36), environ=home.environ(NO_COLOR="1"))

    app.wait_for("^Euphrates")
    app.wait_for("#Islamic State")
    app.press("q")
    app.wait_exit()

    assert not has_colours(app.raw)


@pytest.mark.parametrize("terminal", ["linux", "xterm-16color"])
def test_sixteen_colours_are_enough(start: Start, home: Home, terminal: str) -> None:
    app = start(environ=home.environ(TERM=terminal, COLORTERM=""))

    app.wait_for(is_lit)
    app.press("q")

    assert app.wait_exit() == 0
    assert b"\x1b[38;2" not in app.raw
    assert b";38;2;" not in app.raw


@pytest.mark.parametrize(
    "locale", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "LANG": ""}]
)
def test_plain_locale_starts_and_draws_no_rules_it_cannot_show(
    start: Start, home: Home, locale: dict[str, str]
) -> None:
    app = start(environ=home.environ(**locale))

    app.wait_for(SEED)
    app.press("q")

    assert app.wait_exit() == 0


def test_dumb_terminal_gets_plain_text(start: Start, home: Home) -> None:
    app = start(environ=home.environ(TERM="dumb", COLORTERM=""))

    assert app.wait_exit() == 0
    assert b"\x1b" not in app.raw
    assert HEADLINE[:40] in app.raw.decode()


def test_output_into_a_pipe_is_plain_text(home: Home) -> None:
    done = home.run()

    assert done.returncode == 0
    assert HEADLINE in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_output_into_a_pipe_is_plain_text_on_a_terminal_too(start: Start) -> None:
    read, write = os.pipe()
    app = start(stdout=write)
    os.close(write)

    status = app.wait_exit()

    with os.fdopen(read, "rb") as pipe:
        assert HEADLINE.encode() in pipe.read()
    assert status == 0
    assert b"\x1b" not in app.raw


def test_nothing_to_read_keys_from_ends_at_once(start: Start) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    app = start(stdin=nothing)
    os.close(nothing)

    status = app.wait_exit()

    assert status in {0, 1, 2}
    assert modes_left_on(app.raw) == set()


def test_reader_of_a_pipe_that_leaves_early_is_no_error(home: Home) -> None:
    home.run(
        "add", home.files([f"Headline {number} {'long ' * 90}\n\nText.\n" for number in range(300)])
    )
    with subprocess.Popen(
        [*home.newsreader, "list", "--json"],
        env=home.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        first = listing.stdout.readline()
        listing.stdout.close()
        complaints = listing.stderr.read()

    assert first.startswith(b"{")
    assert complaints == b""


@pytest.mark.parametrize("elsewhere", ["2>/dev/null", "2>&-"])
def test_errors_sent_elsewhere_leave_the_screen_where_it_is(
    start: Start, home: Home, elsewhere: str
) -> None:
    app = start(argv=["/bin/sh", "-c", f'exec "$@" {elsewhere}', "sh", *home.newsreader])

    app.wait_for(is_lit)
    app.press("q")

    assert app.wait_exit() == 0
    assert modes_left_on(app.raw) == set()
