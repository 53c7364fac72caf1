"""NITF, the News Industry Text Format. Source: IPTC, NITF 3.6."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from reader.articles.article import Edition
from reader.errors import SourceError
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.keys import Keys, refusal
from reader.sources.formats.records import Record
from reader.sources.formats.xml_items import Items
from reader.sources.html.rendering import rendered
from reader.sources.html.tree import words_of

Told = tuple[dict[str, object], str]
"""The fields of a record but for its text, and the text."""

EDITION = "edition"
"""Field in which it is told which edition of its item an article is, if it is."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_AS_HTML = {
    "hl1": "h1",
    "hl2": "h2",
    "media": "figure",
    "media-caption": "figcaption",
    "media-metadata": "script",
    "media-reference": "script",
    "media-producer": "script",
    "bq": "blockquote",
    "tagline": "p",
    "dateline": "p",
} | dict.fromkeys(
    ("block", "hedline", "abstract", "note", "body.head", "body.content", "body.end"), "div"
)
_NAME = re.compile("[a-z][a-z0-9]*")
_LEFT_OUT = ("hl1", "byline", "distributor", "rights", "series")


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from readings(Items(stream, "nitf"), origin, told)


def readings(
    items: Items, origin: Origin, tell: Callable[[etree._Element], Told]
) -> Iterator[Reading]:
    """What comes of the items of a file.

    Args:
        items: The items.
        origin: Where the file comes from.
        tell: What an item tells; raises `SourceError` if it must not be shown.
    """
    keys = Keys()
    is_empty = True
    for item in items:
        is_empty = False
        if isinstance(item, SourceError):
            yield refusal(item, keys, items.position)
            continue
        try:
            fields, text = tell(item)
        except SourceError as error:
            yield refusal(error, keys, items.position, item.get("guid") or "")
            continue
        record = Record(fields)
        if not text:
            yield refusal(SourceError("no text in it"), keys, items.position, record.key)
            continue
        try:
            article = record.article(origin, text)
            edition = fields.get(EDITION)
            if isinstance(edition, Edition):
                article = replace(article, edition=edition)
        except SourceError as error:
            yield refusal(error, keys, items.position, record.key)
        else:
            yield Reading(key=keys.key(record.key), article=article, position=items.position)
    if is_empty:
        yield Reading(key="", article=None, reason="no items in it", position=items.position)


def told(item: etree._Element) -> Told:
    """What a `nitf` element tells; it is changed into HTML."""
    fields: dict[str, object] = {
        "id": _attribute(item, "doc-id", "id-string"),
        "title": _words(item, "hl1"),
        "head": _words(item, "title"),
        "published": _attribute(item, "date.issue", "norm"),
        "date": _attribute(item, "date.release", "norm"),
        "publicationdate": _attribute(item, "pubdata", "date.publication"),
        "articledate": _attribute(item, "story.date", "norm"),
        "author": _words(item, "byline"),
        "publication": _attribute(item, "pubdata", "name"),
        "provider": _words(item, "distributor"),
        "agency": _attribute(item, "doc.copyright", "holder"),
        "url": _attribute(item, "pubdata", "ex-ref"),
        "language": item.get(LANGUAGE) or _attribute(item, "body", LANGUAGE),
    }
    body = item.find("{*}body")
    if body is None:
        return fields, ""
    left_out = {one for name in _LEFT_OUT for one in body.iter(f"{{*}}{name}")}
    # The archive of the New York Times repeats a text's lead before the text.
    if body.find("{*}body.content/{*}block[@class='full_text']") is not None:
        left_out.update(body.iterfind("{*}body.content/{*}block[@class='lead_paragraph']"))
    return fields, rendered(as_html(body), left_out=left_out)


def as_html(element: etree._Element) -> etree._Element:
    """An element whose own have the names that HTML has for them; it is changed."""
    for one in element.iter("{*}*"):
        if isinstance(one.tag, str):
            name = one.tag.rpartition("}")[2].lower()
            one.tag = _AS_HTML.get(name) or (name if _NAME.fullmatch(name) else "span")
    return element


def _words(item: etree._Element, name: str) -> str:
    found = item.find(f".//{{*}}{name}")
    return "" if found is None else words_of(found)


def _attribute(item: etree._Element, name: str, attribute: str) -> str | None:
    found = item.find(f".//{{*}}{name}")
    return None if found is None else found.get(attribute)
