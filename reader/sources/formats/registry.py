"""Which format a file has: by its name, then by how it begins."""

import re
from pathlib import PurePath

from reader.sources.formats.format import Format

HEAD_SIZE = 65_536
"""Bytes from a file's start that are enough to tell its format."""

TEXT = Format(name="text", module="text", has_many=False)
MARKDOWN = Format(name="Markdown", module="markdown", has_many=False)
HTML = Format(name="HTML", module="html", has_many=False, says_encoding=True)
JSON_LINES = Format(name="JSON Lines", module="json_lines", has_many=True, can_go_on=True)
JSON = Format(name="JSON", module="json_file", has_many=True)
TABLE = Format(name="table", module="table", has_many=True)
MAIL = Format(name="mail", module="mail", has_many=False, says_encoding=True)
MAILBOX = Format(name="mailbox", module="mailbox", has_many=True, says_encoding=True)
NEWSML = Format(name="NewsML-G2", module="newsml", has_many=True, says_encoding=True)
NITF = Format(name="NITF", module="nitf", has_many=True, says_encoding=True)

_BY_SUFFIX = {
    **dict.fromkeys((".txt", ".text"), TEXT),
    **dict.fromkeys((".md", ".markdown"), MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), HTML),
    **dict.fromkeys((".jsonl", ".ndjson"), JSON_LINES),
    **dict.fromkeys((".csv", ".tsv", ".tab"), TABLE),
    ".eml": MAIL,
    **dict.fromkeys((".mbox", ".mbx"), MAILBOX),
}
_JSON = ".json"
_XML = frozenset((".xml", ".nitf", ".newsml"))

_LINES = re.compile(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
_FIELD = re.compile(rb'"([^"\\]{1,60})"\s*:')
_ROOT = re.compile(rb"<(?:\w+:)?(\w+)[\s/>]")
_ROOTS = {b"nitf": NITF} | dict.fromkeys(
    (b"newsItem", b"newsMessage", b"packageItem", b"newsItemSet", b"itemSet"), NEWSML
)
_MAILBOX = re.compile(rb"From \S[^\n]*\n(?:>From [^\n]*\n)?[!-9;-~]+:")


def may_be_read(name: str) -> bool:
    """Whether a file's name alone leaves a chance that it holds articles.

    Args:
        name: With or without folders before it.
    """
    suffix = PurePath(name).suffix.lower()
    return not suffix or suffix in _BY_SUFFIX or suffix == _JSON or suffix in _XML


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a file; None where it is none that is read.

    Args:
        name: Of the file, with or without folders before it; of an archive's member, the
            member's.
        head: Its first `HEAD_SIZE` bytes, or all if it has fewer.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == _JSON:
        return _json(head.replace(b"\0", b""))
    if suffix in _XML:
        return _xml(head.replace(b"\0", b""))
    if not suffix:
        return MAILBOX if _MAILBOX.match(head) else None
    return _BY_SUFFIX.get(suffix)


def _json(head: bytes) -> Format | None:
    """JSON that has anything called as an article's title or text is."""
    from reader.sources.formats.records import Record  # noqa: PLC0415 -- not for most files

    names = (name.decode(errors="replace") for name in _FIELD.findall(head))
    if not Record(dict.fromkeys(names, "-")).has_article:
        return None
    return JSON_LINES if _LINES.match(head) else JSON


def _xml(head: bytes) -> Format | None:
    root = _ROOT.search(head)
    return _ROOTS.get(root[1]) if root else None
