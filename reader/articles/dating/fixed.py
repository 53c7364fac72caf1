"""Dates that the calendar alone gives, and days and months whose year the article gives."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from reader.articles.dating.days import (
    BEYOND,
    Answer,
    Days,
    Undated,
    day_of,
    month_of,
    season_of,
    years_of,
)
from reader.articles.dating.setting import Setting
from reader.articles.dating.words import DAY, MONTH, MONTHS, SEASON, WEEKDAY, WEEKDAYS, YEAR

NO_DATE = "no date is known for the article"
OTHER_WEEKDAY = "the day of the week is another"
NO_SUCH_DAY = "there is no such day"

_FAR = 120
"""Days to the nearer of two, past and to come, from which on neither is likelier."""
_NEAR = 31
"""Days within which a date is meant though the sentence tells of another time."""
_DECADE_NAMES = {
    f"{name}ties": number
    for number, name in enumerate(("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"), 2)
}
_FEASTS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31), "new year's day": (1, 1),
    "halloween": (10, 31), "valentine's day": (2, 14), "armistice day": (11, 11),
    "remembrance day": (11, 11), "veterans day": (11, 11), "may day": (5, 1),
    "st patrick's day": (3, 17), "bastille day": (7, 14), "april fools' day": (4, 1),
    "april fool's day": (4, 1), "all saints' day": (11, 1), "epiphany": (1, 6),
}  # fmt: skip
"""Month and day of feasts that are the same everywhere and every year."""
_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"

Rule = Callable[["re.Match[str]", Setting], Answer | None]
"""What the words that a pattern matches mean; None if another rule is to say it."""


def _iso(found: "re.Match[str]", _: Setting) -> Answer | None:
    year, month, day = (int(part) for part in found.groups())
    return day_of(year, month, day) or Undated(NO_SUCH_DAY)


def _iso_month(found: "re.Match[str]", _: Setting) -> Answer | None:
    year, month = int(found[1]), int(found[2])
    if month == (year + 1) % 100:
        return Undated(f"could be a month of {year} or {year} to {year + 1}")
    return month_of(year, month) if 1 <= month <= 12 else None


def _figures(found: "re.Match[str]", setting: Setting) -> Answer | None:
    """Day and month in figures: Europe and America write them in different orders."""
    first, second = int(found[1]), int(found[3])
    year = found[4] and _whole_year(found[4])
    orders = [(first, second)] if found[2] == "." else [(first, second), (second, first)]
    if found[0] == "9/11":
        return day_of(2001, 9, 11)
    read = {(month, day) for day, month in orders if 1 <= month <= 12 and 1 <= day <= 31}
    if len(read) != 1:
        if not read or (not year and found[2] == "."):
            return None
        one, other = (
            f"{day} {_NAMES[4 * month - 4 : 4 * month - 1]}" for month, day in sorted(read)
        )
        return Undated(f"could be {one} or {other}")
    ((month, day),) = read
    if year:
        return day_of(int(year), month, day) or Undated(NO_SUCH_DAY)
    return None if found[2] == "." else day_in_some_year(month, day, setting)


def _whole_year(written: str) -> int:
    """Source: RFC 5322, 4.3, for years of two figures."""
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < 50 else 1900)


def _day(found: "re.Match[str]", setting: Setting) -> Answer | None:
    """A day with its month, perhaps with a year, perhaps with its name."""
    month, day = MONTHS[found["m"] or found["n"]], int(found["d"] or found["e"])
    weekday = WEEKDAYS.get(found["w"] or found["x"] or "")
    if not found["y"]:
        return day_in_some_year(month, day, setting, weekday)
    days = day_of(int(found["y"]), month, day)
    if days is None:
        return Undated(NO_SUCH_DAY)
    if weekday is not None and days.first.weekday() != weekday:
        return days.doubted(OTHER_WEEKDAY)
    return days


def day_in_some_year(month: int, day: int, setting: Setting, weekday: int | None = None) -> Answer:
    """A day whose year is not said: the nearest, by the sentence's tense.

    Args:
        month: From 1.
        day: From 1.
        setting: What it stands in.
        weekday: From 0 for Monday, if it is said: it tells which year.
    """
    if day_of(2000, month, day) is None:
        return Undated(NO_SUCH_DAY)
    if (month, day) == (9, 11) and re.match(r"['’]?s? (?:[a-z]+ )?attack", setting.after):
        return day_of(2001, 9, 11) or Undated(NO_SUCH_DAY)
    if setting.published is None:
        return Undated(NO_DATE)
    year = setting.published.year
    found = [
        days
        for days in (day_of(year + step, month, day) for step in range(-8, 9))
        if days is not None
    ]
    if weekday is not None:
        named = [days for days in found if days.first.weekday() == weekday]
        near = _nearest(named or found, setting)
        is_it = near in named and abs((near.first - setting.published).days) < 366
        return near if is_it else _nearest(found, setting).doubted(OTHER_WEEKDAY)
    return nearest(found, setting)


def _nearest(found: list[Days], setting: Setting) -> Days:
    here = setting.published or date.min
    return min(found, key=lambda days: abs((days.first - here).days))


def nearest(found: list[Days], setting: Setting) -> Answer:
    """Which of several spans, in order, is meant in an article that has a date."""
    if setting.published is None:
        return Undated(NO_DATE)
    here = setting.published
    past = [days for days in found if days.first <= here]
    ahead = [days for days in found if days.first > here]
    if not past or not ahead:
        return BEYOND
    before, after = past[-1], ahead[0]
    said = setting.year_said
    if said is not None and said not in {before.first.year, here.year}:
        return _unsure_year(said, before.first.year)
    return before if before.last >= here else _nearer(before, after, here, setting.direction)


def _nearer(before: Days, after: Days, here: date, direction: int) -> Answer:
    """The one that the sentence's tense tells, else the nearer one if that is likelier."""
    since, until = (here - before.last).days, (after.first - here).days
    if not direction:
        if since == until or min(since, until) > _FAR:
            return _unsure_year(before.first.year, after.first.year)
        return before if since < until else after
    chosen, other = (before, after) if direction < 0 else (after, before)
    far, near = (since, until) if direction < 0 else (until, since)
    if near > _NEAR or far <= 6 * _NEAR:
        return chosen
    if chosen.is_one_day:
        return other.doubted("the sentence tells of another time")
    return chosen.doubted(f"could be {other.first.year}")


