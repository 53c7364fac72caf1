import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.view.drawing.bars import by_year, drawn, fallen, peak, scaled
from reader.view.drawing.glyphs import ASCII, UNICODE

LEVELS = UNICODE.levels


def months(first: str, *counts: int) -> list[tuple[str, int]]:
    year, month = map(int, first.split("-"))
    start = year * 12 + month - 1
    numbers = range(start, start + len(counts))
    return [
        (f"{n // 12:04}-{n % 12 + 1:02}", count) for n, count in zip(numbers, counts, strict=True)
    ]


def test_none_is_the_lowest_and_the_most_the_highest() -> None:
    assert scaled([0, 1, 50, 100], LEVELS) == "▁▂▅█"
    assert scaled([0, 0], LEVELS) == "▁▁"
    assert scaled([0, 3], ASCII.levels) == "_#"
    assert scaled([], LEVELS) == ""


def test_each_years_months_stand_behind_it_up_to_the_last() -> None:
    shown = by_year(months("2016-11", 1, 2, 0, 4), 60, LEVELS)

    assert shown == "2016 ▁▁▁▁▁▁▁▁▁▁▄▅  2017 ▁█"


def test_where_room_is_short_quarters_stand_for_months() -> None:
    shown = by_year(months("2016-01", *[1] * 24), 25, LEVELS)

    assert shown == "2016 ████  2017 ████"


def test_where_it_is_shorter_all_stand_between_two_years() -> None:
    shown = by_year(months("2014-03", *range(1, 101)), 40, LEVELS)

    assert shown.startswith("2014 ▂")
    assert shown.endswith("█ 2022")
    assert len(shown) <= 40


def test_no_months_are_no_bars() -> None:
    assert by_year([], 80, LEVELS) == ""


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=600), st.integers(12, 120))
def test_bars_fit_and_are_never_fewer_than_one(counts: list[int], room: int) -> None:
    shown = by_year(months("1990-07", *counts), room, LEVELS)

    assert 6 <= cell_len(shown) <= room


def test_the_peak_is_the_last_of_the_highest() -> None:
    assert peak(months("2016-11", 1, 7, 7, 0)) == "2017-01"
    assert peak(months("2016-11", 0)) is None
    assert peak([]) is None


@pytest.mark.parametrize(
    ("places", "expected"),
    [([], [0, 0, 0, 0]), ([0, 24, 25, 99], [2, 1, 0, 1]), ([100, 500], [0, 0, 0, 2])],
)
def test_places_fall_in_their_part_of_the_text(places: list[int], expected: list[int]) -> None:
    assert fallen(places, 100, 4) == expected


def test_an_empty_text_has_places_all_the_same() -> None:
    assert sum(fallen([0], 0, 12)) == 1


def test_bars_of_places_have_one_scale_for_all_texts() -> None:
    assert drawn([0, 1, 2, 3, 9], LEVELS) == " ▂▄▆█"
    assert drawn([0, 1, 9], ASCII.levels) == " .#"
