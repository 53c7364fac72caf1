"""From a word to the numbers that the encoder sees of it."""

import re
from collections.abc import Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np
import numpy.typing as npt

from reader.entities.model.encoder import maxout
from reader.entities.model.hashing import Keys, table_rows, word_key
from reader.entities.model.tokenizer import Piece
from reader.entities.model.weights import Floats, VectorTable, Weights

CACHE_SIZE = 32_768
"""Words whose embeddings are kept; 12 MB of them."""

_LONG_WORD = 100
_LONGEST_RUN = 4


class Lexemes:
    """Embeds words by their norm, prefix, suffix, shape and vector, and remembers them."""

    def __init__(
        self,
        weights: Weights,
        *,
        norms: Mapping[int, str],
        symbols: Mapping[str, int],
    ) -> None:
        self._weights = weights
        self._norms = norms
        self._symbols = symbols
        self._rows: dict[Piece, int] = {}
        width = len(weights.mix.gain)
        self._known = np.zeros((1024, width), np.float32)

    def embed(self, pieces: Sequence[Piece]) -> Floats:
        """The embedding of each token, shape (n, width)."""
        rows = [self._rows.get(piece, -1) for piece in pieces]
        if -1 in rows:
            fresh = {piece: None for piece, row in zip(pieces, rows, strict=True) if row < 0}
            if len(self._rows) + len(fresh) > CACHE_SIZE:
                self._rows.clear()
                fresh = dict.fromkeys(pieces)
            self._remember(list(fresh))
            rows = [self._rows[piece] for piece in pieces]
        return self._known[rows]

    def _remember(self, pieces: Sequence[Piece]) -> None:
        first = len(self._rows)
        needed = first + len(pieces)
        if needed > len(self._known):
            grown = np.zeros((max(needed, 2 * len(self._known)), self._known.shape[1]), np.float32)
            grown[:first] = self._known[:first]
            self._known = grown
        self._known[first:needed] = self._embedded(pieces)
        for row, piece in enumerate(pieces, first):
            self._rows[piece] = row

    def _embedded(self, pieces: Sequence[Piece]) -> Floats:
        words = [text for text, _ in pieces]
        exact = [word_key(word) for word in words]
        keys = np.array(
            [self._features(*piece, key) for piece, key in zip(pieces, exact, strict=True)],
            np.uint64,
        )
        columns = [
            table.rows[table_rows(keys[:, column], table.seed, len(table.rows))].sum(axis=1)
            for column, table in enumerate(self._weights.tables)
        ]
        columns.append(vectors_of(words, exact, self._weights.vectors))
        return maxout(np.concatenate(columns, axis=1), self._weights.mix)

    def _features(self, text: str, norm: str | None, key: int) -> tuple[int, int, int, int]:
        return (
            self._key(norm or self._norms.get(key) or text.lower()),
            self._key(text[0]),
            self._key(text[-3:]),
            self._key(shape_of(text)),
        )

    def _key(self, word: str) -> int:
        symbol = self._symbols.get(word)
        return word_key(word) if symbol is None else symbol


# Four times as fast as mark by mark, for most words of most texts.
_ASCII_SHAPE = str.maketrans(
    dict.fromkeys(ascii_uppercase, "X")
    | dict.fromkeys(ascii_lowercase, "x")
    | dict.fromkeys(digits, "d")
)
_TOO_LONG = re.compile(r"(.)\1{4,}", re.DOTALL)


def shape_of(word: str) -> str:
    """A word's shape: ``Xxxxx`` for Mosul, ``ddd.d`` for 123.4; runs cut at four."""
    if len(word) >= _LONG_WORD:
        return "LONG"
    if word.isascii():
        return _TOO_LONG.sub(r"\1\1\1\1", word.translate(_ASCII_SHAPE))
    shape: list[str] = []
    last = ""
    run = 0
    for mark in word:
        if mark.isalpha():
            kind = "X" if mark.isupper() else "x"
        else:
            kind = "d" if mark.isdigit() else mark
        run = run + 1 if kind == last else 0
        last = kind
        if run < _LONGEST_RUN:
            shape.append(kind)
    return "".join(shape)


def vectors_of(words: Sequence[str], keys: Sequence[int], table: VectorTable) -> Floats:
    """The vector of each word, shape (n, width); zeros where it has none.

    Args:
        words: any strings.
        keys: the key of each of them.
        table: where to look.
    """
    lowered = [word.lower() for word in words]
    both = _entries([*keys, *(word_key(word) for word in lowered)], table)
    exact, folded = both[: len(keys)], both[len(keys) :]
    found = np.where(exact >= 0, exact >> 2, -1)
    for at in np.flatnonzero((exact < 0) & (folded >= 0)).tolist():
        word, lower = words[at], lowered[at]
        has_form = folded[at] & 1 and word == lower.title()
        if has_form or (folded[at] & 2 and word == lower.upper()):
            found[at] = folded[at] >> 2
    rows = np.maximum(found, 0)
    vectors: Floats = table.vectors[rows].astype(np.float32)
    vectors[found < 0] = 0
    return vectors


def _entries(keys: Sequence[int], table: VectorTable) -> npt.NDArray[np.int64]:
    """The entry of each key, by binary search in its bucket; -1 where there is none."""
    wanted: Keys = np.array(keys, np.uint64)
    bucket = (wanted >> np.uint64(48)).astype(np.int64)
    prints = (wanted >> np.uint64(16) & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    low = table.buckets[bucket].astype(np.int64)
    end = table.buckets[bucket + 1].astype(np.int64)
    high = end.copy()
    while (low < high).any():
        middle = (low + high) // 2
        is_below = (low < high) & (table.prints[np.minimum(middle, len(table.prints) - 1)] < prints)
        low, high = np.where(is_below, middle + 1, low), np.where(is_below, high, middle)
    at = np.minimum(low, len(table.prints) - 1)
    is_there = (low < end) & (table.prints[at] == prints)
    return np.where(is_there, table.entries[at].astype(np.int64), -1)
