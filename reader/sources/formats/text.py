"""Plain text: one article, its headline on the first line that is not blank."""

from collections.abc import Iterator
from typing import BinaryIO

from reader.sources.encoding import decoded
from reader.sources.formats.drafting import draft
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.whole import whole


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from whole(stream, lambda content: draft(origin, body=decoded(content)))
