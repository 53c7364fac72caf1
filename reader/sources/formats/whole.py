"""Files that are one article: read whole, or refused in words."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from reader.articles.article import Article
from reader.errors import SourceError
from reader.sources.formats.format import SIZE_LIMIT, Reading

_PIECE = 1 << 20
"""Bytes read at once: a stream may give fewer than asked for."""


def whole(stream: BinaryIO, article: Callable[[bytes], Article]) -> Iterator[Reading]:
    """The one reading of a file that holds one article.

    Args:
        stream: The file.
        article: Makes the article of its bytes; raises `SourceError` in words.
    """
    content = bytearray()
    while len(content) <= SIZE_LIMIT and (piece := stream.read(_PIECE)):
        content += piece
    position = len(content)
    if position > SIZE_LIMIT:
        reason = f"larger than {SIZE_LIMIT // 1_000_000} MB"
        yield Reading(key="", article=None, reason=reason, position=position)
        return
    try:
        made = article(bytes(content))
    except SourceError as error:
        yield Reading(key="", article=None, reason=str(error), position=position)
    else:
        yield Reading(key="", article=made, position=position)
