"""Applying a user's corrections to the names of one article's text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from reader.articles.correction import CONTEXT, Correction, Scope, Verdict
from reader.articles.mention import Mention, kind_of
from reader.articles.rulings import Rulings

_ENOUGH = 0.25
"""Share of the text around a name that must still be there for it to be the same place."""


def surface_of(text: str, start: int, end: int) -> str:
    """A name as it is written, each white space a blank."""
    return " ".join(text[start:end].split())


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a name, to find it again in a changed text."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def place_of(text: str, correction: Correction) -> tuple[int, int] | None:
    """Where in a text the name stands that was corrected there; None if it is gone.

    Of several places the one with most of the same text around it, then the nearest.
    """
    best: tuple[float, int] | None = None
    found: tuple[int, int] | None = None
    known = len(correction.before) + len(correction.after)
    for start, end in occurrences(text, [correction.surface]):
        before, after = around(text, start, end)
        same = _alike(reversed(before), reversed(correction.before))
        same += _alike(after, correction.after)
        rank = -same, abs(start - correction.start)
        if same >= known * _ENOUGH and (best is None or rank < best):
            best, found = rank, (start, end)
    return found


def occurrences(text: str, surfaces: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where words stand in a text as they are written, whole words only, the longest first.

    As spans in order, none overlapping another.
    """
    found = [place for surface in surfaces for place in _places(text, surface)]
    reached = 0
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= reached:
            yield start, end
            reached = end


def boilerplate(text: str, patterns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines of a text, as spans, that the user takes for no part of the article."""
    start = 0
    for line in text.splitlines(keepends=True) if patterns else ():
        bare = line.strip()
        if bare and any(_is_like(bare, pattern) for pattern in patterns):
            yield start, start + len(line.rstrip("\r\n"))
        start += len(line)


def without_boilerplate(text: str, patterns: Sequence[str]) -> str:
    """A text without such lines; for showing a piece of it, for offsets no longer hold."""
    kept: list[str] = []
    reached = 0
    for start, end in boilerplate(text, patterns):
        kept.append(text[reached:start])
        reached = end
    return "".join((*kept, text[reached:]))


def with_corrections(
    text: str, mentions: Iterable[Mention], rulings: Rulings, own: Sequence[Correction]
) -> list[Mention]:
    """The names of a text after all that the user said that takes the text to apply.

    What `Rulings.ruled` does is not done yet.

    Args:
        text: The article's.
        mentions: As they were found, in order, none overlapping another.
        rulings: What holds everywhere.
        own: The corrections of this article alone, in the order in which they were made.
    """
    lines = list(boilerplate(text, rulings.patterns))
    those = [mention for mention in mentions if not _is_in(lines, mention.start)]
    for start, end in occurrences(text, rulings.added):
        if not _is_in(lines, start):
            _put(those, _mention(text, start, end, rulings.added))
    for correction in own:
        if correction.scope is Scope.HERE:
            _correct_here(text, those, correction)
        else:
            those = _corrected(text, those, rulings, correction)
    return those


def _places(text: str, surface: str) -> Iterator[tuple[int, int]]:
    words = surface.split()
    if not words:
        return
    spaced = r"\s+".join(map(re.escape, words))
    whole = re.compile(rf"(?<!\w){spaced}(?!\w)")
    # Looking for the first word alone is a hundred times faster where there is none.
    at = text.find(words[0])
    while at >= 0:
        match = whole.match(text, at)
        if match is not None:
            yield match.span()
        at = text.find(words[0], at + len(words[0]) if match is None else match.end())


def _correct_here(text: str, mentions: list[Mention], correction: Correction) -> None:
    place = place_of(text, correction)
    if place is None:
        return
    touched = _touching(mentions, *place)
    if correction.verdict is Verdict.NOT_A_NAME:
        mentions[touched] = []
    else:
        mentions[touched] = [_said(correction, *place)]


def _corrected(
    text: str, mentions: list[Mention], rulings: Rulings, correction: Correction
) -> list[Mention]:
    """The mentions after a correction of the whole article."""
    if correction.verdict is Verdict.NAME:
        for start, end in occurrences(text, [correction.surface]):
            _put(mentions, _said(correction, start, end))
        return mentions
    is_of_surface = correction.verdict in {Verdict.NOT_A_NAME, Verdict.SPLIT}
    corrected: list[Mention] = []
    for mention in mentions:
        surface = surface_of(text, mention.start, mention.end)
        now = rulings.ruled(mention, surface)
        is_meant = now is not None and now.entity == rulings.final(correction.entity)
        if not is_meant or (is_of_surface and surface != correction.surface):
            corrected.append(mention)
        elif correction.verdict is not Verdict.NOT_A_NAME:
            corrected.append(_said(correction, mention.start, mention.end, mention))
    return corrected


def _mention(text: str, start: int, end: int, added: dict[str, Correction]) -> Mention:
    return _said(added[surface_of(text, start, end)], start, end)


def _said(correction: Correction, start: int, end: int, found: Mention | None = None) -> Mention:
    """What the user says that a place of the text is."""
    label = correction.label
    if found is not None and kind_of(found.label) is kind_of(label):
        label = found.label
    return Mention(
        start=start,
        end=end,
        label=label,
        entity=correction.target,
        name=correction.name,
        confidence=1.0,
        origin="user",
    )


def _put(mentions: list[Mention], new: Mention) -> None:
    """Put a mention in the place of those it touches, unless one of them holds it and more."""
    touched = _touching(mentions, new.start, new.end)
    for one in mentions[touched]:
        is_longer = one.end - one.start > new.end - new.start
        if is_longer and one.start <= new.start and new.end <= one.end:
            return
    mentions[touched] = [new]


def _touching(mentions: Sequence[Mention], start: int, end: int) -> slice:
    first = bisect_right(mentions, start, key=lambda mention: mention.end)
    return slice(first, bisect_left(mentions, end, lo=first, key=lambda mention: mention.start))


def _is_in(lines: Sequence[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(lines, offset, key=lambda line: line[0]) - 1
    return at >= 0 and offset < lines[at][1]


def _is_like(line: str, pattern: str) -> bool:
    """Whether a line is as a pattern says, ``*`` standing for anything; linear in both."""
    first, *rest = (" ".join(part.split()) if part.strip() else "" for part in pattern.split("*"))
    line = " ".join(line.split())
    if not rest:
        return line == first
    *between, last = rest
    at, end = len(first), len(line) - len(last)
    if not line.startswith(first) or not line.endswith(last):
        return False
    for part in between:
        found = line.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return at <= end


def _alike(some: Iterable[str], others: Iterable[str]) -> int:
    """How many code points two texts begin with alike."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
