import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.articles.dating.days import Days
from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.view.drawing.glyphs import UNICODE
from reader.view.panes.dates import DateRows, TimeLine
from reader.view.screens.dates import DatesScreen
from tests.view.conftest import OpenReader, Reader
from tests.view.talks import (
    MENTIONS,
    dates_screen,
    mentions,
    open_article,
    rows,
    told,
    with_talks,
)

__all__ = ["with_talks"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 10)], ids=["80x24", "120x36", "40x10"])
@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}], ids=["colour", "no-colour"])
async def test_dates_are_shown_on_a_line_and_in_a_list(
    open_reader: OpenReader,
    with_talks: Path,  # noqa: ARG001 -- in the library
    check_screen: Callable[..., None],
    size: tuple[int, int],
    environ: dict[str, str],
) -> None:
    async with open_reader(*size, **environ) as reader:
        await reader.press("T", "j", "j")

        check_screen(reader.app)


@pytest.mark.usefixtures("with_talks")
async def test_dates_are_in_order_and_those_that_mean_none_come_last(
    open_reader: OpenReader,
) -> None:
    async with open_reader(200, 36) as reader:
        await reader.press("T")

        assert [row[0].strip() or row[1].strip() for row in told(reader)][1:10] == [
            "Jun 2014", "? Jun - Aug 2016", "Jul 2017", "13 Nov 2017", "17 Nov 2017",
            "23 Nov 2017", "Dec 2017", "Jan 2018", "── without a day " + "─" * 181,
        ]  # fmt: skip
        assert [row[1] for row in map(str.split, rows(reader)[10:])] == ["months", "few"]
        assert reader.lines()[0].endswith("8 told, 2 not")


@pytest.mark.usefixtures("with_talks")
async def test_enter_goes_to_the_place_in_the_article(open_reader: OpenReader) -> None:
    async with open_reader(40, 10) as reader:
        await reader.press("T", "G", "enter")

        assert reader.app.screen is reader.main
        assert reader.main.reading.has_focus
        assert any("A few years" in line for line in reader.lines())
        assert not any("Talks on the border" in line for line in reader.lines())
        assert reader.focused == "A few years ago"


@pytest.mark.usefixtures("with_talks")
async def test_enter_goes_to_a_date_that_is_not_lit(open_reader: OpenReader) -> None:
    async with open_reader(40, 10) as reader:
        await reader.press("5", "T", "G", "enter")

        assert reader.focused == ""
        assert any("A few years" in line for line in reader.lines())


@pytest.mark.usefixtures("with_talks")
async def test_leaving_changes_nothing(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        before = reader.lines()

        for key in ("escape", "q", "T"):
            await reader.press("T", "j", key)

            assert reader.lines() == before


@pytest.mark.usefixtures("with_talks")
async def test_the_date_in_focus_has_the_cursor(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("]", "]", "]")
        assert reader.focused == "last Friday"

        await reader.press("T")

        current = dates_screen(reader).query_one(DateRows).current
        assert current is not None
        assert current.answer == Days(date(2017, 11, 17), date(2017, 11, 17))


@pytest.mark.usefixtures("with_talks")
async def test_the_first_dates_are_shown_while_the_others_are_told(
    open_reader: OpenReader,
) -> None:
    is_wanted = threading.Event()

    async with open_reader() as reader:
        number = await open_article(reader, "Talks")
        article = reader.library.article(number)
        (mention, *_) = reader.library.names.mentions(number, DEFAULT_ID) or ()

        def many() -> Iterator[Mention]:
            yield from [mention] * 250
            is_wanted.wait()
            yield from [mention] * 250

        reader.app.push_screen(DatesScreen(reader.library, article, many, UNICODE))
        try:
            for _ in range(1_000):
                if not shown_dates(reader):
                    await reader._pilot.pause()
            first = shown_dates(reader)
        finally:
            is_wanted.set()
        await reader.settle()

        assert (first, shown_dates(reader)) == (200, 500)


def shown_dates(reader: Reader) -> int:
    found = reader.app.screen.query(DateRows)
    return found.first().count - 1 if found and found.first().count else 0


@pytest.mark.usefixtures("with_talks")
async def test_dates_come_when_the_names_are_found(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.view.screens.dates._LOOKING_EVERY_S", 0.0)
    said: list[str] = []

    async with open_reader() as reader:
        article = reader.library.article(await open_article(reader, "Talks"))

        def late() -> list[Mention] | None:
            said.append(reader.lines()[-1].strip())
            return mentions(article.text) if len(said) > 2 else None

        reader.app.push_screen(DatesScreen(reader.library, article, late, UNICODE))
        await reader.settle()

        assert said[-1] == "The names are still being found, and with them the dates"
        assert shown_dates(reader) == len(MENTIONS)


async def test_a_screen_that_shrinks_to_a_cell_and_grows_again_shows_all(
    open_reader: OpenReader,
    with_talks: Path,  # noqa: ARG001 -- in the library
) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("T")
        before = reader.lines()

        await reader.resize(1, 1)
        await reader.resize(80, 24)

        assert reader.lines() == before


async def test_signs_are_plain_in_a_plain_locale(
    open_reader: OpenReader,
    with_talks: Path,  # noqa: ARG001 -- in the library
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("locale.nl_langinfo", lambda _: "ANSI_X3.4-1968")
    async with open_reader(80, 24, NO_COLOR="1") as reader:
        await reader.press("T")

        line = dates_screen(reader).query_one(TimeLine).region
        shown = "\n".join(reader.lines()[line.y : line.bottom])
        assert shown.isascii()
        assert "#" in shown
