"""An article with dates in it, and what the screen of its dates shows."""

from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.library import Library
from reader.view.panes.dates import DateRows
from reader.view.screens.dates import DatesScreen
from tests.view.conftest import Reader

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


async def open_article(reader: Reader, words: str) -> ArticleId:
    """Go to the article whose headline begins so."""
    for _ in range(len(reader.library.hits())):
        if not reader.title.startswith(words):
            await reader.press("J")
    article = reader.main.reading.article
    assert article is not None
    assert article.headline.title.startswith(words)
    return article.headline.id
