from collections.abc import Callable

import pytest

from tests.e2e.emulator import Look
from tests.e2e.home import Home
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

GROUND, TEXT = "121212", "d8d8d8"
PERSON = Look(foreground="9dbcf7", background=GROUND, is_bold=True)
ORGANISATION = Look(foreground="f1be55", background=GROUND, is_underlined=True)
PLACE = Look(foreground="31956f", background=GROUND, is_italic=True)
PLAIN = Look(foreground=TEXT, background=GROUND)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_first_start_opens_on_the_seed_with_its_names_lit(
    start: Start, size: tuple[int, int]
) -> None:
    app = start(size=size)

    app.wait_for("Iraq launched an army operation")
    app.wait_for(lambda app: app.looks_of("Euphrates") == {PLACE})
    app.wait_for(lambda app: app.looks_of("Hashed Al Shaabi") == {ORGANISATION})

    assert app.looks_of("no date") != set()
    assert app.looks_of("wastelands") == {PLAIN}


def test_people_at_the_end_of_the_seed_are_lit(start: Start) -> None:
    app = start(size=(120, 36))
    app.wait_for(lambda app: app.looks_of("Euphrates") == {PLACE})

    app.press("l", "G")

    app.wait_for("since 2014.")
    app.wait_for(lambda app: app.looks_of("Kadhim") == {PERSON})
    assert app.looks_of("Hassan Rouhani") == {PERSON}
    assert app.looks_of("Brigadier") == {PLAIN}


def test_going_from_name_to_name_tells_whose_they_are(start: Start) -> None:
    app = start(size=(120, 36))
    app.wait_for(lambda app: app.looks_of("Euphrates") == {PLACE})

    app.press("]", "]")

    app.wait_for("Islamic State · organisation · 1 of 11 here")
    assert any(look.is_reversed for look in app.looks_of("IS"))
    app.press("n")
    app.wait_for("Islamic State · organisation · 2 of 11 here")


def test_nothing_is_asked_and_nothing_is_made_but_the_library(start: Start, home: Home) -> None:
    app = start()
    app.wait_for(lambda app: app.looks_of("Euphrates") == {PLACE})

    app.press("q")
    app.wait_exit()

    made = {path.relative_to(home.folder).as_posix() for path in home.folder.rglob("*")}
    assert {path for path in made if not path.startswith(".local/share/newsreader")} <= {
        *(".local", ".local/share")
    }
