from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.dates import FIRST_YEAR, LAST_YEAR, moment

MORNING = "2017-11-05T10:15:00+00:00"
MIDNIGHT = "2017-11-05T00:00:00+00:00"


def shown(written: object) -> str | None:
    found = moment(written)
    return None if found is None else datetime.fromtimestamp(found, UTC).isoformat()


@pytest.mark.parametrize(
    "written",
    [
        "2017-11-05T10:15:00Z",
        "2017-11-05 10:15",
        " 2017-11-05T11:15:00.123+01:00 ",
        "2017-11-05T10:15:00.0000000Z",
        "20171105T101500Z",
        "20171105T121500+0200",
        "2017/11/05 10:15:00",
        "2017-11-05T02:15:00-08:00[America/Los_Angeles]",
        "Sun, 05 Nov 2017 10:15:00 GMT",
        "Sun, 5 Nov 17 05:15 EST",
        "05 Nov 2017 02:15:00 -0800 (PST)",
        "Sun Nov  5 10:15:00 2017",
        "Sun Nov  5 02:15:00 PST 2017",
        "Sun, 5 Nov 2017 19:15:00 JST",
        "5 Nov 2017 12:15 Europe/Helsinki",
        "November 5th, 2017, 5:15 AM ET",
        "5:15 a.m. EST, Sun November 5, 2017",
        "Sunday 05 November 2017 at 10:15 AM UTC",
        "Sun, 2017/11/5 - 10:15",
        "5 ноября 2017, 10:15",
        "2017年11月5日 10:15",
        "5.11.2017 10:15 Uhr",
        "14:15 UTC+4, 5 Nov 2017",
        1509876900,
        1509876900.9,
        "1509876900",
        1509876900_000,
        1509876900_000_000,
        "1509876900000000000",
        datetime(2017, 11, 5, 10, 15, tzinfo=UTC),
    ],
)
def test_a_moment_is_read_however_it_is_written(written: object) -> None:
    assert shown(written) == MORNING


@pytest.mark.parametrize(
    "written",
    [
        "2017-11-05",
        "20171105",
        20171105,
        "5 November 2017",
        "Nov. 5, 2017",
        "5th of November 2017",
        "5 novembre 2017",
        "5. November 2017",
        "domingo, 5 de noviembre de 2017",
        "5 Kasım 2017",
        "5-Nov-2017",
        "05.11.2017",
        "2017년 11월 5일",
        "2017-11-04T24:00:00Z",
        date(2017, 11, 5),
    ],
)
def test_a_day_without_a_time_is_its_beginning(written: object) -> None:
    assert shown(written) == MIDNIGHT


@pytest.mark.parametrize("written", ["Do, 29 Mär 2018", "29 mars 2018", "3/29/2018", "29/3/2018"])
def test_the_month_is_told_by_its_name_or_by_a_day_that_is_none(written: str) -> None:
    assert shown(written) == "2018-03-29T00:00:00+00:00"


def test_a_month_without_a_day_is_its_first() -> None:
    assert shown("2017-11") == "2017-11-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "today", "yesterday", "3 hours ago", "Sunday", "10:15", "May", "None", "n/a"),
        *("2017", 2017, 0, -5, 12345, float("nan"), float("inf"), True, None, [], {}, "1e10"),
        *("03/04/2017", "3-4-2017", "31 Feb 2017", "2017-13-01", "32.1.2017", "0000-00-00"),
        *("From 3 May 2010 to 5 June 2011", "1 May 1500", "1 May 2222", 10**30, "9" * 90),
        *("5 Smarch 2017", "5 Nov 2017 25:00", "13:00 pm, 5 Nov 2017", "5 Nov 2017 10:61"),
        "The talks of 5 November 2017 " * 5,
    ],
)
def test_what_is_not_sure_is_no_date(written: object) -> None:
    assert moment(written) is None


def test_an_unknown_zone_is_utc() -> None:
    assert shown("Sun, 05 Nov 2017 10:15:00 XYZ") == MORNING


def test_a_leap_second_is_the_last_of_its_minute() -> None:
    assert shown("2016-12-31T23:59:60Z") == "2016-12-31T23:59:59+00:00"


@given(st.text() | st.text(alphabet="0123456789:/-.TZ+, abmpJanFebMärz年月日()", max_size=40))
def test_any_text_is_a_plausible_date_or_none(written: str) -> None:
    found = moment(written)

    assert found is None or FIRST_YEAR <= datetime.fromtimestamp(found, UTC).year <= LAST_YEAR


@given(
    st.datetimes(
        datetime(FIRST_YEAR, 1, 2),  # noqa: DTZ001 -- hypothesis adds the zone
        datetime(LAST_YEAR - 1, 12, 30),  # noqa: DTZ001 -- same
        timezones=st.timezones(),
    )
)
def test_what_iso_and_mail_write_is_read_back(when: datetime) -> None:
    whole = when.replace(microsecond=0)
    offset = whole.strftime("%z")[:5]

    assert moment(whole.isoformat()) == int(whole.timestamp())
    assert moment(whole.strftime("%a, %d %b %Y %H:%M:%S ") + offset) is not None
