"""Where what is told stands in a sentence: before the verb of speech, or after it."""

from collections.abc import Sequence

from reader.articles.speech.cues import (
    ADVERBIAL,
    ARTICLES,
    BE,
    CUES,
    OPENINGS,
    PREPOSITIONS,
    TO_SOMEBODY,
    Cue,
    is_adverb,
    words_of,
)
from reader.articles.speech.units import Sort, Unit

_ADVERBIAL_LENGTH = 12
_NEAR = 16
FAR = 25
"""Units that are looked at, so that the work on a verb is bounded."""
SHORTEST_CLAUSE = 2
"""Words of what is told without marks, at least."""
_NOT_TOLD = frozenset(("to", "about", "of", "how", "why"))
"""After whom something is told they begin a command or a subject: "told him to leave"."""
_AUXILIARY = BE | words_of("has have had would will could can may might must should did does do")
_NOMINATIVE = frozenset(("he", "she", "they", "we", "i", "there"))


def clause_before(row: Sequence[Unit], last: int, done: int) -> tuple[int, int] | None:
    """What is told before a verb, numbers of units, end exclusive.

    Args:
        row: A sentence.
        last: Number of the last unit before the verb and the comma.
        done: Number of the first unit that may belong to it.
    """
    if last < done:
        return None
    if row[last].sort is Sort.QUOTED and (last == done or _parts(row[last - 1])):
        return last, last + 1
    if row[last].sort is not Sort.QUOTED and last - done < SHORTEST_CLAUSE:
        return None
    return done, last + 1


def clause_after(row: Sequence[Unit], place: int, cue: Cue) -> tuple[int, int] | None:
    """What is told after a verb.

    Args:
        row: A sentence.
        place: Number of the unit after the verb.
        cue: What the verb takes.
    """
    start, has_that = _told_from(row, place)
    if start >= len(row):
        return None
    if row[start].sort is Sort.QUOTED:
        if cue is not Cue.PLAIN and not _is_long(row[start]) and not row[start].is_ended:
            return None
        return start, start + 1 if _ends_or_parts(row, start + 1) else len(row)
    start = start if has_that else _before_adverbials(row, place, start)
    is_taken = cue is Cue.PLAIN or _has_marks(row, start)
    if cue is Cue.THAT:
        is_taken = is_taken or has_that or _is_nominative(row, place, start)
    if not is_taken or not _is_clause(row, start, has_that=has_that):
        return None
    return start, _end_of_brackets(row, start)


def _told_from(row: Sequence[Unit], place: int) -> tuple[int, bool]:
    """Where what is told begins after when, where and to whom; whether "that" is before it."""
    start = _after_adverbials(row, place)
    if start < len(row) and row[place].word == "by":
        return len(row), False
    if row[place - 1].word in TO_SOMEBODY:
        start = _after_listeners(row, start)
    if start < len(row) and row[place].word in PREPOSITIONS | {"during", "after"}:
        # "said at the end of a visit to Rome that".
        near = range(start, min(len(row), place + FAR))
        start = next((number for number in near if row[number].word == "that"), start)
    if start < len(row) and row[start].sort is Sort.SIGN and row[start].word in {",", ":"}:
        is_quoted = start + 1 < len(row) and row[start + 1].sort is Sort.QUOTED
        return (start + 1, False) if is_quoted or row[start].word == ":" else (len(row), False)
    if start < len(row) and row[start].sort is Sort.WORD and row[start].word == "that":
        return start + 1, True
    return start, False


def _end_of_brackets(row: Sequence[Unit], start: int) -> int:
    """Where a clause ends: where the brackets close that it stands in, if they are near."""
    depth = 0
    for number in range(start, min(len(row), start + FAR)):
        if row[number].sort is Sort.SIGN:
            depth += (row[number].word == "(") - (row[number].word == ")")
        if depth < 0:
            return number
    return len(row)


def _has_marks(row: Sequence[Unit], start: int) -> bool:
    """Whether words are quoted before another verb of speech comes."""
    for unit in row[start : start + _NEAR]:
        if _is_long(unit):
            return True
        if unit.sort is Sort.WORD and unit.word in CUES:
            return False
    return False


def _is_nominative(row: Sequence[Unit], place: int, start: int) -> bool:
    return row[place - 1].word not in TO_SOMEBODY and row[start].word in _NOMINATIVE


def _is_clause(row: Sequence[Unit], start: int, *, has_that: bool) -> bool:
    if len(row) - start < SHORTEST_CLAUSE or row[start].sort is Sort.SIGN:
        return False
    return has_that or row[start].word not in CUES.keys() | {"of", "about", "to"}


