"""Mailboxes (mbox): messages one after the other, each after a line "From …"."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from reader.errors import SourceError
from reader.sources.formats.format import SIZE_LIMIT, Origin, Reading
from reader.sources.formats.keys import Keys, refusal
from reader.sources.formats.lines import Lines
from reader.sources.formats.mail import message
from reader.sources.formats.mime import Part

_START = re.compile(rb"From \S.*\d{1,2}:\d{2}.*\d{4}|From \S+\s*\Z")
_MUNGED = re.compile(rb">+From ")


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    keys = Keys()
    lines = Lines(stream)
    is_empty = True
    for content in messages(lines):
        is_empty = False
        if content is None:
            too_large = SourceError(f"larger than {SIZE_LIMIT // 1_000_000} MB")
            yield refusal(too_large, keys, lines.position)
            continue
        part = Part(content)
        key = part.headers.get("message-id", "").strip("<> ")
        try:
            article = message(part, origin)
        except SourceError as error:
            yield refusal(error, keys, lines.position, key)
        else:
            yield Reading(key=keys.key(key), article=article, position=lines.position)
    if is_empty:
        yield Reading(key="", article=None, reason="no messages in it", position=lines.position)


def messages(lines: Lines) -> Iterator[bytes | None]:
    """The messages of a mailbox; None for one that is too large, which is not held.

    Source: RFC 4155; ">From " is what writers make of "From " at the start of a line.
    """
    held: list[bytes] = []
    size = 0
    is_within, was_blank = False, True
    for line in lines.raw():
        if line is not None and was_blank and line.startswith(b"From ") and _START.match(line):
            if is_within:
                yield b"\n".join(held) if size <= SIZE_LIMIT else None
            held, size, is_within = [], 0, True
        elif is_within:
            size += SIZE_LIMIT if line is None else len(line) + 1
            if size > SIZE_LIMIT:
                held = []
            elif line is not None:
                held.append(line[1:] if _MUNGED.match(line) else line)
        was_blank = line is not None and line in {b"", b"\r"}
    if is_within:
        yield b"\n".join(held) if size <= SIZE_LIMIT else None
