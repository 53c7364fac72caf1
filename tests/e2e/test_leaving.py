import contextlib
import signal
from collections.abc import Callable

import pytest

from tests.e2e.home import Home
from tests.e2e.manners import intruders, modes_left_on
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

SEED = "Iraq launched an army operation"
_SELDOM = 15
"""Times in 3 s: every 5 s the app looks whether something was said elsewhere."""


@pytest.fixture
def app(start: Start) -> Terminal:
    app = start()
    app.wait_for(SEED)
    return app


def wait_until_gone(app: Terminal, shown: str) -> None:
    app.wait_for(lambda app: shown not in app.text)


def sleeps(app: Terminal) -> bool:
    waits, drawn = app.program.waits(), len(app.raw)
    with contextlib.suppress(AssertionError):
        app.wait_for(lambda app: len(app.raw) > drawn, timeout_s=3)
    return len(app.raw) == drawn and app.program.waits() - waits < _SELDOM


def is_in_the_app(app: Terminal) -> bool:
    return {1049, 1000} <= app.modes


def test_terminal_is_put_back_after_q(app: Terminal) -> None:
    was_in_the_app = is_in_the_app(app)

    app.press("q")

    assert app.wait_exit() == 0
    assert was_in_the_app
    assert modes_left_on(app.raw) == set()
    assert app.raw.rindex(b"\x1b[<u") < app.raw.rindex(b"\x1b[?1049l")
    assert intruders(app.raw) == []
    app.program.wait_alone()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_terminal_is_put_back_after_a_signal_that_ends(
    app: Terminal, number: signal.Signals
) -> None:
    app.program.signal(number)

    assert app.wait_exit() == 128 + number
    assert modes_left_on(app.raw) == set()
    app.program.wait_alone()


def test_interrupt_ends_in_good_order_or_not_at_all(app: Terminal) -> None:
    app.program.signal(signal.SIGINT)
    app.press("j", "q")

    assert app.wait_exit() in {0, 128 + signal.SIGINT}
    assert modes_left_on(app.raw) == set()
    assert b"Traceback" not in app.raw


def test_ctrl_c_does_not_end_the_app(app: Terminal) -> None:
    app.press("ctrl+c", "?")

    app.wait_for("Next headline, or the next line")


def test_window_that_is_closed_ends_the_app(app: Terminal) -> None:
    app.hang_up()

    assert app.wait_exit() != 0
    app.program.wait_alone()


def test_window_that_is_closed_while_much_is_drawn_ends_the_app(app: Terminal) -> None:
    for number in range(400):
        app.resize(100 + number % 7, 30 + number % 5)
        app.press("J" if number % 2 else "K", "0")
    app.hang_up()

    assert app.wait_exit() != 0
    app.program.wait_alone()


def test_terminal_that_goes_without_a_signal_ends_the_app(start: Start, home: Home) -> None:
    app = start(argv=["setsid", "--wait", *home.newsreader])
    app.wait_for("Iraqi forces")

    app.hang_up()

    app.wait_exit()
    app.program.wait_alone()


def test_what_was_typed_survives_a_signal(start: Start, app: Terminal) -> None:
    app.press("/", "m", "o", "s", "u", "l")
    app.wait_for(" / mosul")
    app.wait_for("1 of 1")

    app.program.signal(signal.SIGTERM)
    app.wait_exit()
    again = start()

    again.wait_for(" / mosul")


def test_stopped_app_gives_the_terminal_back_and_takes_it_again(app: Terminal) -> None:
    app.program.signal(signal.SIGTSTP)
    app.wait_stopped()
    app.wait_for(lambda app: not is_in_the_app(app))
    seen = len(app.raw)

    app.program.signal(signal.SIGCONT)

    app.wait_for(is_in_the_app)
    app.wait_for(lambda app: SEED.encode() in app.raw[seen:])
    app.press("q")
    assert app.wait_exit() == 0
    assert modes_left_on(app.raw) == set()


def test_app_that_is_left_alone_sleeps_and_draws_nothing(app: Terminal) -> None:
    app.wait_for(lambda app: any(look.is_italic for look in app.looks_of("Euphrates")))

    # The first time it may not have finished with what it began.
    assert any(sleeps(app) for _ in range(10))


def test_key_for_help_is_answered_after_every_other_key(app: Terminal) -> None:
    app.wait_for(lambda app: any(look.is_italic for look in app.looks_of("Euphrates")))
    keys = "jkJK gGhl]]nN[[0000012345123450msms zzwweeii"
    app.press(*keys, "tab", "tab", "pagedown", "pageup", "home", "end", "escape", "escape")
    for key, shown in (("T", "of the article"), ("E", "1 articles"), ("c", "Tab where")):
        app.press("]", key)
        app.wait_for(shown)
        app.press("escape")
        wait_until_gone(app, shown)

    app.press("?")

    app.wait_for("Next headline, or the next line")


def test_names_being_found_do_not_hold_up_leaving(start: Start, home: Home) -> None:
    text = "Angela Merkel met Emmanuel Macron in Berlin on Monday. " * 400
    home.run("add", home.files([f"Talks, day {day}\n\n{text}" for day in range(40)]))
    app = start()
    app.wait_for("41 articles")

    app.press("q")

    assert app.wait_exit() == 0
    app.program.wait_alone()
