from collections.abc import Iterator

import pytest

from reader.articles.parsing import parse
from reader.library import Library
from tests.archive import article_at, store

COMMON = ["government", "offensive", "parliament", "président", "mosul", "interest", "state"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("suggesting") / "library") as opened:
        articles = [article_at(day, f"Day {day}\n\n{' '.join(COMMON)}") for day in range(300)]
        articles.append(article_at(301, "Slip\n\nThe goverment of words"))
        store(opened.folder, articles)
        assert len(opened.hits("mosul")) > 300
        yield opened


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("govrnment", "government"),
        ("goverment", "government"),
        ("GOVERNMNET", "government"),
        ("mosul ofensive", "mosul offensive"),
        ("ofensve -rain", "offensive -rain"),
        ('title:day "parlament intrest"~9', 'title:day "parliament interest"~9'),
        ("(presdent OR mosal) before:2020", "(president OR mosul) before:2020"),
        ("stat3", "state"),
    ],
)
def test_words_that_hardly_occur_are_put_right(library: Library, written: str, meant: str) -> None:
    assert library.suggestion(parse(written)) == meant


@pytest.mark.parametrize(
    "written", ["", "mosul", "zzzzzz", "xyz", "-govrnment mosul", "is:unread", "mosu*", "\ue005x"]
)
def test_a_query_that_is_right_or_beyond_help_is_left(library: Library, written: str) -> None:
    assert library.suggestion(parse(written)) is None


def test_nothing_is_suggested_that_finds_nothing(library: Library) -> None:
    assert library.suggestion(parse("govrnment slip")) is None
