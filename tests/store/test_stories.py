from array import array
from collections.abc import Iterator
from pathlib import Path
from tracemalloc import get_traced_memory, start, stop

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleId
from reader.library import Library
from reader.store.database import Database
from reader.store.marks import with_copies
from reader.store.stories import Stories, copies, folded, stories, stories_of
from tests.archive import article_at, store

ARTICLES, COPIES = 200_000, 20_000


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Database]:
    """Articles 2 to 9; 3, 5 and 8 are of one story, 4 and 9 of another."""
    Library.open(tmp_path).close()
    store(
        tmp_path,
        [article_at(day or None, f"Day {day}") for day in (7, 3, 1, 9, 2, 8, 0, 4)],
    )
    database = Database(tmp_path / "news.db", "write")
    with database.writing() as connection:
        connection.execute("UPDATE article SET story = 3 WHERE id IN (3, 5, 8)")
        connection.execute("UPDATE article SET story = 4 WHERE id IN (4, 9)")
    yield database
    database.close()


def test_stories_are_known_of_a_page_and_of_all(news: Database) -> None:
    with news.reading() as connection:
        assert stories(connection) == {3: 3, 5: 3, 8: 3, 4: 4, 9: 4}
        assert stories_of(connection, [2, 8, 9, 77]) == {8: 3, 9: 4}
        assert stories_of(connection, []) == {}


def test_copies_are_listed_newest_first_and_undated_last(news: Database) -> None:
    with news.reading() as connection:
        assert copies(connection, ArticleId(3)) == [5, 8]
        assert copies(connection, ArticleId(8)) == [5, 3]
        assert copies(connection, ArticleId(2)) == []
        assert copies(connection, ArticleId(77)) == []


def test_articles_come_with_all_their_copies_once(news: Database) -> None:
    with news.reading() as connection:
        found = with_copies(connection, [8, 2, 77, 4])

    assert found[:4] == [8, 2, 77, 4]
    assert sorted(found[4:]) == [3, 5, 9]


def test_looking_copies_up_reads_no_other_articles(news: Database) -> None:
    asked: list[tuple[str, apsw.Bindings | None]] = []

    def note(_: apsw.Cursor, query: str, bindings: "apsw.Bindings | None") -> bool:
        asked.append((query, bindings))
        return True

    with news.reading() as connection:
        connection.exec_trace = note
        stories(connection)
        stories_of(connection, [3, 4])
        copies(connection, ArticleId(3))
        with_copies(connection, [3, 4])
        connection.exec_trace = None

        for query, bindings in asked:
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", bindings)]
            scanned = [step for step in plan if step.startswith("SCAN article")]
            assert all("USING COVERING INDEX article_by_story" in step for step in scanned)
    assert len(asked) == 5


def test_copies_are_folded_under_the_first_of_their_story_in_the_list() -> None:
    story_of = {3: 3, 5: 3, 8: 3, 4: 4, 9: 4}

    found = folded(array("i", [5, 9, 2, 3, 7, 8, 4]), story_of)

    assert list(found.ids) == [5, 9, 2, 7]
    assert found.under == {5: [3, 8], 9: [4]}


def test_a_copy_whose_newer_ones_are_not_in_the_list_is_shown() -> None:
    found = folded(array("i", [2, 8, 4]), {3: 3, 5: 3, 8: 3, 4: 4, 9: 4})

    assert list(found.ids) == [2, 8, 4]
    assert found.under == {}


@given(
    st.lists(st.integers(0, 30), unique=True),
    st.dictionaries(st.integers(0, 30), st.integers(0, 4)),
)
def test_folding_loses_nothing_and_shows_each_story_once(
    ids: list[int], story_of: dict[int, int]
) -> None:
    found = folded(array("i", ids), story_of)

    unfolded = [one for number in found.ids for one in (number, *found.under.get(number, ()))]
    shown = [story_of[number] for number in found.ids if number in story_of]
    assert sorted(unfolded) == sorted(ids)
    assert list(found.ids) == [number for number in ids if number in {*found.ids}]
    assert all(
        found.under.above(one) == head for head, those in found.under.items() for one in those
    )
    assert all(found.under.above(number) is None for number in found.ids)
    assert len(shown) == len({*shown})
    assert all(
        story_of[number] == story_of[one] for number, those in found.under.items() for one in those
    )


def test_copies_take_few_bytes_and_the_others_one_each_while_they_are_folded() -> None:
    ids = array("i", reversed(range(ARTICLES)))
    pairs = ((number, number // 20) for number in range(0, ARTICLES, ARTICLES // COPIES))
    start()

    found = folded(ids, Stories(pairs, ARTICLES))

    held, peak = get_traced_memory()
    stop()
    assert len(found.ids) == ARTICLES - COPIES // 2
    assert peak < ARTICLES + 40 * COPIES, peak
    assert held < 20 * COPIES, held
