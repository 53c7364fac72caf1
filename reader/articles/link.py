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
