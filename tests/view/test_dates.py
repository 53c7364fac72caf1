import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.articles.dating.days import Days
from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.library import Library
from reader.view.drawing.glyphs import UNICODE
from reader.view.panes.dates import DateRows, TimeLine
from reader.view.screens.dates import DatesScreen
from tests.view.conftest import OpenReader, Reader

TALKS = """---
title: Talks on the border resume
date: 2017-11-23
---

The military said on Thursday that it would open the border in January. Rawa fell last Friday.

In July, the army retook Mosul, which Islamic State had held since June 2014. The battle had
lasted nine months.

Leaders met on Nov. 13 and will meet again next month. A few years ago nobody spoke. In the
summer of 2016 they began.
"""


MENTIONS = (
    "Thursday", "January", "last Friday", "July", "June 2014", "nine months", "Nov. 13",
    "next month", "A few years ago", "the\nsummer of 2016",
)  # fmt: skip


def mentions(text: str) -> list[Mention]:
    """The dates in the text."""
    places = [(text.index(words), words) for words in MENTIONS]
    return [
        Mention(
            start=place, end=place + len(words), label="DATE", entity=f"date:{words}", name=words,
            confidence=1.0, origin="model",
        )
        for place, words in places
    ]  # fmt: skip


@pytest.fixture
def with_talks(tmp_path: Path) -> Path:
    """A library that the app opens, with the article in it."""
    place = tmp_path / "talks.md"
    place.write_text(TALKS, encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        (number,) = library.add([place]).ids
        article = library.article(number)
        found = mentions(article.text)
        library.names.keep_mentions(number, article.digest, DEFAULT_ID, found)
        library.mark_read([number], is_read=True)
    return place


def dates_screen(reader: Reader) -> DatesScreen:
    screen = reader.app.screen
    assert isinstance(screen, DatesScreen)
    return screen


def told(reader: Reader) -> list[list[str]]:
    """Days and words of each row of the list, and why there are no days."""
    height = dates_screen(reader).query_one(DateRows).region
    lines = reader.lines()[height.y : height.bottom]
    return [line.rstrip("│┃").split("  ") for line in lines if line.rstrip("│┃").strip()]


def rows(reader: Reader) -> list[str]:
    return [" ".join(part.strip() for part in row if part.strip()) for row in told(reader)]


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


async def test_the_seed_is_told_once_the_user_has_dated_it(open_reader: OpenReader) -> None:
    async with open_reader(140, 30) as reader:
        seed = await open_article(reader, "Iraqi forces")
        await reader.press("T")
        assert rows(reader)[0].startswith("┃ no date of the article")
        assert rows(reader)[1].startswith("2014")
        assert sum("no date is known for the article" in row for row in rows(reader)) >= 4

        await reader.press("equals_sign")
        await reader.type("23 nov 2017")
        await reader.press("enter")

        assert reader.library.dates.get(seed) == date(2017, 11, 23)
        assert rows(reader)[0].startswith("┃ 23 Nov 2017 of the article given by you")
        assert any(row.startswith("17 Nov 2017 last Friday") for row in rows(reader))
        assert "Kept: 23 Nov 2017" in reader.lines()[-1]
        await reader.press("escape")
        assert "seeds · 23 Nov 2017 · 327 words" in " ".join(reader.lines())
        assert reader.main.headlines.current == seed


async def open_article(reader: Reader, words: str) -> ArticleId:
    """Go to the article whose headline begins so."""
    for _ in range(len(reader.library.hits())):
        if not reader.title.startswith(words):
            await reader.press("J")
    article = reader.main.reading.article
    assert article is not None
    assert article.headline.title.startswith(words)
    return article.headline.id


@pytest.mark.usefixtures("with_talks")
async def test_an_empty_line_takes_the_users_date_away(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        number = await open_article(reader, "Talks")
        await reader.press("T", "enter")
        await reader.type("2018-01-01")
        await reader.press("enter")
        assert reader.library.dates.get(number) == date(2018, 1, 1)

        await reader.press("equals_sign", "backspace", "enter")

        assert reader.library.dates.get(number) is None
        assert rows(reader)[0].startswith("┃ 23 Nov 2017 of the article = gives it another")


@pytest.mark.usefixtures("with_talks")
async def test_what_is_no_one_day_is_refused_in_words(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("T")
        for words in ("2018", "yesterday", "3/4/2018", "[/red]"):
            await reader.press("equals_sign", *words, "enter")

            assert f'"{words}" is no one day; write 2017-11-23' in reader.lines()[-1]


async def test_an_article_that_mentions_no_date_can_be_given_one(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        cobalt = await open_article(reader, "Cobalt")

        await reader.press("T", "enter")
        await reader.type("2016-05-01")
        await reader.press("enter")

        assert reader.library.dates.get(cobalt) == date(2016, 5, 1)
        assert [row for row in rows(reader) if "2016" in row] == rows(reader)[:1]
        assert "May" in "".join(reader.lines()[:5])


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


def shown_dates(reader: Reader) -> int:
    found = reader.app.screen.query(DateRows)
    return found.first().count - 1 if found and found.first().count else 0


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
