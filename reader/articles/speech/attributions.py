"""What a sentence says that somebody said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.articles.speech.contents import SHORTEST_CLAUSE, next_comma
from reader.articles.speech.cues import CLAUSE_STARTS, CUES, ROLES, TWO_WORDS, Cue
from reader.articles.speech.subjects import subject_after, subject_before
from reader.articles.speech.units import Sort, Unit
from reader.articles.speech.verbs import Attribution, by_verb

_LONGEST_LEAD = 8
"""Units before the colon of `Mayor Ann Smith: "…"`, at most."""


def attributions(row: Sequence[Unit]) -> list[Attribution]:
    """The attributions of a sentence in order, none telling what another tells.

    The work is in proportion to the sentence's length.

    Args:
        row: The sentence.
    """
    found: list[Attribution] = []
    done = 0
    for place, cue in _verbs(row):
        if place < done:
            continue
        if row[place].word == "according":
            one = _according(row, place, done)
        else:
            one = by_verb(row, place, cue, done, found[-1] if found else None)
        if one is not None:
            if not _is_aside(row, found, one):
                found.append(one)
            done = max(done, one.cue[1], one.subject.last + 1)
    return found or _by_sign(row)


def _verbs(row: Sequence[Unit]) -> Iterator[tuple[int, Cue]]:
    for place, unit in enumerate(row):
        if unit.sort is not Sort.WORD:
            continue
        following = row[place + 1].word if place + 1 < len(row) else ""
        if unit.word == "according" and following == "to":
            yield place, Cue.PLAIN
        elif unit.word in TWO_WORDS and TWO_WORDS[unit.word] == following:
            yield place, Cue.THAT
        elif unit.word in CUES:
            yield place, CUES[unit.word]


def _is_aside(row: Sequence[Unit], found: list[Attribution], one: Attribution) -> bool:
    """Whether it only tells who tells of the last; what the last tells ends before it."""
    if not found or found[-1].content is None:
        return False
    last = found[-1]
    start, end = last.content or (0, 0)
    is_aside = one.content is not None and one.content[1] <= one.cue[0] and one.content[0] < end
    if one.content and is_aside and len(found) == 1 and last.subject.first > SHORTEST_CLAUSE:
        # "He was jailed after he admitted the theft, a newspaper said."
        found[-1] = replace(one, content=(0, one.content[1]), reach=(0, one.reach[1]))
        return True
    begin = one.content[1] if one.content and is_aside else min(one.subject.first, one.cue[0])
    if begin <= start:
        begin = one.cue[0]
    while begin > start and row[begin - 1].word in CLAUSE_STARTS | {",", "and", "-", ";"}:
        begin -= 1
    if start < begin < end:
        found[-1] = replace(last, content=(start, begin), reach=(last.reach[0], begin))
    return is_aside


def _by_sign(row: Sequence[Unit]) -> list[Attribution]:
    """For `Smith: "…"`, and `"…" - Smith` as headlines have it."""
    for sign in range(1, min(len(row) - 1, _LONGEST_LEAD)):
        if row[sign].sort is not Sort.SIGN:
            continue
        mark = (sign, sign + 1)
        if row[sign].word == ":" and row[sign + 1].sort is Sort.QUOTED:
            subject = subject_before(row, sign - 1)
            if subject is not None and subject.mention is not None and not subject.first:
                return [Attribution(mark, subject, (sign + 1, sign + 2), (0, sign + 2))]
        if row[sign].word in {"-", ":"} and sign == 1 and row[0].sort is Sort.QUOTED:
            subject = subject_after(row, 2)
            if subject is not None and subject.mention and subject.last == len(row) - 1:
                return [Attribution(mark, subject, (0, 1), (0, len(row)))]
        break
    return []


def _according(row: Sequence[Unit], place: int, done: int) -> Attribution | None:
    verb = (place, place + 2)
    subject = subject_after(row, verb[1])
    if subject is None:
        return None
    end = subject.last + 1
    if place <= done or (place == 1 and row[0].sort is Sort.WORD):
        end = next_comma(row, end)
        if subject.mention is not None and end < len(row):
            after = next_comma(row, end + 1)
            told_by = {unit.word for unit in row[end + 1 : after]}
            if after < len(row) and not told_by.isdisjoint(ROLES):
                end = after
        content = (end + 1, len(row)) if end + 1 < len(row) else None
        return content and Attribution(verb, subject, content, (place, len(row)))
    last = place - (row[place - 1].sort is Sort.SIGN)
    if last - done < SHORTEST_CLAUSE and row[last - 1].sort is not Sort.QUOTED:
        return None
    return Attribution(verb, subject, (done, last), (done, end))
