import signal
from collections.abc import Callable

import pytest

from tests.e2e.home import Home
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

ARTICLES = [
    "Harbour reopens in Valletta\n\nShips came back to the harbour on Monday.\n",
    "Orchestra loses its violins\n\nThe violins were found in a shed near Graz.\n",
    "Glacier shrinks again\n\nThe harbour of ice above the village is gone.\n",
]


@pytest.fixture
def library(home: Home) -> Home:
    added = home.run("add", home.files(ARTICLES))
    assert added.returncode == 0, added.stderr
    return home


def list_of(app: Terminal) -> str:
    """The list's part of the screen, without the article beside it."""
    return "\n".join(line.split("│")[0] for line in app.lines())


def marks(home: Home, key: str) -> dict[str, bool]:
    return {str(row["title"])[:7]: row[key] is True for row in home.rows("list")}


@pytest.mark.usefixtures("library")
def test_search_narrows_with_each_key_and_escape_goes_back(start: Start) -> None:
    app = start(size=(100, 24))
    app.wait_for("4 articles")

    app.press("/", "h", "a", "r", "b")
    app.wait_for("2 of 4")
    app.wait_for(lambda app: "Orchestra" not in list_of(app))
    listed = list_of(app)
    app.press("o", "u", "r", "space", "i", "c", "e")
    app.wait_for("1 of 4")
    app.wait_for(lambda app: "Harbour reopens" not in list_of(app))
    app.press("escape")
    app.wait_for("4 articles")
    app.wait_for(lambda app: "Orchestra" in list_of(app))

    assert "Harbour" in listed
    assert "Glacier" in listed


@pytest.mark.usefixtures("library")
def test_article_opens_at_the_match_with_the_match_lit(start: Start) -> None:
    app = start(size=(100, 24))
    app.wait_for("4 articles")

    app.press("/", "s", "h", "e", "d")
    app.wait_for("1 of 4")

    app.wait_for("The violins were found in a")
    app.wait_for(lambda app: {look.background for look in app.looks_of("shed")} > {"121212"})


def test_marks_are_found_again_after_a_restart(start: Start, library: Home) -> None:
    app = start(size=(100, 24))
    app.wait_for("4 articles")
    app.press("/", "o", "r", "c", "h")
    app.wait_for("1 of 4")
    app.wait_for("The violins were found")

    app.press("enter", "enter", "s")
    app.wait_for("★")
    app.press("q")
    app.wait_exit()
    again = start(size=(100, 24))

    again.wait_for("★")
    assert [title for title, is_starred in marks(library, "starred").items() if is_starred] == [
        "Orchest"
    ]
    assert marks(library, "read")["Orchest"]


def test_star_that_was_shown_outlives_a_kill(start: Start, library: Home) -> None:
    app = start(size=(100, 24))
    app.wait_for("4 articles")

    app.press("s")
    app.wait_for("★")
    app.program.signal(signal.SIGKILL)

    assert app.wait_exit() == -signal.SIGKILL
    assert sum(marks(library, "starred").values()) == 1
    again = start(size=(100, 24))
    again.wait_for("★")


@pytest.mark.usefixtures("library")
def test_search_and_place_are_where_they_were_left(start: Start) -> None:
    app = start(size=(100, 24))
    app.wait_for("4 articles")
    app.press("/", "v", "i", "o", "l", "i", "n", "enter")
    app.wait_for("1 of 4")
    app.press("q")
    app.wait_exit()

    again = start(size=(100, 24))

    again.wait_for("1 of 4")
    assert "violin" in again.lines()[0]


FRAME_END = b"\x1b[?2026l"


def first_frame(app: Terminal, key: str, shown: str) -> int:
    """Bytes of the first frame after a key; then waits for the article."""
    app.wait_for(lambda app: app.raw.endswith(FRAME_END))
    before = len(app.raw)
    app.press(key)
    app.wait_for(shown)
    return app.raw.index(FRAME_END, before) - before


def test_move_in_the_list_writes_a_tenth_of_a_page(start: Start, home: Home) -> None:
    home.run("add", home.files([f"Report {n} of the harbour\n\nBody {n}." for n in range(60)]))
    app = start(size=(120, 40))
    app.wait_for("61 articles")
    app.press("g")
    app.wait_for("Body 59.")

    # A frame may be late: then it holds the article, too, or the one before comes first.
    moves = [first_frame(app, "j", f"Body {59 - row}.") for row in range(1, 6)]
    turned = [("pagedown", "Body 36."), ("pageup", "Body 54.")] * 3
    pages = [first_frame(app, key, shown) for key, shown in turned]

    assert sorted(moves)[2] < sorted(pages)[2] / 10, (moves, pages)


@pytest.mark.usefixtures("library")
def test_every_key_of_the_help_page_can_be_read_and_left(start: Start) -> None:
    app = start(size=(100, 40))
    app.wait_for("4 articles")

    app.press("?")
    app.wait_for("Next headline, or the next line")
    app.press("escape")

    app.wait_for("4 articles")
