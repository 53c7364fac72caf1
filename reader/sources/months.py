"""Month names and time zones as dates in the news write them."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# A line a language; a name stands for all of its beginnings that no other month shares.
_NAMES = """
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
jänner feber maerz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
"""
_SHORTEST = 3

# Hours east of Greenwich, then what such a zone is called.
_ZONES = """
-10 hst
-9 akst
-8 pst akdt
-7 mst pdt
-6 cst mdt
-5 est cdt
-4 ast edt
-3.5 nst
-3 adt brt art
-2.5 ndt
0 z ut utc gmt wet
1 bst west cet mez met wat
2 cest mesz mest eet cat sast
3 eest msk trt eat
4 msd gst
5 pkt
5.5 ist
5.75 npt
7 ict wib
8 hkt sgt pht awst
9 jst kst
9.5 acst
10 aest
10.5 acdt
11 aedt
12 nzst
13 nzdt
"""
_HOURS = {
    name: float(hours)
    for hours, *names in map(str.split, _ZONES.strip().split("\n"))
    for name in names
}
_PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}


def _months() -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for line in _NAMES.strip().split("\n"):
        for number, name in enumerate(line.split(), 1):
            for length in range(_SHORTEST, len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


MONTHS = _months()
"""Number, 1 to 12, of a month by its case-folded name or the beginning of it."""


def zone(name: str) -> tzinfo | None:
    """A time zone by its abbreviation or its place, as "Asia/Tokyo"; None if not known."""
    hours = _HOURS.get(name.casefold())
    if hours is not None:
        return timezone(timedelta(hours=hours))
    try:
        return ZoneInfo(_PLACES.get(name.casefold(), name))
    except (ValueError, OSError, KeyError):  # no such place, or no list of them here
        return None


def is_month(word: str) -> bool:
    """Whether a word, case-folded, names a month or begins the name of one."""
    return word in MONTHS


def utc_seconds(when: datetime) -> int:
    """Whole seconds since 1970; a time that names no zone is taken for UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return int(aware.timestamp() // 1)
