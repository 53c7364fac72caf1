"""Reading an article for what people say in it, paragraph by paragraph."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.articles.mention import Mention
from reader.articles.quote import Quote
from reader.articles.speech.attributions import attributions
from reader.articles.speech.cues import CUES
from reader.articles.speech.marks import Quoted, opens, quoted
from reader.articles.speech.memory import Memory, persons_in
from reader.articles.speech.sentences import sentences
from reader.articles.speech.units import Sort, Unit, units
from reader.articles.speech.verbs import Attribution
from reader.articles.text import headline_end, paragraphs

_SHORTEST = 4
"""Words of speech in marks where nobody is said to speak it, at least."""
_SHORTEST_PART = 6
"""The same where they are part of a sentence that is not in marks."""
_WORDS = re.compile(r"[a-z]+")
_SPOKEN = frozenset(CUES) | {"according", "pointed", "points", "shot", "hit", "fired"}
_DATELINE = re.compile(
    r"(?:[A-Z][^()\n]{1,60}\([A-Z][\w ]{1,20}\)\s*|[A-Z][A-Z.’', ]{2,40} )(?:--|[-_–—―])\s+"
)


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks, and where it is said who."""

    sureness: float
    mention: Mention | None = None
    by: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None


_NOBODY = _Voice(0.3)


class Reading:
    """One article being read.

    Args:
        text: Clean text; its first line is the headline.
        mentions: The text's, in order of start, none overlapping another.
    """

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._memory = Memory(text, mentions)
        self._found: list[Quote] = []
        self._voice: _Voice | None = None
        self._is_announced = False
        """Whether the sentence before ended as "Smith said:"."""
        self._is_new = True
        """Whether nobody has spoken in this paragraph."""
        self._waiting: list[int] = []
        """Numbers of quotes of this paragraph whose speaker is yet to be named."""

    def quotes(self) -> list[Quote]:
        """Its quotes in order of start."""
        is_open = False
        for start, end, following in self._paragraphs():
            parts = quoted(self._text, start, end)
            goes_on = bool(parts) and not parts[-1].is_closed and opens(self._text, following)
            if parts and not parts[-1].is_closed and not goes_on:
                parts.pop()
            if not is_open:
                self._waiting.clear()
                self._is_new = True
            dateline = _DATELINE.match(self._text, start, end)
            begin = dateline.end() if dateline is not None else start
            for first, last in sentences(self._text, begin, end, parts):
                self._read(first, last, parts)
            is_open = goes_on
        return sorted(self._found, key=lambda quote: quote.start)

    def _paragraphs(self) -> Iterator[tuple[int, int, int]]:
        """Spans of the headline and the paragraphs, each with where the next one starts."""
        last = (0, headline_end(self._text))
        for span in paragraphs(self._text, last[1]):
            yield *last, span[0]
            last = span
        yield *last, len(self._text)

    def _read(self, start: int, end: int, parts: Sequence[Quoted]) -> None:
        first = bisect_left(parts, start, key=lambda part: part.start)
        own = parts[first : bisect_left(parts, end, first, key=lambda part: part.start)]
        if not own and _SPOKEN.isdisjoint(_WORDS.findall(self._text[start:end].lower())):
            self._note(start, end)
            return
        row = units(self._text, start, end, self._mentions, own)
        persons = persons_in(row)
        told = [(one, self._heard(row, one, persons)) for one in attributions(row)]
        spoken = _apart(
            [(content, voice) for one, voice in told for content in _contents(row, one)]
        )
        inside = {unit.start for content, _ in spoken for unit in row[slice(*content)]}
        alone = [part for part in own if part.start not in inside]
        sentence = start, end
        for content, voice in spoken:
            span, is_direct = _span(row, content)
            self._add(span, voice, sentence, is_direct=is_direct)
        if told:
            self._voice, self._is_new = told[-1][1], False
        for part in alone:
            self._alone(part, row, sentence, is_told=bool(told))
        self._is_announced = bool(told) and row[-1].word == ":"
        self._remember(persons, [voice.mention for _, voice in told])

    def _heard(self, row: Sequence[Unit], one: Attribution, persons: Sequence[Mention]) -> _Voice:
        """Who speaks by an attribution in a sentence that names persons."""
        subject = one.subject
        mention, sureness = subject.mention, subject.sureness
        phrase = row[subject.first : subject.last + 1]
        by = phrase[0].start, phrase[-1].end
        if subject.pronoun is not None:
            if persons and persons[0].start < by[0]:
                self._memory.saw(persons[:1])
            mention = self._memory.meant(subject.pronoun, by[0])
        elif mention is None and row[subject.first].word == "the" and len(phrase) == 2:
            mention = self._memory.described(phrase[1].word, by[0])
            sureness = sureness if mention is None else 0.55
        if mention is not None:
            self._memory.heard(mention)
        cue = row[one.cue[0]].start, row[one.cue[1] - 1].end
        return _Voice(sureness, mention, by, cue)

    def _alone(
        self, part: Quoted, row: Sequence[Unit], sentence: tuple[int, int], *, is_told: bool
    ) -> None:
        """Take in what is in marks and not said to be anybody's in its sentence."""
        words = self._text[part.first : part.last].split()
        is_whole = part.start == sentence[0] and (len(row) == 1 or part.end == sentence[1])
        is_going_on = self._is_announced or not self._is_new
        shortest = (2 if is_going_on else _SHORTEST) if is_whole else _SHORTEST_PART
        if len(words) < shortest or _is_title(words):
            return
        last = self._voice
        if last is None or not (is_whole or is_told):
            self._waiting.append(len(self._found))
            voice = _NOBODY
        elif is_told:
            voice = replace(last, sureness=last.sureness * 0.4)
        else:
            share = 0.8 if self._is_announced else 0.45 if self._is_new else 0.75
            voice = replace(last, sureness=last.sureness * share, cue=None)
        self._add((part.first, part.last), voice, sentence, is_direct=True)

    def _add(
        self, span: tuple[int, int], voice: _Voice, sentence: tuple[int, int], *, is_direct: bool
    ) -> None:
        mention = voice.mention
        self._found.append(
            Quote(
                start=span[0],
                end=span[1],
                is_direct=is_direct,
                cue=voice.cue,
                by=voice.by,
                entity=None if mention is None else mention.entity,
                speaker=None if mention is None else mention.name,
                sentence=sentence,
                mentioned=frozenset(one.entity for one in self._within(*span)),
                confidence=round(voice.sureness, 2),
            )
        )

    def _within(self, start: int, end: int) -> Sequence[Mention]:
        first = bisect_left(self._mentions, start, key=lambda mention: mention.start)
        last = bisect_left(self._mentions, end, first, key=lambda mention: mention.start)
        return self._mentions[first:last]

    def _note(self, start: int, end: int) -> None:
        """Remember whom a sentence in which nobody speaks is about."""
        named = self._within(start, end)
        self._memory.saw([mention for mention in named if mention.label == "PERSON"])
        self._is_announced = False

    def _remember(self, persons: Sequence[Mention], speakers: Sequence[Mention | None]) -> None:
        self._memory.saw(persons)
        for speaker in speakers:
            if speaker is not None:
                self._memory.heard(speaker)
                self._name_waiting(speaker)

    def _name_waiting(self, mention: Mention) -> None:
        """Give the quotes before a speaker was named to that speaker."""
        for number in self._waiting:
            self._found[number] = replace(
                self._found[number],
                entity=mention.entity,
                speaker=mention.name,
                confidence=0.55,
            )
        self._waiting.clear()


