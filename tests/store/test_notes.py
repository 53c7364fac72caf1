from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.errors import NoSuchArticle
from reader.library import Library
from tests.archive import article_at, store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", clock=lambda: 1_700_000_000) as opened:
        yield opened


def test_a_note_is_kept_put_in_anothers_place_and_taken_away(library: Library) -> None:
    (number,) = store(library.folder, [article_at(1, "Flood\n\nRain")])

    said = [library.notes.get(number)]
    for text in ("ask \x1b[31mAnn\n", "ask Paul", " \n"):
        library.notes.keep(number, text)
        said.append(library.notes.get(number))

    assert said == ["", "ask Ann", "ask Paul", ""]


def test_articles_with_a_note_are_found(library: Library) -> None:
    first, second = store(library.folder, [article_at(day, f"Day {day}\n\nRain") for day in (1, 2)])
    library.notes.keep(first, "why?")

    assert list(library.hits("is:noted").ids) == [first]
    assert list(library.hits("rain -is:noted").ids) == [second]


def test_there_is_no_note_on_an_article_that_is_not_there(library: Library) -> None:
    with pytest.raises(NoSuchArticle):
        library.notes.keep(ArticleId(99), "why?")

    assert library.notes.get(ArticleId(99)) == ""


def test_tags_are_kept_put_in_anothers_place_and_found(library: Library) -> None:
    first, second = store(library.folder, [article_at(day, f"Day {day}\n\nRain") for day in (1, 2)])

    said = [
        library.notes.keep_tags(first, tags)
        for tags in (["oil"], [" gas\x1b[31m ", "Énergie", "energie", " "], [])
    ]
    library.notes.keep_tags(second, ["Gas fields"])

    assert said == [["oil"], ["gas", "Énergie"], []]
    assert library.notes.tags(second) == ["Gas fields"]
    assert list(library.hits('tag:"gas fields"').ids) == [second]
    assert list(library.hits("tag:oil").ids) == []


def test_there_are_no_tags_on_an_article_that_is_not_there(library: Library) -> None:
    with pytest.raises(NoSuchArticle):
        library.notes.keep_tags(ArticleId(99), ["oil"])

    assert library.notes.tags(ArticleId(99)) == []
