"""Reading the exported weights."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from reader.entities.model.tokenizer import Rules

Floats = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent
WEIGHTS_FILE = "weights.npz"
LANGUAGE_FILE = "language.json"

FEATURES = ("norm", "prefix", "suffix", "shape")
"""What of a word the embedding tables see, in the order of the tables."""

DEPTH = 4
"""Layers of the encoder; each looks one token to both sides."""


class Language(TypedDict):
    """What the language file holds."""

    prefix: str
    suffix: str
    infix: str
    url: str
    exceptions: dict[str, list[list[str | None]]]
    """Chunk to its tokens, each with the norm that is set for it, if any."""
    norms: dict[str, str]
    """Norms of words that have another than their lower-case form, by the word's key."""
    symbols: dict[str, int]
    """Strings with small reserved keys."""
    moves: list[str]
    """Actions of the parser in order of their scores: ``B-ORG`` ..., ``O`` last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maxout:
    """A layer of three linear pieces a unit, of which the largest counts, then normalised."""

    weight: Floats
    """Shape (inputs, 3 * units): the first pieces of all units, then the second, the third."""
    bias: Floats
    """Shape (3 * units,), in the same order."""
    gain: Floats
    shift: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class HashTable:
    """A hashed embedding table of one feature."""

    seed: int
    rows: Floats
    """Shape (rows, width)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorTable:
    """Word vectors, found by the key of the word."""

    buckets: npt.NDArray[np.int32]
    """First entry of each value of a key's upper 16 bits; 65,537 of them."""
    prints: npt.NDArray[np.uint32]
    """The next 32 bits of each key; ascending within a bucket."""
    entries: npt.NDArray[np.uint16]
    """Row of each entry, shifted left by two; bit 0: the capitalised form of this lower-case
    word has the same vector, bit 1: its upper-case form has."""
    vectors: npt.NDArray[np.float16]
    """Shape (rows, width)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All numbers of the model, as 32-bit floats where they are multiplied."""

    tables: Sequence[HashTable]
    """One a feature, in the order of `FEATURES`."""
    vectors: VectorTable
    mix: Maxout
    """From the features of a word to its embedding."""
    layers: Sequence[Maxout]
    """`DEPTH` layers, each from three neighbouring tokens to one."""
    reduce: Floats
    reduce_bias: Floats
    state: Floats
    """Shape (hidden, 3 * units * 2): the token looked at, the entity's first, the one before."""
    state_bias: Floats
    state_missing: Floats
    """Shape (3, units * 2): what a missing token of each place counts."""
    score: Floats
    """Shape (units, moves)."""
    score_bias: Floats


def read_weights(folder: Path = FOLDER) -> Weights:
    """Read the weights file of a folder."""
    with np.load(folder / WEIGHTS_FILE) as file:
        arrays = {name: file[name] for name in file.files}

    def floats(name: str) -> Floats:
        values: Floats = arrays[name].astype(np.float32)
        return values

    def maxout(name: str) -> Maxout:
        # Stored unit by unit; piece by piece the largest is found without strides.
        weight, bias = floats(f"{name}.weight"), floats(f"{name}.bias")
        by_piece = np.arange(len(bias)).reshape(-1, 3).T.ravel()
        return Maxout(
            weight=np.ascontiguousarray(weight[:, by_piece]),
            bias=bias[by_piece],
            gain=floats(f"{name}.gain"),
            shift=floats(f"{name}.shift"),
        )

    tables = [
        HashTable(seed=int(arrays[f"{feature}.seed"]), rows=floats(feature)) for feature in FEATURES
    ]
    return Weights(
        tables=tables,
        vectors=_vector_table(arrays),
        mix=maxout("mix"),
        layers=[maxout(f"layer{number}") for number in range(DEPTH)],
        reduce=floats("reduce"),
        reduce_bias=floats("reduce.bias"),
        state=floats("state"),
        state_bias=floats("state.bias"),
        state_missing=floats("state.missing"),
        score=floats("score"),
        score_bias=floats("score.bias"),
    )


def _vector_table(arrays: Mapping[str, npt.NDArray[np.generic]]) -> VectorTable:
    counts = arrays["vectors.counts"].astype(np.int32)
    return VectorTable(
        buckets=np.concatenate([np.zeros(1, np.int32), np.cumsum(counts, dtype=np.int32)]),
        prints=arrays["vectors.prints"].astype(np.uint32, copy=False),
        entries=arrays["vectors.entries"].astype(np.uint16, copy=False),
        vectors=arrays["vectors"].astype(np.float16, copy=False),
    )


def read_language(folder: Path = FOLDER) -> Language:
    """Read the language file of a folder."""
    language: Language = json.loads((folder / LANGUAGE_FILE).read_text(encoding="utf-8"))
    return language


def rules_of(language: Language) -> Rules:
    """The cutting rules among what a language file holds."""
    return Rules(
        prefix=language["prefix"],
        suffix=language["suffix"],
        infix=language["infix"],
        url=language["url"],
        exceptions={
            chunk: [(str(text), norm) for text, norm in pieces]
            for chunk, pieces in language["exceptions"].items()
        },
    )
