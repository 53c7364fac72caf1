"""The parts of a message, as MIME nests them, and the words in its headers.

Parts are cut apart here, not by `email`: there a message that nests a thousand parts takes
minutes. Source: RFC 2045 to 2047.
"""

import binascii
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from reader.errors import SourceError
from reader.sources.encoding import decoded
from reader.sources.formats.flowed import reflowed

FORWARDED = "message/rfc822"
"""Kind of a part that is a message itself."""
_DEEPEST = 12
"""Parts lie in each other no deeper."""
_MOST_PARTS = 1000
_HEADERS_SIZE = 256_000
"""Bytes of a message's headers that are read."""
_HEADER_SIZE = 8_000
"""Code points of a header that are read."""
_MOST_SENDERS = 5

_BLANK = re.compile(rb"(?:\A|\n)\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_NAME = re.compile(r"[!-9;-~]{1,100}")
_NO_BASE_64 = re.compile(rb"[^A-Za-z0-9+/]+")
_ENCODED = re.compile(r"=\?[^?\s]{1,60}\?[bq]\?", re.IGNORECASE)


class Part:
    """A message, or a part of one.

    Args:
        content: Headers, a blank line, the body.
        depth: In how many parts it lies.
    """

    def __init__(self, content: bytes, depth: int = 0) -> None:
        head, *rest = _BLANK.split(content, maxsplit=1)
        self._body = rest[0] if rest else b""
        self._depth = depth
        self.headers = _headers(head[:_HEADERS_SIZE])
        """The first of each name, in lower case; as sent."""
        self._about = Message()
        self._about["Content-Type"] = self.headers.get("content-type", "text/plain")

    @property
    def kind(self) -> str:
        """As "text/plain", in lower case."""
        return self._about.get_content_type()

    @property
    def is_attached(self) -> bool:
        """Whether it is a file that comes with the message."""
        return self.headers.get("content-disposition", "").lower().startswith("attachment")

    @property
    def text(self) -> str:
        """Its body, of one that is text; "" where that is binary."""
        try:
            text = decoded(self._decoded_body(), self._parameter("charset"))
        except SourceError:
            return ""
        if self.kind == "text/plain" and self._parameter("format").lower() == "flowed":
            return reflowed(text, are_blanks_added=self._parameter("delsp").lower() == "yes")
        return text

    @property
    def parts(self) -> "list[Part]":
        """The parts in it, in order; none in what has none, or lies too deep."""
        if self.kind == FORWARDED and self._depth < _DEEPEST:
            return [Part(self._decoded_body(), self._depth + 1)]
        boundary = self._parameter("boundary").encode(errors="replace")
        if not self.kind.startswith("multipart/") or not boundary or self._depth >= _DEEPEST:
            return []
        delimiter = b"\n--" + boundary
        found: list[list[bytes]] = []
        for piece in (b"\n" + self._body).split(delimiter, _MOST_PARTS)[1:]:
            rest_of_line, _, content = piece.partition(b"\n")
            if rest_of_line.strip() == b"--":
                break
            if not rest_of_line.strip():
                found.append([content])
            elif found:  # a longer boundary that begins like this one
                found[-1] += (delimiter, piece)
        return [Part(b"".join(pieces), self._depth + 1) for pieces in found]

    def _parameter(self, name: str) -> str:
        try:
            value = self._about.get_param(name)
        except (ValueError, LookupError):  # RFC 2231, broken
            return ""
        if isinstance(value, tuple):
            value = value[2]
        return value.strip(' "') if isinstance(value, str) else ""

    def _decoded_body(self) -> bytes:
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self._body)
        if encoding == "base64":
            try:
                return binascii.a2b_base64(_NO_BASE_64.sub(b"", self._body) + b"==")
            except binascii.Error:  # one letter too many
                return binascii.a2b_base64(_NO_BASE_64.sub(b"", self._body)[:-1] + b"==")
        return self._body


def words(header: str) -> str:
    """What a header says, its encoded words decoded."""
    if not _ENCODED.search(header):
        return header
    try:
        return "".join(_word(*piece) for piece in decode_header(header))
    except HeaderParseError:
        return header


def senders(header: str) -> str:
    """The names in a header of addresses; of one without a name, the address."""
    try:
        given = getaddresses([header])
    except RecursionError:  # comments in comments
        return ""
    found = [words(name) or address for name, address in given]
    return ", ".join(filter(None, found[:_MOST_SENDERS]))


def _word(content: bytes | str, charset: str | None) -> str:
    if isinstance(content, str):
        return content
    try:
        return decoded(content, charset)
    except SourceError:
        return content.decode("ascii", "replace")


def _headers(head: bytes) -> dict[str, str]:
    try:
        text = decoded(head)
    except SourceError:
        return {}
    found: dict[str, str] = {}
    for line in _FOLD.sub(" ", text).split("\n"):
        name, colon, value = line.partition(":")
        if colon and _NAME.fullmatch(name):
            found.setdefault(name.lower(), value.strip()[:_HEADER_SIZE])
    return found
