"""Standard output and standard error: the one place where the command line writes.

Whatever passes here is harmless to a terminal: lines are cleaned, JSON escapes what
cannot be seen.
"""

import os
import sys
import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import TextIO

from reader.articles.clean import clean_cells, clean_line

_MESSAGE_LIMIT = 4000
# For terminals and files that are not in UTF-8; other characters become "?".
_ASCII_SIGNS = str.maketrans({"●": "*", "★": "+", "…": "...", "·": "-", "—": "-", "–": "-"})
_ASCII_SIGNS |= str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
_USUAL_WIDTH = 80


class Manner(Enum):
    """How much a stream can show."""

    PLAIN = "plain"
    """Not a terminal: text, and nothing else."""
    DUMB = "dumb"
    """A terminal that knows no escape sequences."""
    MONOCHROME = "monochrome"
    """Attributes, but the user wants no colour."""
    COLOUR = "colour"


class Output:
    """A stream that others' text may be written to.

    Args:
        stream: Where to; None (closed by whoever started us) swallows all.
        environ: TERM and NO_COLOR say what a terminal can and the user wants.
    """

    def __init__(self, stream: TextIO | None, environ: Mapping[str, str]) -> None:
        self._stream = stream
        self.manner = _manner(stream, environ)
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")

    @property
    def is_terminal(self) -> bool:
        """Whether somebody looks at it as it is written."""
        return self.manner is not Manner.PLAIN

    def line(self, text: str = "") -> None:
        """Write one line, of any length; each code point that could do harm is replaced."""
        self._write(clean_cells(text) + "\n")

    def styled(self, text: str) -> None:
        """Write one line that `styled` and `reader.articles.clean` have made harmless."""
        self._write(text + "\n")

    def piece(self, text: str) -> None:
        """Write some lines of a file in UTF-8, as they are; to a terminal harmless ones."""
        if self.is_terminal:
            for line in text.removesuffix("\n").split("\n"):
                self.line(line)
        elif self._stream is not None:
            self._stream.flush()
            self._stream.buffer.write(text.encode("utf-8", "replace"))

    def message(self, text: str) -> None:
        """Write one line in words, whatever it quotes."""
        self._write(clean_line(text, _MESSAGE_LIMIT) + "\n")

    def json(self, record: Mapping[str, object]) -> None:
        """Write one object as a line of JSON in UTF-8, whatever the locale."""
        from reader.exports.lines import json_line

        line = json_line(record)
        if self._stream is not None:
            self._stream.flush()
            self._stream.buffer.write(line.encode() + b"\n")

    def flush(self) -> None:
        """Let go of what was written."""
        if self._stream is not None:
            self._stream.flush()

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        if not text.isascii() and self._stream.encoding.lower().replace("-", "") != "utf8":
            text = text.translate(_ASCII_SIGNS)
        self._stream.write(text)


def standard_output() -> Output:
    """Where answers go."""
    return Output(sys.stdout, os.environ)


def standard_error() -> Output:
    """Where troubles, hints and progress go."""
    return Output(sys.stderr, os.environ)


def cells(text: str) -> int:
    """How many terminal cells a clean line takes, near enough for columns."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def fitted(text: str, width: int) -> str:
    """The text cut or padded with blanks to a width in cells."""
    shown = shortened(text, width)
    return shown + " " * (width - cells(shown))


def shortened(text: str, width: int) -> str:
    """The text cut, with "…", where it is wider than `width` cells, 1 or more."""
    if cells(text) <= width:
        return text
    taken = 0
    for place, character in enumerate(text):
        taken += _cells_of(character)
        if taken > width - 1:
            return text[:place] + "…"
    return text


def terminal_width() -> int:
    """Columns of the terminal, at least 20."""
    try:
        columns = os.get_terminal_size().columns
    except OSError:
        columns = 0
    return max(20, columns or _USUAL_WIDTH)


def _manner(stream: TextIO | None, environ: Mapping[str, str]) -> Manner:
    if stream is None or not stream.isatty():
        return Manner.PLAIN
    if environ.get("TERM", "dumb") in {"", "dumb", "unknown"}:
        return Manner.DUMB
    return Manner.MONOCHROME if environ.get("NO_COLOR") else Manner.COLOUR


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
