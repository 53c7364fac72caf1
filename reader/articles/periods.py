"""Spans of time as a query writes them: days, months and years, in UTC.

A day is ``2017-11-16``, ``today``, ``yesterday``, or so long ago: ``3d``, ``2w``, ``6m``,
``1y``. ``2017-11`` is a whole month, ``2017`` a whole year. ``2017..2018-03`` goes from the
first to the last of them, both included; either may be missing. By itself ``3d`` is from
that day on.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400
_LAST_DAY = date.max.toordinal()
_ANY = "*"
_DATE = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"([0-9]+)([dwmy])", re.ASCII)
_NAMED = ("today", "yesterday")
# What may still become a date, and what of it is certain already.
_BEGUN_DATE = re.compile(r"([0-9]{4}(?:[-/][0-9]{1,2})?)[-/][0-3]?", re.ASCII)
_BEGUN = re.compile(r"[0-9]*", re.ASCII)


class Period(NamedTuple):
    """A span of time."""

    since: int | None = None
    """Seconds since 1970, UTC; None: from the beginning."""
    until: int | None = None
    """One second past the last, UTC; None: to the end."""


Today = Callable[[], date]
"""The day it is, UTC; asked only where a query counts from it."""


def period(written: str, today: Today) -> Period | None:
    """The time that a text means; None if it means none.

    ``*`` is all of time. Where a range ends before it begins, its ends change places.
    """
    if written == _ANY:
        return Period()
    first, dots, last = written.partition("..")
    ends = [_days(end, today) for end in (first, last) if end]
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return None
    since, until = min(known)[0], max(end for _, end in known)
    if not dots:
        return _period(since, None if _AGO.fullmatch(first) else until)
    return _period(since if first else None, until if last else None)


def written(found: Period) -> str:
    """How a query asks for a period: a field and its value, in whole days.

    A bound inside a day takes in the whole day, one beyond the years 1 to 9999 is theirs.
    """
    since = None if found.since is None else found.since // _DAY + _EPOCH
    until = None if found.until is None else -(-found.until // _DAY) + _EPOCH - 1
    if since is not None and since > _LAST_DAY:
        return f"after:{date.max}"
    if until is not None and until < 1:
        return f"before:{date.min}"
    first = None if since is None else date.fromordinal(max(since, 1))
    last = None if until is None else date.fromordinal(min(until, _LAST_DAY))
    return f"date:{_range(first, last)}"


def is_reversed(written: str, today: Today) -> bool:
    """Whether a text is a range that ends before it begins."""
    first, _, last = written.partition("..")
    ends = _days(first, today), _days(last, today)
    return ends[0] is not None and ends[1] is not None and ends[1][1] <= ends[0][0]


def begun(written: str, today: Today) -> str | None:
    """What is certain of a time that is still being written.

    Of ``2017-1`` that is ``2017``, of ``20`` nothing; None if it can become no time.
    """
    first, dots, last = written.partition("..")
    if not dots:
        return _certain(first.removesuffix("."), today)
    certain = _certain(last, today)
    if certain is None or (first and _days(first, today) is None):
        return None
    return f"{first}..{certain}" if first or certain else ""


def before(written: str, today: Today) -> Period | None:
    """The time before the first second of a day, month or year; None if it is none."""
    days = _days(written, today)
    return None if days is None else _period(None, days[0])


def after(written: str, today: Today) -> Period | None:
    """The time after the last second of a day, month or year; None if it is none."""
    days = _days(written, today)
    return None if days is None else _period(days[1], None)


def _certain(written: str, today: Today) -> str | None:
    begun_date = _BEGUN_DATE.fullmatch(written)
    if begun_date is not None and _days(begun_date[1], today) is not None:
        return begun_date[1]
    if period(written, today) is not None:
        return written
    may_go_on = _BEGUN.fullmatch(written) or any(day.startswith(written) for day in _NAMED)
    return "" if may_go_on else None


def _range(first: date | None, last: date | None) -> str:
    """The shortest way to write from the one to the other."""
    if first is None and last is None:
        return _ANY
    begins_year = first is None or (first.month, first.day) == (1, 1)
    ends_year = last is None or (last.month, last.day) == (12, 31)
    begins_month = first is None or first.day == 1
    ends_month = last is None or last.day == _month_length(last.year, last.month)
    length = 4 if begins_year and ends_year else 7 if begins_month and ends_month else 10
    ends = ["" if day is None else day.isoformat()[:length] for day in (first, last)]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def _period(since: int | None, until: int | None) -> Period:
    return Period(
        None if since is None else (since - _EPOCH) * _DAY,
        None if until is None else (until - _EPOCH) * _DAY,
    )


def _days(written: str, today: Today) -> tuple[int, int] | None:
    """The ordinals of the first day and of the one past the last."""
    ago = _AGO.fullmatch(written)
    if ago is not None:
        day = _ago(int(ago[1]), ago[2], today()).toordinal()
        return day, day + 1
    if written in _NAMED:
        day = today().toordinal() - _NAMED.index(written)
        return day, day + 1
    found = _DATE.fullmatch(written)
    if found is None:
        return None
    year, *rest = (int(part) for part in found.groups() if part)
    return _of_calendar(year, *rest)


def _of_calendar(
    year: int, month: int | None = None, day: int | None = None
) -> tuple[int, int] | None:
    last_month = 12 if month is None else month
    if not 1 <= year <= 9999 or not 1 <= last_month <= 12:
        return None
    last_day = _month_length(year, last_month)
    if day is not None and not 1 <= day <= last_day:
        return None
    first = date(year, 1 if month is None else month, 1 if day is None else day)
    last = date(year, last_month, last_day if day is None else day)
    return first.toordinal(), last.toordinal() + 1


def _ago(count: int, unit: str, today: date) -> date:
    """The day so long ago; the first of all days where there is none so old."""
    try:
        if unit in "dw":
            return today - timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, _month_length(year, month + 1)))
    except (OverflowError, ValueError):
        return date.min


def _month_length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days
