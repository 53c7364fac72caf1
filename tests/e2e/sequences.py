"""What a program writes to a terminal, taken apart: text, control bytes and escape sequences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a piece of terminal output is."""

    TEXT = auto()
    """Printable bytes, UTF-8."""
    CONTROL = auto()
    """One C0 control byte or DEL, a lone ESC included."""
    CSI = auto()
    """A control sequence: parameters and a final byte."""
    STRING = auto()
    """An operating system, device control or other string with its terminator."""
    ESCAPE = auto()
    """Any other escape sequence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of terminal output."""

    kind: Kind
    raw: bytes
    """The bytes as written; joined, all pieces are the output again."""


_PIECE = re.compile(
    rb"(?P<CSI>\x1b\[[0-?]*[ -/]*[@-~])"
    rb"|(?P<STRING>\x1b[PX\]^_][^\x07\x1b]*(?:\x07|\x1b\\))"
    rb"|(?P<ESCAPE>\x1b[ -/]*[0-~])"
    rb"|(?P<CONTROL>[\x00-\x1f\x7f])"
    rb"|(?P<TEXT>[^\x00-\x1f\x7f]+)"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[PX\]^_][^\x07\x1b]*\x1b?|[ -/]*)\Z")


def pieces(raw: bytes) -> Iterator[Piece]:
    """Yield the pieces of the output, in order, without gaps.

    Args:
        raw: What a program wrote; a sequence cut off at the end comes as control bytes and text.

    Yields:
        The pieces.
    """
    for match in _PIECE.finditer(raw):
        yield Piece(kind=Kind[match.lastgroup or ""], raw=match.group())


def unfinished(raw: bytes) -> int:
    """Tell how many bytes at the end belong to a sequence that is still to be completed.

    Args:
        raw: What has been read from a program so far.

    Returns:
        A count of bytes, 0 where the output ends with a whole piece.
    """
    # The last byte may be the ESC of a terminator: the sequence began at the ESC before it.
    tail = _UNFINISHED.search(raw, max(0, raw.rfind(b"\x1b", 0, max(0, len(raw) - 1))))
    return len(tail.group()) if tail else 0
