from array import array
from itertools import compress
from tracemalloc import get_traced_memory, start, stop

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from reader.store.ids import Remaining, ordered, places, typecode

MILLION = 1_000_000
PLACES = st.integers(-12, 12) | st.none()
Both = tuple[Remaining, list[int]]


@st.composite
def lists(draw: st.DrawFn) -> Both:
    shown = draw(st.lists(st.booleans(), max_size=10))
    ids = array("i", draw(st.permutations(range(100, 100 + len(shown)))))
    hidden = array("i", (place for place, is_shown in enumerate(shown) if not is_shown))
    return Remaining(ids, hidden), list(compress(ids, shown))


@pytest.fixture
def long() -> Remaining:
    """A million, each tenth of which is hidden."""
    return Remaining(array("i", range(MILLION)), array("i", range(0, MILLION, 10)))


@given(lists(), PLACES, PLACES, st.sampled_from([None, 1, 2, -1, -3]))
def test_what_remains_is_sliced_as_a_list(
    both: Both, first: int | None, end: int | None, step: int | None
) -> None:
    remaining, expected = both

    assert remaining[first:end:step].tolist() == expected[first:end:step]


@given(lists())
def test_what_remains_is_gone_through_as_a_list(both: Both) -> None:
    remaining, expected = both

    assert len(remaining) == len(expected)
    assert list(remaining) == expected
    assert [remaining[place] for place in range(len(expected))] == expected
    assert [remaining[place - len(expected)] for place in range(len(expected))] == expected
    assert list(reversed(remaining)) == expected[::-1]
    for place in (len(expected), -len(expected) - 1):
        with pytest.raises(IndexError):
            remaining[place]


@given(lists(), PLACES, PLACES)
def test_one_is_where_it_remains_and_a_hidden_one_is_nowhere(
    both: Both, first: int | None, end: int | None
) -> None:
    remaining, expected = both
    sought = range(*slice(first, end).indices(len(expected)))

    for number in range(100, 111):
        if number in expected and expected.index(number) in sought:
            assert remaining.index(number, first or 0, end) == expected.index(number)
        else:
            with pytest.raises(ValueError, match="not in"):
                remaining.index(number, first or 0, end)


def test_hiding_copies_nothing_of_the_list() -> None:
    ids, hidden = array("i", range(MILLION)), array("i", [5, 500_000])
    start()

    remaining = Remaining(ids, hidden)

    _, peak = get_traced_memory()
    stop()
    assert len(remaining) == MILLION - 2
    assert peak < 10_000


def test_a_page_is_found_anywhere_in_few_steps(long: Remaining) -> None:
    class Counted(array):  # type: ignore[type-arg]
        read = 0

        @override
        def __getitem__(self, index: slice | int) -> object:  # type: ignore[override]
            Counted.read += len(range(*index.indices(len(self)))) if isinstance(index, slice) else 1
            return super().__getitem__(index)

    long._ids = Counted("i", long._ids)

    page = long[450_000:450_024]

    assert page[0] == 500_001
    assert len(page) == Counted.read == 24


@given(st.lists(st.integers(0, 40)))
def test_numbers_are_put_in_order_each_once(numbers: list[int]) -> None:
    assert ordered(numbers).tolist() == sorted({*numbers})


@given(st.lists(st.integers(0, 3_000), unique=True), st.frozensets(st.integers(0, 3_000)))
def test_the_places_of_numbers_are_those_where_they_stand(
    ids: list[int], numbers: frozenset[int]
) -> None:
    expected = [place for place, number in enumerate(ids) if number in numbers]

    assert places(array("i", ids), numbers).tolist() == expected


def test_places_go_on_after_a_thousand() -> None:
    assert places(array("i", range(5_000)), {999, 1_000, 1_001, 4_999, 9_999}).tolist() == [
        999, 1_000, 1_001, 4_999,
    ]  # fmt: skip


def test_ids_take_four_bytes_as_long_as_they_fit() -> None:
    assert array(typecode(2**31 - 1), [2**31 - 1]).itemsize == 4
    assert array(typecode(2**31), [2**31])[0] == 2**31
