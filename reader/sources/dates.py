"""Dates as articles write them, read into seconds; what is not sure is not a date.

Read: ISO 8601, RFC 822, what `ctime` prints, seconds to nanoseconds since 1970, and a day
in figures or with its month's name in ten languages, with or without a time. Not read: a
year alone, "3 hours ago", 03/04/2017 (it may be March or April).
"""

import re
from datetime import date, datetime, timedelta, tzinfo

from reader.sources.months import MONTHS, is_month, utc_seconds, zone

FIRST_YEAR = 1600
"""The first newspapers are a few years younger."""
LAST_YEAR = 2100
"""Dates from here on are mistakes. Bound to no clock: the user's may be wrong."""

_LONGEST = 100
"""Code points; what is longer is a sentence that mentions a date."""
_FIRST_SECONDS = 100_000_000
"""1973. Smaller numbers are years, days (20171105), or nothing that can be told."""

_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,12})?)?"
    r"(?![\d:])\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>(?:(?:gmt|utc?)?[+-]\d{1,2}(?::?\d{2})?(?!\d))"
    r"|[a-z]+/[a-z_]+|(?<![a-z])[a-z]{1,5}(?![a-z]))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:gmt|utc?)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_DATE_TO_TIME = re.compile(r"(?<=\d)T(?=\d)")
_COMPACT = re.compile(r"(\d{8})(?:T(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,12})?(Z|[+-]\d{2}:?\d{2})?)?")

_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)")
_EAST_ASIAN = re.compile(r"(?P<y>\d{4})[年년]\s*(?P<m>\d{1,2})[月월]\s*(?P<d>\d{1,2})[日일]")
_MONTH_OF_YEAR = re.compile(r"\A(?P<y>\d{4})-(?P<m>\d{2})\Z")
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<by>[/.-])(?P<b>\d{1,2})(?P=by)(?P<y>\d{4})(?!\d)"
)
_DAY_MONTH = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª)?[\s.,/-]*(?:(?:de|of)\s+)?(?P<m>[^\W\d_]{3,12})"
    r"[\s.,/-]*(?:(?:de|del|of)\s+)?(?P<y>\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"(?P<m>(?<![^\W\d_])[^\W\d_]{3,12})[\s.]*(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s,]+(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)


def moment(written: object) -> int | None:
    """The moment that a date means.

    Args:
        written: A text, a number, or a date that a parser made already.

    Returns:
        Seconds since 1970, UTC, of the years `FIRST_YEAR` to before `LAST_YEAR`; a day
        without a time is its beginning, a month its first day, a time without a zone
        (or with one that nobody knows; Source: RFC 5322, 4.3) is UTC. None where what is
        written cannot be read surely; never today.
    """
    try:
        found = _found(written)
        if found is None or not FIRST_YEAR <= found.year < LAST_YEAR:
            return None
        return utc_seconds(found)
    except (ValueError, OverflowError):  # the 31st of February
        return None


def _found(written: object) -> datetime | None:
    if isinstance(written, str):
        return _told(written.strip())
    if isinstance(written, datetime):
        return written
    if isinstance(written, date):
        return datetime(written.year, written.month, written.day)  # noqa: DTZ001 -- UTC by rule
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _counted(written)
    return None


def _told(text: str) -> datetime | None:
    if not text or len(text) > _LONGEST:
        return None
    number = text.removesuffix(".0")
    if number.isascii() and number.isdigit():
        return _counted(int(number))
    return _in_iso(text) or _in_words(text)


def _counted(number: float) -> datetime | None:
    """Of seconds since 1970 or a thousand, million, billion times as many; or 20171105."""
    if FIRST_YEAR <= number // 10_000 < LAST_YEAR:
        return datetime.strptime(str(int(number)), "%Y%m%d")  # noqa: DTZ007 -- UTC by rule
    if not number >= _FIRST_SECONDS:
        return None
    for _ in range(3):
        if number >= 1000 * _FIRST_SECONDS:
            number /= 1000
    return datetime(1970, 1, 1) + timedelta(seconds=number)  # noqa: DTZ001 -- UTC by rule


def _in_iso(text: str) -> datetime | None:
    if not text[:4].isdigit():
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    month = _MONTH_OF_YEAR.match(text)
    if month:
        return datetime(int(month["y"]), int(month["m"]), 1)  # noqa: DTZ001 -- UTC by rule
    compact = _COMPACT.fullmatch(text)
    if compact is None:
        return None
    day, hour, minute, second, offset = compact.groups()
    start = datetime.strptime(day, "%Y%m%d")  # noqa: DTZ007 -- see below
    return _at(start, int(hour or 0), int(minute or 0), int(second or 0), _zone(offset))


def _in_words(text: str) -> datetime | None:
    text = _DATE_TO_TIME.sub(" ", _COMMENT.sub(" ", text))
    clock = _CLOCK.search(text)
    if clock is None:
        return _day(text)
    named = clock["zone"]
    end = clock.end()
    if named and is_month(named.casefold()):  # a word of the date, not a zone
        named, end = None, clock.start("zone")
    day = _day(f"{text[: clock.start()]} {text[end:]}")
    if day is None:
        return None
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    return _at(day, hour, int(clock["minute"]), int(clock["second"] or 0), _zone(named))


def _at(day: datetime, hour: int, minute: int, second: int, where: tzinfo | None) -> datetime:
    """A time of a day; 24:00 is the next one's beginning, a leap second counts as the 59th."""
    if hour == 24 and minute == second == 0:
        day, hour = day + timedelta(days=1), 0
    return day.replace(hour=hour, minute=minute, second=min(second, 59), tzinfo=where)


def _zone(named: str | None) -> tzinfo | None:
    if named is None:
        return None
    offset = _OFFSET.fullmatch(named)
    if offset is None:
        return zone(named)
    sign, hours, minutes = offset.groups()
    return datetime.strptime(f"{sign}{hours:0>2}{minutes or '00'}", "%z").tzinfo


def _day(text: str) -> datetime | None:
    """The one day that a text without a time of day names."""
    for form in (_YEAR_FIRST, _EAST_ASIAN, _FIGURES, _DAY_MONTH, _MONTH_DAY):
        match = form.search(text)
        if match is None:
            continue
        rest = text[: match.start()] + text[match.end() :]
        if any(map(str.isdigit, rest)):
            continue
        parts = match.groupdict()
        month = _by_order(parts) if form is _FIGURES else (parts["m"], parts["d"])
        if month is None:
            return None
        number = MONTHS.get(month[0].casefold()) or int(month[0])
        return datetime(_year(parts["y"]), number, int(month[1]))  # noqa: DTZ001 -- see _at
    return None


def _by_order(parts: dict[str, str]) -> tuple[str, str] | None:
    """Month and day; with points between them the day is first, else only 13 to 31 tells."""
    first, second = parts["a"], parts["b"]
    if parts["by"] == "." or int(first) > 12 or first == second:
        return second, first
    return (first, second) if int(second) > 12 else None


def _year(written: str) -> int:
    """Source: RFC 5322, 4.3, for years of two figures."""
    year = int(written)
    if len(written) == 2:
        return year + (2000 if year < 50 else 1900)
    return year
