"""What every test starts from: no settings and no library but its own, and a plain terminal."""

import os
import signal
import threading
from collections.abc import Callable
from typing import TypeVar

# Textual reads these once, when it is imported, and what the developer has set must not count.
for _name in [*os.environ]:
    if _name.startswith(("TEXTUAL", "NEWSREADER", "XDG_")) or _name in {"NO_COLOR", "COLORTERM"}:
        del os.environ[_name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"

import pytest  # noqa: E402 - after the environment is clean
from hypothesis import settings  # noqa: E402
from textual.app import App  # noqa: E402

from tests import screen  # noqa: E402

Result = TypeVar("Result")

# Run in the background, the tests ignore Ctrl-C, and so would the programs that they stop.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A slow machine is no failure: no test of ours asserts a time.
settings.register_profile("newsreader", deadline=None, database=None)
settings.load_profile("newsreader")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-snapshots",
        action="store_true",
        help="keep what the screens show now as what they are to show",
    )
    parser.addoption(
        "--kills",
        type=int,
        default=3,
        help="how often the adding of files is killed at a random moment (%(default)s)",
    )


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp() / "home"))


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill what must survive it."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def check_screen(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Compares an app's screen with the snapshot of the test that is running.

    The files lie in `snapshots/` beside the test, under the test's name; a test that takes
    several gives each a name.
    """
    is_rewriting = bool(request.config.getoption("--rewrite-snapshots"))
    name = request.node.name.replace("[", "-").replace("]", "")

    def check(app: App[Result], part: str = "") -> None:
        file = f"{name}-{part}.txt" if part else f"{name}.txt"
        screen.check(app, request.path.parent / "snapshots" / file, is_rewriting=is_rewriting)

    return check
