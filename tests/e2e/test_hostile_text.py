import os
from collections.abc import Callable

import pytest

from tests import hostile
from tests.e2e.home import Home
from tests.e2e.manners import intruders, modes_left_on
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

STRINGS = hostile.every_string()
PROGRESS = {repr(sequence) for sequence in (b"\x1b[32m", b"\x1b[36m", b"\x1b[2K", b"\x1b[1A")}
"""What a progress bar sends beyond what the app does."""


def headline(number: int) -> str:
    return f"Case {number:04} {STRINGS[number]} end"


def is_plain(string: str) -> bool:
    return string.isascii() and string.isprintable() and len(string) < 40


def may_name_a_file(string: str) -> bool:
    try:
        name = os.fsencode(string)
    except UnicodeEncodeError:
        return False
    return len(name) < 200 and b"/" not in name and b"\0" not in name


def assert_clean(app: Terminal) -> None:
    app.press("q")
    assert app.wait_exit() == 0
    assert intruders(app.raw) == []
    assert modes_left_on(app.raw) == set()
    assert b"Traceback" not in app.raw


@pytest.fixture
def library(home: Home) -> Home:
    texts = [f"{headline(n)}\n\n{string}\n\nAs said.\n" for n, string in enumerate(STRINGS)]
    home.run("add", home.files(texts))
    home.run("names")
    return home


def test_no_article_reaches_the_terminal_as_more_than_text(start: Start, library: Home) -> None:
    titles = [str(row["title"]) for row in library.rows("list")]
    app = start(size=(120, 36))
    app.wait_for(f"{len(titles)} articles")
    app.press("i")

    for place, title in enumerate(titles, 1):
        app.wait_for(f" {place} of {len(titles)} ")
        number = int(title[5:9]) if title.startswith("Case ") else None
        if number is not None and is_plain(STRINGS[number]):
            app.wait_for(" ".join(headline(number).split()))
        app.press("J")
    for key, shown in (("e", "Names here"), ("E", "5 together with"), ("5", "most together first")):
        app.press(key)
        app.wait_for(shown)

    assert len(titles) > len(STRINGS) * 0.9
    assert_clean(app)


@pytest.mark.usefixtures("library")
def test_no_search_that_is_pasted_does_harm(start: Start) -> None:
    app = start(size=(100, 24))
    app.wait_for(" articles")
    app.press("/")

    for string in STRINGS:
        app.paste(string)
        app.press(*"end")
        app.wait_for(lambda app: "end" in app.lines()[0])
        app.write(b"\x15")
        app.wait_for(lambda app: "end" not in app.lines()[0])

    app.press("enter")
    assert_clean(app)


@pytest.mark.usefixtures("library")
def test_no_search_that_is_typed_does_harm(start: Start) -> None:
    app = start(size=(100, 24))
    app.wait_for(" articles")
    app.press("/")

    for string in STRINGS:
        if string.isprintable() and len(string) < 100:
            app.press(*string, *"end")
            app.wait_for(lambda app: "end" in app.lines()[0])
            app.write(b"\x15")
            app.wait_for(lambda app: "end" not in app.lines()[0])

    app.press("enter")
    assert_clean(app)


def test_no_name_of_a_file_does_harm(start: Start, home: Home) -> None:
    folder = home.folder / "articles"
    folder.mkdir()
    named = [string for string in STRINGS if may_name_a_file(string)]
    for number, string in enumerate(named):
        (folder / f"{number:04}{string}.txt").write_text(f"Case {number}\n\nText.\n")
        (folder / f"{number:04}{string}.none.txt").write_bytes(b"")

    adding = start("add", folder, size=(300, 60))
    adding.wait_exit()
    app = start(size=(120, 36))
    app.wait_for(f"{len(named) + 1} articles")
    for place in range(1, len(named) + 1):
        app.wait_for(f" {place} of {len(named) + 1} ")
        app.press("J")

    assert set(intruders(adding.raw)) <= PROGRESS
    assert_clean(app)


@pytest.mark.usefixtures("library")
def test_no_bytes_from_the_keyboard_make_the_app_deaf(start: Start) -> None:
    app = start()
    app.wait_for(" articles")

    for width, raw in enumerate([b"\xff", b"\xc3", b"\x80", b"\x1b[200~\xff\x1b[201~"], start=81):
        app.write(raw)
        app.resize(width, 24)
        app.wait_for(lambda app: len(app.lines()[1]) == app.columns)
    app.press("?")

    app.wait_for("Next headline, or the next line")
