from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.periods import Period, after, before, begun, period, written

TODAY = date(2026, 11, 22)
DAYS = st.integers(date.min.toordinal(), date.max.toordinal()).map(date.fromordinal)


def today() -> date:
    return TODAY


def unasked() -> date:
    pytest.fail("what counts from no day asked for the day it is")


def at(text: str | None) -> int | None:
    return None if text is None else round(datetime.fromisoformat(text + "T00Z").timestamp())


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2017-11-16", "2017-11-16", "2017-11-17"),
        ("2017/11/16", "2017-11-16", "2017-11-17"),
        ("2017-2-3", "2017-02-03", "2017-02-04"),
        ("2017-11", "2017-11-01", "2017-12-01"),
        ("2017-12", "2017-12-01", "2018-01-01"),
        ("2016-02", "2016-02-01", "2016-03-01"),
        ("2017", "2017-01-01", "2018-01-01"),
        ("0001", "0001-01-01", "0002-01-01"),
        ("2017-11..2017-12", "2017-11-01", "2018-01-01"),
        ("2017..2018-03-04", "2017-01-01", "2018-03-05"),
        ("..2017", None, "2018-01-01"),
        ("2017..", "2017-01-01", None),
        ("2018..2017", "2017-01-01", "2019-01-01"),
        ("*", None, None),
    ],
)
def test_days_months_and_years_are_whole_and_in_utc(
    text: str, since: str | None, until: str | None
) -> None:
    found = period(text, unasked)

    assert found == Period(at(since), at(until))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("today", "2026-11-22", "2026-11-23"),
        ("yesterday", "2026-11-21", "2026-11-22"),
        ("3d", "2026-11-19", None),
        ("2w", "2026-11-08", None),
        ("6m", "2026-05-22", None),
        ("1y", "2025-11-22", None),
        ("0d", "2026-11-22", None),
        ("2w..1w", "2026-11-08", "2026-11-16"),
        ("..1y", None, "2025-11-23"),
        ("99999y", "0001-01-01", None),
        ("9" * 900 + "d", "0001-01-01", None),
    ],
)
def test_times_count_from_the_day_it_is(text: str, since: str | None, until: str | None) -> None:
    found = period(text, today)

    assert found == Period(at(since), at(until))


@pytest.mark.parametrize(
    ("day", "text", "since"),
    [
        (date(2026, 8, 31), "6m", "2026-02-28"),
        (date(2024, 2, 29), "1y", "2023-02-28"),
        (date(2026, 1, 31), "1m", "2025-12-31"),
    ],
)
def test_a_month_ago_is_its_last_day_where_it_is_shorter(day: date, text: str, since: str) -> None:
    found = period(text, lambda: day)

    assert found == Period(at(since))


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "...", "foo", "2017-13", "2017-00", "2017-02-30", "2017-11-00", "0000", "17"),
        *("201", "20171", "2017-", "2017..foo", "2017..2018..2019", "٢٠١٧", "3x", "-3d", "d"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    found = period(text, today), before(text, today), after(text, today)

    assert found == (None, None, None)


@pytest.mark.parametrize(
    ("text", "ends", "begins"),
    [
        ("2017", "2017-01-01", "2018-01-01"),
        ("2017-11-16", "2017-11-16", "2017-11-17"),
        ("yesterday", "2026-11-21", "2026-11-22"),
        ("1y", "2025-11-22", "2025-11-23"),
    ],
)
def test_before_and_after_leave_out_the_time_itself(text: str, ends: str, begins: str) -> None:
    assert before(text, today) == Period(None, at(ends))
    assert after(text, today) == Period(at(begins), None)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        *(("2", ""), ("20", ""), ("201", ""), ("2017", "2017"), ("2017-", "2017")),
        *(("2017-1", "2017"), ("2017-11", "2017-11"), ("2017-11-", "2017-11")),
        *(("2017-11-1", "2017-11"), ("2017-11-16", "2017-11-16"), ("2017.", "2017")),
        *(("2017..", "2017.."), ("2017..20", "2017.."), ("2017..2018-", "2017..2018")),
        *(("..", ""), ("..20", ""), ("..2017", "..2017"), ("30", ""), ("3d", "3d")),
        *(("y", ""), ("yester", ""), ("today", "today"), ("foo", None), ("2017-13", None)),
        *(("foo..2", None), ("2017..foo", None)),
    ],
)
def test_of_a_time_being_written_what_is_certain_is_known(text: str, certain: str | None) -> None:
    found = begun(text, today)

    assert found == certain


@given(DAYS, DAYS)
def test_every_time_can_be_written(one: date, other: date) -> None:
    first, last = sorted((one, other))
    known = period(f"{first}..{last}", unasked)
    assert known is not None

    field, _, value = written(known).partition(":")

    assert field == "date"
    assert period(value, unasked) == known


@given(DAYS)
def test_a_day_is_a_day_long(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)

    found = period(str(day), unasked)

    assert found == Period(round(midnight.timestamp()), round(midnight.timestamp()) + 86_400)
