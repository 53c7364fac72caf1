from collections.abc import Mapping

import apsw
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.likeness import BANDS, ENOUGH, Likeness, agreement
from reader.store.linking import NEAR_ARRIVALS, NEAR_S, TABLES, Compared, Linking
from reader.store.schema import UNDATED

DAY_S = 86_400

Articles = dict[int, Compared]
Stories = dict[int, int]


def sketch(place: int) -> bytes:
    """One of a row of sketches: enough like the two on its left and on its right."""
    return ((1 << 36 * place) - 1).to_bytes(48)


def compared(number: int, date: int, place: int, band: int = 1) -> Compared:
    return Compared(number, date, Likeness((band, *range(100, 99 + BANDS)), sketch(place)))


def empty() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.execute(TABLES)
    return connection


def linked(
    connection: apsw.Connection, stories: Stories, batch: Mapping[int, Compared | None]
) -> None:
    there = {number: one for number, one in batch.items() if one is not None}
    found = Linking(connection).take(batch, there)
    stories.update({number: story for number, story in found.items() if story is not None})
    for number, story in found.items():
        if story is None:
            stories.pop(number, None)


def from_scratch(articles: Articles) -> Stories:
    stories: Stories = {}
    linked(empty(), stories, articles)
    return stories


def by_the_rule(articles: Articles) -> Stories:
    leads: dict[int, int] = {}
    for number, one in sorted(articles.items()):
        met = [
            (agreement(one.likeness.sketch, other.likeness.sketch), -earlier)
            for earlier, other in articles.items()
            if earlier < number and leads[earlier] == earlier and may_meet(one, other)
        ]
        best = max((found for found in met if found[0] >= ENOUGH), default=(0, -number))
        leads[number] = -best[1]
    followed = {lead for number, lead in leads.items() if lead != number}
    return {number: lead for number, lead in leads.items() if lead in followed}


def may_meet(one: Compared, other: Compared) -> bool:
    if (one.date == UNDATED) != (other.date == UNDATED):
        return False
    if one.date == UNDATED and abs(one.article - other.article) > NEAR_ARRIVALS:
        return False
    shared = {*one.likeness.bands} & {*other.likeness.bands}
    return abs(one.date - other.date) <= NEAR_S and bool(shared)


NUMBERS = st.one_of(st.integers(1, 12), st.integers(1, 6).map(lambda n: n * 20_000))
DATES = st.one_of(st.just(UNDATED), st.integers(-9, 9).map(lambda n: n * DAY_S * 2 + n % 2))
BAND = st.integers(0, 2)
LIKENESS = st.builds(
    Likeness,
    st.lists(BAND, min_size=BANDS, max_size=BANDS).map(tuple),
    st.integers(0, 9).map(sketch),
)
CHANGE = st.one_of(st.none(), st.tuples(DATES, LIKENESS), st.tuples(DATES, LIKENESS))
BATCHES = st.lists(st.dictionaries(NUMBERS, CHANGE, max_size=8), max_size=8)


@given(BATCHES)
def test_stories_depend_on_what_there_is_and_not_on_how_it_came(
    batches: list[dict[int, tuple[int, Likeness] | None]],
) -> None:
    connection = empty()
    stories: Stories = {}
    articles: Articles = {}

    for batch in batches:
        changed = {
            number: None if one is None else Compared(number, *one) for number, one in batch.items()
        }
        linked(connection, stories, changed)
        for number, one in changed.items():
            articles.pop(number, None)
            if one is not None:
                articles[number] = one

        assert stories == by_the_rule(articles)
    assert from_scratch(articles) == stories


def test_a_story_has_the_number_of_its_first_article() -> None:
    articles = {number: compared(number, 0, 0) for number in (7, 9, 4)}

    assert from_scratch(articles) == {4: 4, 7: 4, 9: 4}


def test_stories_do_not_chain() -> None:
    row = {number: compared(number, 0, number) for number in range(1, 9)}

    stories = from_scratch(row)

    assert stories == {1: 1, 2: 1, 3: 1, 4: 4, 5: 4, 6: 4, 7: 7, 8: 7}
    for number, lead in stories.items():
        assert agreement(sketch(number), sketch(lead)) >= ENOUGH


def test_an_article_joins_the_lead_that_it_is_most_like() -> None:
    articles = {1: compared(1, 0, 0), 2: compared(2, 0, 3), 3: compared(3, 0, 2)}

    assert from_scratch(articles) == {2: 2, 3: 2}


def test_what_comes_every_week_is_no_copy() -> None:
    weekly = {number: compared(number, number * 7 * DAY_S, 0) for number in range(1, 9)}
    at_once = {number: compared(number, number * 60, 0) for number in range(1, 9)}

    assert from_scratch(weekly) == {}
    assert len(from_scratch(at_once)) == 8


def test_copies_meet_across_any_border_between_stretches_of_time() -> None:
    for hours in range(0, 24 * 12, 5):
        date = 1_700_000_000 + hours * 3_600

        for later in (NEAR_S, -NEAR_S):
            assert (
                len(from_scratch({1: compared(1, date, 0), 2: compared(2, date + later, 0)})) == 2
            )
        for later in (NEAR_S + 1, -NEAR_S - 1):
            assert from_scratch({1: compared(1, date, 0), 2: compared(2, date + later, 0)}) == {}


def test_undated_articles_are_compared_with_those_that_came_in_with_them() -> None:
    numbers = (1, NEAR_ARRIVALS + 1, NEAR_ARRIVALS + 2)
    undated = {number: compared(number, UNDATED, 0) for number in numbers}

    assert from_scratch(undated) == {1: 1, NEAR_ARRIVALS + 1: 1}
    assert from_scratch({1: compared(1, UNDATED, 0), 2: compared(2, 0, 0)}) == {}


def test_articles_that_share_no_band_are_not_compared() -> None:
    apart = {
        number: Compared(number, 0, Likeness((number,) * BANDS, sketch(0))) for number in (1, 2)
    }

    assert from_scratch(apart) == {}


def test_a_place_that_very_many_share_costs_no_more_than_its_first_ones() -> None:
    connection = empty()
    stories: Stories = {}
    linked(connection, stories, {number: compared(number, 0, 0) for number in range(1, 2_001)})
    steps = 0

    def count() -> bool:
        nonlocal steps
        steps += 1
        return False

    connection.set_progress_handler(count, 1)
    linked(connection, stories, {2_001: compared(2_001, 0, 0)})

    assert stories[2_001] == 1
    assert steps < 30_000
