"""What a web page says about its article, in its head and in data for machines."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from lxml import etree

from reader.sources.html.tree import words_of

# Names of a page's `meta` elements, and the field of a record that each one is.
_METAS = {
    "og:title": "title",
    "twitter:title": "articletitle",
    "dc.title": "documenttitle",
    "parsely-title": "newstitle",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "og:published_time": "published",
    "datepublished": "datepublished",
    "parsely-pub-date": "publishdate",
    "sailthru.date": "publishdate",
    "publish-date": "publishdate",
    "publication_date": "publicationdate",
    "pubdate": "pubdate",
    "citation_publication_date": "publicationdate",
    "dc.date.issued": "issued",
    "dcterms.issued": "issued",
    "dc.date": "date",
    "dc.date.created": "created",
    "dcterms.created": "created",
    "date": "date",
    "author": "author",
    "article:author": "authors",
    "parsely-author": "authors",
    "sailthru.author": "authors",
    "dc.creator": "creator",
    "byl": "byline",
    "og:site_name": "sourcename",
    "publisher": "publisher",
    "dc.publisher": "publisher",
    "application-name": "sitename",
    "og:url": "link",
    "og:locale": "locale",
    "content-language": "lang",
    "dc.language": "languagecode",
}
_DESCRIBED = {
    "headline": "headline",
    "datePublished": "datepublished",
    "author": "author",
    "publisher": "publisher",
    "url": "pageurl",
    "inLanguage": "inlanguage",
}
_ARTICLES = re.compile(r"(?:Article|Report|BlogPosting)\Z")
_SAVED_FROM = re.compile(r"<!--[^>]{0,200}?\burl(?:=\(\d{1,5}\)|:)\s*(https?://[^\s>]{1,2000})")
_HEAD_SIZE = 4096
_JSON_SIZE = 2_000_000
"""Code points; more is no description of an article."""
_LONGEST_SITE = 5
"""Words."""
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST = 4
"""How many lists and objects lie around an article's description."""


def about(tree: etree._Element, markup: str) -> dict[str, object]:
    """The fields of a record (see `reader.sources.formats.records`) but for its text.

    Args:
        tree: The page.
        markup: The same, as it was written; programs that save pages note where from.
    """
    found: dict[str, object] = {}
    times: set[str] = set()
    for element in tree.iter("meta", "link", "title", "h1", "time", "a", "script"):
        for name, value in _told(element):
            found.setdefault(name, value)
        if element.tag == "time" and element.get("datetime"):
            times.add(element.get("datetime") or "")
    if len(times) == 1:
        found["time"] = times.pop()
    saved = _SAVED_FROM.search(markup[:_HEAD_SIZE])
    if saved:
        found["permalink"] = saved[1]
    found["language"] = tree.get("lang") or tree.get(_XML_LANGUAGE)
    for name in ("title", "head"):
        found[name] = _without_site(found.get(name), found.get("sourcename"))
    return found


def _told(element: etree._Element) -> Iterator[tuple[str, object]]:
    """What one element tells: names of fields, and their values."""
    if element.get("itemprop") == "datePublished":
        yield "datepublish", element.get("content") or element.get("datetime")
    relation = (element.get("rel") or "").lower().split()
    if element.tag == "meta":
        yield from _meta(element)
    elif element.tag == "link" and "canonical" in relation:
        yield "url", element.get("href")
    elif element.tag == "a" and "author" in relation:
        yield "by", words_of(element)
    elif element.tag == "title":
        yield "head", words_of(element)
    elif element.tag == "h1":
        yield "heading", words_of(element)
    elif element.tag == "time" and element.get("pubdate") is not None:
        yield "pubdate", element.get("datetime")
    elif element.tag == "script" and (element.get("type") or "").lower() == "application/ld+json":
        for described in _described(element.text or ""):
            yield from (
                (field, _unescaped(described.get(name))) for name, field in _DESCRIBED.items()
            )


def _meta(element: etree._Element) -> Iterator[tuple[str, object]]:
    value = (element.get("content") or "").strip()
    for attribute in ("property", "name", "http-equiv", "itemprop"):
        field = _METAS.get((element.get(attribute) or "").lower())
        # A person's page at a social network is no name.
        if field and value and not (field.startswith("author") and value.startswith("http")):
            yield field, value


def _described(written: str) -> Iterator[Mapping[str, object]]:
    """The descriptions of articles in JSON-LD. Source: schema.org, Article."""
    if len(written) > _JSON_SIZE:
        return
    try:
        level: list[object] = [json.loads(written, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_DEEPEST):
        deeper: list[object] = []
        for one in level:
            if isinstance(one, list):
                deeper += one
            elif isinstance(one, dict):
                kinds = one.get("@type")
                if any(_ARTICLES.search(str(kind)) for kind in _listed(kinds)):
                    yield one
                deeper += _listed(one.get("@graph")) + _listed(one.get("mainEntity"))
        level = deeper


def _unescaped(value: object, depth: int = _DEEPEST) -> object:
    """A value without the names of characters that some sites write as in HTML."""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, list) and depth:
        return [_unescaped(one, depth - 1) for one in value]
    if isinstance(value, dict) and depth:
        return {name: _unescaped(one, depth - 1) for name, one in value.items()}
    return value


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _without_site(title: object, site: object) -> object:
    """A title without the name of the page's site, "… | The Daily"."""
    if not isinstance(title, str):
        return title
    short, parting, last = (part.strip() for part in title.rpartition("|"))
    if parting and short and last.count(" ") < _LONGEST_SITE:
        title = short
    if isinstance(site, str) and site and title.endswith(site):
        return title.removesuffix(site).rstrip(" -–—|:·") or title
    return title
