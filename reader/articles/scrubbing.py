"""Taking out of a text what a terminal would obey: the patterns, and their order.

Compiled only for a text that is not ordinary; see `reader.articles.clean`.
"""

import re
import unicodedata

MARKS_LIMIT = 4
"""Most combining marks in one screen cell."""

_REPLACEMENT = "\ufffd"
_TAB = "    "

# A control string (OSC, DCS, SOS, PM, APC) ends at BEL or ST, on its line or soon after,
# or is cut short by the next escape. Where none of these comes, only its introducer goes:
# what follows a stray "ESC ]" is the article.
_STRING_END = r"(?:\x07|\x1b\\|\x9c)"
_PAYLOAD = (
    rf"(?:[^\x07\x1b\n\r\x80-\x9f]{{0,100000}}+{_STRING_END}"
    rf"|[^\x07\x1b\x80-\x9f]{{0,4096}}+{_STRING_END}"
    r"|[^\x07\x1b\n\r\x80-\x9f]{0,256}+(?=\x1b))?"
)
# Control characters inside a control sequence are obeyed by terminals and part of it.
_CONTROL_SEQUENCE = r"[\x00-\x09\x0e-\x17\x19\x1c-\x1f0-?]*+[ -/]{0,4}+[@-~]?"
_ESCAPES = re.compile(
    rf"\x1b++(?:\[{_CONTROL_SEQUENCE}|[\]PX^_](?:\x1b++[\]PX^_])*+{_PAYLOAD}"
    r"|[ -/]{1,2}[0-~]|[0-~])?"
    rf"|\x9b{_CONTROL_SEQUENCE}|[\x90\x98\x9d\x9e\x9f]++{_PAYLOAD}"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# Format characters and other default-ignorable ones, but ZWJ, ZWNJ, variation selectors
# and the visible signs of Arabic, Syriac and Kaithi. Held against unicodedata by a test.
_INVISIBLES = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\ufffb"
)
_ASTRAL_INVISIBLES = (
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_NONCHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_ASTRAL_NONCHARACTERS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
# Letters by their category, blank on every screen: a name made of them cannot be seen.
_BLANK_LETTERS = "\u3164\uffa0"


def _one_of(plain: str, astral: str) -> str:
    # One range test for most text, instead of one for each astral range: 3 times faster.
    return rf"(?:[{plain}]|[\U00010000-\U0010ffff](?<=[{astral}]))"


_REMOVED = re.compile(_one_of(_CONTROLS + _INVISIBLES, _ASTRAL_INVISIBLES))
_REPLACED = re.compile(_one_of(_NONCHARACTERS, _ASTRAL_NONCHARACTERS))
_BLANKED = re.compile(f"[{_BLANK_LETTERS}]")
_BLANK_CELLS = re.compile(f"[\t\n{_BLANK_LETTERS}]")
_FORBIDDEN_CELLS = re.compile(
    _one_of(
        f"{_CONTROLS}\x0b-\x0d\x85\u2028\u2029{_INVISIBLES}{_NONCHARACTERS}",
        _ASTRAL_INVISIBLES + _ASTRAL_NONCHARACTERS,
    )
)
_PRINTABLE_BUT_ODD = re.compile(_one_of(_BLANK_LETTERS + _INVISIBLES, _ASTRAL_INVISIBLES))

# Marks are no word characters for `re`; conjoining jamo, as wide as marks, are.
_MARK_RUNS = re.compile(r"[^\x00-\x7f\w]{5,}|[\u1160-\u11ff\ud7b0-\ud7ff]{5,}")
_JOINERS = "\u200c\u200d"
# One joins as well as many, and many lead the cutting of cells in rich 15 astray.
_JOINER_RUNS = re.compile(f"[{_JOINERS}]{{2,}}")


def scrubbed_text(text: str) -> str:
    """See `reader.articles.clean.clean_text`."""
    if _is_printable(text.replace("\n", "")):
        return text
    text = _PAIR.sub(_joined_pair, text)
    text = _ESCAPES.sub("", text)
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    if _is_printable(text.replace("\n", "")):
        return text
    text = _REMOVED.sub("", text)
    text = _REPLACED.sub(_REPLACEMENT, text)
    text = _BLANKED.sub(" ", text)
    text = _MARK_RUNS.sub(lambda run: _limited(run.group(), ""), text)
    return _JOINER_RUNS.sub(lambda run: run.group()[0], text)


def scrubbed_cells(text: str) -> str:
    """See `reader.articles.clean.clean_cells`."""
    if _is_printable(text):
        return text
    text = _BLANK_CELLS.sub(" ", text)
    text = _FORBIDDEN_CELLS.sub(_REPLACEMENT, text)
    return _MARK_RUNS.sub(lambda run: _limited(run.group(), _REPLACEMENT), text)


def _is_printable(flat: str) -> bool:
    # `isprintable` runs in C and is false for every control, format, surrogate,
    # noncharacter and line separator; a few blank letters and marks are left to see.
    if not flat.isprintable():
        return False
    return flat.isascii() or not (_PRINTABLE_BUT_ODD.search(flat) or _MARK_RUNS.search(flat))


def _joined_pair(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16", "surrogatepass").decode("utf-16")


def _limited(run: str, instead: str) -> str:
    """The run with at most `MARKS_LIMIT` zero-width and as many spacing marks in a row."""
    kept: list[str] = []
    flat = spacing = 0
    for character in run:
        category = unicodedata.category(character)
        if category == "Mc":
            spacing += 1
            kept.append(character if spacing <= MARKS_LIMIT else instead)
        elif category in {"Mn", "Me"} or character in _JOINERS or category == "Lo":
            flat += 1
            kept.append(character if flat <= MARKS_LIMIT else instead)
        else:
            flat = spacing = 0
            kept.append(character)
    return "".join(kept)
