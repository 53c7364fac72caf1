"""Whom "he", "she" and "it" mean, by who was spoken of before."""

from collections.abc import Sequence
from itertools import islice

from reader.articles.mention import Mention
from reader.articles.speech.cues import HE, SHE
from reader.articles.speech.units import Unit

_REACH = 2500
"""Code points after which somebody who was named is no longer "he"."""
_REMEMBERED = 6


class Memory:
    """Who was named and who spoke, as far as a text has been read.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._persons: list[Mention] = []
        self._speaker: Mention | None = None
        self._pronouns: dict[str, str] = {}

    def saw(self, persons: Sequence[Mention]) -> None:
        """A sentence is about persons, the first of them most of all."""
        for person in reversed(persons[:_REMEMBERED]):
            self._learn(person)
            self._persons = [one for one in self._persons if one.entity != person.entity]
            self._persons = [*self._persons[1 - _REMEMBERED :], person]

    def _learn(self, person: Mention) -> None:
        """Tell "he" from "she" by a title or a first name."""
        title = self._text[max(0, person.start - 14) : person.start].split()[-1:]
        for word in (*title, *person.name.split()[:1]):
            plain = word.strip(".").lower()
            if plain in HE or plain in SHE:
                self._pronouns.setdefault(person.entity, "he" if plain in HE else "she")
                break

    def heard(self, speaker: Mention) -> None:
        """Somebody or something spoke."""
        if speaker.label == "PERSON":
            self.saw([speaker])
        else:
            self._speaker = speaker

    def meant(self, pronoun: str, at: int) -> Mention | None:
        """Whom a pronoun means; None if that cannot be told.

        Args:
            pronoun: "he", "she", "it" or "they".
            at: Where it stands.
        """
        if pronoun in {"it", "they"}:
            last = self._speaker
            return last if last is not None and at - last.end < _REACH else None
        for person in reversed(self._persons):
            fits = self._pronouns.get(person.entity, pronoun) == pronoun
            if fits and at - person.end < _REACH:
                self._pronouns[person.entity] = pronoun
                return person
        return None


def persons_in(row: Sequence[Unit]) -> list[Mention]:
    """The first persons whom a sentence names outside what it quotes, in order."""
    named = (unit.mention for unit in row if unit.is_person)
    return [mention for mention in islice(named, _REMEMBERED) if mention is not None]
