"""Files of every format as bytes, written for the tests, and the reading of them."""

import io
from collections.abc import Iterable

from typing_extensions import override

from reader.articles.article import Article
from reader.sources.formats import registry
from reader.sources.formats.format import Format, Origin, Reading

ORIGIN = Origin(source="the folder", path="/news/file")
FORMATS = [one for one in vars(registry).values() if isinstance(one, Format)]


class Dripping(io.BytesIO):
    """A file that gives a few bytes at a time, as a slow pipe may."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7 if size is None or size < 0 else min(size, 7))


def readings(form: Format, content: bytes | str) -> list[Reading]:
    """What comes of reading a file; a text is kept in UTF-8."""
    content = content if isinstance(content, bytes) else content.encode()
    return list(form.read(io.BytesIO(content), ORIGIN))


def articles(form: Format, content: bytes | str) -> list[Article]:
    """The articles of a file in which nothing is refused."""
    found = readings(form, content)
    refused = [one.reason for one in found if one.article is None]
    assert refused == []
    return [one.article for one in found if one.article is not None]


def article(form: Format, content: bytes | str) -> Article:
    """The article of a file that holds one."""
    (found,) = articles(form, content)
    return found


def reasons(form: Format, content: bytes | str) -> list[str]:
    """Why items of a file are refused."""
    return [one.reason for one in readings(form, content) if one.article is None]


def titles(found: Iterable[Article]) -> list[str]:
    return [one.title for one in found]