def _unsure_year(one: int, other: int) -> Undated:
    return Undated(f"no year: could be {min(one, other)} or {max(one, other)}")


def _month(found: "re.Match[str]", setting: Setting) -> Answer | None:
    month = MONTHS[found[1]]
    if found[2]:
        return month_of(int(found[2]), month)
    return _in_some_year(lambda year: month_of(year, month), setting)


def _in_some_year(span: Callable[[int], Days | None], setting: Setting) -> Answer:
    if setting.published is None:
        return Undated(NO_DATE)
    spans = (span(setting.published.year + step) for step in range(-2, 3))
    return nearest([days for days in spans if days is not None], setting)


def _year(found: "re.Match[str]", _: Setting) -> Answer | None:
    return years_of(int(found[1]), int(found[1]))


def _years(found: "re.Match[str]", _: Setting) -> Answer | None:
    first = int(found[1])
    last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    return years_of(first, last)


def _season(found: "re.Match[str]", setting: Setting) -> Answer | None:
    name = found[1]
    if found[2]:
        return season_of(int(found[2]), name)
    return _in_some_year(lambda year: season_of(year, name), setting)


def _quarter(found: "re.Match[str]", setting: Setting) -> Answer | None:
    month = (int(found["q"] or found["p"]) - 1) * 3 + 1
    if found["y"]:
        return month_of(int(found["y"]), month, 3)
    answer = _in_some_year(lambda year: month_of(year, month, 3), setting)
    return answer.doubted("if the year begins in January") if isinstance(answer, Days) else answer


