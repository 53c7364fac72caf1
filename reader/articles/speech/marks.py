"""Stretches of text between quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
_CLOSES = {"„": '“”"', "‟": '”"', "«": "»", "»": "«", "``": "''\"”"}
_OPENERS = "“„‟``"

# Only what can open or close: most single marks are apostrophes.
_SINGLE = re.compile(
    r"(?P<opening>(?<![\w.,!?…;'’‘])['‘‚‛‹›](?=[\w…$£€\"“«])(?!\d\ds\b))"
    r"|(?P<closing>(?<=[^\s'’‘])['’‘‹›](?!\w))"
)
_BEFORE_OPENING = "([{-–—_:/‘'"
_STRONG_END = ",.!?…;"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks; code points of the text, ends exclusive."""

    start: int
    """The opening mark's."""
    end: int
    """After the closing mark; the paragraph's end where none closes."""
    first: int
    """The first word's, white space after the mark left out."""
    last: int
    """After the last word or sign."""
    is_closed: bool


def quoted(text: str, start: int, end: int) -> list[Quoted]:
    """What stands between marks in a paragraph, outermost marks only, in order.

    One that no mark closes is given when it is the last; it may go on in the next paragraph.

    Args:
        text: Any text.
        start: Where the paragraph starts.
        end: Where it ends; the work is in proportion to its length.
    """
    doubles = [*_doubles(text, start, end)]
    singles = [*_singles(text, start, end, doubles)]
    if not singles:
        return doubles
    outer: list[Quoted] = []
    for one in sorted([*doubles, *singles], key=lambda one: one.start):
        if not outer or one.start >= outer[-1].end:
            outer.append(one)
    return outer


def opens(text: str, place: int) -> bool:
    """Whether a mark that opens a quotation stands at a place."""
    return text[place : place + 1] in {*"\"“„«»‘‚'"} or text.startswith("``", place)


def _doubles(text: str, start: int, end: int) -> Iterator[Quoted]:
    opened: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        can_open, can_close = _sides(text, mark, start, end)
        if opened is None:
            if can_open:
                opened = mark
        elif can_close and _closes(opened.group(), mark.group()):
            yield from _between(text, opened, mark.start(), mark.end())
            opened = None
        elif can_open and not can_close:
            opened = mark
    if opened is not None:
        yield from _between(text, opened, end, end, is_closed=False)


def _sides(text: str, mark: re.Match[str], start: int, end: int) -> tuple[bool, bool]:
    """Whether a double mark may open, and whether it may close, by what is beside it."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    signs = mark.group()
    if signs in _OPENERS or signs == "«":
        return not (signs == "“" and before.isalnum()), signs in "“«"
    is_apart = before.isspace() or before in _BEFORE_OPENING
    if signs in "”''":
        return is_apart and not after.isspace(), True
    if is_apart:
        # In text that was cut into words, marks have blanks on both sides.
        return True, after.isspace() or after in ",.;"
    return after.isalnum() and not before.isalnum() and before not in ",.!?", True


def _closes(opening: str, mark: str) -> bool:
    ends = _CLOSES.get(opening)
    return mark in ends if ends else mark in "\"”''"


def _between(
    text: str, opened: re.Match[str], last: int, end: int, *, is_closed: bool = True
) -> Iterator[Quoted]:
    first = opened.end()
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first < last:
        yield Quoted(opened.start(), end, first, last, is_closed)


def _singles(text: str, start: int, end: int, doubles: list[Quoted]) -> Iterator[Quoted]:
    opened: re.Match[str] | None = None
    likely: int | None = None
    for mark in _outside(_SINGLE.finditer(text, start, end), doubles):
        if mark.lastgroup == "opening":
            if opened is not None and likely is not None:
                yield from _between(text, opened, likely, likely + 1)
            opened, likely = mark, None
        elif opened is not None and _is_firm(text, mark.start(), end):
            yield from _between(text, opened, mark.start(), mark.end())
            opened = likely = None
        elif likely is None:
            likely = mark.start()
    if opened is not None and likely is not None:
        yield from _between(text, opened, likely, likely + 1)
    elif opened is not None and opened.group() == "‘" and opened.start() == start:
        yield from _between(text, opened, end, end, is_closed=False)


def _outside(marks: Iterator[re.Match[str]], doubles: list[Quoted]) -> Iterator[re.Match[str]]:
    """The marks that stand outside double ones."""
    inside = iter(doubles)
    double = next(inside, None)
    for mark in marks:
        while double is not None and double.end <= mark.start():
            double = next(inside, None)
        if double is None or mark.start() < double.start:
            yield mark


def _is_firm(text: str, place: int, end: int) -> bool:
    """Whether a single mark closes for sure: "workers' rights" has one that does not."""
    before = text[place - 1]
    after = text[place + 1] if place + 1 < end else "."
    return before in _STRONG_END or before not in "sSz" or not after.isspace()
