from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.dating.days import Days, day_of, month_of, one_day, years_of
from reader.view.drawing.glyphs import UNICODE
from reader.view.drawing.timeline import Mark, TimeScale, days_shown

SPANS = st.tuples(st.dates(), st.dates()).map(lambda ends: Days(min(ends), max(ends)))


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (day_of(2017, 11, 3), "3 Nov 2017"),
        (month_of(2017, 11), "Nov 2017"),
        (month_of(2017, 1, 3), "Jan - Mar 2017"),
        (years_of(2017, 2017), "2017"),
        (years_of(1990, 1999), "1990-1999"),
        (Days(date(2016, 5, 3), date(2016, 5, 5)), "3-5 May 2016"),
        (Days(date(2017, 10, 30), date(2017, 11, 5)), "30 Oct - 5 Nov 2017"),
        (Days(date(2016, 12, 30), date(2017, 1, 2)), "30 Dec 2016 - 2 Jan 2017"),
        (Days(date(2016, 12, 1), date(2017, 2, 28)), "Dec 2016 - Feb 2017"),
        (Days(date.max, date.max), "31 Dec 9999"),
    ],
)
def test_days_are_told_as_shortly_as_can_be(days: Days, shown: str) -> None:
    assert days_shown(days) == shown


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2017, 11, 13), (2017, 11, 24), "14 Nov    16 Nov    18 Nov     20 Nov    22 Nov"),
        ((2017, 1, 9), (2017, 12, 9), "Mar 2017   May       Jul        Sep       Nov"),
        ((2009, 5, 1), (2017, 5, 1), "2010   2011    2012   2013   2014   2015   2016   2017"),
        ((1914, 8, 1), (2017, 1, 1), "1920       1940       1960       1980       2000"),
    ],
)
def test_ticks_are_as_close_as_their_words_allow(
    first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    scale = TimeScale([one_day(date(*first)), one_day(date(*last))], 58)

    assert scale.words().strip() == words
    assert scale.axis(UNICODE).count(UNICODE.tee_down) == len(scale.ticks())


def test_a_mark_stands_above_its_tick() -> None:
    days = one_day(date(2017, 1, 1))
    scale = TimeScale([one_day(date(2015, 6, 1)), days, one_day(date(2018, 6, 1))], 60)

    marks = "".join(piece.text for piece in scale.marks([Mark(days, "plain")], None, UNICODE))

    assert scale.axis(UNICODE)[marks.index(UNICODE.unread)] == UNICODE.tee_down


def test_a_century_does_not_press_the_days_together() -> None:
    century = Days(date(1901, 1, 1), date(2000, 12, 31))
    week = [one_day(date(2017, 11, day)) for day in (13, 20)]

    scale = TimeScale([century, *week], 80)

    assert scale.cell(week[1].first.toordinal()) - scale.cell(week[0].first.toordinal()) > 70
    assert (scale.cell(century.first.toordinal()), scale.cell(century.last.toordinal())) == (0, 0)


@given(st.lists(SPANS, min_size=1, max_size=5), st.none() | st.dates(), st.integers(1, 200))
def test_every_line_fits_whatever_is_on_it(
    spans: list[Days], here: date | None, width: int
) -> None:
    own = [] if here is None else [one_day(here)]
    scale = TimeScale([*spans, *own], width)

    marks = scale.marks([Mark(days, "plain") for days in spans], here, UNICODE)

    assert sum(len(piece.text) for piece in marks) == len(scale.axis(UNICODE)) == width
    assert len(scale.words()) <= width
    assert scale.first < scale.last
