"""Spans of days of the calendar: a day, a week, a month, a quarter, a season, a year."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month that each begins with, north of the equator."""
IN_THE_NORTH = "as seasons are in the north"


class Days(NamedTuple):
    """The days that some words mean."""

    first: date
    last: date
    """Included; not before the first."""
    doubt: str = ""
    """What makes it unsure, in a few words; empty if it is sure."""

    @property
    def is_sure(self) -> bool:
        """Whether nothing makes it doubtful."""
        return not self.doubt

    @property
    def is_one_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    def doubted(self, doubt: str) -> "Days":
        """The same, less sure; what made it unsure before stands."""
        return self._replace(doubt=self.doubt or doubt)


class Undated(NamedTuple):
    """Words of which it cannot be said what days they mean."""

    reason: str
    """Why, in a few words."""


BEYOND = Undated("beyond the calendar")
"""Days before the year 1 or after 9999."""

Answer = Days | Undated
"""What becomes of a date."""


def one_day(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def day_of(year: int, month: int, day: int) -> Days | None:
    """A day of the calendar; None if there is no such."""
    try:
        return one_day(date(year, month, day))
    except ValueError:
        return None


def month_of(year: int, month: int, months: int = 1) -> Days | None:
    """A month, or several from it on; None beyond the years of the calendar."""
    try:
        following = shifted(date(year, month, 1), months)
    except (ValueError, OverflowError):
        return None
    return Days(date(year, month, 1), following - timedelta(1))


def years_of(first: int, last: int) -> Days | None:
    """The years from one to another; None beyond those of the calendar."""
    if not MINYEAR <= first <= last <= MAXYEAR:
        return None
    return Days(date(first, 1, 1), date(last, 12, 31))


def season_of(year: int, name: str) -> Days | None:
    """A season by its English name; a winter is of the year that it begins in."""
    season = month_of(year, _SEASONS[name], 3)
    return season and season.doubted(IN_THE_NORTH)


def week_of(day: date) -> Days:
    """The week from Monday to Sunday that a day is in. Source: ISO 8601."""
    monday = day - timedelta(day.weekday())
    return Days(monday, monday + timedelta(6))


def weekend_of(day: date) -> Days:
    """The Saturday and Sunday of a day's week."""
    sunday = week_of(day).last
    return Days(sunday - timedelta(1), sunday)


def shifted(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a month that is too short.

    Raises:
        ValueError: It is beyond the years of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    if day.day <= 28:
        return first.replace(day=day.day)
    following = shifted(first, 1)
    return first + timedelta(min(day.day, (following - first).days) - 1)


def unit_of(unit: str, day: date, step: int = 0) -> Days | None:
    """The day, week, weekend, month, quarter, year, decade or century that a day is in.

    Args:
        unit: Its English name.
        day: A day in it.
        step: How many such on (1) or back (-1); 0: this one.
    """
    try:
        return _UNITS[unit](day, step)
    except (ValueError, OverflowError):
        return None


def _months(day: date, step: int, length: int) -> Days | None:
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    first = shifted(first, step * length)
    return month_of(first.year, first.month, length)


def _years(day: date, step: int, length: int, origin: int) -> Days | None:
    first = (day.year - origin) // length * length + origin + step * length
    return years_of(first, first + length - 1)


_UNITS: dict[str, Callable[[date, int], Days | None]] = {
    "day": lambda day, step: one_day(day + timedelta(step)),
    "week": lambda day, step: week_of(day + timedelta(7 * step)),
    "fortnight": lambda day, step: week_of(day + timedelta(14 * step)),
    "weekend": lambda day, step: weekend_of(day + timedelta(7 * step)),
    "month": lambda day, step: _months(day, step, 1),
    "quarter": lambda day, step: _months(day, step, 3),
    "year": lambda day, step: _years(day, step, 1, 0),
    "decade": lambda day, step: _years(day, step, 10, 0),
    "century": lambda day, step: _years(day, step, 100, 1),
}
