"""Archives read in place: their members one after the other, nothing ever unpacked to disk.

The names of members are shown and never opened as files. What is no regular file, or is
encrypted, is named. How much an archive may unpack to is counted (see `File.unpack`).
"""

import bz2
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from reader.errors import SourceError
from reader.sources.stream import DAMAGES, PIECE_LIMIT, Buffered, File
from reader.sources.tar import entries

MEMBER_LIMIT = 2_000_000
"""Members of the largest archive that is read whole."""
INNER_LIMIT = PIECE_LIMIT
"""Bytes of the largest zip inside another archive: it is held in memory."""
_WINDOW_LIMIT = 256 << 20
"""Bytes of memory that unpacking may take."""

_ENCRYPTED = 0x1
_METHODS = frozenset(
    (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
)
_SHORT_TARS = {".tgz": ".tar.gz", ".tbz": ".tar.bz2", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
_SHORT_TAR = re.compile(r"\.t(?:gz|bz2?|xz)\Z", re.IGNORECASE)
_SQUEEZED = re.compile(r"\.(?:gz|xz|bz2)\Z", re.IGNORECASE)
_HEADS = (
    (re.compile(rb"PK\x03\x04"), ".zip"),
    (re.compile(rb"\x1f\x8b\x08"), ".gz"),
    (re.compile(rb"\xfd7zXZ\0"), ".xz"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), ".bz2"),
)
_HIDDEN = re.compile(r"(?:\A|[/\\])(?:\.(?!\.?(?:[/\\]|\Z))|__MACOSX[/\\])")
"""A name that begins with a dot, of a file or folder; and where a Mac keeps such files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive."""

    name: str
    """As the archive has it; whatever it is, it is only shown."""
    is_named: bool = True
    """Whether the name says which of the archive's members it is; there may be only one."""
    reason: str = ""
    """Why it cannot be read, in words; empty if it may be tried."""
    open: Callable[[], Buffered]
    """Opens it; before the next member is asked for."""


def is_container(name: str) -> bool:
    """Whether a file's name is that of an archive of files, not packed any further."""
    return name.lower().endswith((".zip", ".tar"))


def is_archive(name: str) -> bool:
    """Whether a file's name is that of an archive of files, or of one packed file."""
    return is_container(name) or unpacked_name(name) != name


def unpacked_name(name: str) -> str:
    """The name of what is packed in a file: ``a.jsonl`` for ``a.jsonl.gz``."""
    return _SQUEEZED.sub("", _unshortened(name))


def suffix_by_head(head: bytes) -> str:
    """The suffix of an archive whose name does not tell, by its first bytes; else empty."""
    return next((suffix for mark, suffix in _HEADS if mark.match(head)), "")


def is_hidden(name: str) -> bool:
    """Whether a member is passed over without a word, as hidden files in folders are."""
    return _HIDDEN.search(name) is not None


def members(name: str, stream: Buffered, file: File, *, is_outermost: bool) -> Iterator[Member]:
    """The members of an archive, in its order.

    Args:
        name: Of the archive.
        stream: The archive.
        file: Of which the archive is the whole or a part.
        is_outermost: It is the whole.

    Raises:
        SourceError: From there on it cannot be read, in words.
    """
    name = _unshortened(name)
    kind = name.lower().rpartition(".")[2]
    if kind == "zip":
        yield from _counted(_zipped(file if is_outermost else _held(stream), file))
    elif kind == "tar":
        yield from _counted(_tar_member(*entry) for entry in entries(stream))
    else:
        inner = _SQUEEZED.sub("", name)

        def opened() -> Buffered:
            return _counting(_unsqueezed(stream, kind), file)

        yield Member(name=inner, is_named=False, open=opened)


def _unshortened(name: str) -> str:
    """The name with ``.tgz`` and its like written out."""
    return _SHORT_TAR.sub(lambda ending: _SHORT_TARS[ending[0].lower()], name)


def _counted(members: Iterator[Member]) -> Iterator[Member]:
    for number, member in enumerate(members):
        if number == MEMBER_LIMIT:
            raise SourceError(f"more than {MEMBER_LIMIT:,} members; the rest was left")
        yield member


def _counting(read: Callable[[int], bytes], file: File) -> Buffered:
    def counted(size: int) -> bytes:
        piece = read(size)
        file.unpack(len(piece))
        return piece

    return Buffered(counted)


def _unsqueezed(stream: Buffered, kind: str) -> Callable[[int], bytes]:
    if kind == "gz":
        return gzip.GzipFile(fileobj=stream).read1
    if kind == "bz2":
        return _Unpacker(stream, bz2.BZ2Decompressor).read
    return _Unpacker(stream, lambda: lzma.LZMADecompressor(memlimit=_WINDOW_LIMIT)).read


class _Unpacker:
    """Unpacks streams that follow one another, with a limit of memory."""

    def __init__(
        self, stream: Buffered, make: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]
    ) -> None:
        self._stream = stream
        self._make = make
        self._unpacker = make()

    def read(self, size: int) -> bytes:
        """At most so many of the next bytes; none at the end."""
        while True:
            packed = b""
            if self._unpacker.eof:
                packed = self._unpacker.unused_data.lstrip(b"\0")
                packed = packed or self._stream.read1().lstrip(b"\0")
                if not packed:
                    return b""
                self._unpacker = self._make()
            elif self._unpacker.needs_input:
                packed = self._stream.read1()
                if not packed:
                    raise EOFError
            piece = self._unpacker.decompress(packed, size)
            if piece:
                return piece


def _held(stream: Buffered) -> BinaryIO:
    """A zip inside an archive, in memory: its table of contents comes last."""
    content = stream.read(INNER_LIMIT + 1)
    if stream.fault:
        raise SourceError(stream.fault)
    if len(content) > INNER_LIMIT:
        raise SourceError(f"a zip in an archive, and larger than {INNER_LIMIT // 10**6} MB")
    return io.BytesIO(content)


def _zipped(archive: BinaryIO, file: File) -> Iterator[Member]:
    try:
        table = zipfile.ZipFile(archive)
    except (*DAMAGES, OSError) as error:
        raise SourceError("a damaged zip archive, or none") from error
    with table:
        for entry in table.infolist():
            if not entry.is_dir():
                yield _zip_member(table, entry, file)


def _zip_member(table: zipfile.ZipFile, entry: zipfile.ZipInfo, file: File) -> Member:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    reason = ""
    if entry.flag_bits & _ENCRYPTED:
        reason = "encrypted"
    elif entry.compress_type not in _METHODS:
        reason = "packed in a way that is not read"
    elif kind not in {0, stat.S_IFREG}:
        reason = "a link, not a file" if kind == stat.S_IFLNK else "not a regular file"

    def opened() -> Buffered:
        try:
            return _counting(cast("zipfile.ZipExtFile", table.open(entry)).read1, file)
        except (*DAMAGES, OSError) as error:
            raise SourceError("damaged") from error

    return Member(name=entry.filename, reason=reason, open=opened)


def _tar_member(entry: tarfile.TarInfo, opened: Callable[[], Buffered]) -> Member:
    reason = ""
    if entry.issym() or entry.islnk():
        reason = "a link, not a file"
    elif not entry.isreg() or entry.issparse():
        reason = "not a regular file"
    return Member(name=entry.name, reason=reason, open=opened)
