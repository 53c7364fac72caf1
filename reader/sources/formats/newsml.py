"""NewsML-G2: news items, alone and in messages. Source: IPTC, NewsML-G2 2.34."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO

from lxml import etree

from reader.articles.article import Edition
from reader.errors import Embargoed, SourceError
from reader.sources.dates import moment
from reader.sources.formats import nitf
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.nitf import EDITION, LANGUAGE, Told, as_html, readings
from reader.sources.formats.xml_items import Items
from reader.sources.html.rendering import plain_text, rendered
from reader.sources.html.tree import words_of

_VERSION = re.compile("[1-9][0-9]{0,8}")
_STATUSES = {
    "canceled": "cancelled by its agency",
    "withheld": "withheld by its agency",
}
"""Reasons by the last part of a status; all other items may be shown."""


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from readings(Items(stream, "newsItem"), origin, partial(_told, now=origin.now))


def _told(item: etree._Element, now: float | None) -> Told:
    """What a `newsItem` element tells; its content is changed into HTML."""
    _need_released(item, now)
    language = item.find("{*}contentMeta/{*}language")
    fields: dict[str, object] = {
        "id": item.get("guid"),
        EDITION: _edition(item),
        "title": _words(item, "{*}contentMeta/{*}headline"),
        "head": _words(item, "{*}itemMeta/{*}title"),
        "published": _words(item, "{*}itemMeta/{*}firstCreated"),
        "created": _words(item, "{*}contentMeta/{*}contentCreated"),
        "versioncreated": _words(item, "{*}itemMeta/{*}versionCreated"),
        "author": _words(item, "{*}contentMeta/{*}by"),
        "creator": [_name(one) for one in item.iterfind("{*}contentMeta/{*}creator")],
        "source": [_name(one) for one in item.iterfind("{*}itemMeta/{*}provider")],
        "language": item.get(LANGUAGE) if language is None else language.get("tag"),
    }
    for content in item.iterfind("{*}contentSet/*"):
        more, text = _content(content, str(fields["title"]))
        if text:
            return {**more, **{name: value for name, value in fields.items() if value}}, text
    return fields, ""


def _need_released(item: etree._Element, now: float | None) -> None:
    """Refuse an item that its agency has taken back, or that must not be shown yet."""
    status = item.find("{*}itemMeta/{*}pubStatus")
    code = "" if status is None else (status.get("qcode") or status.get("uri") or "")
    reason = _STATUSES.get(re.split("[:/]", code)[-1].lower())
    if reason is not None:
        raise SourceError(reason)
    embargo = item.find("{*}itemMeta/{*}embargoed")
    if embargo is None or now is None:
        return
    until = moment(words_of(embargo))
    if until is None:
        raise Embargoed("embargoed until further notice")
    if until > now:
        end = datetime.fromtimestamp(until, UTC)
        raise Embargoed(f"embargoed until {end.day} {end:%b %Y, %H:%M} UTC")


def _edition(item: etree._Element) -> Edition | None:
    guid, version = item.get("guid"), item.get("version") or "1"
    if not guid or not _VERSION.fullmatch(version):
        return None
    return Edition(item=guid, version=int(version))


def _content(content: etree._Element, title: str) -> Told:
    """What one rendition of an item's content tells; those elsewhere tell nothing."""
    kind = str(content.tag).rpartition("}")[2]
    if kind == "inlineData":
        text = "".join(map(str, content.itertext()))
        is_html = "html" in (content.get("contenttype") or "")
        return {}, plain_text(text) if is_html else text.strip()
    if kind != "inlineXML":
        return {}, ""
    written = content.find(".//{*}nitf")
    if written is not None:
        return nitf.told(written)
    headings = {one for one in as_html(content).iter("h1") if words_of(one) == title}
    return {}, rendered(content, left_out=headings)


def _words(item: etree._Element, path: str) -> str:
    found = item.find(path)
    return "" if found is None else words_of(found)


def _name(party: etree._Element) -> str:
    """What a provider or a creator is called; the last part of its code if nothing else."""
    code = party.get("literal") or (party.get("qcode") or "").rpartition(":")[2]
    return _words(party, "{*}name") or code
