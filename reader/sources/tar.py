"""Tar archives, read forward only and in bounded memory, their ends looked at."""

import io
import tarfile
from collections.abc import Callable, Iterator
from functools import partial

from typing_extensions import override

from reader.errors import SourceError
from reader.sources.stream import DAMAGES, Buffered

_HEADER_LIMIT = 1 << 20
"""Bytes between two members: names and the like."""
_BLOCK = 512
_PIECE = 1 << 20


def entries(stream: Buffered) -> Iterator[tuple[tarfile.TarInfo, Callable[[], Buffered]]]:
    """What a tar holds but for its folders, in its order.

    Yields:
        Each with what opens it, before the next one is asked for.

    Raises:
        SourceError: From there on it cannot be read, in words.
    """
    blocks = _Blocks(stream)
    fault = "a damaged tar archive, or none"
    try:
        archive = _Tar(fileobj=blocks, errors="surrogateescape")
        while entry := archive.next():
            archive.forget()
            fault = "damaged, or cut short"
            if not entry.isdir():
                blocks.begin_member()
                yield entry, partial(_opened, blocks, entry)
            blocks.begin_header()
    except (*DAMAGES, OSError) as error:
        raise SourceError(stream.fault or fault) from error
    if stream.fault or not blocks.is_at_end:
        raise SourceError(stream.fault or fault)


def _opened(blocks: "_Blocks", entry: tarfile.TarInfo) -> Buffered:
    blocks.seek(entry.offset_data)
    left = entry.size

    def read(size: int) -> bytes:
        nonlocal left
        piece = blocks.read(min(size, left))
        left -= len(piece)
        if left and not piece:
            raise EOFError
        return piece

    return Buffered(read)


class _Tar(tarfile.TarFile):
    members: list[tarfile.TarInfo]

    def forget(self) -> None:
        """Let go of the members seen so far, which it would remember all."""
        self.members = []
        self.pax_headers = {}


class _Blocks(io.RawIOBase):
    """A tar's bytes, read forward only; what lies between its members must be short."""

    def __init__(self, stream: Buffered) -> None:
        super().__init__()
        self._stream = stream
        self._position = 0
        self._last = b""
        self._left = _HEADER_LIMIT

    @property
    def is_at_end(self) -> bool:
        """Whether what was read last is how a tar ends: a block of zeros."""
        return self._last == bytes(_BLOCK)

    def begin_member(self) -> None:
        """A member may be of any length."""
        self._left = 1 << 62

    def begin_header(self) -> None:
        """What is between members may not."""
        self._left = _HEADER_LIMIT

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._position

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence != io.SEEK_SET or offset < self._position:
            raise tarfile.ReadError("it leads backwards")
        while self._position < offset:
            piece = self._stream.read(min(offset - self._position, _PIECE))
            if not piece:
                break
            self._position += len(piece)
        return self._position

    @override
    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= self._left:
            raise tarfile.ReadError("its headers are too long")
        self._left -= size
        self._last = self._stream.read(size)
        self._position += len(self._last)
        return self._last