def quotation_after(row: Sequence[Unit], place: int) -> int | None:
    """After the second part of `"…", Smith said on Friday, "…"`; None if there is none."""
    for number in range(place, min(len(row), place + FAR)):
        unit = row[number]
        if unit.sort is Sort.QUOTED:
            return number + 1 if unit.is_ended and row[number - 1].sort is Sort.SIGN else None
        if unit.word in CUES:
            return None
    return None


def ends_clause(row: Sequence[Unit], place: int) -> bool:
    """Whether nothing that could be told follows: the end, a comma, "on Friday"."""
    place = _after_adverbials(row, place)
    if place >= len(row) or row[place].sort is Sort.SIGN:
        return True
    return row[place].sort is Sort.WORD and row[place].word in {
        "of", "for", "from", "who", "as", "when", "while", "after", "before", "about", "whose",
        "referring", "but",
    }  # fmt: skip


def is_aside_after(row: Sequence[Unit], place: int) -> bool:
    """Whether what follows tells when and to whom it was said, not what."""
    rest = row[place : place + FAR]
    if any(unit.word == ":" or (unit.is_ended and _is_long(unit)) for unit in rest):
        return False
    if ends_clause(row, place):
        return True
    is_to_somebody = row[place - 1].word in TO_SOMEBODY
    if row[place].word not in PREPOSITIONS | {"during", "when", "after"} and not is_to_somebody:
        return False
    return all(unit.word != "that" for unit in rest)


def goes_on(row: Sequence[Unit], place: int) -> bool:
    """Whether a clause that was parted by "Smith said," goes on with its verb."""
    if place + 1 >= len(row) or row[place].word != ",":
        return False
    return row[place + 1].word in _AUXILIARY


def is_told_before(row: Sequence[Unit], head: int, done: int) -> bool:
    """Whether what stands before a comma is a sentence, not a lead as "In July,"."""
    if head - done < SHORTEST_CLAUSE or row[head].word not in {",", "-"}:
        return False
    return row[done].word not in OPENINGS or head - done > _ADVERBIAL_LENGTH


def next_comma(row: Sequence[Unit], place: int) -> int:
    """Number of the next comma that is not far; the row's length if there is none."""
    last = min(len(row), place + FAR)
    return next((number for number in range(place, last) if row[number].word == ","), len(row))


def _parts(unit: Unit) -> bool:
    return unit.sort is Sort.QUOTED or unit.word in {",", ":", ";", "-", "and"}


def _after_adverbials(row: Sequence[Unit], place: int) -> int:
    last = min(len(row), place + _ADVERBIAL_LENGTH)
    while place < last and _is_adverbial(row, place):
        place += 1
    return place


def _is_adverbial(row: Sequence[Unit], place: int) -> bool:
    unit = row[place]
    if unit.sort is Sort.AMOUNT and unit.mention is not None:
        is_owner = place + 1 < len(row) and row[place + 1].word in {"'s", "’s"}
        return unit.mention.label in {"DATE", "TIME"} and not is_owner
    return unit.sort is Sort.WORD and (unit.word in ADVERBIAL or is_adverb(unit.word))


def _is_long(unit: Unit) -> bool:
    """Whether a quotation has three words or so, and is no name that is called one."""
    return unit.quoted is not None and unit.quoted.last - unit.quoted.first > 15


def _ends_or_parts(row: Sequence[Unit], place: int) -> bool:
    return place >= len(row) or row[place].sort in {Sort.SIGN, Sort.QUOTED}


def _before_adverbials(row: Sequence[Unit], place: int, start: int) -> int:
    """Where a clause begins whose first words, as "the" and "his", might be adverbial."""
    while start > place and row[start - 1].word in ARTICLES | {"with", "of", "and"}:
        start -= 1
    return start


def _after_listeners(row: Sequence[Unit], place: int) -> int:
    """Where what is said begins after whom it is said to."""
    last = min(len(row), place + _NEAR)
    for number in range(place, last):
        unit = row[number]
        if unit.word == "that" or unit.sort is Sort.SIGN:
            return number
        if unit.sort is Sort.WORD and unit.word in _NOT_TOLD and number - place <= 2:
            return len(row)
        if unit.sort is Sort.QUOTED and number - place <= 4:
            return number
    if place < len(row) and (row[place].sort is Sort.NAME or row[place].word not in ARTICLES):
        return place + 1
    return place
