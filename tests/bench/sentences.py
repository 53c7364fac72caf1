"""Sentences of a language, as places to be filled with words by chance."""

import re
import tomllib
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.coined import coined

Numbers = NDArray[np.int64]
Places = NDArray[np.int32]
"""What stands one after the other: numbers of choices, or, below 0, of names (see `NAMES`)."""

WORDS = Path(__file__).parent / "words"
GAPS = ("", " ", "\n\n")
"""What may stand before a sentence."""
NAMES = "POLEc"
"""Places for names and for words found nowhere else; the letter at i is `-1 - i` in `Places`."""

_TOPICAL = "npav"
_PLACE = re.compile(r"(\{\w\})")
_STEPS = 1 << 14
_RARE_SHARE = 0.14
_RARE_WORDS = {"n": 3000, "a": 1500, "v": 1500, "g": 4000}
_FLAT_HEAD = {"g": 12.0, "h": 8.0, "w": 8.0, "y": 6.0}


class Language:
    """A language: its sentences, and the words that fill them, common ones more often.

    Args:
        code: ISO 639-1, as in the name of its file of words.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._given = tomllib.loads((WORDS / f"{code}.toml").read_text(encoding="utf-8"))
        self.topics = list(self._given["topics"])
        """The most frequent first."""
        self.events: list[str] = self._given.get("events", "").split()
        """What an event is called after its place."""
        self._words: list[NDArray[np.object_]] = []
        self._sizes: list[int] = []
        self._choices: dict[str, int] = {}
        self._add_choices()
        self.plain_sentences = len(self._given["sentences"])
        """How many sentences are not about an event; they come first."""
        self.sentences = self._forms("sentences", "about_events")
        self.headlines = self._forms("headlines")
        self.headlines_about_events = self._forms("headlines_about_events")
        firsts = np.cumsum([0, *self._sizes[:-1]])
        self._packed = (firsts << 16) + np.array(self._sizes) - 1
        self._all_words = np.concatenate(self._words)

    def filled(self, places: Places, thrown: NDArray[np.uint16]) -> list[str]:
        """A word for each place; for those of names any.

        Args:
            places: Of sentences of this language.
            thrown: As many numbers, or more, that look like chance.
        """
        packed = self._packed[places]
        taken = (packed >> 16) + (thrown[: len(places)] & (packed & 0xFFFF))
        words: list[str] = self._all_words[taken].tolist()
        return words

    def varied(self, places: Places) -> NDArray[np.intp]:
        """Which places have more than one word to choose from."""
        return np.flatnonzero((places >= 0) & (self._packed[places] & 0xFFFF > 0))

    def _forms(self, *parts: str) -> "Forms":
        lines: list[str] = [line for part in parts for line in self._given.get(part, [])]
        places: list[Places] = []
        for topic, style, line in product(range(len(self.topics)), range(2), lines):
            found = [self._place(piece, topic, style) for piece in _pieces(line)]
            places += [np.array([self._literal(gap), *found], np.int32) for gap in GAPS]
        return Forms(places, np.array([len(line.split()) for line in lines], np.int64))

    def _place(self, piece: str, topic: int, style: int) -> int:
        if piece[0] != "{":
            return self._literal(piece)
        letter = piece[1]
        if letter in NAMES:
            return -1 - NAMES.index(letter)
        if letter in _TOPICAL:
            return self._choices[f"{letter}{topic}"]
        return self._choices[f"s{style}" if letter == "s" else letter]

    def _literal(self, text: str) -> int:
        if text not in self._choices:
            self._choices[text] = self._choice([text])
        return self._choices[text]

    def _add_choices(self) -> None:
        common = self._given["any"]
        self._add("g", common["nouns"])
        self._add("h", common["adjectives"])
        self._add("w", common["verbs"])
        self._add("y", common["adverbs"])
        self._add("r", common["offices"])
        self._add("d", self._given["days"])
        self._add("s0", common["saying"])
        self._add("s1", " ".join([common["said"]] * 9) + " " + common["saying"])
        self._choices["i"] = self._choice([str(number) for number in range(2, 100)])
        self._choices["m"] = self._choice([f"{number:,}" for number in range(103, 98_000, 7)])
        for topic, words in enumerate(self._given["topics"].values()):
            self._add(f"n{topic}", words["nouns"])
            self._add(f"a{topic}", words["adjectives"])
            self._add(f"v{topic}", words["verbs"])

    def _add(self, name: str, spoken: str) -> None:
        listed = [word.replace("_", " ") for word in spoken.split()]
        weights = 1 / (np.arange(len(listed)) + _FLAT_HEAD.get(name[0], 3.0))
        rare = _RARE_WORDS.get(name[0], 0) if self.code != "zh" else 0
        if rare:
            first = sum(map(ord, self.code + name)) * 8_191
            listed += [coined(first + number) for number in range(rare)]
            tail = 1 / (np.arange(rare) + 20.0)
            weights = np.concatenate(
                (weights / weights.sum() * (1 - _RARE_SHARE), tail / tail.sum() * _RARE_SHARE)
            )
        self._choices[name] = self._choice(listed, weights)
        if name[0] in _OTHER_FORMS:
            other, change = _OTHER_FORMS[name[0]]
            self._choices[other + name[1:]] = self._choice(list(map(change, listed)), weights)

    def _choice(self, words: Sequence[str], weights: NDArray[np.float64] | None = None) -> int:
        # Each word gets its share of 1, or of `_STEPS`, equal steps: a choice is one look-up.
        listed = np.array(words, object)
        if len(words) > 1:
            shares = np.cumsum(np.ones(len(words)) if weights is None else weights)
            taken = np.searchsorted(shares / shares[-1], (np.arange(_STEPS) + 0.5) / _STEPS)
            listed = listed[np.minimum(taken, len(words) - 1)]
        self._words.append(listed)
        self._sizes.append(len(listed))
        return len(self._sizes) - 1


class Forms:
    """The sentences of one part of a language.

    Args:
        places: Of each topic, each style, each sentence, each gap, in this order.
        words: How many words each sentence has, about.
    """

    def __init__(self, places: list[Places], words: Numbers) -> None:
        self._places = places
        self._words = words

    def __len__(self) -> int:
        return len(self._words)

    def words(self, numbers: Numbers) -> Numbers:
        """How many words each of these sentences has, about."""
        return self._words[numbers]

    def places(
        self, numbers: Numbers, *, topics: Numbers | int, style: int, gaps: Numbers | int
    ) -> Places:
        """Sentences one after the other, as places to be filled.

        Args:
            numbers: Of the sentences, from 0.
            topics: Where their nouns, verbs and adjectives are from, from 0.
            style: 1 if "said" says who says, 0 if other verbs do.
            gaps: What stands before each, as numbers in `GAPS`.
        """
        chosen = ((topics * 2 + style) * len(self) + numbers) * len(GAPS) + gaps
        return np.concatenate([self._places[number] for number in chosen.tolist()])


def _pieces(line: str) -> list[str]:
    return [piece for piece in _PLACE.split(line) if piece]


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


_OTHER_FORMS = {"n": ("p", _plural), "g": ("q", _plural)}
