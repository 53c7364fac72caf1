"""Texts as they are kept: compressed, with the help of a primer.

News is short; alone, a text of 400 words gives a compressor little to refer to. So each
library keeps a primer: a few thousand characters of its own first articles, which all
later texts are compressed against.
"""

import zlib
from collections.abc import Sequence

import apsw

PRIMER_SIZE = 16_384
"""Bytes. With it, 0.51 of the raw text is kept instead of 0.58, in a tenth more time."""

_ENOUGH = 200
"""Texts from which a primer is made."""
_PIECES = 16
_LEVEL = 2
_LONG = 1 << 19
"""Bytes from which a text is not made smaller: inflating 10 MB takes 55 ms, copying it 7."""
_HAS_PRIMER = 0x20
"""In the second byte of a packed text; the primer's checksum follows."""
_HEAD_BYTES = 6
"""Before what is packed, if there is a primer."""


def primer_from(texts: Sequence[str]) -> bytes:
    """A primer from the texts of a library; empty if they are too few to say."""
    if len(texts) < _ENOUGH:
        return b""
    size = PRIMER_SIZE // _PIECES
    chosen = texts[:: len(texts) // _PIECES][:_PIECES]
    return b"".join(text[:size].encode()[:size] for text in chosen)


def pack(text: bytes, primer: bytes) -> bytes:
    """A text as it is kept.

    Args:
        text: In UTF-8.
        primer: As `primer_from` gives it.
    """
    level = _LEVEL if len(text) < _LONG else zlib.Z_NO_COMPRESSION
    packer = zlib.compressobj(level, zdict=primer) if primer else zlib.compressobj(level)
    return packer.compress(text) + packer.flush()


def unpack(packed: bytes | None, primer: bytes | None) -> str:
    """The text that was packed.

    Raises:
        apsw.CorruptError: The bytes are torn, missing, or packed with another primer.
    """
    unpacker = zlib.decompressobj(zdict=primer) if primer else zlib.decompressobj()
    try:
        text = unpacker.decompress(packed or b"") + unpacker.flush()
        if not unpacker.eof:
            raise apsw.CorruptError("an article's text is cut short")
        return text.decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise apsw.CorruptError(f"an article's text is torn: {error}") from error


def primer_mark(packed: bytes) -> int | None:
    """The checksum (Adler-32) of the primer that a text was packed with; None without one."""
    if len(packed) < _HEAD_BYTES or not packed[1] & _HAS_PRIMER:
        return None
    return int.from_bytes(packed[2:_HEAD_BYTES])


def unpack_with_torn(packed: bytes, primer: bytes) -> str:
    """The text that was packed with a primer of which a part is torn.

    It is right only if it refers to none of the torn part: compare its checksum.

    Raises:
        apsw.CorruptError: It cannot be unpacked so.
    """
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=primer)
    try:
        return unpacker.decompress(packed[_HEAD_BYTES:]).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise apsw.CorruptError(f"an article's text is torn: {error}") from error
