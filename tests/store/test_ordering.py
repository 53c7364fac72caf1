from collections.abc import Iterator
from contextlib import closing

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.store.index_file import make_tables
from reader.store.ordering import UNDATED_FROM, Dated, Numbering, following
from reader.store.schema import UNDATED

DATES = st.one_of(st.just(UNDATED), st.integers(0, 50))
BATCHES = st.lists(st.lists(DATES, min_size=1, max_size=30), min_size=1, max_size=12)


@pytest.fixture
def index() -> Iterator[apsw.Connection]:
    with closing(apsw.Connection(":memory:")) as connection:
        make_tables(connection, "library", (0, 0))
        yield connection


def newest_first(articles: list[Dated]) -> list[Dated]:
    return sorted(articles, reverse=True)


def docs(index: apsw.Connection) -> dict[Dated, int]:
    query = "SELECT date, article, doc FROM doc ORDER BY doc"
    return {(date, article): doc for date, article, doc in index.execute(query)}


def test_the_newest_article_has_the_lowest_number_and_those_without_a_date_the_highest(
    index: apsw.Connection,
) -> None:
    articles = [(20, 1), (30, 2), (UNDATED, 3), (10, 4), (UNDATED, 5)]

    assert Numbering(index).number(newest_first(articles))

    assert [article for _, article in docs(index)] == [2, 1, 4, 5, 3]
    assert [doc >= UNDATED_FROM for doc in docs(index).values()] == [False] * 3 + [True] * 2


def test_newer_ones_come_before_without_moving_any(index: apsw.Connection) -> None:
    Numbering(index).number(newest_first([(day, day) for day in range(1, 100)]))
    before, numbering = docs(index), Numbering(index)

    assert numbering.number(newest_first([(day, day) for day in range(100, 200)]))

    assert numbering.moved == {}
    assert docs(index).items() >= before.items()
    assert [*docs(index)] == newest_first([*docs(index)])


@settings(deadline=None, max_examples=50)
@given(batches=BATCHES)
def test_numbers_stay_in_order_of_date_whatever_comes_late(batches: list[list[int]]) -> None:
    with closing(apsw.Connection(":memory:")) as index:
        make_tables(index, "library", (0, 0))
        known: dict[Dated, int] = {}
        article = 0
        for batch in batches:
            articles = [(date, article := article + 1) for date in batch]
            numbering = Numbering(index)

            assert numbering.number(newest_first(articles))

            now = docs(index)
            assert [*now] == newest_first([*now])
            moved = {one[1] for one, doc in known.items() if now[one] != doc}
            assert moved <= numbering.moved.keys()
            known = now
        assert len(known) == article


def test_an_index_that_is_built_in_order_has_room_before_and_behind() -> None:
    doc, built = 0, []
    for date in (30, 20, 10, UNDATED, UNDATED):
        doc = following(doc, date)
        built.append(doc)

    assert built == sorted(set(built))
    assert built[0] > 1 << 40
    assert built[2] < UNDATED_FROM < built[3] - (1 << 40)
