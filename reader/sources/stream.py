"""Streams of bytes that end, in words, where they are torn or swell beyond measure.

An error in the midst of reading would take what was read before it along. So a stream
ends there as if it were whole, and says afterwards that it was not.
"""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from typing_extensions import Buffer, override

from reader.errors import SourceError

BUFFER_SIZE = 1 << 16
"""Bytes read at once."""

FREE_SIZE = 16_000_000
"""Bytes that any file may unpack to."""
RATIO_LIMIT = 250
"""Beyond that, so many times what was read of the file: news packs to a third or a tenth."""
UNPACKED_LIMIT = 100_000_000_000
"""Bytes that a file may unpack to in all."""

PIECE_LIMIT = 24_000_000
"""Bytes that are ever read at once: an archive's table of contents."""

DAMAGES = (
    EOFError,
    lzma.LZMAError,
    RuntimeError,
    struct.error,
    tarfile.TarError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the readers of archives raise where the bytes make no sense; `OSError` apart."""


class File(io.FileIO):
    """An open file that counts what is read of it, and how much is made of that.

    Args:
        descriptor: Open for reading; closed with this.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor)
        self.size = 0
        """Of the file, in bytes."""
        self._count = 0
        self._unpacked = 0
        self.excess = ""
        """Why no more of it is unpacked, in words; empty while that is allowed."""

    @property
    def position(self) -> int:
        """Bytes of the file that have been read, at most its size."""
        return min(self._count, self.size)

    def unpack(self, count: int) -> None:
        """Note so many bytes that were unpacked from it.

        Raises:
            SourceError: They are too many; in words.
        """
        self._unpacked += count
        if self._unpacked > UNPACKED_LIMIT:
            self.excess = f"unpacks to more than {UNPACKED_LIMIT // 10**9} GB"
        elif self._unpacked > FREE_SIZE + RATIO_LIMIT * self.position:
            self.excess = f"unpacks to more than {RATIO_LIMIT} times its size"
        if self.excess:
            raise SourceError(self.excess)

    def skip_to(self, position: int) -> None:
        """Go on with this byte; what is before it counts as read."""
        self._count = self.seek(position)

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        count = super().readinto(buffer) or 0
        self._count += count
        return count

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            size = max(0, self.size - self.tell())
        if size > PIECE_LIMIT:
            raise SourceError(f"its table of contents is larger than {PIECE_LIMIT // 10**6} MB")
        piece = super().read(size) or b""
        self._count += len(piece)
        return piece


class Stream(io.RawIOBase):
    """Bytes that end where they cannot be read any further.

    Args:
        read: Gives at most so many of the next bytes, none at the end; raises `OSError`,
            `SourceError` or one of `DAMAGES`.
        skip_to: Goes to a byte; None if it cannot.
    """

    def __init__(
        self, read: Callable[[int], bytes], skip_to: Callable[[int], None] | None = None
    ) -> None:
        super().__init__()
        self._read = read
        self._skip_to = skip_to
        self._position = 0
        self._is_done = False
        self.fault = ""
        """Why the stream ended too early, in words; empty if it did not."""

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        filled = 0
        # Full buffers, so that a look at the first one shows a file's head.
        while filled < len(view) and not self._is_done:
            piece = self._next(len(view) - filled)
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
            self._is_done = not piece
        self._position += filled
        return filled

    @override
    def seekable(self) -> bool:
        return self._skip_to is not None

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if (offset, whence) == (0, io.SEEK_CUR):
            return self._position
        if self._skip_to is None or whence != io.SEEK_SET:
            raise io.UnsupportedOperation
        self._skip_to(offset)
        self._position = offset
        self._is_done = False
        return offset

    def _next(self, size: int) -> bytes:
        try:
            return self._read(size)
        except SourceError as error:
            self.fault = str(error)
        except OSError as error:
            self.fault = (error.strerror or "damaged, or cut short").lower()
        except DAMAGES:
            self.fault = "damaged, or cut short"
        return b""


class Buffered(io.BufferedReader):
    """A stream as the formats read it: any amount at once, and a look at its head."""

    raw: Stream

    def __init__(
        self, read: Callable[[int], bytes], skip_to: Callable[[int], None] | None = None
    ) -> None:
        super().__init__(Stream(read, skip_to), BUFFER_SIZE)

    @property
    def fault(self) -> str:
        """Why the stream ended too early, in words; empty if it did not."""
        return self.raw.fault