def _contents(row: Sequence[Unit], one: Attribution) -> Iterator[tuple[int, int]]:
    """What an attribution tells: its content, and the second half of a parted quotation."""
    if one.content is not None:
        yield one.content
    done = one.content[1] if one.content is not None else 0
    for number in range(max(done, one.cue[1]), one.reach[1]):
        if row[number].sort is Sort.QUOTED:
            yield number, number + 1


def _apart(spoken: list[tuple[tuple[int, int], _Voice]]) -> list[tuple[tuple[int, int], _Voice]]:
    """The same in order, each ending where the next begins at the latest."""
    ordered = sorted(spoken, key=lambda one: one[0])
    apart = []
    following = ordered[-1][0][1] if ordered else 0
    for (start, end), voice in reversed(ordered):
        if start < min(end, following):
            apart.append(((start, min(end, following)), voice))
        following = min(start, following)
    return apart[::-1]


def _span(row: Sequence[Unit], content: tuple[int, int]) -> tuple[tuple[int, int], bool]:
    """Where words that are told start and end, and whether they are in marks."""
    first, last = row[content[0]], row[content[1] - 1]
    part = first.quoted
    if part is not None and content[1] - content[0] == 1:
        return (part.first, part.last), True
    return (first.start, last.end), False


def _is_title(words: Sequence[str]) -> bool:
    """Whether words in marks are a name: "One Flew Over the Nest"."""
    long = [word for word in words if len(word) > 3]
    return len(long) > 1 and all(word[0].isupper() for word in long)
