"""What days the dates in an article mean, told from the article's own day; never guessed.

Why no library: `dateutil` and `dateparser` fill in what is not said from today's date, give
one moment for a month or a year, know neither a sentence's tense nor a refusal, and cannot
say why. Here all that is not sure is refused, or told as unsure, in words.
English only: words of other languages are refused as not understood.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from reader.articles.dating.counted import ABOUT, counted
from reader.articles.dating.days import BEYOND, Answer, Days, Undated
from reader.articles.dating.fixed import fixed
from reader.articles.dating.refusing import NOT_UNDERSTOOD, refusal
from reader.articles.dating.setting import Setting
from reader.articles.dating.words import DAY, MONTH, UNIT, WEEKDAY, YEAR, plain, stripped
from reader.articles.mention import Kind, Mention, kind_of

_LONGEST = 80
"""Code points; what is longer is no date but a sentence."""

_DAYS_OF_MONTH = re.compile(
    rf"(?:between |from )?(?:({DAY})(?:-| to | and | through )({DAY}) ({MONTH})"
    rf"|({MONTH}) ({DAY})(?:-| to | and | through )({DAY}))(?: ({YEAR}))?"
)
_SPLIT = re.compile(r"(?: to | through | thru | until | till | and | or |(?<=[0-9])-(?=[0-9]))")
_HAS_YEAR = re.compile(rf"(?<![0-9])({YEAR})$")
_MAY_BE_SHORT = re.compile(rf"(?:.* )?(?:{MONTH})(?: {DAY})?|{DAY} {MONTH}|{DAY}[/.]{DAY}")
_COUNTS = re.compile(rf"(?:{WEEKDAY}|{MONTH}|{UNIT}|spring|summer|autumn|fall|winter)\b.*")
_WHICH_BEFORE = re.compile(
    r"\b(last|next|this|coming|the following|the previous|every|each)\s+$", re.IGNORECASE
)
_YEAR_AFTER = re.compile(rf"\s*,?\s+(?:of\s+)?({YEAR})(?![0-9%]|[.,][0-9])")
_AGO_AFTER = re.compile(r"\s+(ago|earlier|later|from now)\b")


def dated(text: str, start: int, end: int, published: date | None) -> Answer:
    """The days that a date in an article means, or why that cannot be said.

    Args:
        text: The article's.
        start: First code point of the date, as of a mention labelled DATE or TIME.
        end: One past its last.
        published: The article's day, UTC; None if that is not known.
    """
    setting = Setting(text, start, end, published)
    if end - start > _LONGEST:
        return NOT_UNDERSTOOD
    try:
        return _answer(_widened(plain(setting.words), setting), setting)
    except (ValueError, OverflowError):  # of `date`
        return BEYOND


def dates(
    text: str, mentions: Iterable[Mention], published: date | None
) -> Iterator[tuple[Mention, Answer]]:
    """The dates among an article's mentions, each with the days that it means.

    Args:
        text: The article's.
        mentions: Those labelled DATE or TIME are told; looked at one by one.
        published: The article's day, UTC; None if that is not known.
    """
    for mention in mentions:
        if kind_of(mention.label) is Kind.DATE:
            yield mention, dated(text, mention.start, mention.end, published)


def one_day_written(words: str) -> date | None:
    """The day that some words mean by themselves, as ``2017-11-23`` or ``Nov. 23, 2017``.

    None if they mean none, or not one only, or not surely.
    """
    answer = dated(words, 0, len(words), None)
    is_sure = isinstance(answer, Days) and answer.is_one_day and answer.is_sure
    return answer.first if isinstance(answer, Days) and is_sure else None


def _widened(words: str, setting: Setting) -> str:
    """The words with those beside them that belong to the date but were not marked with it."""
    which = _WHICH_BEFORE.search(setting.before)
    if which is not None and _COUNTS.fullmatch(words):
        words = f"{which[1].casefold()} {words}"
    year = _YEAR_AFTER.match(setting.after)
    if year is not None and _MAY_BE_SHORT.fullmatch(words):
        return f"{words} {year[1]}"
    ago = _AGO_AFTER.match(setting.after)
    return (
        words if ago is None or words.endswith(("ago", "earlier", "later")) else f"{words} {ago[1]}"
    )


def _answer(text: str, setting: Setting) -> Answer:
    whole = _single(text, setting)
    if whole is not None:
        return whole
    words = stripped(text)
    ranged = _range(words.text, setting)
    if ranged is not None:
        return ranged.doubted(ABOUT) if words.is_about and isinstance(ranged, Days) else ranged
    return refusal(text, has_time=words.has_time, rest=words.text)


def _single(text: str, setting: Setting) -> Answer | None:
    """The days of a date that is not two."""
    words = stripped(text)
    bare = text.removeprefix("the ")
    for form in dict.fromkeys((text, bare, words.text)):
        is_the = form != text and (words.is_the or bare != text)
        answer = fixed(form, setting)
        if answer is None and not (is_the and form.startswith(("last ", "next ", "past "))):
            answer = counted(form, setting, words.part)
        if isinstance(answer, Days):
            return _narrowed(answer, words.clip, setting, is_about=words.is_about)
        if answer is not None:
            return answer
    return None


def _narrowed(days: Days, clip: str, setting: Setting, *, is_about: bool) -> Days:
    here = setting.published
    if here is not None and days.first <= here <= days.last and clip:
        days = days._replace(last=here) if clip == "earlier" else days._replace(first=here)
    return days.doubted(ABOUT) if is_about else days


def _range(text: str, setting: Setting) -> Answer | None:
    """The days from one date to another; None if there are no two."""
    of_month = _DAYS_OF_MONTH.fullmatch(text)
    if of_month is not None:
        first, last, month, named, left, right, year = of_month.groups()
        ends = [
            f"{month or named} {day} {year or ''}".strip() for day in (first or left, last or right)
        ]
        return _joined(
            _single(ends[0], setting), _single(ends[1], setting), is_list=" and " in text
        )
    is_between = text.startswith("between ")
    bare = text.removeprefix("between ").removeprefix("from ")
    for left_words, joint, right_words in _splits(bare):
        right = _single(right_words, setting)
        if right is None:
            continue
        year_said = _HAS_YEAR.search(right_words)
        year = int(year_said[1]) if year_said else None
        left = _left(left_words, right, year, setting)
        if left is not None:
            return _joined(left, right, is_list=joint in {" and ", " or "} and not is_between)
    return None


def _left(words: str, right: Answer, year: int | None, setting: Setting) -> Answer | None:
    """The first of two dates; without a year of its own it is the last such before the second.

    Args:
        words: Of the first.
        right: The second.
        year: The year that the second says, if it does.
        setting: What both stand in.
    """
    if _MAY_BE_SHORT.fullmatch(words) and isinstance(right, Days):
        last = right.first.year if year is None else year
        for own in (last, last - 1):
            answer = _single(f"{words} {own}", setting)
            if isinstance(answer, Days) and answer.first <= right.first:
                return answer
    return _single(words, setting)


def _splits(text: str) -> Iterator[tuple[str, str, str]]:
    for found in _SPLIT.finditer(text):
        yield text[: found.start()], found[0], text[found.end() :]


def _joined(left: Answer | None, right: Answer | None, *, is_list: bool) -> Answer | None:
    if isinstance(left, Undated) or isinstance(right, Undated):
        return left if isinstance(left, Undated) else right
    if left is None or right is None:
        return None
    if right.last < left.first:
        return Undated("ends before it begins")
    if is_list and (right.first - left.last).days > 1:
        return Undated("several dates in one")
    return Days(left.first, right.last, left.doubt or right.doubt)
