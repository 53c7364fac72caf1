"""A terminal's screen: draws what a program writes, and answers what the program asks."""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import combining

import pyte
from wcwidth import wcwidth

from tests.e2e.sequences import Kind, pieces, unfinished


@dataclass(frozen=True, slots=True)
class Look:
    """How one cell of the screen looks."""

    foreground: str = "default"
    """Six hexadecimal digits, the name of one of the 16 colours, or `default`."""
    background: str = "default"
    """As `foreground`."""
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    """Single or double."""
    is_reversed: bool = False


_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
_DOUBLE_UNDERLINE = re.compile(rb"(\x1b\[(?:[0-9];)*)21(?=[;m])")
_DROPPED = re.compile("[\u0300-\U0010ffff]")
_KEPT_MODES = {b"\x1b[?25h", b"\x1b[?25l", b"\x1b[?7h", b"\x1b[?7l"}
_FINALS_DRAWN = b"@ABCDEFGHJKLMPXadefghmr"
_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>41;354;0c",
    b"\x1b[>0c": b"\x1b[>41;354;0c",
    b"\x1b[>q": b"\x1bP>|pyte\x1b\\",
    b"\x1b[>0q": b"\x1bP>|pyte\x1b\\",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[?u": b"\x1b[?0u",
}
_COLOUR_ANSWERS = {
    b"\x1b]10;?": b"\x1b]10;rgb:e0e0/e0e0/e0e0\x1b\\",
    b"\x1b]11;?": b"\x1b]11;rgb:1212/1212/1212\x1b\\",
}


class Emulator:
    """A screen of cells, fed with the bytes that a program writes.

    Args:
        columns: Width in cells, from 1.
        rows: Height in cells, from 1.
        answer: Takes the bytes that the terminal sends back when it is asked something.
    """

    def __init__(self, columns: int, rows: int, *, answer: Callable[[bytes], object]) -> None:
        self.modes: set[int] = set()
        """The private modes (DECSET) that are on: 1049 alternate screen, 1000 mouse …"""
        self._answer = answer
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._rest = b""

    def feed(self, raw: bytes) -> None:
        """Draw what the program wrote; a sequence cut in two waits for its other half.

        Args:
            raw: The next bytes of the output.
        """
        raw = self._rest + raw
        whole = len(raw) - unfinished(raw)
        self._rest = raw[whole:]
        drawn = bytearray()
        for piece in pieces(raw[:whole]):
            if piece.kind is Kind.CSI:
                drawn += self._control_sequence(piece.raw)
            elif piece.kind is Kind.STRING:
                self._string(piece.raw)
            else:
                drawn += piece.raw
        self._stream.feed(_DROPPED.sub(_with_width, self._decoder.decode(bytes(drawn))))

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the screen, in cells.

        Args:
            columns: The new width, from 1.
            rows: The new height, from 1.
        """
        self._screen.resize(lines=rows, columns=columns)

    @property
    def columns(self) -> int:
        """Width in cells."""
        return int(self._screen.columns)

    def lines(self) -> list[str]:
        """Return the text of each row, top to bottom, without blanks at its end."""
        return ["".join(self.cells(row)).rstrip() for row in range(self._screen.lines)]

    def look(self, row: int, column: int) -> Look:
        """Return how a cell looks.

        Args:
            row: From 0, the top.
            column: From 0, the left.

        Returns:
            Its colours and attributes.
        """
        cell = self._screen.buffer[row][column]
        return Look(
            foreground=str(cell.fg),
            background=str(cell.bg),
            is_bold=bool(cell.bold),
            is_italic=bool(cell.italics),
            is_underlined=bool(cell.underscore),
            is_reversed=bool(cell.reverse),
        )

    def cells(self, row: int) -> list[str]:
        """Return the character of each cell of a row; empty right of a wide character.

        Args:
            row: From 0, the top.

        Returns:
            As many strings as the screen is wide.
        """
        line = self._screen.buffer[row]
        return [str(line[column].data) for column in range(self.columns)]

    def _control_sequence(self, raw: bytes) -> bytes:
        query = _QUERY.fullmatch(raw)
        if query:
            state = b"2" if query[1] == b"2026" else b"0"
            self._answer(b"\x1b[?%s;%s$y" % (query[1], state))
        elif raw in _ANSWERS:
            self._answer(_ANSWERS[raw])
        elif raw == b"\x1b[6n":
            cursor = self._screen.cursor
            self._answer(b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1))
        elif raw.startswith(b"\x1b[?") and raw[-1:] in b"hl":
            modes = {int(mode) for mode in raw[3:-1].split(b";") if mode}
            self.modes = self.modes | modes if raw.endswith(b"h") else self.modes - modes
            return raw if raw in _KEPT_MODES else b""
        elif raw.endswith(b"m"):
            # The screen knows a single underline only.
            return b"" if raw[2:3] in b"<=>?" else _DOUBLE_UNDERLINE.sub(rb"\g<1>4", raw)
        elif raw[-1:] in _FINALS_DRAWN and raw[2:3] not in b"<=>?":
            return raw
        return b""

    def _string(self, raw: bytes) -> None:
        for query, answer in _COLOUR_ANSWERS.items():
            if raw.startswith(query):
                self._answer(answer)


def _with_width(sign: re.Match[str]) -> str:
    # The screen stops drawing at what is neither as wide as a cell nor a combining mark.
    return sign[0] if wcwidth(sign[0]) > 0 or combining(sign[0]) else ""
