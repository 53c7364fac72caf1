"""Days on a line: marks where they fall, an axis, and ticks with their years or months."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from reader.articles.dating.days import Days
from reader.view.drawing.dates import month_name
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Piece

_WIDE_DAYS = 3_700
"""Longer spans, from a decade on, would press all others together; they are cut at the edges."""
_LEAST_DAYS = 6
"""The line shows more days than that, however close together they are."""
_APART_CELLS = 3
"""Least room between the words at two ticks."""
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)


class Mark(NamedTuple):
    """Days that are marked on the line."""

    days: Days
    part: str
    """How it looks, of `reader.view.styles.parts`."""


class _Tick(NamedTuple):
    day: int
    """Ordinal."""
    words: str


class TimeScale:
    """Which cell of a line a day falls on.

    Args:
        spans: What is to be on the line; at least one.
        width: Of the line, in cells.
    """

    def __init__(self, spans: Sequence[Days], width: int) -> None:
        ends = [(days.first.toordinal(), days.last.toordinal()) for days in spans]
        close = [(first, last) for first, last in ends if last - first < _WIDE_DAYS] or ends
        self.first = min(first for first, _ in close)
        self.last = max(last for _, last in close)
        missing = max(0, _LEAST_DAYS - (self.last - self.first))
        self.first = max(1, self.first - (missing + 1) // 2)
        self.last = min(date.max.toordinal(), self.last + missing // 2)
        self.width = width

    def cell(self, day: int) -> int:
        """The cell of a day, from 0; of a day beyond the line the nearest.

        Args:
            day: Its ordinal.
        """
        within = max(self.first, min(day, self.last)) - self.first
        return within * (self.width - 1) // max(1, self.last - self.first)

    def ticks(self) -> list[_Tick]:
        """The closest ticks whose words have room; none on a line that is too short."""
        for kind, steps in (("day", _DAY_STEPS), ("month", _MONTH_STEPS), ("year", _YEAR_STEPS)):
            for step in steps:
                if (self.last - self.first) // (step * _LENGTHS[kind]) > self.width:
                    continue
                ticks = self._with_room(list(_TICKS[kind](self, step)))
                if ticks:
                    return ticks
        return []

    def _with_room(self, ticks: list[_Tick]) -> list[_Tick]:
        """The ticks if their words have room, perhaps without the last; else none."""
        end = -_APART_CELLS
        for place, tick in enumerate(ticks):
            start = self._words_at(tick)
            if start < end + _APART_CELLS:
                return ticks[:-1] if place == len(ticks) - 1 and place > 1 else []
            end = start + len(tick.words)
        return ticks if end <= self.width else []

    def _words_at(self, tick: _Tick) -> int:
        """Where the words of a tick begin: under it, but not over the edge."""
        return max(0, min(self.cell(tick.day), self.width - len(tick.words)))

    def words(self) -> str:
        """The line of the ticks' words."""
        line = ""
        for tick in self.ticks():
            line = line.ljust(self._words_at(tick)) + tick.words
        return line

    def axis(self, glyphs: Glyphs) -> str:
        """The line with its ticks."""
        cells = [glyphs.horizontal] * self.width
        for tick in self.ticks():
            cells[self.cell(tick.day)] = glyphs.tee_down
        return "".join(cells)

    def marks(self, marks: Sequence[Mark], here: date | None, glyphs: Glyphs) -> list[Piece]:
        """The marks above the axis.

        Args:
            marks: A later one covers an earlier.
            here: A day with a sign of its own, which nothing covers.
            glyphs: Signs to draw with.
        """
        cells = [(" ", "plain")] * self.width
        for days, part in marks:
            first, last = (self.cell(day.toordinal()) for day in days[:2])
            sign = glyphs.unread if first == last else glyphs.horizontal
            cells[first : last + 1] = [(sign, part)] * (last + 1 - first)
        if here is not None:
            cell = self.cell(here.toordinal())
            cells[cell] = glyphs.here, cells[cell][1]
        runs = groupby(cells, lambda cell: cell[1])
        return [Piece("".join(sign for sign, _ in run), part) for part, run in runs]


def _days(scale: TimeScale, step: int) -> Iterator[_Tick]:
    # Ordinal 1 is a Monday: steps of weeks fall on Mondays.
    for day in range(scale.first + (1 - scale.first) % step, scale.last + 1, step):
        when = date.fromordinal(day)
        yield _Tick(day, f"{when.day} {month_name(when.month)}")


def _months(scale: TimeScale, step: int) -> Iterator[_Tick]:
    first, last = date.fromordinal(scale.first), date.fromordinal(scale.last)
    start = first.year * 12 + first.month - 1
    is_first = True
    for month in range(start + -start % step, last.year * 12 + last.month, step):
        year, number = divmod(month, 12)
        day = date(year, number + 1, 1).toordinal()
        if day >= scale.first:
            words = month_name(number + 1)
            yield _Tick(day, f"{words} {year}" if is_first or number < step else words)
            is_first = False


def _years(scale: TimeScale, step: int) -> Iterator[_Tick]:
    first, last = date.fromordinal(scale.first), date.fromordinal(scale.last)
    for year in range(first.year + -first.year % step, last.year + 1, step):
        day = date(year, 1, 1).toordinal()
        if day >= scale.first:
            yield _Tick(day, str(year))


_TICKS = {"day": _days, "month": _months, "year": _years}
_LENGTHS = {"day": 1, "month": 28, "year": 365}


def days_shown(days: Days) -> str:
    """Days in words, as short as they can be told: ``2017``, ``Jul 2017``, ``3-5 May 2016``."""
    first, last = days.first, days.last
    begins_year, ends_year = (first.month, first.day) == (1, 1), (last.month, last.day) == (12, 31)
    if begins_year and ends_year:
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    begins_month = first.day == 1
    ends_month = last == date.max or (last + timedelta(1)).day == 1
    if begins_month and ends_month:
        left, right = (f"{month_name(day.month)} {day.year}" for day in (first, last))
    else:
        left, right = (f"{day.day} {month_name(day.month)} {day.year}" for day in (first, last))
    if left == right:
        return left
    if first.year == last.year:
        left = left.removesuffix(f" {first.year}")
        if first.month == last.month:
            return f"{first.day}-{right}"
    return f"{left} - {right}"
