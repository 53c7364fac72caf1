"""From the bytes of a file to its text, whatever the encoding."""

import codecs
import re
from functools import lru_cache

from reader.errors import SourceError

_BOMS = (
    # UTF-32's little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO_2022 = re.compile(rb"\x1b(?:\$[@AB]|\$\([CD]|\(I|\$\)[CAG])")
"""Escapes into East Asian character sets; such files are valid ASCII as well."""

HEAD_SIZE = 65_536
"""Bytes from which an encoding is guessed."""
_TEXT_CODECS = re.compile(
    r"utf-8|ascii|(?:iso8859|koi8|mac)-.*|cp\d+|(?:gb|big5|hz|euc_|shift_jis|iso2022_).*"
    r"|tis-620|johab"
)
"""Python's names of the encodings that are believed; UTF-16 is seen, others are no text."""
_BROADER = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""What is meant by those who declare less."""
_WESTERN = frozenset(("cp1252", "iso8859-15"))

_CONTROL_SHARE = 20
"""With more than one control character in so many characters, it is not a text."""
_FEW_CONTROLS = 32
"""So many are nothing to go by, however short the text."""
_BROKEN_SHARE = 20
"""UTF-8 with at most one broken character in so many beyond ASCII is UTF-8."""

_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")
_MOST_SINGLE = 2 / 3
"""Of what is not Latin in a text, so much may be single letters. Where only the accented
letters of a Latin text are misread, as Cyrillic or Chinese, nearly all are."""

_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x80-\x84\x86-\x9f\ufffd]")


def decoded(content: bytes, declared: str | None = None) -> str:
    """The text in a file's bytes: by its mark, as declared, as UTF-8, else by a guess.

    Args:
        content: The whole file, or a part that can be read by itself.
        declared: The encoding that the file, or whoever sent it, says it has.

    Raises:
        SourceError: It is no text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    text = _as_declared(content, declared) if declared else None
    if text is not None:
        return text
    if 0 in content:
        unmarked = _unmarked_utf_16(content)
        if unmarked is not None:
            return content.decode(unmarked, "replace")
    text = _as_utf_8(content)
    if text is None:
        text = _guessed(content)
    elif 0 not in content:
        return text
    if not _is_text(text):
        raise SourceError("not a text: it holds binary data")
    return text


def encoding_of(head: bytes, declared: str | None = None) -> str:
    """The encoding of a long text by how it begins; of one that is no text, any.

    Args:
        head: Its first bytes, `HEAD_SIZE` of them or all.
        declared: The encoding that the text says it has.
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    unmarked = _unmarked_utf_16(head) if 0 in head else None
    if unmarked is not None:
        return unmarked
    whole = head[:-3] if len(head) >= HEAD_SIZE else head  # the last character may be cut
    said = _known(declared) if declared else None
    is_utf_8 = _as_utf_8(whole) is not None
    if said and said != "utf-8" and (whole.isascii() or not is_utf_8):
        return said
    return "utf-8" if is_utf_8 else _guessed_name(head)


def guess_of(head: bytes) -> str:
    """The encoding that is guessed for a text without a declared one; empty if it shows.

    Args:
        head: Its first bytes, `HEAD_SIZE` of them or all.
    """
    whole = head[:-3] if len(head) >= HEAD_SIZE else head
    is_marked = head.startswith(tuple(mark for mark, _ in _BOMS)) or 0 in head
    return "" if is_marked or _as_utf_8(whole) is not None else _guessed_name(head)


def _as_declared(content: bytes, declared: str) -> str | None:
    """The text if it can be what it says; Latin-1 fits all bytes, so UTF-8 goes first."""
    name = _known(declared)
    if name is None:
        return None
    try:
        return content.decode("utf-8" if name in _WESTERN else name)
    except UnicodeDecodeError:
        pass
    if name not in _WESTERN or _as_utf_8(content) is not None:
        return None
    return content.decode(name, "replace")


def _known(declared: str) -> str | None:
    """Python's name of an encoding for text."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    return _BROADER.get(name, name) if _TEXT_CODECS.fullmatch(name) else None


def _as_utf_8(content: bytes) -> str | None:
    """The text if it is UTF-8, give or take a broken character."""
    if 0x1B in content and _ISO_2022.search(content, 0, HEAD_SIZE):
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        text = content.decode(errors="replace")
        return text if _is_mostly_utf_8(content, text) else None


def _unmarked_utf_16(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its ASCII characters is NUL."""
    sample = content[:HEAD_SIZE]
    half = len(sample) // 2
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if high > half * 0.7 and low < half * 0.05:
        return "utf-16-le"
    if low > half * 0.7 and high < half * 0.05:
        return "utf-16-be"
    return None


def _is_mostly_utf_8(content: bytes, text: str) -> bool:
    broken = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    beyond_ascii = len(text) - sum(1 for _ in re.finditer("[\x00-\x7f]", text))
    return broken * _BROKEN_SHARE <= beyond_ascii


def _guessed(content: bytes) -> str:
    told = _NOT_ASCII.search(content)
    start = 0 if told is None or told.start() < HEAD_SIZE else told.start()
    text = content.decode(_guessed_name(content[start : start + HEAD_SIZE]), "replace")
    return text if _is_text(text) else content.decode("cp1252", "replace")


@lru_cache(maxsize=4)
def _guessed_name(sample: bytes) -> str:
    import chardet  # noqa: PLC0415 -- 40 ms, for files that are not UTF-8 only

    guess = chardet.detect(sample)["encoding"] or "cp1252"
    try:
        name = codecs.lookup(guess).name
    except LookupError:  # a name that this Python does not know
        return "cp1252"
    return "cp1252" if _is_misread(sample.decode(name, "replace")) else _BROADER.get(name, name)


def _is_misread(text: str) -> bool:
    """Whether what is not Latin in it are mostly single letters, as of accented ones misread."""
    runs = [found.end() - found.start() for found in _NOT_LATIN.finditer(text)]
    return runs.count(1) > _MOST_SINGLE * len(runs)


def _is_text(text: str) -> bool:
    odd = len(_CONTROLS.findall(text))
    return odd <= _FEW_CONTROLS or odd * _CONTROL_SHARE <= len(text)
