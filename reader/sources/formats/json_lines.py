"""JSON Lines: a record a line, in files of any size."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from reader.errors import SourceError
from reader.sources.formats.format import ITEM_LIMIT, Origin, Reading
from reader.sources.formats.keys import Keys, refusal
from reader.sources.formats.lines import Lines
from reader.sources.formats.records import reading


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    lines = Lines(stream)
    keys = Keys()
    is_empty = True
    for line in lines:
        if line is not None and (not line or line.isspace()):
            continue
        is_empty = False
        try:
            yield reading(fields(line), origin, keys, lines.position)
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
