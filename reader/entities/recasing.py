"""Giving headlines the capitals that their words have in the article."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from reader.entities.wording import words_of

WORD = re.compile(r"[^\W\d_][\w'-]*(?:\.[^\W\d_]\.)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\")]*\s+|[\"(\[]\s*|\s-+\s+)['\"(]*$")

_NO_HEADLINE = re.compile(r"^[A-Z][\w ./-]{0,30}:|\.\s*$")
"""A line like a headline that is the field of a form or a sentence."""

_SMALL = words_of(
    "a an the and but or nor for of in on at to by from with as vs via per up out off is are was "
    "be over into after amid"
)
"""Words that many papers keep small in headlines with capitals."""

_LONGEST = 300
"""Code points of a line that may be a headline."""

_MOST_SMALL = 0.6
"""Share of words in lower case in a headline: even "The Day of the Dead" has fewer."""

_SHORT = 3
"""Letters of a word in capitals that may be an abbreviation."""

_LEAST_EVERYDAY = 0.3
"""Share of everyday words in a headline; a line with fewer is a list of names."""

Forms = Mapping[str, str]
"""A word in lower case to the form it has inside sentences."""


def recased(text: str, is_common: Callable[[str], bool], is_known: Callable[[str], bool]) -> str:
    """The text with its headline-like lines written as sentences; of the same length.

    A word takes the form it has inside the article's sentences. One that does not occur
    there becomes lower-case when it is a common word; else, in a line all in capitals, it
    keeps its first one only.

    Args:
        text: any text.
        is_common: whether a lower-case word is an everyday word.
        is_known: whether a word in capitals is a known abbreviation.
    """
    lines = text.split("\n")
    styles = list(_styles(lines))
    if not any(styles):
        return text
    styled = list(zip(lines, styles, strict=True))
    wanted = {word.lower() for line, style in styled if style for word in WORD.findall(line)}
    wanted |= {word.removesuffix("'s") for word in wanted}
    forms = _forms((line for line, style in styled if not style), wanted)
    return "\n".join(
        _sentence(line, forms, is_common, is_known, is_shouted=style == "capitals")
        if style
        else line
        for line, style in styled
    )


def _styles(lines: Iterable[str]) -> Iterator[str]:
    """The style of each line: further down than the first, a line with a full stop is a sentence.

    It may be one of names: "Lech Walesa Met Pope John Paul." Nor is the field of a form a
    headline: "Attn: Helen Marsh".
    """
    is_first = True
    for line in lines:
        style = _style(line)
        is_headline = is_first or style != "title" or not _NO_HEADLINE.search(line)
        yield style if is_headline else ""
        is_first = is_first and not line.strip()


def _style(line: str) -> str:
    """``capitals`` or ``title`` for a headline-like line, else the empty string."""
    words = WORD.findall(line) if len(line) <= _LONGEST else []
    if len(words) < 3 or sum(map(str.islower, words)) > _MOST_SMALL * len(words):
        return ""
    long = [word for word in words if len(word) > 1]
    if long and sum(word.isupper() for word in long) >= 0.7 * len(long):
        return "capitals"
    weighty = [word for word in words if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in weighty)
    if len(weighty) >= 3 and capitals >= 0.8 * len(weighty):
        return "title"
    return ""


def _forms(lines: Iterable[str], wanted: AbstractSet[str]) -> Forms:
    """The most frequent form of each wanted word inside the sentences of these lines."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for match in WORD.finditer(line):
            start, lower = match.start(), match.group().lower()
            if lower in wanted and not _SENTENCE_START.search(line, max(0, start - 8), start):
                counts[lower][match.group()] += 1
    return {word: count.most_common(1)[0][0] for word, count in counts.items()}


def _sentence(
    line: str,
    forms: Forms,
    is_common: Callable[[str], bool],
    is_known: Callable[[str], bool],
    *,
    is_shouted: bool,
) -> str:
    """One headline as a sentence."""
    words = [match.group().lower().removesuffix("'s") for match in WORD.finditer(line)]
    weighty = [word for word in words if word not in _SMALL]
    everyday = sum(forms[word].islower() if word in forms else is_common(word) for word in weighty)
    if everyday < _LEAST_EVERYDAY * len(weighty):
        return line

    def form_of(word: str) -> str:
        lower = word.lower()
        for stem, tail in ((lower, ""), (lower.removesuffix("'s"), "'s")):
            if lower != stem + tail:
                continue
            if stem in forms:
                return forms[stem] + tail
            if is_common(stem):
                return lower
        if not is_shouted or len(word) <= _SHORT or is_known(word):
            return word
        return word[0] + word[1:].lower()

    parts: list[str] = []
    past = 0
    for match in WORD.finditer(line):
        word = form_of(match.group())
        if not parts:
            word = word[0].upper() + word[1:]
        parts += [line[past : match.start()], word]
        past = match.end()
    sentence = "".join([*parts, line[past:]])
    return sentence if len(sentence) == len(line) else line
