"""The one tokenizer: what the index holds, a query asks for and the screen lights.

A word is a run of letters and digits, folded (see `reader.articles.folding`). ``don't``
is ``dont``, ``U.S.`` is ``us``, ``Assad's`` is ``assad``, ``l'armée`` is ``l`` and
``armee``. Scripts written without blanks, and Korean, become pairs of characters, so that
any piece of a run can be found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reader.articles.folding import Folded, fold

TOKEN_LIMIT = 64
"""Longest token, in code points; a longer word is found by its beginning."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    token: str
    """Folded, 1 to `TOKEN_LIMIT` code points."""
    start: int
    """First code point in the text, from 0."""
    end: int
    """One past its last code point, a possessive ``'s`` left out."""


# Han, kana, Thai, Lao, Burmese, Khmer, and the marks of these as folding keeps them; and
# Hangul, whose blanks part words with all that is hung on to them.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x3130, 0x318F),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
    (0xF0E00, 0xF0EFF),
    (0xF1000, 0xF109F),
    (0xF1780, 0xF17FF),
)
_BETWEEN = tuple(
    (before[1] + 1, after[0] - 1)
    for before, after in pairwise(((0, 0x7F), *_UNSPACED, (0x110000, 0x110000)))
)


def _ranges(pairs: Iterable[tuple[int, int]]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in pairs)


def _joiner(letters: str) -> str:
    """Pattern of what may stand between two letters of a word.

    An apostrophe, but not after l', d', qu', dell' (French, Italian), and a full stop that
    parts single letters. Both look back, not ahead, so that they cost nothing where there
    is neither.
    """
    letter, alphabetic = f"[0-9{letters}]", f"[{letters}]"
    other = f"[^0-9{letters}]"
    apostrophe = rf"'(?!s(?!{letter}))(?={alphabetic})(?<!\A[dl]')(?<!{other}[dl]')(?<!qu')(?<!ll')"
    full_stop = rf"\.(?<={alphabetic}\.)(?<!{letter}{alphabetic}\.)(?={alphabetic}(?!{letter}))"
    return rf"(?:{apostrophe}|{full_stop})"


def _spaced(letters: str) -> str:
    """Pattern of a word that blanks part, a possessive left out of its first group."""
    letter = f"[0-9{letters}]"
    joined = rf"{letter}++(?:{_joiner(letters)}{letter}++)*+"
    return rf"({joined})(?:\.?'s(?!{letter}))*+"


SPACED_LETTER = f"[0-9a-z{_ranges(_BETWEEN)}]"
"""Pattern of a character, in a folded text, of a word that blanks part."""

_BLANKS = {code: " " for code in range(0x80) if not chr(code).isalnum()}
"""What parts words of ASCII, to blanks."""

_UNSPACED_LETTERS = f"[{_ranges(_UNSPACED)}]+"


# Compiled when first used: together they take 40 ms, and an app that opens needs none.
@cache
def _ascii_word() -> re.Pattern[str]:
    return re.compile(_spaced("a-z"))


@cache
def _ascii_possessive() -> re.Pattern[str]:
    letter = "[0-9a-z]"
    return re.compile(rf"'s(?!{letter})(?<={letter}'s)|\.'s(?!{letter})(?<={letter}\.'s)")


@cache
def _ascii_joiner() -> re.Pattern[str]:
    return re.compile(rf"{_joiner('a-z')}(?<=[0-9a-z].)")


@cache
def _spaced_word() -> re.Pattern[str]:
    return re.compile(_spaced("a-z" + _ranges(_BETWEEN)))


@cache
def _unspaced_run() -> re.Pattern[str]:
    return re.compile(_UNSPACED_LETTERS)


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(f"{_spaced('a-z' + _ranges(_BETWEEN))}|({_UNSPACED_LETTERS})")


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order of start; pairs of an unspaced run overlap."""
    folded = Folded(text)
    for token, start, end in tokens(folded.text):
        yield Word(token, *folded.span(start, end))


def tokens(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """The tokens of a folded text with their spans in it.

    Args:
        folded: As `reader.articles.folding` makes it.
        start: Where to begin, code points; the start of a word or between two.
        end: Where to stop; None: the text's end.
    """
    pattern = _ascii_word() if folded.isascii() else _any_word()
    for match in pattern.finditer(folded, start, len(folded) if end is None else end):
        if match[1] is not None:
            yield _token(match[1]), match.start(), match.end(1)
            continue
        first, last = match.span()
        for position in range(first, last):
            pair_end = min(position + 2, last)
            yield folded[position:pair_end], position, pair_end


def index_words(text: str) -> str:
    """The tokens of a text parted by blanks, which FTS5's unicode61 leaves as they are."""
    return " ".join(index_tokens(text))


def index_tokens(text: str) -> list[str]:
    """The tokens of a text, in order."""
    folded = fold(text)
    if folded.isascii():
        found = _ascii_words(folded)
    elif _unspaced_run().search(folded) is None:
        found = " ".join(_spaced_word().findall(folded)).replace("'", "").replace(".", "").split()
    else:
        return [token for token, _, _ in tokens(folded)]
    if max(map(len, found), default=0) > TOKEN_LIMIT:
        return [word[:TOKEN_LIMIT] for word in found]
    return found


def _ascii_words(folded: str) -> list[str]:
    """The words of a folded text of ASCII alone, in a third of the time of matching each."""
    if "'" in folded:
        folded = _ascii_possessive().sub(" ", folded)
    return _ascii_joiner().sub("", folded).translate(_BLANKS).split()


def is_unspaced(token: str) -> bool:
    """Whether a token comes from a script written without blanks between words."""
    return _unspaced_run().match(token) is not None


def _token(word: str) -> str:
    return word.replace("'", "").replace(".", "")[:TOKEN_LIMIT]
