"""Texts as they are kept: compressed, with the help of a primer.

News is short; alone, a text of 400 words gives a compressor little to refer to. So each
library keeps a primer, made from its own first articles, which all later texts are
compressed against by Zstandard: 0.32 of the raw text is left. The first texts of a library
come before there is a primer, and zlib does as well with them. Once it was zlib that took
the primers, too: such texts are read as ever.
"""

import zlib
from collections.abc import Sequence

import apsw

PRIMER_SIZE = 65_536
"""Bytes. A quarter of it would leave 0.34."""

_ENOUGH = 200
"""Texts from which a primer is made."""
_PIECES = 64
_ZLIB_LEVEL = 2
_LONG = 1 << 19
"""Bytes from which a text is not made smaller: inflating 10 MB takes 55 ms, copying it 3."""

_WHOLE = b"T"
"""Begins a text kept as it is, which zlib did once; its checksum (Adler-32) follows."""
_PRIMED = b"Z"
"""Begins what Zstandard packed; no stream of zlib begins so. The primer's checksum follows."""
_HAS_PRIMER = 0x20
"""In the second byte of a stream of zlib; the primer's checksum follows."""
_HEAD_BYTES, _ZLIB_HEAD_BYTES = 5, 6
"""Before what is packed; with zlib, if there is a primer."""


def primer_from(texts: Sequence[str]) -> bytes:
    """A primer from the texts of a library; empty if they are too few to say."""
    if len(texts) < _ENOUGH:
        return b""
    from reader.store.zstandard import trained  # noqa: PLC0415 -- small libraries need none

    samples = [text.encode() for text in texts]
    size = PRIMER_SIZE // _PIECES
    chosen = samples[:: len(samples) // _PIECES][:_PIECES]
    return trained(samples, PRIMER_SIZE) or b"".join(text[:size] for text in chosen)


def pack(text: bytes, primer: bytes) -> bytes:
    """A text as it is kept.

    Args:
        text: In UTF-8.
        primer: As `primer_from` gives it.
    """
    if len(text) >= _LONG:
        return _WHOLE + zlib.adler32(text).to_bytes(4) + text
    if not primer:
        return zlib.compress(text, _ZLIB_LEVEL)
    from reader.store.zstandard import compressed, mark  # noqa: PLC0415 -- same

    return _PRIMED + mark(primer) + compressed(text, primer)


def unpack(packed: bytes | None, primer: bytes | None) -> str:
    """The text that was packed.

    Raises:
        apsw.CorruptError: The bytes are torn, missing, or packed with another primer.
    """
    packed = packed or b""
    if packed[:1] == _WHOLE:
        return _decoded(_checked(packed))
    if packed[:1] != _PRIMED:
        return _inflated(packed, zlib.decompressobj(zdict=primer or b""))
    from reader.store.zstandard import mark  # noqa: PLC0415 -- same

    if not primer or mark(primer) != packed[1:_HEAD_BYTES]:
        raise apsw.CorruptError("an article's text is packed with another primer")
    return unpack_with_torn(packed, primer)


def primer_mark(packed: bytes) -> int | None:
    """The checksum (Adler-32) of the primer that a text was packed with; None without one."""
    if packed[:1] == _PRIMED:
        return int.from_bytes(packed[1:_HEAD_BYTES])
    if packed[:1] == _WHOLE or len(packed) < _ZLIB_HEAD_BYTES or not packed[1] & _HAS_PRIMER:
        return None
    return int.from_bytes(packed[2:_ZLIB_HEAD_BYTES])


def unpack_with_torn(packed: bytes, primer: bytes) -> str:
    """The text that was packed with a primer of which a part is torn.

    It is right only if it refers to none of the torn part: compare its checksum.

    Raises:
        apsw.CorruptError: It cannot be unpacked so.
    """
    if packed[:1] != _PRIMED:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=primer)
        return _inflated(packed[_ZLIB_HEAD_BYTES:], unpacker)
    from reader.store.zstandard import decompressed  # noqa: PLC0415 -- same

    return _decoded(decompressed(packed[_HEAD_BYTES:], primer))


def _inflated(packed: bytes, unpacker: "zlib._Decompress") -> str:
    try:
        text = unpacker.decompress(packed) + unpacker.flush()
    except zlib.error as error:
        raise apsw.CorruptError(f"an article's text is torn: {error}") from error
    if not unpacker.eof:
        raise apsw.CorruptError("an article's text is cut short")
    return _decoded(text)


def _checked(packed: bytes) -> memoryview:
    text = memoryview(packed)[_HEAD_BYTES:]
    if zlib.adler32(text).to_bytes(4) != packed[1:_HEAD_BYTES]:
        raise apsw.CorruptError("an article's text is torn")
    return text


def _decoded(text: bytes | memoryview) -> str:
    try:
        return str(text, "utf-8")
    except UnicodeDecodeError as error:
        raise apsw.CorruptError(f"an article's text is torn: {error}") from error
