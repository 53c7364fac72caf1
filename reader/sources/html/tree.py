"""From HTML to its tree of elements."""

import re
from html import unescape
from itertools import islice

from lxml import etree, html

_NOT_READ = """
    applet audio button canvas embed head iframe input link map math meta noembed noframes
    noscript object option script select style svg template textarea title video"""
SKIPPED = frozenset(_NOT_READ.split())
"""Elements that hold nothing to read."""

_DEEP = 2_000
"""Just above the depth at which libxml2 leaves out."""
_MOST_PIECES = 100
_NAMED = re.compile(r"&\w+;\Z")
"""A character by its name, which XML leaves to a definition that is not loaded."""


def tree_of(text: str) -> etree._Element | None:
    """The root of a page or of a piece of one; None where there is nothing in it.

    Nothing is fetched. What lies deeper than 2,048 elements is left out.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    content = text.replace("\0", "").encode(errors="replace")
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but blanks and comments
        return None


def is_too_deep(tree: etree._Element) -> bool:
    """Whether the last elements of a tree are so deep that what is in them was left out."""
    depth = 0
    while len(tree):
        tree, depth = tree[-1], depth + 1
    return depth >= _DEEP


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser would show nothing of an element, or it holds nothing to read."""
    if element.tag in SKIPPED or not isinstance(element.tag, str):
        return True
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and "display:none" in style.replace(" ", "").lower())
    )


def words_of(element: etree._Element) -> str:
    """The text in a short element, as a title or a name, on one line."""
    pieces = map(str, islice(element.itertext(), _MOST_PIECES))
    return " ".join(
        "".join(unescape(piece) if _NAMED.match(piece) else piece for piece in pieces).split()
    )
