"""Zstandard with a primer; apart, for an app that opens a small library needs none of it."""

import sys
import zlib
from collections.abc import Sequence
from functools import lru_cache

import apsw

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 3
"""0.04 ms for 450 words."""
_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: _LEVEL,
    zstd.CompressionParameter.dict_id_flag: 0,
}
_TRAINED = b"\x37\xa4\x30\xec"
"""Begins a primer that holds more than pieces of texts: how often what occurs."""


def trained(samples: Sequence[bytes], size: int) -> bytes:
    """A primer for texts like these; empty if they are too short, or too alike, to learn from.

    Args:
        samples: The texts.
        size: Of the primer, in bytes, at most.
    """
    try:
        return zstd.train_dict(samples, size).dict_content
    except (zstd.ZstdError, ValueError):
        return b""


def mark(primer: bytes) -> bytes:
    """What tells a primer from others: its checksum (Adler-32), 4 bytes."""
    return _dictionary(primer)[1]


def compressed(text: bytes, primer: bytes) -> bytes:
    """A text as one frame that needs the primer."""
    return _compressor(primer).compress(text, mode=zstd.ZstdCompressor.FLUSH_FRAME)


def decompressed(frame: bytes, primer: bytes) -> bytes:
    """The text of a frame.

    Raises:
        apsw.CorruptError: Frame or primer are torn.
    """
    try:
        return zstd.decompress(frame, _dictionary(primer)[0].as_digested_dict)
    except (zstd.ZstdError, ValueError) as error:
        raise apsw.CorruptError(f"an article's text is torn: {error}") from error


@lru_cache(maxsize=1)
def _compressor(primer: bytes) -> zstd.ZstdCompressor:
    # One for all frames: to make it takes as long as a text of 450 words.
    dictionary, _ = _dictionary(primer)
    return zstd.ZstdCompressor(options=_OPTIONS, zstd_dict=dictionary.as_digested_dict)


@lru_cache(maxsize=8)
def _dictionary(primer: bytes) -> tuple[zstd.ZstdDict, bytes]:
    dictionary = zstd.ZstdDict(primer, is_raw=not primer.startswith(_TRAINED))
    return dictionary, zlib.adler32(primer).to_bytes(4)