def _half(found: "re.Match[str]", setting: Setting) -> Answer | None:
    month = (int(found[1]) - 1) * 6 + 1
    if found[2]:
        return month_of(int(found[2]), month, 6)
    return _in_some_year(lambda year: month_of(year, month, 6), setting)


def _decade(found: "re.Match[str]", setting: Setting) -> Answer | None:
    if re.search(r"\b(?:his|her|their|its|my|your)(?: (?:early|late|mid))?\W*$", setting.before):
        return Undated("an age, not a day")
    if found[1]:
        first = int(found[1])
        if first % 100 == 0:
            return Undated("could be ten years or a hundred")
        return years_of(first, first + 9)
    tens = int(found[2]) if found[2] else _DECADE_NAMES[found[3]] * 10
    if tens <= 20:
        return Undated(f"no century: could be 19{tens} or 20{tens}")
    return years_of(1900 + tens, 1909 + tens)


def _century(found: "re.Match[str]", _: Setting) -> Answer | None:
    last = int(found[1]) * 100
    return years_of(last - 99, last)


def _feast(found: "re.Match[str]", setting: Setting) -> Answer | None:
    month, day = _FEASTS[found[1]]
    if found[2]:
        return day_of(int(found[2]), month, day)
    return day_in_some_year(month, day, setting)


def _week_ending(found: "re.Match[str]", setting: Setting) -> Answer | None:
    answer = fixed(found[1], setting)
    if not isinstance(answer, Days):
        return answer
    return answer._replace(first=answer.last - timedelta(6))


_NAMED_DAY = (
    rf"(?:(?P<w>{WEEKDAY}) )?(?:the )?(?:(?P<m>{MONTH}) (?P<d>{DAY})|(?P<e>{DAY})(?: of)?"
    rf" (?P<n>{MONTH}))(?: (?:of )?(?P<y>{YEAR}))?(?: (?P<x>{WEEKDAY}))?"
)
_RULES: tuple[tuple["re.Pattern[str]", Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"({YEAR})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})", _iso),
        (rf"({YEAR})-(0[1-9]|1[0-2])", _iso_month),
        (rf"({DAY})([/.])({DAY})(?:\2({YEAR}|[0-9]{{2}}))?", _figures),
        (_NAMED_DAY, _day),
        (rf"({MONTH})(?: (?:of )?({YEAR}))?", _month),
        (rf"({YEAR})(?: ad| ce)?", _year),
        (rf"({YEAR})[-/]({YEAR}|[0-9]{{2}})", _years),
        (rf"({SEASON})(?: (?:of )?({YEAR}))?", _season),
        (
            rf"(?:q(?P<q>[1-4])|(?P<p>[1-4])(?:q| quarter))(?: (?:of )?(?P<y>{YEAR}))?",
            _quarter,
        ),
        (rf"([12]) half(?: (?:of )?({YEAR}))?", _half),
        (rf"([12][0-9]{{2}}0)s|'?([1-9]0)s|({'|'.join(_DECADE_NAMES)})", _decade),
        (r"([1-9]|1[0-9]|2[01]) century(?: ad)?", _century),
        (rf"({'|'.join(sorted(_FEASTS, key=len, reverse=True))})(?: (?:of )?({YEAR}))?", _feast),
        (r"week (?:ended|ending|to) (.+)", _week_ending),
    )
)


def fixed(words: str, setting: Setting) -> Answer | None:
    """The days of a date that names its day, month or year; None if it names none.

    Args:
        words: As `reader.articles.dating.words.stripped` gives them.
        setting: What they stand in.
    """
    for pattern, rule in _RULES:
        found = pattern.fullmatch(words)
        if found is not None:
            answer = rule(found, setting)
            if answer is not None:
                return answer
    return None
