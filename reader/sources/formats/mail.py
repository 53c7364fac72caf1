"""Mail: one message a file, as an .eml or in a Maildir."""

from collections.abc import Iterator
from typing import BinaryIO

from reader.articles.article import Article
from reader.articles.link import safe_link
from reader.errors import SourceError
from reader.sources.dates import moment
from reader.sources.formats.drafting import draft
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.mime import FORWARDED, Part, senders, words
from reader.sources.formats.whole import whole
from reader.sources.languages import declared_language

_EXPECTED = frozenset(("from", "subject", "date", "message-id", "to", "received", "return-path"))
_ADDRESSES = ("archived-at", "x-rss-url", "content-location")
_ENOUGH = 200
"""Code points of a plain text that is no mere "open this in your browser"."""


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from whole(stream, lambda content: message(Part(content), origin))


def message(part: Part, origin: Origin) -> Article:
    """The article that a message is.

    Raises:
        SourceError: It is no message, or has no text; in words.
    """
    headers = part.headers
    if _EXPECTED.isdisjoint(headers):
        raise SourceError("not a mail: it has no headers")
    links = (safe_link(headers.get(name, "").strip(" <>")) for name in _ADDRESSES)
    body = text_of(part)
    if not body:
        raise SourceError("no text in it")
    return draft(
        origin,
        title=words(headers.get("subject", "")),
        body=body,
        author=senders(headers.get("from", "")),
        url=next(filter(None, links), None),
        published=moment(headers.get("date")),
        language=declared_language(headers.get("content-language", "").partition(",")[0]),
    )


def text_of(part: Part) -> str:
    """What there is to read in a message or a part of one; attached files are not."""
    if part.kind == FORWARDED:
        return "\n\n".join(filter(None, map(_forwarded, part.parts)))
    if part.is_attached:
        return ""
    if part.kind == "text/html":
        from reader.sources.html.rendering import plain_text  # noqa: PLC0415 -- loads lxml

        return plain_text(part.text)
    if part.kind.startswith("text/"):
        return part.text.strip("\n")
    if part.kind == "multipart/alternative":
        return _best([(inner.kind, text_of(inner)) for inner in part.parts])
    return "\n\n".join(filter(None, map(text_of, part.parts)))


def _forwarded(part: Part) -> str:
    """A message inside another: its subject and its text."""
    return "\n\n".join(filter(None, (words(part.headers.get("subject", "")), text_of(part))))


def _best(alternatives: list[tuple[str, str]]) -> str:
    """The plain text if it says as much as the others, else the longest."""
    plain = max((text for kind, text in alternatives if kind == "text/plain"), key=len, default="")
    if len(plain) >= _ENOUGH:
        return plain
    return max((text for _, text in alternatives), key=len, default="")
