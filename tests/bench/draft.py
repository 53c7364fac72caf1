"""The text of one generated article, and where its names are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reader.articles.mention import Label, Mention
from tests.bench.cast import Named, named
from tests.bench.coined import LIMIT as COINED
from tests.bench.coined import coined
from tests.bench.dice import Dice, rank, throw
from tests.bench.sentences import Language, Places

ENGLISH = Language("en")
"""The language of most articles, and the only one with events."""
EVENTS = 4000
"""How many events there are, one after the other over the archive's years."""

_CAST: tuple[tuple[Label, int], ...] = (("PERSON", 4), ("ORG", 3), ("GPE", 4))
_EVENT = -4
_GAPS = np.array([2, 1] * (Dice.SENTENCES // 2))
"""A paragraph has two sentences, or one."""
_ABOUT = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article is about."""

    topic: int
    style: int
    """1 if "said" says who says, 0 if other verbs do."""
    event: int | None
    """From 0 to `EVENTS` - 1."""
    words: int
    """How many words its text shall have, about."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as the pieces it was made of."""

    places: Places
    """What each piece was chosen from."""
    pieces: list[str]
    names: list[tuple[int, Named, int]]
    """The number of a piece, whose name it begins with, and the name's length in code points."""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    def mentions(self, offset: int) -> Iterator[Mention]:
        """The names in the text, in order, if the text begins at this code point."""
        starts = list(accumulate(map(len, self.pieces), initial=offset))
        for number, known, length in self.names:
            yield Mention(
                start=starts[number],
                end=starts[number] + length,
                label=known.label,
                entity=known.entity,
                name=known.name,
                confidence=0.9,
                origin="model",
            )


class Writer:
    """Writes one article.

    Args:
        language: In which it is written.
        dice: All its chances come from them.
        subject: What it is about.
    """

    def __init__(self, language: Language, dice: Dice, subject: Subject) -> None:
        self._language = language
        self._dice = dice
        self._subject = subject
        self._cast: dict[tuple[int, int], Named] = {}
        self._seen: set[str] = set()

    def headline(self) -> Draft:
        """The first line."""
        forms = self._language.headlines
        thrown = self._dice.single()
        if self._subject.event is not None and thrown % 5 < 3:
            forms = self._language.headlines_about_events
        number = np.array([(thrown >> 20) % len(forms)])
        subject = self._subject
        places = forms.places(number, topics=subject.topic, style=subject.style, gaps=0)
        draft = self._filled(places, self._dice.words[-64:])
        draft.pieces[1] = draft.pieces[1][:1].upper() + draft.pieces[1][1:]
        return draft

    def body(self) -> Draft:
        """The text under it."""
        language, subject = self._language, self._subject
        thrown = self._dice.sentences
        high = (thrown >> np.uint64(32)).astype(np.int64)
        numbers = high % language.plain_sentences
        if subject.event is not None:
            is_about = thrown & np.uint64(0x1F) < np.uint64(3)
            is_about[0] = True
            abouts = len(language.sentences) - language.plain_sentences
            numbers = np.where(is_about, language.plain_sentences + high % abouts, numbers)
        lengths = np.cumsum(language.sentences.words(numbers))
        count = int(np.searchsorted(lengths, subject.words)) + 1
        is_elsewhere = thrown & np.uint64(0x700) == np.uint64(0x700)
        topics = np.where(is_elsewhere, (high >> 12) % len(language.topics), subject.topic)
        gaps = np.where(thrown & np.uint64(0xC0) == np.uint64(0), 2, _GAPS)
        gaps[0] = 0
        places = language.sentences.places(
            numbers[:count], topics=topics[:count], style=subject.style, gaps=gaps[:count]
        )
        return self._filled(places, self._dice.words)

    def _filled(self, places: Places, thrown: NDArray[np.uint16]) -> Draft:
        pieces = self._language.filled(places, thrown)
        named_places = np.flatnonzero(places < 0)
        names = []
        for place, kind, chance in zip(
            named_places.tolist(),
            places[named_places].tolist(),
            thrown[named_places].tolist(),
            strict=True,
        ):
            if kind == _EVENT:
                known, pieces[place] = event(self._subject.event or 0)
                names.append((place, known, len(known.name)))
            elif kind < _EVENT:
                pieces[place] = _rare(throw(self._dice.key, place))
            else:
                known = self._somebody(-1 - kind, chance)
                form = pieces[place] = self._form(known, chance >> 8)
                names.append((place, known, len(form)))
        return Draft(places, pieces, names)

    def _somebody(self, kind: int, thrown: int) -> Named:
        label, count = _CAST[kind]
        who = _ABOUT[thrown % len(_ABOUT)] % count
        known = self._cast.get((kind, who))
        if known is None:
            number = rank(self._dice.single(), 25, 0.35)
            known = self._cast[kind, who] = named(label, number)
        return known

    def _form(self, known: Named, thrown: int) -> str:
        # In full first, then mostly in short.
        if known.name not in self._seen:
            self._seen.add(known.name)
            return known.name
        if known.others and thrown & 3:
            return known.others[(thrown >> 2) % len(known.others)]
        return known.name


@lru_cache(maxsize=EVENTS)
def event(number: int) -> tuple[Named, str]:
    """Where an event took place, and what it is called: "Mosul offensive"."""
    place = named("GPE", rank(throw(5, number), 25, 0.35))
    return place, f"{place.name} {ENGLISH.events[throw(6, number) % len(ENGLISH.events)]}"


def _rare(thrown: int) -> str:
    if thrown % 5 == 0:
        return f"{coined(thrown % 50_000)[:3].upper()}-{thrown >> 40 & 0xFFF}"
    return coined(rank(thrown, 400, 0.36) % COINED)


def with_words_changed(draft: Draft, language: Language, dice: Dice, count: int) -> Draft:
    """The same text with some of its words chosen again.

    Args:
        draft: It stays as it is.
        language: In which it is written.
        dice: All chances come from them.
        count: How many words are chosen again.
    """
    varied = language.varied(draft.places)
    order = np.argsort(dice.words[: len(varied)], kind="stable")
    changed = np.sort(varied[order[:count]])
    again = language.filled(draft.places[changed], dice.words[::-1])
    pieces = list(draft.pieces)
    for place, word in zip(changed.tolist(), again, strict=True):
        pieces[place] = word
    return Draft(draft.places, pieces, draft.names)
