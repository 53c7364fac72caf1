"""JSON Lines: a record a line, in files of any size."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from reader.errors import SourceError
from reader.sources.formats.format import ITEM_LIMIT, Origin, Reading
from reader.sources.formats.keys import Keys, refusal
from reader.sources.formats.lines import Lines
from reader.sources.formats.records import reading as reading_of


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from _records(Lines(stream), Keys(), origin)


def go_on(stream: BinaryIO, origin: Origin, position: int, items: int) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.go_on`."""
    lines = Lines(stream)
    if lines.is_wide:
        yield from islice(_records(lines, Keys(), origin), items, None)
        return
    lines.skip_to(position)
    for reading in _records(lines, Keys(items), origin):
        if reading.key:
            yield reading


def _records(lines: Lines, keys: Keys, origin: Origin) -> Iterator[Reading]:
    is_empty = True
    for line in lines:
        if line is not None and (not line or line.isspace()):
            continue
        is_empty = False
        try:
            yield reading_of(fields(line), origin, keys, lines.position)
        except SourceError as error:
            yield refusal(error, keys, lines.position)
    if is_empty:
        yield Reading(key="", article=None, reason="empty", position=lines.position)


def fields(text: str | None) -> dict[str, object]:
    """The fields of a record.

    Args:
        text: As JSON; None where it was too long to be held.

    Raises:
        SourceError: It is none, in words.
    """
    if text is None:
        raise SourceError(f"larger than {ITEM_LIMIT // 1_000_000} MB")
    try:
        value: object = json.loads(text, strict=False)
    except RecursionError:
        raise SourceError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg.lower()} at character {error.pos}") from error
    except ValueError as error:
        raise SourceError("not JSON: a number too long to be one") from error
    if not isinstance(value, dict):
        raise SourceError("not a record with named fields")
    return value
