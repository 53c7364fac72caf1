"""Dates that count from the day of the article: yesterday, last Friday, two years ago."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from reader.articles.dating.days import (
    BEYOND,
    IN_THE_NORTH,
    Answer,
    Days,
    Undated,
    month_of,
    one_day,
    season_of,
    shifted,
    unit_of,
)
from reader.articles.dating.fixed import NO_DATE
from reader.articles.dating.setting import Setting
from reader.articles.dating.words import MONTH, MONTHS, SEASON, UNIT, WEEKDAY, WEEKDAYS

ABOUT = "about"
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_WHICH = "(?:this past|this coming|last|past|this|current|next|coming)"
_NAMED_DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "this day": 0, "yesterday": -1, "last night": -1, "day before yesterday": -2, "tomorrow": 1,
    "day after tomorrow": 2,
}  # fmt: skip
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1_200}

Counting = Callable[["re.Match[str]", Setting, date], Answer | None]


def _named_day(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    return unit_of("day", here, _NAMED_DAYS[found[1]])


def _weekday(found: "re.Match[str]", setting: Setting, here: date) -> Answer | None:
    """A day of the week: in news the last one up to the article's, if none to come is meant."""
    which = (found[1] or "").removeprefix("this ").strip()
    days = (here.weekday() - WEEKDAYS[found[2]]) % 7
    ahead = here + timedelta(-days % 7)
    if which in {"last", "past"}:
        doubt = "" if here.weekday() < (days or 7) else "could be the week before"
        return one_day(here - timedelta(days or 7)).doubted(doubt if which == "last" else "")
    if which == "next":
        # Of the week that begins on the coming Monday.
        day = here + timedelta(7 - here.weekday() + WEEKDAYS[found[2]])
        is_plain = (day - here).days <= 7
        return one_day(day).doubted("" if is_plain else "could be a week sooner")
    if which in {"this", "coming"}:
        is_past = which == "this" and setting.direction < 0
        return one_day(here - timedelta(days) if is_past else ahead)
    return one_day(ahead if setting.direction > 0 else here - timedelta(days))


