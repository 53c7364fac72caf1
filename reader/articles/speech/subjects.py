"""Who speaks, by the words before or after a verb of speech."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.articles.mention import Mention
from reader.articles.speech.cues import (
    ARTICLES,
    BE,
    BETWEEN,
    CLAUSE_STARTS,
    NO_SPEAKER,
    NOT,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKS_FOR,
)
from reader.articles.speech.units import Sort, Unit

_PHRASE = 15
"""Units of a phrase that names a speaker, at most."""
_APPOSITION = 25
"""Units between two commas that tell who somebody is, at most."""
_AFTER_STOPS = CLAUSE_STARTS | {
    "in", "on", "at", "during", "late", "early", "to", "after", "before", "told", "adding",
    "yesterday", "today", "last", "this", "referring", "speaking", "citing", "following",
}  # fmt: skip
_LINKS = frozenset(("of", "for", "from", "with", "at", "in", "on", "by", "to", "near"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is said to speak."""

    first: int
    """Number of the first unit of the phrase that says so."""
    last: int
    """Number of its last unit."""
    mention: Mention | None
    """The name in it that speaks; None where it has none."""
    pronoun: str | None = None
    """The phrase, where it is a pronoun: "he"."""
    sureness: float = 0.9


def subject_before(row: Sequence[Unit], place: int, lowest: int = 0) -> Subject | None:
    """The subject of a verb that follows it.

    Args:
        row: A sentence.
        place: Number of the unit before the verb and its "has" and "also".
        lowest: Number of the first unit that may belong to the subject.
    """
    while place >= 0 and row[place].sort is Sort.AMOUNT:
        # "Smith on Monday said".
        place -= 1
        if place >= 0 and row[place].word in {"on", "in", "late", "early"}:
            place -= 1
    if place < 0:
        return None
    if row[place].word == ")":
        place = _before_bracket(row, place)
    if place < lowest or row[place].sort is Sort.QUOTED:
        return None
    if row[place].sort is Sort.SIGN:
        return _before_apposition(row, place, lowest)
    if row[place].word in {"who", "which"}:
        return _antecedent(row, place)
    if row[place].sort is Sort.WORD and row[place].word in CLAUSE_STARTS | PREPOSITIONS | {"'s"}:
        return None
    return _phrase(row, _first_of(row, place, lowest), place)


def subject_after(row: Sequence[Unit], place: int) -> Subject | None:
    """The subject of a verb that stands before it, as in "…", said Smith.

    Args:
        row: A sentence.
        place: Number of the unit after the verb.
    """
    last = place
    while last < len(row) and last - place < _PHRASE and _may_follow(row[last]):
        last += 1
    if last == place:
        return None
    found = _phrase(row, place, last - 1)
    if found is None or found.mention is not None or found.pronoun is not None:
        return found
    if last + 1 < len(row) and row[last].word == ",":
        # "said the mayor, Ann Smith".
        person = row[last + 1]
        if person.is_person:
            return Subject(place, last + 1, person.mention, sureness=0.85)
    return found


def _first_of(row: Sequence[Unit], last: int, lowest: int) -> int:
    """Where a phrase begins."""
    first = last
    while first > lowest and last - first < _PHRASE and _belongs(row[first - 1]):
        first -= 1
    return first


def _belongs(unit: Unit) -> bool:
    return unit.sort in {Sort.WORD, Sort.NAME} and unit.word not in CLAUSE_STARTS


def _may_follow(unit: Unit) -> bool:
    if unit.sort is Sort.AMOUNT:
        return unit.word.endswith("old")
    return unit.sort in {Sort.WORD, Sort.NAME} and unit.word not in _AFTER_STOPS


def _before_bracket(row: Sequence[Unit], place: int) -> int:
    for opening in range(place - 1, max(-1, place - 12), -1):
        if row[opening].word == "(":
            return opening - 1
    return -1


def _antecedent(row: Sequence[Unit], place: int) -> Subject | None:
    before = place - 1
    if before >= 0 and row[before].word == ",":
        before -= 1
    if before >= 0 and row[before].sort is Sort.NAME:
        return Subject(before, before, row[before].mention, sureness=0.8)
    return None


