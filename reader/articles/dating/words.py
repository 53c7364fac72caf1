"""The words that English dates are made of, brought into one form."""

import re
from typing import NamedTuple

_MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_WEEKDAYS = (
    "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
    "saturday sat", "sunday sun",
)  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Number, from 1, of a month by its name."""
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
"""Number, from 0 for Monday, of a day of the week by its name."""
_NUMBERS = {name: number for number, name in enumerate(_SMALL.split())} | {
    name: number * 10 for number, name in enumerate(_TENS.split(), 2)
}
_RANKS = {name: number for number, name in enumerate(_ORDINALS.split())}


def _any(names: "dict[str, int]") -> str:
    return f"(?:{'|'.join(sorted(names, key=len, reverse=True))})"


MONTH = _any(MONTHS)
WEEKDAY = _any(WEEKDAYS)
YEAR = "[12][0-9]{3}"
DAY = "[0-3]?[0-9]"
SEASON = "(?:spring|summer|autumn|fall|winter)"
UNIT = "(?:day|weekend|week|fortnight|month|quarter|year|decade|century)"
"""Patterns of pieces, in the form that `plain` gives."""

_NAMED = f"(?:{MONTH}|{WEEKDAY})"
_HALF_DAY = re.compile(r"(?<![a-z])([ap])\. ?m\b\.?")
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-", ",": " ", ";": " ", "\n": " "}
    | dict.fromkeys('"“”()[]\u00a0', " ")
)
_REPLACED = (
    (re.compile(r"(?<=[a-z])\.(?![0-9])"), ""),
    (re.compile(r"\b([0-9]+)(?:st|nd|rd|th)\b"), r"\1"),
    (re.compile(r"(?<=[0-9]0)'s\b"), "s"),
    (re.compile(r"(?<=[a-z])'s?$"), ""),
    (re.compile(r"\b(mid|late|early|end|year|pre|post)-"), r"\1 "),
    (re.compile(rf"(?<=[a-z0-9]) ?- ?(?={_NAMED}\b)"), " to "),
    (re.compile(r"(?<=[a-z])-(?=[a-z0-9])|(?<=[0-9])-(?=[a-z])"), " "),
    (re.compile(r" ?- ?"), "-"),
    (re.compile(r"(?<=[a-z])/(?=[a-z])"), " to "),
    (re.compile(r" +"), " "),
)
_ONES = _SMALL.split()[1:10] + _ORDINALS.split()[1:10]
_TEN_AND_ONE = re.compile(rf"\b({_TENS.replace(' ', '|')}) ({'|'.join(_ONES)})\b")
_NUMBER = re.compile(rf"\b(?:{'|'.join([*_NUMBERS, *_RANKS])})\b")
_ZONE = (
    r"(?: (?:gmt|utc|bst|cest|cet|e[sd]?t|c[sd]t|p[sd]?t|ist|local time|(?:us )?eastern(?: time)?))"
)
_CLOCK = re.compile(
    rf"\b(?:at |around |about |by |before |after )?(?:(?:[0-9]{{1,2}}(?:[:.][0-9]{{2}})? ?[ap]m"
    rf"|[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?|[0-9]{{1,2}} o'?clock){_ZONE}?"
    rf"|[0-9]{{3,4}} ?(?:gmt|utc|hrs|hours)"
    rf"|noon|midnight|midday|lunchtime|dawn|dusk|sunset|sunrise|sundown)\b"
)
_PART_OF_DAY = re.compile(
    r"\b(?:in the )?(?:(?:early|late|mid) )?(?<!\bthis )(?<!\blast )"
    r"(?:morning|afternoon|evening|night)\b"
)
_LEADING = re.compile(
    r"(?:(?P<drop>on|in|at|of|during|since|from(?! now)|by|until|till|through(?:out)?|for|as of"
    r"|the|over(?= the)|(?:the )?(?:whole|entire)(?: of)?|all(?: of)?|just|only|back in|month of"
    r"|year of|year(?= [0-9])|as (?:early|late|soon) as|both|sometime)"
    r"|(?P<about>about|around|roughly|nearly|almost|approximately|circa|more than|less than"
    r"|(?:well |just )?over|under|at least|some(?= [0-9])|up to)"
    r"|(?P<part>(?:early|small) hours(?: of)?|early|late|mid"
    r"|middle of|(?:the )?(?:beginning|start|height|rest|remainder|course)"
    r" of|(?:the )?end(?: of)?|(?:latter|first|second|early|later|last|1|2) (?:half|part|months"
    r"|weeks|days) of|(?:later|earlier|late|early) (?:in|on)|some time)"
    r"|(?P<clip>earlier|later)(?= (?:today|this|on|in)\b))(?= |$)"
)


class Words(NamedTuple):
    """The words of a date in one form, without what changes no day."""

    text: str
    """Lower case, figures for numbers, single blanks."""
    is_about: bool = False
    """Said with "about" or the like."""
    part: str = ""
    """The part of what is named: "end of"."""
    clip: str = ""
    """"earlier" or "later"."""
    is_the: bool = False
    """Said with "the": what it is, was told before."""
    has_time: bool = False
    """A time of day was said too."""


def plain(written: str) -> str:
    """Words in lower case, numbers in figures, hyphens only between figures."""
    text = written.casefold().translate(_MARKS).strip(" .'-")
    text = _HALF_DAY.sub(r"\1m", text)
    for pattern, replacement in _REPLACED:
        text = pattern.sub(replacement, text)
    text = _TEN_AND_ONE.sub(lambda found: str(_NUMBERS[found[1]] + _worth(found[2])), text)
    return _NUMBER.sub(lambda found: str(_worth(found[0])), text).strip()


def stripped(text: str) -> Words:
    """What is left of plain words without prepositions and times of day.

    Args:
        text: As `plain` gives it.
    """
    timeless = _PART_OF_DAY.sub(" ", _CLOCK.sub(" ", text))
    has_time = timeless != text
    rest = " ".join(timeless.split()).removesuffix(" on").removesuffix(" at")
    said = dict.fromkeys(("about", "part", "clip"), "")
    is_the = False
    while (found := _LEADING.match(rest)) is not None:
        is_the = found[0] == "the"
        said |= {name: part for name, part in found.groupdict().items() if part and name in said}
        rest = rest[found.end() :].lstrip()
    return Words(
        rest, bool(said["about"]), said["part"], said["clip"], is_the=is_the,
        has_time=has_time,
    )  # fmt: skip


def _worth(word: str) -> int:
    return _NUMBERS[word] if word in _NUMBERS else _RANKS[word]
