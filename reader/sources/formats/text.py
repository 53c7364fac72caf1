"""Plain text: one article, its headline on the first line that is not blank."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from reader.articles.article import Article
from reader.articles.clean import clean_text
from reader.errors import SourceError
from reader.sources.encoding import decoded
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.whole import whole

_BLANK_START = re.compile(r"\A(?:[^\S\n]*+\n)++")


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from whole(stream, lambda content: _article(content, origin))


def _article(content: bytes, origin: Origin) -> Article:
    text = _BLANK_START.sub("", clean_text(decoded(content))).rstrip()
    if not text:
        raise SourceError("empty")
    return Article(text=text, source=origin.source, path=origin.path)
