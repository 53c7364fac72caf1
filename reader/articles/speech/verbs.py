"""Who speaks by a verb of speech, and what."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.articles.speech.contents import (
    FAR,
    SHORTEST_CLAUSE,
    clause_after,
    clause_before,
    ends_clause,
    goes_on,
    is_aside_after,
    is_told_before,
    quotation_after,
)
from reader.articles.speech.cues import (
    ARTICLES,
    BE,
    BETWEEN,
    NOT,
    NOUN_LIKE,
    OPENINGS,
    PRONOUNS,
    TWO_WORDS,
    Cue,
    is_adverb,
)
from reader.articles.speech.subjects import Subject, subject_after, subject_before
from reader.articles.speech.units import Sort, Unit

_LEAD = 12
"""Units of a sentence among which its subject is, at most."""
_PARTED = 3
"""Units before the comma of "It was, Smith said, a day of joy", at most."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of speech with who speaks and what is said, by numbers of units."""

    cue: tuple[int, int]
    """The verb, or "according to"."""
    subject: Subject
    content: tuple[int, int] | None
    """What is said, end exclusive; None where it is not in the sentence."""
    reach: tuple[int, int]
    """Everything that belongs to it, end exclusive."""


def by_verb(
    row: Sequence[Unit], place: int, cue: Cue, done: int, last: Attribution | None
) -> Attribution | None:
    """What a verb tells; None where it tells of no speech.

    Args:
        row: A sentence.
        place: Number of the verb.
        cue: What it takes.
        done: Number of the first unit that may belong to it.
        last: The attribution before it in the sentence.
    """
    verb = (place, place + 1 + (row[place].word in TWO_WORDS))
    before, is_spoken = _before_verb(row, place)
    if not is_spoken:
        return None
    if _is_after_quotation(row, before):
        subject = subject_after(row, verb[1])
        return None if subject is None else _inverted(row, verb, subject, before, done)
    is_along = _is_continued(row, before, is_participle=row[place].word.endswith("ing"))
    subject = None
    if before >= 0 and row[before].word == "as":
        subject = _cited(row, before, done)
    elif before >= 0 and not is_along:
        subject = subject_before(row, before, done)
    if subject is None and is_along:
        subject = _same(last.subject) if last is not None else _first_name(row, place, before)
    elif subject is None and cue is not Cue.FRAGMENT:
        subject = _subject_last(row, verb[1], before, cue)
        return None if subject is None else _inverted(row, verb, subject, before, done)
    if subject is None or not _can_speak(row, place, subject):
        return None
    # What stands before a subject that was taken over is told by another verb.
    head = -1 if is_along else subject.first - 1
    return _with_content(row, verb, cue, subject, head=head, done=done)


def _subject_last(row: Sequence[Unit], place: int, before: int, cue: Cue) -> Subject | None:
    """Who speaks in "The bridge was closed, said Smith"."""
    if before >= 0 and row[before].word not in {",", "-"}:
        return None
    subject = subject_after(row, place)
    if subject is None or (subject.mention is None and cue is not Cue.PLAIN):
        return None
    return subject if ends_clause(row, subject.last + 1) else None


def _before_verb(row: Sequence[Unit], place: int) -> tuple[int, bool]:
    """The unit before a verb and its "has" and "also"; whether it was spoken at all."""
    before = place - 1
    while before >= 0 and row[before].sort is Sort.WORD:
        if row[before].word not in BETWEEN and not is_adverb(row[before].word):
            break
        before -= 1
    if before < 0 or row[before].sort is not Sort.WORD:
        return before, True
    word = row[before].word
    if word == "to" and before > 1 and row[before - 1].word in {"on", "continued", "continues"}:
        return before - 2 - (row[before - 1].word == "on"), True
    return before, word not in NOT | BE | ARTICLES


def _is_after_quotation(row: Sequence[Unit], before: int) -> bool:
    if before > 0 and row[before].word in {",", "-"}:
        return row[before - 1].sort is Sort.QUOTED
    return before >= 0 and row[before].is_ended


def _is_continued(row: Sequence[Unit], before: int, *, is_participle: bool) -> bool:
    """Whether the verb has no subject of its own: "and said", ", saying"."""
    if before < 0:
        return False
    if row[before].sort is Sort.WORD:
        return row[before].word in {"and", "but"} or (is_participle and row[before].word == "by")
    return is_participle and row[before].sort is not Sort.NAME


