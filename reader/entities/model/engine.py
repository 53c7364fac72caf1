"""The model as a whole: a text in, its entities out."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from reader.articles.mention import Label
from reader.entities.model.encoder import encode
from reader.entities.model.lexemes import Lexemes
from reader.entities.model.parser import Parser
from reader.entities.model.tokenizer import Tokenizer, Tokens
from reader.entities.model.weights import FOLDER, read_language, read_weights, rules_of

WINDOW = 10_000
"""Code points that are looked at together; longer texts are cut, at a line's end if one is
near. It bounds the memory that a text takes to at most 40 MB."""


class Entity(NamedTuple):
    """An entity that the model sees."""

    start: int
    """First code point in the text."""
    end: int
    label: Label
    confidence: float
    """From 0 to 1; see `reader.entities.model.parser.Chunk`."""


class Engine:
    """The shipped model, loaded and ready. Not thread-safe."""

    def __init__(self, folder: Path = FOLDER) -> None:
        language = read_language(folder)
        self._weights = read_weights(folder)
        self._tokenizer = Tokenizer(rules_of(language))
        self._lexemes = Lexemes(
            self._weights,
            norms={int(key): norm for key, norm in language["norms"].items()},
            symbols=language["symbols"],
        )
        self._parser = Parser(self._weights, language["moves"])

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""
        return self._tokenizer.tokens(text)

    def find(self, text: str) -> list[Entity]:
        """The entities of a text, in order, none overlapping another."""
        found: list[Entity] = []
        start = 0
        while start < len(text):
            end = _window_end(text, start)
            found += self._in_window(text[start:end], start)
            start = end
        return found

    def _in_window(self, text: str, offset: int) -> list[Entity]:
        pieces, starts = self._tokenizer.tokens(text)
        if not pieces:
            return []
        encoded = encode(self._lexemes.embed(pieces), self._weights)
        is_space = np.array([piece[0].isspace() for piece in pieces])
        return [
            Entity(
                offset + starts[chunk.first],
                offset + starts[chunk.last] + len(pieces[chunk.last][0]),
                chunk.label,
                chunk.confidence,
            )
            for chunk in self._parser.parse(encoded, is_space)
        ]


def _window_end(text: str, start: int) -> int:
    """Where the window that begins at `start` ends: after a line, else a word, else anywhere."""
    end = start + WINDOW
    if end >= len(text):
        return len(text)
    for mark in ("\n", " "):
        cut = text.rfind(mark, start + WINDOW // 2, end)
        if cut >= 0:
            return cut + 1
    return end