def _before_apposition(row: Sequence[Unit], place: int, lowest: int) -> Subject | None:
    """The subject before what tells who it is: "Smith, the mayor of Leeds, said"."""
    if row[place].word not in {",", "-"}:
        return None
    sign = row[place].word
    for comma in range(place - 1, max(lowest, place - _APPOSITION), -1):
        if row[comma].sort is Sort.QUOTED:
            return None
        if row[comma].word != sign or row[comma].sort is not Sort.SIGN:
            continue
        head = comma - 1
        if row[head].word == ")":
            head = _before_bracket(row, head)
        if head >= 0 and row[head].sort is Sort.NAME and not _is_object(row, head):
            first = _first_of(row, head, lowest)
            return Subject(first, head, row[head].mention, sureness=0.85)
        inner = row[comma + 1 : place]
        persons = [unit for unit in inner if unit.is_person]
        if len(persons) == 1 and inner[-1] is persons[0]:
            first = _first_of(row, head, lowest)
            return Subject(first, place - 1, persons[0].mention, sureness=0.8)
    return None


def _is_object(row: Sequence[Unit], name: int) -> bool:
    """Whether a name hangs on a preposition: "of the Red Cross"."""
    before = name - 1
    while before >= 0 and row[before].word in ARTICLES:
        before -= 1
    return before >= 0 and row[before].word in PREPOSITIONS


def _phrase(row: Sequence[Unit], first: int, last: int) -> Subject | None:
    """The subject that a phrase names; None if nobody can be meant."""
    while first < last and row[first].word in NOT | BE:
        first += 1
    words = [row[number] for number in range(first, last + 1)]
    if len(words) == 1 or (words[-1].word in PRONOUNS | NO_SPEAKER and not words[-1].mention):
        return _single(row, last)
    head_end = _head_end(words)
    head, rest = words[:head_end], words[head_end:]
    if not head:
        # "In London Smith said": what leads in is left out.
        return _single(row, last) if words[-1].sort is Sort.NAME else None
    speaker, sureness = _speaker(head, rest)
    if speaker is None and all(unit.word in ARTICLES | BETWEEN for unit in words):
        return None
    return Subject(first, last, speaker, sureness=sureness)


def _single(row: Sequence[Unit], place: int) -> Subject | None:
    unit = row[place]
    if unit.sort is Sort.NAME:
        return Subject(place, place, unit.mention)
    if unit.sort is not Sort.WORD or unit.word in ARTICLES | NO_SPEAKER | NOT | BE | PREPOSITIONS:
        return None
    if unit.word in PRONOUNS:
        return Subject(place, place, None, pronoun=unit.word, sureness=0.6)
    if unit.word.endswith(("ed", "ing", "ly", "'s", "’s")):
        return None
    return Subject(place, place, None, sureness=0.7)


def _head_end(words: Sequence[Unit]) -> int:
    """Where the head of a phrase ends and "of the Red Cross" begins."""
    for number, unit in enumerate(words):
        if unit.sort is Sort.WORD and unit.word in _LINKS:
            return number
    return len(words)


def _speaker(head: Sequence[Unit], rest: Sequence[Unit]) -> tuple[Mention | None, float]:
    """The name that speaks in a phrase, and how sure that is."""
    persons = [unit for unit in head if unit.is_person and not _is_owner(head, unit)]
    if persons:
        is_pair = any(unit.word == "and" for unit in head)
        return (persons[0] if is_pair else persons[-1]).mention, 0.95
    last = head[-1]
    if last.sort is Sort.NAME:
        is_pair = any(unit.word == "and" for unit in head)
        named = next(unit for unit in head if unit.sort is Sort.NAME)
        return (named.mention, 0.6) if is_pair else (last.mention, 0.85)
    if last.word in SPEAKS_FOR:
        for unit in (*rest, *head):
            if unit.sort is Sort.NAME and not unit.is_person:
                return unit.mention, 0.65
    return None, 0.75


def _is_owner(head: Sequence[Unit], person: Unit) -> bool:
    """Whether a person is the one whose lawyer speaks: "Smith's lawyer", "Smith aides"."""
    after = next(number for number, unit in enumerate(head) if unit is person) + 1
    return after < len(head) and head[after].sort is Sort.WORD and head[after].word != "and"
