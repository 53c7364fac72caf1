"""Markdown: the text as written, its links numbered; what its front matter says."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import yaml
from typing_extensions import override

from reader.articles.article import Article
from reader.errors import SourceError
from reader.sources.encoding import decoded
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.records import Record, known
from reader.sources.formats.whole import whole
from reader.sources.html.links import Links

# Of at most 32,000 code points: what is longer is none.
_FRONT = re.compile(
    r"\A\ufeff?(?P<sign>---|\+\+\+)[ \t]*\n(?P<front>(?s:.{0,32000}?))"
    r"^(?:(?P=sign)|\.\.\.)[ \t]*$\n?",
    re.MULTILINE,
)
_PLAIN = re.compile(
    r"(?P<name>\w[\w -]{0,40}):"
    r"(?:[ \t]+(?P<value>[^\s\[{&*!|>%@`][^\n]{0,2000}|\[[^\[\]\n]{0,1000}\]))?[ \t]*"
)
"""A line with a name and a value that is nothing but words."""
_NAMED = re.compile(r"(?P<name>\w[\w -]{0,40}):[ \t]+(?P<value>[^|>\s][^\n]{0,2000})")
"""A line with a name and a value that YAML would not take for words."""
_RULE = re.compile(r"\A\s*(?:-{3,}|\+{3,}|\*{3,}|_{3,})[ \t]*\n")
"""A line across the page, or front matter that never ends: no headline."""
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))

_HEADING = re.compile(
    r"\s*(?:#{1,2}[ \t]+(?P<marked>\S[^\n]*)|(?P<underlined>\S[^\n]*)\n=+[ \t]*)(?:\n|\Z)"
)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_DEFINED = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:\s*<?(\S{1,2000}?)>?(?:\s+[\"'(].*)?")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<words>[^\[\]]{0,1000})\]"
    r"(?:\(\s*<?(?P<address>[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*\)|\[(?P<name>[^\[\]]{0,200})\])"
)


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    yield from whole(stream, lambda content: _article(content, origin))


def _article(content: bytes, origin: Origin) -> Article:
    fields, text = _parted(decoded(content).replace("\r\n", "\n"))
    record = Record(fields)
    heading = _HEADING.match(text)
    if heading:
        words = (heading["marked"] or heading["underlined"]).rstrip(" #")
        if record.title in {"", words}:
            text = f"{words}\n\n{text[heading.end() :].lstrip()}"
    if not record.title and (not text or text.isspace()):
        raise SourceError("empty")
    return record.article(origin, _with_links(text, Links(record.url)))


class _Loader(yaml.BaseLoader):
    """YAML whose scalars are all text: nothing is constructed, and nothing repeated."""

    @override
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def _parted(text: str) -> tuple[Mapping[str, object], str]:
    """What the front matter says, and what is after it."""
    front = _FRONT.match(text)
    if front is None:
        return {}, _RULE.sub("", text)
    try:
        if front["sign"] == "+++":
            said: object = tomllib.loads(front["front"])
        else:
            said = yaml.load(front["front"], _Loader) or {}  # noqa: S506 -- constructs nothing
    except (yaml.YAMLError, ValueError, RecursionError):
        said = _plainly(front["front"])
    if not isinstance(said, Mapping):  # a line across the page, or broken
        return {}, text[front.end("sign") :]
    fields = {str(name): value for name, value in said.items() if str(value) not in _NOTHING}
    return fields, text[front.end() :]


def _plainly(front: str) -> Mapping[str, object] | None:
    """What its lines say one by one: a colon in a headline without quotes makes it no YAML."""
    fields: dict[str, object] = {}
    is_plain = True
    for line in front.split("\n"):
        if not line.strip() or line[0] in " \t-#":
            continue
        found = _PLAIN.fullmatch(line)
        if found is not None:
            fields[found["name"]] = (found["value"] or "").strip(" \t\"'[]")
            continue
        found = _NAMED.fullmatch(line)
        if found is None:
            return None
        fields[found["name"]] = found["value"].strip()
        is_plain = False
    return fields if fields and (is_plain or known(fields)) else None


def _with_links(text: str, links: Links) -> str:
    """The text with numbers in place of the addresses of its links, and the list of them."""
    lines = text.split("\n")
    if "](" not in text and "][" not in text:
        return text
    addresses: dict[str, str] = {}
    if "][" in text:
        addresses = {
            found[1].casefold(): found[2] for found in map(_DEFINED.fullmatch, lines) if found
        }

    def numbered(link: re.Match[str]) -> str:
        address = link["address"] or addresses.get((link["name"] or link["words"]).casefold())
        if address is None:
            return link.group()
        if link["image"]:
            return f"[image: {link['words']}]" if link["words"].strip() else ""
        mark = links.mark(address, link["words"])
        return f"{link['words']} {mark}" if mark else link["words"]

    kept: list[str] = []
    is_code = False
    for line in lines:
        if _FENCE.match(line):
            is_code = not is_code
        if is_code or "]" not in line:
            kept.append(line)
        elif not (addresses and _DEFINED.fullmatch(line)):
            kept.append(_LINK.sub(numbered, line))
    return "\n".join(kept).rstrip() + f"\n\n{links.listed()}".rstrip()