def _weekday_week(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    """A day of last week, of this one, of the next."""
    week = unit_of("week", here, _STEPS[found[2]])
    return week and one_day(week.first + timedelta(WEEKDAYS[found[1]]))


def _unit(found: "re.Match[str]", setting: Setting, here: date) -> Answer | None:
    which, unit = found[1].removeprefix("this "), found[2]
    if unit == "day":
        return None
    step = _STEPS[which]
    if unit == "weekend" and which == "this" and setting.direction < 0 and here.weekday() < 4:
        step = -1
    if unit == "weekend" and which in {"last", "past"}:
        step = -1 if here.weekday() < 6 else 0
    days = unit_of(unit, here, step)
    return days and days.doubted("if the year begins in January" if unit == "quarter" else "")


def _weekend(_: "re.Match[str]", setting: Setting, here: date) -> Answer | None:
    """The weekend: the last one that has begun, if none to come is meant."""
    is_past = setting.direction <= 0 and here.weekday() < 5
    return unit_of("weekend", here, -is_past)


def _month(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    """Last July, this July, next July."""
    which, month = found[1].removeprefix("this "), MONTHS[found[2]]
    year = here.year
    if which in {"last", "past"}:
        year -= here.month <= month
    elif which in {"next", "coming"}:
        year += here.month >= month
    is_unsure = which in {"last", "next"} and year == here.year
    days = month_of(year, month)
    doubt = f"could be {year - 1 if which == 'last' else year + 1}"
    return days and days.doubted(doubt if is_unsure else "")


def _season(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    which, name = found[1].removeprefix("this "), found[2]
    seasons = [season_of(here.year + step, name) for step in (-2, -1, 0, 1, 2)]
    known = [season for season in seasons if season is not None]
    if which in {"last", "past"}:
        return max(season for season in known if season.last < here)
    if which in {"next", "coming"}:
        return min(season for season in known if season.first > here)
    here_too = [season for season in known if season.first <= here <= season.last]
    of_year = [season for season in known if season.first.year == here.year]
    return (here_too or of_year)[0].doubted(IN_THE_NORTH)


def _ago(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    """So many units back or ahead; exact to the day only where days are counted."""
    count = 1 if found[1] in {"a", "an"} else int(found[1])
    unit = found[2]
    sign = -1 if found[3] in {"ago", "back"} else 1
    if unit == "day":
        return one_day(here + timedelta(sign * count))
    if unit in _DAYS_IN:
        day = here + timedelta(sign * count * _DAYS_IN[unit])
        return _about(unit_of("week", day))
    day = shifted(here, sign * count * _MONTHS_IN[unit])
    return _about(unit_of("month" if unit in {"month", "quarter"} else "year", day))


def _hours_ago(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    count = 1 if found[1] in {"a", "an"} else int(found[1])
    days = count // 24 if found[2] == "hour" else 0
    return one_day(here - timedelta(days)).doubted(ABOUT)


def _weekday_ago(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    """A week ago Friday, two weeks ago on Monday."""
    weeks, weekday = found[1] or found[4], found[2] or found[3]
    count = 1 if weeks in {"a", "last", "this time last"} else int(weeks)
    days = (here.weekday() - WEEKDAYS[weekday]) % 7
    return one_day(here - timedelta(days + 7 * count)).doubted("" if days == 0 else ABOUT)


def _of_year(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    """July last year, the summer of this year, the first quarter of next year."""
    year = here.year + _STEPS[found["which"]]
    if found["month"]:
        return month_of(year, MONTHS[found["month"]])
    if found["season"]:
        return season_of(year, found["season"])
    length = 3 if found["quarter"] else 6
    number = int(found["quarter"] or found["half"])
    return month_of(year, (number - 1) * length + 1, length)


def _same_time(found: "re.Match[str]", _: Setting, here: date) -> Answer | None:
    day = shifted(here, 12 * _STEPS[found[1]])
    return _about(unit_of("month", day))


def _about(days: Days | None) -> Answer:
    return BEYOND if days is None else days.doubted(ABOUT)


_OF_YEAR = (
    rf"(?:(?P<month>{MONTH})|(?P<season>{SEASON})|(?P<quarter>[1-4]) quarter"
    r"|(?P<half>[12]) half)(?: of)? (?P<which>last|this|next) year"
)
_RULES: tuple[tuple["re.Pattern[str]", Counting], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"({'|'.join(_NAMED_DAYS)})", _named_day),
        (rf"(?:({_WHICH}) )?({WEEKDAY})", _weekday),
        (rf"({WEEKDAY})(?: of)? (last|this|next) week", _weekday_week),
        ("weekend", _weekend),
        (rf"({_WHICH}) ({UNIT})", _unit),
        (rf"({_WHICH}) ({MONTH})", _month),
        (rf"({_WHICH}) ({SEASON})", _season),
        (rf"(an?|[0-9]{{1,4}}) ({UNIT})s? (ago|back|from now|hence)", _ago),
        (r"(an?|[0-9]{1,3}) (hour|minute|second)s? (ago)", _hours_ago),
        (
            rf"(a|[0-9]) weeks? ago(?: on)? ({WEEKDAY})|({WEEKDAY}) (a|[0-9]) weeks? ago",
            _weekday_ago,
        ),
        (_OF_YEAR, _of_year),
        (r"(?:this|same) (?:time|period|month|day) (last|next) year", _same_time),
    )
)
_BARE_UNIT = re.compile(rf"({UNIT})(?:'s)?(?: end)?|(year) end")


def counted(words: str, setting: Setting, part: str = "") -> Answer | None:
    """The days of a date that counts from the article's own; None if it does not.

    Args:
        words: As `reader.articles.dating.words.stripped` gives them.
        setting: What they stand in.
        part: What of it is meant: "end of", "later in"; empty for all of it.
    """
    here = setting.published
    bare = _BARE_UNIT.fullmatch(words) if part or words.endswith(" end") else None
    if bare is not None:
        is_over = "end" in f"{part} {words}" and setting.direction < 0
        days = here and unit_of(bare[1] or bare[2], here, -is_over)
        return days.doubted("if it is the one of the article") if days else Undated(NO_DATE)
    for pattern, rule in _RULES:
        found = pattern.fullmatch(words)
        if found is None:
            continue
        if here is None:
            return Undated(NO_DATE)
        answer = rule(found, setting, here)
        if answer is not None:
            return answer
    return None
