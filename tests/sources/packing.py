"""Archives for the tests, some of them as nobody should make them."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reader.sources.contents import Contents, Item, Point
from reader.sources.folder import Found, found_files
from tests.archive import LONG_AGO

SQUEEZERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip with these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def tarred(members: Mapping[str, bytes], *others: tarfile.TarInfo) -> bytes:
    """A tar with these members, and others without content."""
    content = io.BytesIO()
    with tarfile.TarFile(fileobj=content, mode="w") as archive:
        for name, member in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(member)
            archive.addfile(entry, io.BytesIO(member))
        for entry in others:
            archive.addfile(entry)
    return content.getvalue()


def kept(path: Path, content: bytes) -> Path:
    """A file that has not been changed for long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def encrypted(archive: bytes) -> bytes:
    """A zip whose first member says that it is encrypted."""
    changed = bytearray(archive)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(mark) + at] |= 1
    return bytes(changed)


NEWS = {"a.txt": b"Title A\n\nBody", "deep/b.txt": b"Title B\n\nBody"}
"""Members of the archives below."""

ARCHIVES = {
    "a.zip": zipped(NEWS),
    "a.tar": tarred(NEWS),
    "a.tar.gz": gzip.compress(tarred(NEWS)),
    "a.TGZ": gzip.compress(tarred(NEWS)),
    "a.tar.bz2": bz2.compress(tarred(NEWS)),
    "a.tbz2": bz2.compress(tarred(NEWS)),
    "a.tar.xz": lzma.compress(tarred(NEWS)),
    "a.txz": lzma.compress(tarred(NEWS)),
}


def items(place: Path, start: Point = Point()) -> Iterator[Item]:  # noqa: B008 -- a constant
    """What a file holds."""
    (found,) = found_files(place)
    assert isinstance(found, Found)
    return Contents(found, start).items()


def read(place: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Titles, and reasons why there are none, by what they are of."""
    every = [*items(place)]
    return (
        {one.where: one.article.title for one in every if one.article is not None},
        {one.where: one.reason for one in every if one.article is None},
    )
