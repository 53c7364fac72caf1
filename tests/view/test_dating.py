from datetime import date

import pytest

from tests.view.conftest import OpenReader
from tests.view.talks import open_article, rows, with_talks

__all__ = ["with_talks"]


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