def _cited(row: Sequence[Unit], place: int, done: int) -> Subject | None:
    """Who was "quoted by the radio as saying", and whom "the radio quoted as saying"."""
    for quoted in range(place - 1, max(done, place - FAR), -1):
        if row[quoted].word in {"quoted", "cited", "quotes", "quoting"}:
            before = quoted - 1
            while before > done and row[before].word in BE | BETWEEN:
                before -= 1
            if before < quoted - 1 and row[quoted - 1].word in BE:
                return subject_before(row, before, done)
            return subject_after(row, quoted + 1)
    return None


def _is_parted(row: Sequence[Unit], head: int, place: int) -> bool:
    """Whether who speaks stands between commas: "It was, Smith said, a day of joy"."""
    is_apart = head > 0 and row[head].word == "," and place < len(row) - SHORTEST_CLAUSE
    return is_apart and row[place].word == "," and not goes_on(row, place)


def _last_quotation(row: Sequence[Unit], place: int, done: int) -> tuple[int, int] | None:
    """The quotation before `Smith was quoted as saying`."""
    near = range(place - 1, max(done - 1, place - FAR), -1)
    return next(((one, one + 1) for one in near if row[one].sort is Sort.QUOTED), None)


def _same(subject: Subject) -> Subject:
    return Subject(
        subject.first,
        subject.last,
        subject.mention,
        subject.pronoun,
        sureness=subject.sureness * 0.85,
    )


def _first_name(row: Sequence[Unit], place: int, before: int) -> Subject | None:
    """The name that a sentence begins with, which its verbs speak of."""
    if row[place].word == "adding":
        return None
    for number, unit in enumerate(row[: min(before, _LEAD)]):
        if unit.sort is Sort.WORD and unit.word in PRONOUNS:
            return Subject(number, number, None, pronoun=unit.word, sureness=0.5)
        if unit.sort is Sort.WORD and (unit.word in BE | BETWEEN or unit.word.endswith("ed")):
            return None
        is_object = number > 0 and row[number - 1].word in OPENINGS | {"of"}
        is_owner = row[number + 1].word in {"'s", "’s"}
        if unit.sort is Sort.NAME and not is_object and not is_owner:
            return Subject(number, number, unit.mention, sureness=0.55)
    return None


def _can_speak(row: Sequence[Unit], place: int, subject: Subject) -> bool:
    if row[place].word in NOUN_LIKE:
        last = row[subject.last]
        return last.sort is Sort.NAME or subject.pronoun is not None
    return True


def _inverted(
    row: Sequence[Unit], verb: tuple[int, int], subject: Subject, before: int, done: int
) -> Attribution:
    """For `"…", said Smith`: what is said stands before the verb."""
    end = before
    if end >= 0 and row[end].sort is Sort.SIGN:
        end -= 1
    content = clause_before(row, end, done)
    after = quotation_after(row, subject.last + 1)
    reach = (content[0] if content else verb[0], after or subject.last + 1)
    return Attribution(verb, subject, content, reach)


def _with_content(
    row: Sequence[Unit],
    verb: tuple[int, int],
    cue: Cue,
    subject: Subject,
    *,
    head: int,
    done: int,
) -> Attribution | None:
    """For `Smith said …` and `"…", Smith said`; `head` is what stands before the subject."""
    if _is_after_quotation(row, head):
        content = clause_before(row, head - (row[head].sort is Sort.SIGN), done)
        after = quotation_after(row, verb[1])
        reach = (content[0] if content else head, after or verb[1])
        return Attribution(verb, subject, content, reach)
    if cue is Cue.PLAIN and head - done <= _PARTED and _is_parted(row, head, verb[1]):
        content = verb[1] + 1, len(row)
        return Attribution(verb, subject, content, (subject.first, content[1]))
    if cue is not Cue.FRAGMENT and is_told_before(row, head, done) and is_aside_after(row, verb[1]):
        # "The works, Smith said, would take a year" is told around "Smith said".
        end = len(row) if goes_on(row, verb[1]) else head
        return Attribution(verb, subject, (done, end), (done, max(end, verb[1])))
    content = clause_after(row, verb[1], cue)
    if content is None and row[verb[0] - 1].word == "as":
        content = _last_quotation(row, verb[0], done)
    if content is not None:
        return Attribution(verb, subject, content, (min(subject.first, verb[0]), content[1]))
    if cue is not Cue.FRAGMENT and (
        verb[1] >= len(row) or row[-1].word == ":" or row[verb[1]].word in {"of", "about"}
    ):
        return Attribution(verb, subject, None, verb)
    return None
