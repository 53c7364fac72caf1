"""Links that others wrote, and whether they may be opened."""

import re
from urllib.parse import urlsplit

from reader.articles.clean import clean_text

LINK_LIMIT = 8192
"""Longest link that is opened, in code points."""

_LINK_SCHEMES = frozenset(("http", "https"))
_LINK_REFUSED = re.compile(r'[\x00-\x20\x7f-\xa0"<>\\^`]')


def safe_link(url: str) -> str | None:
    """The link if it may be opened: http, https or mailto, with a host; else None.

    A link with a password in it, with blanks, controls or characters that no link
    holds is refused, as is a host that could be taken for an option.
    """
    url = url.strip(" \n")
    if len(url) > LINK_LIMIT or _LINK_REFUSED.search(url) or clean_text(url) != url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme == "mailto":
        host = parts.path.rpartition("@")[2] if parts.path.rpartition("@")[0] else None
    elif parts.scheme not in _LINK_SCHEMES or "@" in parts.netloc:
        return None
    if not host or host.startswith("-") or not host.strip("."):
        return None
    return url


def host_shown(url: str) -> str:
    """What a reader should know of where a link leads: its host, or a mail address.

    A host that is not written in ASCII could pass for another, so it is shown as the
    network knows it too: ``xn--pple-43d.com (аpple.com)``.
    """
    try:
        parts = urlsplit(url.strip(" \n"))
        host = parts.path if parts.scheme == "mailto" else parts.hostname or url
    except ValueError:
        return url
    labels = host.split(".")
    known = ".".join(label if label.isascii() else _network_label(label) for label in labels)
    read = ".".join(_read_label(label) for label in labels)
    return known if known == read else f"{known} ({read})"


def _network_label(label: str) -> str:
    return "xn--" + label.encode("punycode", "replace").decode("ascii")


def _read_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return clean_text(label[4:].encode("ascii").decode("punycode"))
    except UnicodeError:
        return label
