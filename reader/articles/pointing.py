"""Words and paragraphs at a place of a text, found in what surrounds it."""

import re

from reader.articles.text import paragraphs

_AROUND = 400
"""Code points on either side of a place that are looked at for a word."""
_FAR = 20_000
"""The same for a paragraph."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u200c\u200d\ufe0f"
_WORD = re.compile(
    rf"(?:(?![{_UNSPACED}])[\w{_MARKS}])+(?:[-.,'’&/@:·_]+(?:(?![{_UNSPACED}])[\w{_MARKS}])+)*"
    r"|\w|[^\w\s]+"
)
"""A word with what joins it inside (U.S, anti-IS, 40,000), an ideograph, or a run of signs."""
_BLANK_LINE = re.compile(r"\n[^\n\S]*\n")


def word_at(text: str, place: int) -> tuple[int, int] | None:
    """Span of the word that holds the code point at `place`; None on a blank."""
    for word in _WORD.finditer(text, *_window(text, place)):
        if word.end() > place:
            return word.span() if word.start() <= place else None
    return None


def next_word(text: str, place: int) -> tuple[int, int] | None:
    """Span of the first word that starts at `place` or after it."""
    while place < len(text):
        start, end = _window(text, place)
        for word in _WORD.finditer(text, start, end):
            if word.start() >= place:
                return word.span()
        place = end
    return None


def previous_word(text: str, place: int) -> tuple[int, int] | None:
    """Span of the last word that ends at `place` or before it."""
    while place > 0:
        start, _ = _window(text, place)
        words = [word.span() for word in _WORD.finditer(text, start, place)]
        if words:
            return words[-1]
        place = start
    return None


def paragraph_at(text: str, place: int) -> tuple[int, int] | None:
    """Span of the paragraph, or headline, that holds the code point at `place`."""
    headline = text.find("\n", 0, _FAR)
    if place <= headline or headline < 0:
        return 0, headline if headline >= 0 else len(text)
    start = headline + 1
    for blank_line in _BLANK_LINE.finditer(text, max(start, place - _FAR), place):
        start = blank_line.end()
    after = _BLANK_LINE.search(text, place, place + _FAR)
    end = after.start() if after is not None else min(len(text), place + _FAR)
    for first, last in paragraphs(text, max(start, place - _FAR), end):
        if first <= place < last:
            return first, last
    return None


def _window(text: str, place: int) -> tuple[int, int]:
    """What is looked at around a place: from a blank to a blank where there is one."""
    start = max(0, place - _AROUND)
    if start:
        start = max(text.rfind(" ", start, place), text.rfind("\n", start, place), start)
    end = min(len(text), place + _AROUND)
    blanks = [
        at for at in (text.find(" ", end, end + 50), text.find("\n", end, end + 50)) if at > 0
    ]
    return start, min(blanks, default=end)
