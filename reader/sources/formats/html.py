"""A web page kept as a file: its article, without what is around it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from reader.articles.article import Article
from reader.errors import SourceError
from reader.sources.encoding import decoded
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.records import Record
from reader.sources.formats.whole import whole
from reader.sources.html.about import about
from reader.sources.html.main_part import main_part
from reader.sources.html.rendering import rendered
from reader.sources.html.tree import is_too_deep, tree_of, words_of

_DECLARED = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD_SIZE = 4096
_MOST_TAGS = 1_000_000
"""A page with more would not fit into memory as a tree."""


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from whole(stream, lambda content: _article(content, origin))


def _article(content: bytes, origin: Origin) -> Article:
    declared = _DECLARED.search(content[:_HEAD_SIZE])
    markup = decoded(content, declared[1].decode("ascii", "replace") if declared else None)
    if markup.count("<") > _MOST_TAGS:
        raise SourceError(f"more than {_MOST_TAGS:,} tags")
    tree = tree_of(markup)
    if tree is None:
        raise SourceError("empty")
    record = Record(about(tree, markup))
    part, left_out = main_part(tree)
    headline = next(part.iter("h1"), None)
    if headline is not None and words_of(headline) == " ".join(record.title.split()):
        left_out.add(headline)
    text = rendered(part, record.url, left_out)
    if not text and not record.title:
        raise SourceError("nested too deeply" if is_too_deep(tree) else "empty")
    return record.article(origin, text)
