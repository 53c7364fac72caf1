"""The hash functions that tie words to the model's weights."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

_MASK = 0xFFFFFFFFFFFFFFFF
_MULTIPLIER = 0xC6A4A7935BD1E995
_WORD_SEED = 1
_REMEMBERED = 1 << 15
"""Keys kept: prefixes, suffixes and shapes recur, and most words are their own norm."""


@lru_cache(maxsize=_REMEMBERED)
def word_key(word: str) -> int:
    """The 64-bit key under which the model knows a string; 0 for the empty one.

    Source: MurmurHash64A (Austin Appleby, public domain) over UTF-8, seed 1.
    """
    text = word.encode("utf-8", "surrogatepass")
    if not text:
        return 0
    size = len(text)
    key = _WORD_SEED ^ (size * _MULTIPLIER & _MASK)
    whole = size & ~7
    for at in range(0, whole, 8):
        block = int.from_bytes(text[at : at + 8], "little") * _MULTIPLIER & _MASK
        block = (block ^ block >> 47) * _MULTIPLIER & _MASK
        key = (key ^ block) * _MULTIPLIER & _MASK
    if size & 7:
        key = (key ^ int.from_bytes(text[whole:], "little")) * _MULTIPLIER & _MASK
    key = (key ^ key >> 47) * _MULTIPLIER & _MASK
    return key ^ key >> 47


def table_rows(keys: Keys, seed: int, size: int) -> npt.NDArray[np.int64]:
    """The four rows of a hashed embedding table that stand for each key.

    Source: MurmurHash3_x64_128 of an 8-byte key, as four 32-bit words.

    Args:
        keys: one 64-bit key a word, shape (n,).
        seed: of the table's feature.
        size: rows in the table.

    Returns:
        Row numbers, shape (n, 4), each from 0 to size - 1.
    """
    with np.errstate(over="ignore"):
        low = keys * np.uint64(0x87C37B91114253D5)
        low = low << np.uint64(31) | low >> np.uint64(33)
        low = low * np.uint64(0x4CF5AD432745937F)
        low ^= np.uint64(seed ^ 8)
        high = np.full_like(low, np.uint64(seed ^ 8))
        low = low + high
        high = high + low
        low, high = _mixed(low), _mixed(high)
        low = low + high
        high = high + low
    word = np.uint64(0xFFFFFFFF)
    shift = np.uint64(32)
    quarters = np.stack([low & word, low >> shift, high & word, high >> shift], axis=1)
    return (quarters % np.uint64(size)).astype(np.int64)


def _mixed(keys: Keys) -> Keys:
    keys = keys ^ keys >> np.uint64(33)
    keys = keys * np.uint64(0xFF51AFD7ED558CCD)
    keys = keys ^ keys >> np.uint64(33)
    keys = keys * np.uint64(0xC4CEB9FE1A85EC53)
    return keys ^ keys >> np.uint64(33)
