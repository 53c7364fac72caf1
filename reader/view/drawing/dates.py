"""Dates as a list shows them."""

import time

NO_DATE = "no date"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_WEEK_S = 6 * 86_400


def moment(seconds: float, now: float) -> str:
    """A time of the reader's own day: ``Tue 21:40`` within a week, else ``11 Jul 2017``.

    Empty for a time that no calendar knows.

    Args:
        seconds: Since 1970, UTC.
        now: The present, likewise.
    """
    try:
        local = time.localtime(seconds)
    except (OverflowError, OSError, ValueError):
        return ""
    if abs(now - seconds) < _WEEK_S:
        return f"{_DAYS[local.tm_wday]} {local.tm_hour:02}:{local.tm_min:02}"
    return f"{local.tm_mday} {_MONTHS[local.tm_mon - 1]} {local.tm_year}"


def month(written: str) -> str:
    """A month such as ``Nov 2017``, written ``2017-11``."""
    year, _, number = written.partition("-")
    return f"{month_name(int(number))} {year}"


def month_name(number: int) -> str:
    """A month such as ``Nov``, by its number from 1."""
    return _MONTHS[number - 1]


def day(published: int | None) -> str:
    """A day such as ``11 Jul 2017``, in UTC; ``no date`` where none is known.

    Args:
        published: Seconds since 1970, UTC.
    """
    if published is None:
        return NO_DATE
    try:
        moment = time.gmtime(published)
    except (OverflowError, OSError, ValueError):
        return NO_DATE
    return f"{moment.tm_mday} {_MONTHS[moment.tm_mon - 1]} {moment.tm_year}"
