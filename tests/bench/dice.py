"""Chance that can be thrown again: numbers that depend on a key alone."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB
_STEPS = np.arange(1, 1025, dtype=np.uint64) * np.uint64(_GOLDEN)


def throw(*key: int) -> int:
    """Return a number from 0 to 2**64 - 1 that looks like chance and depends on the key alone.

    Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014.
    """
    mixed = 0
    for part in key:
        mixed = (mixed + part + _GOLDEN) & _MASK
        mixed = ((mixed ^ (mixed >> 30)) * _FIRST) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _MASK
        mixed ^= mixed >> 31
    return mixed


def throws(key: int, count: int) -> NDArray[np.uint64]:
    """Return `count` such numbers at once, 1,024 at most."""
    mixed = _STEPS[:count] + np.uint64(key)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(_FIRST)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(_SECOND)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def share(thrown: int) -> float:
    """A throw as a number from 0 to 1, 1 excluded."""
    return (thrown >> 11) / (1 << 53)


def rank(thrown: int, head: int, tail: float) -> int:
    """A throw as a rank from 0, without an upper end: Zipf's law with a flat head.

    Args:
        thrown: From `throw`.
        head: About how many ranks are nearly as frequent as the first.
        tail: Above 0; the chance of a rank of at least r is ``(1 + r / head) ** -tail``.
    """
    return int(head * ((1.0 - share(thrown)) ** (-1.0 / tail) - 1.0))


class Dice:
    """All the chances of one article, the same whenever they are thrown.

    Args:
        key: Any number from 0 to 2**64 - 1.
    """

    SENTENCES = 40
    """How many throws there are for sentences."""
    _SINGLE = 72
    _WORDS = 256

    def __init__(self, key: int) -> None:
        self.key = key
        self._thrown = throws(key, self.SENTENCES + self._SINGLE + self._WORDS)

    @cached_property
    def _single(self) -> list[int]:
        single: list[int] = self._thrown[self.SENTENCES :][: self._SINGLE].tolist()
        return single

    def single(self) -> int:
        """The next throw, from 0 to 2**64 - 1."""
        return self._single.pop()

    @property
    def sentences(self) -> NDArray[np.uint64]:
        """One throw for each sentence."""
        return self._thrown[: self.SENTENCES]

    @property
    def words(self) -> NDArray[np.uint16]:
        """One throw, from 0 to 65535, for each of 1,024 words."""
        return self._thrown[self.SENTENCES + self._SINGLE :].view(np.uint16)
