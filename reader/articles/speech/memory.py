"""Whom "he", "it" and "the mayor" mean, by who was spoken of before."""

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
        mentions: Its names, in order of start.
    """

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._unread = iter(mentions)
        self._next = next(self._unread, None)
        self._described: dict[str, Mention | None] = {}
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

    def described(self, word: str, at: int) -> Mention | None:
        """Whom "the mayor" or "the fund" means; None where nobody or several can be meant.

        Args:
            word: "mayor" or "fund".
            at: Where it stands.
        """
        while self._next is not None and self._next.start < at:
            self._describe(self._next)
            self._next = next(self._unread, None)
        return self._described.get(word)

    def _describe(self, mention: Mention) -> None:
        if mention.label == "PERSON":
            before = self._text[max(0, mention.start - 20) : mention.start].split()[-1:]
        elif mention.label == "ORG":
            before = mention.name.split()[1:][-1:]
        else:
            return
        for word in before:
            known = self._described.setdefault(word.lower(), mention)
            if known is not None and known.entity != mention.entity:
                self._described[word.lower()] = None


def persons_in(row: Sequence[Unit]) -> list[Mention]:
    """The first persons whom a sentence names outside what it quotes, in order."""
    named = (unit.mention for unit in row if unit.is_person)
    return [mention for mention in islice(named, _REMEMBERED) if mention is not None]
