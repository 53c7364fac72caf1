"""From encoded tokens to entities: a greedy transition parser over B, I, L, U, O."""

import math
from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from reader.articles.mention import Label
from reader.entities.model.weights import Floats, Weights

_NEVER = np.float32(-1e30)


class Chunk(NamedTuple):
    """An entity as the parser finds it, in tokens."""

    first: int
    last: int
    """Its last token; not one past it."""
    label: Label
    confidence: float
    """Product of the probabilities of the actions that made it, 0 to 1."""


class Parser:
    """Walks over the tokens and takes the best action at each.

    Outside of an entity the state depends on the token alone, so all tokens are scored at
    once; inside it is scored token by token, and only "goes on" and "ends" are possible.
    """

    def __init__(self, weights: Weights, moves: Sequence[str]) -> None:
        self._weights = weights
        self._labels = [cast("Label", move[2:]) for move in moves if move.startswith("B-")]
        self._out = len(moves) - 1
        self._is_single = [move.startswith("U") for move in moves]
        self._label_of = [cast("Label", move[2:]) for move in moves]
        self._width = weights.state_missing.shape[1]
        opens = np.array([(move[0] in "BU" and len(move) > 2) or move == "O" for move in moves])
        self._closed = np.where(opens, np.float32(0), _NEVER)
        begins = np.array([move[0] == "B" for move in moves])
        self._no_begin = np.where(begins, _NEVER, np.float32(0))
        count = len(self._labels)
        inside, last = slice(count, 2 * count), slice(2 * count, 3 * count)
        self._going = np.ascontiguousarray((weights.score[:, inside] - weights.score[:, last]).T)
        self._going_bias = (weights.score_bias[inside] - weights.score_bias[last]).tolist()
        missing = weights.state_missing
        self._closed_bias = missing[1] + missing[2] + weights.state_bias

    def parse(self, encoded: Floats, is_space: npt.NDArray[np.bool_]) -> list[Chunk]:
        """The entities of one text.

        Args:
            encoded: its tokens, shape (n, hidden).
            is_space: which of them are white space; an entity never starts there.
        """
        if not len(encoded):
            return []
        places = encoded @ self._weights.state
        scores = self._scores(places[:, : self._width] + self._closed_bias) + self._closed
        scores[-1] += self._no_begin
        scores[is_space, : self._out] = _NEVER
        actions = scores.argmax(axis=1)
        starts = np.flatnonzero(actions != self._out)
        scored = scores[starts]
        chances = 1 / np.exp(scored - scored.max(axis=1, keepdims=True)).sum(axis=1)
        chunks: list[Chunk] = []
        past = -1
        for first, action, chance in zip(
            starts.tolist(), actions[starts].tolist(), chances.tolist(), strict=True
        ):
            if first <= past:
                continue
            past, going = first, 1.0
            if not self._is_single[action]:
                past, going = self._end(places, first, action)
            chunks.append(Chunk(first, past, self._label_of[action], chance * going))
        return chunks

    def _end(self, places: Floats, first: int, label: int) -> tuple[int, float]:
        """Where an open entity ends, and the probability of the actions up to there."""
        width = self._width
        going, bias = self._going[label], self._going_bias[label]
        start = places[first, width : 2 * width] + self._weights.state_bias
        chance = 1.0
        at = first + 1
        while at < len(places) - 1:
            state = places[at, :width] + start + places[at - 1, 2 * width :]
            margin = float(np.dot(np.maximum(state[::2], state[1::2]), going)) + bias
            chance /= 1 + math.exp(-abs(margin))
            if margin <= 0:
                break
            at += 1
        return at, chance

    def _scores(self, states: Floats) -> Floats:
        scores: Floats = _largest(states) @ self._weights.score + self._weights.score_bias
        return scores


def _largest(states: Floats) -> Floats:
    """The larger of the two pieces of each unit: shape (..., units * 2) to (..., units)."""
    pairs = states.reshape(*states.shape[:-1], -1, 2)
    largest: Floats = np.maximum(pairs[..., 0], pairs[..., 1])
    return largest
