"""How alike two texts are, told from 69 bytes of each: MinHash, with bands to look copies up.

A text counts as the set of its pairs of neighbouring words; two texts are as alike as the
share of all their pairs that both have (Jaccard's index). A MinHash slot holds the smallest
of the pairs' hashes under one of many orders: two texts agree in it as probably as they are
alike. Of most slots one bit is kept, which agrees by chance every second time.

Source: Broder 1997, On the resemblance and containment of documents; Li and König 2010,
b-bit minwise hashing; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3.
"""

import struct
import zlib
from operator import add
from typing import NamedTuple

import rensa

from reader.articles.folding import fold
from reader.articles.words import index_words

VERSION = f"1.{rensa.RMinHash.ALGORITHM_VERSION}"
"""Likenesses of different versions cannot be compared."""

ENOUGH = 0.45
"""Copies agree so far: with every sixth word changed they do, with every fourth they do not.

Measured on 515 wire stories: updates and shortened versions 0.52 to 0.99, those that grew or
shrank by half 0.34 to 0.42; the same table on another day 0.3; two reports of one event 0.2;
unrelated stories 0.007, and 0.05 at most in 999 of 1,000 pairs.
"""

BANDS = 7
"""Copies meet in one of these: 93 % of texts with 15 % of their words changed, 99 % with 10 %."""
BAND_BITS = 21

_FEWEST_WORDS = 30
"""Shorter texts are alike by chance, or by what their source puts below each of them."""
_LONGEST = 20_000
"""Code points that count: who copies a book copies its beginning."""
_SLOTS = 384
"""Agreement is told to 0.05 (standard deviation). So notes of 60 words with the same 35 below
each, 0.22 alike, are taken for copies once in 500,000 pairs; with 256 slots, in 12,000."""
_BAND_SLOTS = 2
_SEED = 1

_PACKED = struct.Struct(f"<{_SLOTS}I")
_LOW_BIT = b"01" * 128
_BETWEEN_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}


class Likeness(NamedTuple):
    """What is kept of a text."""

    bands: tuple[int, ...]
    """`BANDS` numbers of `BAND_BITS` bits each; copies share one."""
    sketch: bytes
    """A bit for each slot, 48 bytes; see `agreement`."""


def likeness(text: str) -> Likeness | None:
    """What an article is compared by; None if it is too short to tell.

    Args:
        text: The article's; its headline does not count, as agencies' clients write their own.
    """
    words = _words(text[text.find("\n") + 1 :][:_LONGEST])
    if len(words) < _FEWEST_WORDS:
        return None
    slots = rensa.RMinHash(num_perm=_SLOTS, seed=_SEED)
    slots.update(map(add, words, words[1:]))
    packed = _PACKED.pack(*slots.digest())
    width = 4 * _BAND_SLOTS
    bands = tuple(
        zlib.crc32(packed[width * band : width * (band + 1)], band) >> (32 - BAND_BITS)
        for band in range(BANDS)
    )
    bits = int(packed[::4].translate(_LOW_BIT), 2)
    return Likeness(bands, bits.to_bytes(_SLOTS // 8))


def agreement(one: bytes, other: bytes) -> float:
    """How alike two texts are, by their sketches.

    Returns:
        About their Jaccard index: 1 for the same words, near 0 for unrelated texts, and by
        chance a little below.
    """
    differing = (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()
    return 1 - 2 * differing / _SLOTS


def _words(text: str) -> list[str]:
    folded = fold(text)
    if folded.isascii():
        # Half the time of cutting it as the index does, and as good for comparing.
        return folded.translate(_BETWEEN_WORDS).split()
    return index_words(text).split()
