"""Packing word vectors so that 685,000 words take 4 MB."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from reader.entities.model.hashing import word_key

BUCKETS = 1 << 16


def pack_vectors(
    rows: Mapping[str, int],
    vectors: npt.NDArray[np.float32],
    projection: npt.NDArray[np.float32],
) -> dict[str, npt.NDArray[np.generic]]:
    """Pack vectors into the arrays of `reader.entities.model.weights.VectorTable`.

    Nothing that the model could tell apart is lost, but for rounding to 16 bits:
    vectors are stored as the model's projection of them, equal rows once, words as 48 bits
    of their key (a foreign word is taken for one of ours once in 800 million), and a word's
    capitalised and upper-case forms as two bits beside its lower-case form.

    Args:
        rows: the vector's row of each word.
        vectors: shape (rows, length).
        projection: the model's first step, shape (width, length).
    """
    distinct, renumbered = np.unique(vectors, axis=0, return_inverse=True)
    projected = distinct @ projection.T
    entries = _entries({word: int(renumbered.ravel()[row]) for word, row in rows.items()})
    ordered = sorted((word_key(word), entry) for word, entry in entries.items())
    keys = np.array([key for key, _ in ordered], np.uint64)
    counts = np.bincount((keys >> np.uint64(48)).astype(np.int64), minlength=BUCKETS)
    return {
        "vectors": projected.astype(np.float16),
        "vectors.counts": counts.astype(np.uint8),
        "vectors.prints": (keys >> np.uint64(16) & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        "vectors.entries": np.array([entry for _, entry in ordered], np.uint16),
    }


def _entries(rows: Mapping[str, int]) -> dict[str, int]:
    """The words to be stored, each with its row and the two bits for its other forms."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for word in rows:
        spellings[word.lower()].add(word)
    entries: dict[str, int] = {}
    for lower, words in spellings.items():
        row = rows.get(lower)
        bits = 0
        for word in words - {lower}:
            if row == rows[word] and word == lower.title():
                bits |= 1
            elif row == rows[word] and word == lower.upper():
                bits |= 2
            else:
                entries[word] = rows[word] << 2
        if row is not None:
            # "X".title() is also "X".upper(): one letter sets both bits, as a lookup asks both.
            if bits & 1 and lower.title() == lower.upper():
                bits |= 2
            entries[lower] = row << 2 | bits
    return entries
