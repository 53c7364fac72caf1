"""Which format a file has: by its name, then by how it begins."""

from pathlib import PurePath

from reader.sources.formats.format import Format

HEAD_SIZE = 16_384
"""Bytes from a file's start that are enough to tell its format."""

TEXT = Format(name="text", module="text", has_many=False)

_BY_SUFFIX = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": TEXT,
}


def may_be_read(name: str) -> bool:
    """Whether a file's name alone leaves a chance that it holds articles.

    Args:
        name: With or without folders before it.
    """
    return PurePath(name).suffix.lower() in _BY_SUFFIX


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a file; None where it is none that is read.

    Args:
        name: Of the file, with or without folders before it; of an archive's member, the
            member's.
        head: Its first `HEAD_SIZE` bytes, or all if it has fewer.
    """
    _ = head
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())
