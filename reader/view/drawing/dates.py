"""Dates as a list shows them."""

import time

NO_DATE = "no date"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


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
