from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from reader.articles.article import ArticleId
from reader.library import Library
from tests.archive import article_at, store

DATES = [5, None, 3, 9, 3, None, 7, 1]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        articles = [
            article_at(date, f"{'zyxwvuts'[place]} {place}\n\nrain")
            for place, date in enumerate(DATES)
        ]
        store(opened.folder, articles)
        yield opened


def make_story(library: Library, ids: list[int], story: int) -> None:
    connection = apsw.Connection(str(library.folder / "news.db"))
    connection.executemany("UPDATE article SET story = ? WHERE id = ?", ((story, n) for n in ids))
    connection.close()


@pytest.mark.parametrize(
    "query", ["rain", "rain sort:old", "rain sort:title", "rain sort:source", ""]
)
def test_every_article_is_where_it_is_listed_and_no_other_is_anywhere(
    library: Library, query: str
) -> None:
    hits = library.hits(query).whole()

    assert [hits.position(ArticleId(number)) for number in hits.ids] == [*range(len(hits))]
    assert hits.position(ArticleId(999)) is None


def test_what_is_marked_meanwhile_stays_where_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("hits", "search"):
        monkeypatch.setattr(f"reader.store.{module}.COUNTED", 3)
    hits = library.hits("is:unread rain")
    listed = library.hits("is:unread")
    first = [ArticleId(number) for number in hits.ids]
    library.mark_read(first, is_read=True)

    assert hits.is_capped
    assert not hits.is_whole
    assert list(hits.whole().ids[:3]) == first
    assert len(hits.whole()) == len({*hits.whole().ids}) == 8
    assert list(listed.whole().ids[:3]) == list(listed.ids)


def test_copies_are_folded_under_the_first_and_unfolded_after_it(library: Library) -> None:
    hits = library.hits("rain").whole()
    newest, _, third, fourth, *_ = hits.ids
    make_story(library, [newest, third, fourth], 1)

    folded = hits.folded()
    unfolded = hits.folded([newest])

    assert [hit.copies for hit in folded.rows(0, 9)] == [2, 0, 0, 0, 0, 0]
    assert [folded.position(ArticleId(number)) for number in (newest, third, fourth)] == [0, 0, 0]
    assert list(unfolded.ids[:3]) == [newest, third, fourth]
    assert [unfolded.position(ArticleId(number)) for number in unfolded.ids] == [*range(8)]
    assert list(hits.ids) == list(library.hits("rain").ids)


def test_a_story_of_which_one_article_answers_is_not_folded(library: Library) -> None:
    make_story(library, list(library.hits("rain").ids[:2]), 1)

    folded = library.hits("z rain").folded()

    assert [hit.copies for hit in folded.rows(0, 9)] == [0]


def test_a_query_without_words_has_no_snippets(library: Library) -> None:
    assert {hit.snippet for hit in library.hits("is:unread -snow").rows(0, 9)} == {None}
    assert None not in {hit.snippet for hit in library.hits("is:unread rain").rows(0, 9)}
