"""Folding a text for search: same word, same characters, however it was written.

A folded text holds ASCII in lower case, and beyond ASCII only characters that belong to
words, so that whoever reads it need not know Unicode. SQLite's ``unicode61`` leaves each
of them as it is (held by a test over all of Unicode).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

# Curly quotes and dashes make most news text non-ASCII; with these gone it is ASCII again.
_COMMON = (("’", "'"), ("“", " "), ("”", " "), ("‘", "'"), ("–", " "), ("—", " "), ("\xa0", " "))

# Strokes and ligatures that Unicode does not take apart, letter-like apostrophes, tatweel.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th"}
    | {"æ": "ae", "œ": "oe", "ŋ": "n", "ʼ": "'", "ʻ": "'", "ـ": ""}
)
# Combining classes of marks that make another letter or syllable of what they stand on:
# nuktas, voicing, viramas, and the vowels and tones of the scripts of India and beyond.
_KEPT_CLASSES = frozenset((0, 7, 8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132))
# unicode61 parts words at marks, so kept ones move to private planes, which it does not.
_PRIVATE_PLANES = 0xF0000
# New Tai Lue vowels and Vedic signs were marks in the Unicode that unicode61 knows.
_MARKS_TO_SQLITE = frozenset((*range(0x19B0, 0x19CA), 0x1CF2, 0x1CF3))

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_UNQUOTABLE = re.compile(r'["“”„\s]+')


class _Folds(dict[str, str]):
    """Each character beyond ASCII to what it folds to; filled as they are met."""

    def __missing__(self, character: str) -> str:
        folded = _fold_character(character)
        self[character] = folded
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The folded text; its length may differ (see `Folded` where offsets matter)."""
    plain = _without_common(text)
    if plain.isascii():
        return plain.lower()
    if not unicodedata.is_normalized("NFC", plain):
        plain = "".join(unicodedata.normalize("NFC", cluster) for cluster in _clusters(plain))
    return _BEYOND_ASCII.sub(_fold_run, plain).lower()


def fold_tag(tag: str) -> str:
    """The same for all ways to write a tag: folded, one line, without quotes and a last star."""
    return " ".join(fold(tag).replace('"', " ").rstrip("* ").split())


def unfold(folded: str) -> str:
    """A text that folds to this one; for words in Latin letters, the same."""
    if folded.isascii():
        return folded
    return "".join(chr(ord(character) % _PRIVATE_PLANES) for character in folded)


class Folded:
    """A folded text that knows where in the original each character came from.

    Args:
        text: The original, of any length.
    """

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self._original = text
        # Ends of stretches that grew or shrank, in the folded text and in the original.
        self._folded_at = [0]
        self._original_at = [0]
        if not _without_common(text).isascii():
            self._measure()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, not empty, stands in the original."""
        if len(self._folded_at) == 1:
            first, last = start, end
        else:
            first, last = self._origin(start)[0], self._origin(end - 1)[1]
        while last < len(self._original) and _is_mark(self._original[last]):
            last += 1
        return first, last

    def _origin(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self._folded_at, position) - 1
        folded, original = self._folded_at[piece], self._original_at[piece]
        if piece % 2 == 0:
            return original + position - folded, original + position - folded + 1
        return original, self._original_at[piece + 1]

    def _measure(self) -> None:
        # Pieces alternate: as long as before (even), and of another length (odd).
        grown = 0
        for start, end, length in _resized(self._original):
            self._folded_at += (start + grown, start + grown + length)
            self._original_at += (start, end)
            grown += length - (end - start)


def _without_common(text: str) -> str:
    if text.isascii():
        return text
    for character, plain in _COMMON:
        text = text.replace(character, plain)
    return text


def _fold_run(run: re.Match[str]) -> str:
    return "".join([_FOLDS[character] for character in run.group()])


def _fold_character(character: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    kept = "".join(part for part in taken_apart if not _is_dropped(part))
    folded = unicodedata.normalize("NFC", kept).casefold().translate(_PLAIN)
    return "".join(part if part.isascii() else _word_character(part) for part in folded)


def _word_character(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "M" or ord(character) in _MARKS_TO_SQLITE:
        return chr(_PRIVATE_PLANES + ord(character) % _PRIVATE_PLANES)
    return character if category[0] in "LN" else " "


def quotable(text: str) -> str:
    """The text as it can stand between quotes: those in it, and white space, made one blank."""
    return _UNQUOTABLE.sub(" ", text).strip()


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    if category in {"Me", "Cf"}:
        return True
    if category == "Mn" and (unicodedata.combining(character) not in _KEPT_CLASSES):
        return True
    return unicodedata.name(character, "").startswith(("VARIATION SELECTOR", "COMBINING GRAPHEME"))


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def _clusters(text: str) -> Iterator[str]:
    """The text in pieces that normalise apart from each other: a letter and its marks."""
    start = 0
    for position, character in enumerate(text):
        if position > start and not (_is_mark(character) or "\u1160" <= character <= "\u11ff"):
            yield text[start:position]
            start = position
    if start < len(text):
        yield text[start:]


def _resized(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and folded length of each piece whose length folding changes."""
    plain = _without_common(text)
    if unicodedata.is_normalized("NFC", plain):
        for run in _BEYOND_ASCII.finditer(plain):
            for position, character in enumerate(run.group(), run.start()):
                length = len(_FOLDS[character])
                if length != 1:
                    yield position, position + 1, length
        return
    start = 0
    for cluster in _clusters(plain):
        length = len(fold(cluster))
        if length != 1 or len(cluster) != 1:
            yield start, start + len(cluster), length
        start += len(cluster)
