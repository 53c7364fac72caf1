"""A file of any size as text, in pieces or in lines, whatever its encoding."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from reader.sources.encoding import HEAD_SIZE, encoding_of
from reader.sources.formats.format import ITEM_LIMIT

PIECE = 1 << 18
"""Bytes read at once."""

_WIDE = frozenset(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"))
"""Encodings in which the byte of a line's end is found in other characters too."""


class Pieces:
    """A stream as it is read, in pieces.

    Args:
        stream: At its start; need not be seekable, and may give less than it is asked for.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.head = b""
        """The first bytes, `HEAD_SIZE` of them or all; they come in the pieces as well."""
        self.position = 0
        """Bytes of the stream that have been handed out."""
        while len(self.head) < HEAD_SIZE and (piece := stream.read(HEAD_SIZE - len(self.head))):
            self.head += piece
        self._waiting = self.head

    def skip_to(self, position: int) -> None:
        """Hand out what begins at this byte; of a stream that can seek."""
        self._stream.seek(position)
        self._waiting = b""
        self.position = position

    def __iter__(self) -> Iterator[bytes]:
        piece = self._waiting or self._stream.read(PIECE)
        while piece:
            self.position += len(piece)
            yield piece
            piece = self._stream.read(PIECE)


class Texts:
    """The text of a stream, in pieces.

    Args:
        stream: As for `Pieces`.
        declared: What its first group finds in the head is the encoding that it says it has.
    """

    def __init__(self, stream: BinaryIO, declared: re.Pattern[bytes] | None = None) -> None:
        self._pieces = Pieces(stream)
        said = declared.search(self._pieces.head) if declared else None
        self._encoding = encoding_of(self._pieces.head, said[1].decode() if said else None)

    def __iter__(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        for piece in self._pieces:
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)

    @property
    def head(self) -> str:
        """The beginning; its last character may be broken."""
        return self._pieces.head.decode(self._encoding, "replace")

    @property
    def position(self) -> int:
        """Bytes of the stream that have been handed out."""
        return self._pieces.position


class Lines:
    """The lines of a stream, one at a time; one longer than `limit` is not held.

    Args:
        stream: As for `Pieces`.
        limit: Bytes of the longest line.
    """

    def __init__(self, stream: BinaryIO, limit: int = ITEM_LIMIT) -> None:
        self._pieces = Pieces(stream)
        self._limit = limit
        self._encoding = encoding_of(self._pieces.head)
        self._odd: str | None = None
        self.is_wide = self._encoding in _WIDE
        """Whether its characters are wider than a byte; then `position` is not that of a line."""
        self.position = 0
        """Bytes of the stream up to the end of the last line."""

    @property
    def head(self) -> str:
        """The beginning; its last character may be broken."""
        return self._pieces.head.decode(self._encoding, "replace")

    def skip_to(self, position: int) -> None:
        """Go on with the line that begins at this byte; of a stream that can seek."""
        self._pieces.skip_to(position)
        self.position = position

    @property
    def is_whole(self) -> bool:
        """Whether the beginning is all there is."""
        return len(self._pieces.head) < HEAD_SIZE

    def __iter__(self) -> Iterator[str | None]:
        """Each line without its end; None for one that is too long."""
        is_marked = self._encoding == "utf-8-sig"
        for line in self.raw():
            text = None if line is None else self._text(line)
            yield text.removeprefix("\ufeff") if text and is_marked else text
            is_marked = False

    def raw(self) -> Iterator[bytes | None]:
        """The same in bytes; of an encoding with wide characters, in UTF-8."""
        head = self._pieces.head
        end = b"\r" if b"\r" in head and b"\n" not in head else b"\n"
        held: list[bytes] = []
        size, offset = 0, self.position
        for piece in self._in_utf_8() if self.is_wide else self._pieces:
            *ended, rest = piece.split(end)
            for line in ended:
                size += len(line)
                offset += len(line) + 1 + sum(map(len, held))
                self.position = self._pieces.position if self.is_wide else offset
                yield None if size > self._limit else b"".join((*held, line))
                held.clear()
                size = 0
            size += len(rest)
            if size <= self._limit:
                held.append(rest)
            else:
                offset += len(rest) + sum(map(len, held))
                held.clear()
        self.position = self._pieces.position
        if size:
            yield None if size > self._limit else b"".join(held)

    def _in_utf_8(self) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        for piece in self._pieces:
            yield decoder.decode(piece).encode(errors="replace")

    def _text(self, line: bytes) -> str:
        # UTF-8 goes first: a line of another encoding is not UTF-8 by chance.
        is_ascii_too = self._encoding.startswith(("iso2022", "hz"))
        try:
            return line.decode(self._encoding if is_ascii_too else "utf-8")
        except UnicodeDecodeError:
            if self._odd is None:  # one guess serves all lines
                is_known = self._encoding not in _WIDE and not self._encoding.startswith("utf")
                self._odd = self._encoding if is_known else encoding_of(line)
            return line.decode(self._odd, "replace")
