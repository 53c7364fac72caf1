"""Words of time that mean no day: lengths, ages, habits, times of day, and vague ones."""

import re

from reader.articles.dating.days import Undated
from reader.articles.dating.words import MONTH, UNIT, WEEKDAY

_UNITS = f"(?:{UNIT}|centurie|second|minute|hour|night|season|semester|term|generation|moment|era)"
_PART_OF_DAY = "(?:morning|afternoon|evening|night)"
_SOME = (
    "(?:(?:a )?few|a couple(?: of)?|several|some|many|various|(?:a )?number of|dozens?(?: of)?"
    "|scores of|recent|more|countless)"
)
_COUNT = (
    f"(?:an?|half(?: an?)?|[0-9][0-9.,]*(?:(?:-| to )[0-9]+)?|{_SOME}|next|last|past|first|whole"
    "|full|entire|coming|all|hundred|thousand)"
)
_TOLD_BEFORE = (
    "(?:(?:the )?(?:next|previous|preceding|following|same|subsequent|prior|other|last|final"
    "|ensuing)|the [0-9]+|that|those|these)"
)
_MORE = "(?: long| straight| running| in a row| (?:or|and|to) .*)?"

_WORDS: dict[str, tuple[str, ...]] = {
    "an age, not a day": (
        rf".*\b[0-9]+ {_UNITS}s? old\b.*",
        "aged?(?: of)? [0-9]+.*",
        "[0-9]+ years of age",
        r".*\bbirthday\b.*",
        "(?:in )?(?:his|her|their|its|my|your) .*s",
    ),
    "again and again, not a day": (
        r"(?:almost |nearly )?(?:every|each|per|any)\b.*",
        "(?:bi|semi)?(?:daily|nightly|weekly|monthly|yearly|quarterly|annual|hourly|fortnightly)",
        "annual(?:ly)?(?: .*)?",
        f"{WEEKDAY}(?: {_PART_OF_DAY})?s",
        f"(?:weekend|weekday|{_PART_OF_DAY})s",
        "(?:once|twice|[0-9]+ times) (?:an?|per|every) .*",
        f".* (?:per|every) {_UNITS}",
        "year round|day to day",
    ),
    "counts from another date of the text": (
        f"{_TOLD_BEFORE} (?:very )?(?:{UNIT}|{_PART_OF_DAY}|{MONTH}|{WEEKDAY}|season)(?: .*)?",
        ".* (?:earlier|later|after|before|afterwards|thereafter|previously)",
        rf"(?:the )?(?:{UNIT}|{_PART_OF_DAY}) (?:after|before)\b.*",
        f"the (?:{UNIT}|{_PART_OF_DAY})",
        "then|eve",
    ),
    "too vague to be a day": (
        rf"(?:{_SOME}|half(?: a)?) .*\bago",
        f"(?:{_UNITS}s|long|some time|not long|ages) ago",
        f"(?:very |more |most )?recent(?:ly)?(?: {_UNITS}s?)?",
        "now|nowadays|currently|presently|soon|lately|shortly|later|earlier|once|previously",
        "formerly|(?:at )?present|immediately|moment|(?:at the )?time|times|(?:this )?season",
        "(?:the )?(?:near |not too distant |distant )?(?:future|past)",
        f"(?:coming|recent|past|latter|early|previous|these|those) {_UNITS}s",
        "modern (?:times|day)|present day|these days|(?:some|one|any) day",
        ".* (?:era|season)|(?:the )?turn of .*",
    ),
    "a feast whose day is not the same every year": (
        "(?:thanksgiving|easter|pentecost)(?: (?:day|sunday|monday|weekend|eve|week))?",
        "(?:labou?r|memorial|mother's|father's|election) day(?: weekend)?",
        "good friday|black friday|ash wednesday|palm sunday|lent|carnival|mardi gras|ramadan",
        "eid(?: .*)?|passover|hanukkah|yom kippur|rosh hashanah|diwali",
        "(?:the )?(?:lunar|chinese) new year",
    ),
    "a year of accounts; which days is not said": (r".*\b(?:fiscal|financial)\b.*",),
    "a length of time, not a day": (
        rf"(?:.*\b)?{_COUNT}(?: and a half)?(?: [a-z]+)? {_UNITS}s?{_MORE}",
        f"{_UNITS}s?(?: long| and .*)?",
        ".* hours?",
        "[0-9]+ ?(?:hrs?|mins?|secs?|yrs?)",
        "overnight",
    ),
    "before the year 1": (r".*\bbce?",),
}
_REASONS = tuple((re.compile("|".join(words)), Undated(why)) for why, words in _WORDS.items())
_TIME_OF_DAY = Undated("a time of day; on which day is not said")
NOT_UNDERSTOOD = Undated("not understood")


def refusal(text: str, *, has_time: bool, rest: str) -> Undated:
    """Why words mean no day.

    Args:
        text: As `reader.articles.dating.words.plain` gives it.
        has_time: They say a time of day.
        rest: What is left of them without it and without prepositions.
    """
    for words in dict.fromkeys((text, rest)):
        for pattern, reason in _REASONS:
            if words and pattern.fullmatch(words):
                return reason
    return _TIME_OF_DAY if has_time and not rest else NOT_UNDERSTOOD
