"""From the bytes of a file to its text, whatever the encoding."""

import codecs
import re

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

_LOOKED_AT = 65_536
"""Bytes from which an encoding is guessed."""
_CONTROL_SHARE = 20
"""With more than one control character in so many characters, it is not a text."""
_FEW_CONTROLS = 32
"""So many are nothing to go by, however short the text."""
_BROKEN_SHARE = 20
"""UTF-8 with at most one broken character in so many beyond ASCII is UTF-8."""

_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x80-\x84\x86-\x9f\ufffd]")


def decoded(content: bytes) -> str:
    """The text in a file's bytes: by its mark, as UTF-8, else by a guess.

    Raises:
        SourceError: It is no text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
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


def _as_utf_8(content: bytes) -> str | None:
    """The text if it is UTF-8, give or take a broken character."""
    if 0x1B in content and _ISO_2022.search(content, 0, _LOOKED_AT):
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        text = content.decode(errors="replace")
        return text if _is_mostly_utf_8(content, text) else None


def _unmarked_utf_16(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its ASCII characters is NUL."""
    sample = content[:_LOOKED_AT]
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
    import chardet  # noqa: PLC0415 -- 40 ms, for files that are not UTF-8 only

    guess = chardet.detect(content[:_LOOKED_AT])["encoding"]
    try:
        text = content.decode(guess or "cp1252", "replace")
    except LookupError:  # a name that this Python does not know
        text = content.decode("cp1252", "replace")
    return text if _is_text(text) else content.decode("cp1252", "replace")


def _is_text(text: str) -> bool:
    odd = len(_CONTROLS.findall(text))
    return odd <= _FEW_CONTROLS or odd * _CONTROL_SHARE <= len(text)
