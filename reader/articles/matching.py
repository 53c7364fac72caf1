"""Where a text answers a query: spans to light, and a line that shows it."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from reader.articles.folding import Folded
from reader.articles.nodes import And, Node, Not, Or, Phrase, Term
from reader.articles.query import Query
from reader.articles.snippet import Snippet
from reader.articles.words import SPACED_LETTER, is_unspaced, tokens

_LETTER = r"[a-z0-9\x80-\U0010ffff]"
# What one or more tokens may be made of without a break; joiners stand inside words.
_STRETCH = re.compile(rf"(?:{_LETTER}|['.])+")
_JOINERS = "'."
_BLOCK_LENGTH = 20_000
_WORD = re.compile(r"\S+")
_BLANK = re.compile(r"\s+")
_PARAGRAPH_END = re.compile(r"\n[ ]*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n[ ]*\n")


@dataclass(frozen=True, slots=True)
class _Needles:
    """What to look for: sequences of tokens."""

    sequences: tuple[tuple[tuple[str, ...], bool], ...]
    """Tokens, and whether the last may go on."""
    longest: int
    """Tokens in the longest sequence, from 1."""
    first: re.Pattern[str]
    """Finds every place in a folded text where one may start, and some where none does."""


def matches(query: Query, text: str, *, limit: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words and phrases of the query's positive part in a text.

    A word found by its beginning is lit whole.

    Args:
        query: As `reader.articles.parsing.parse` gives it.
        text: Clean text.
        limit: Most spans; None: all.

    Returns:
        Spans in code points, end exclusive, in order, none touching another's inside.
    """
    needles = _needles(query.root)
    if needles is None:
        return []
    folded = Folded(text)
    found = (folded.span(start, end) for start, end in _found(needles, folded.text))
    return list(islice(_merged(found), limit))


def snippet(query: Query, text: str, width: int) -> Snippet:
    """The first match after the headline and its sentence, as one line.

    Where the body holds no match, its beginning; the headline is shown beside it.

    Args:
        query: As `reader.articles.parsing.parse` gives it.
        text: Clean text; its first line is the headline.
        width: Most code points of the line, 8 or more.
    """
    headline_end = text.find("\n") + 1 or len(text)
    first_word = _WORD.search(text, headline_end)
    body = first_word.start() if first_word is not None else len(text)
    match = _first_match(query, text, body)
    start, is_cut = _sentence_start(text, body, match, width // 3)
    rest = text[start : start + 4 * width]
    line = "…" * is_cut + " ".join(_PARAGRAPH_END.split(rest, maxsplit=1)[0].split())
    if len(line) > width:
        line = _cut(line, width - 1) + "…"
    return Snippet(text=line, matches=tuple(matches(query, line)))


@lru_cache(maxsize=64)
def _needles(root: Node | None) -> _Needles | None:
    sequences = tuple(dict.fromkeys(_positive(root)))
    if not sequences:
        return None
    starts = []
    for sequence, _ in sequences:
        first, *rest = map(re.escape, sequence[0])
        if is_unspaced(sequence[0]):
            starts.append("".join((first, *rest)))
            continue
        # Looking back after the first letter keeps the search for it a fast one.
        starts.append(rf"{first}(?<!{SPACED_LETTER}{first})" + "".join(f"['.]?{x}" for x in rest))
    longest = max(len(sequence) for sequence, _ in sequences)
    return _Needles(sequences, longest, re.compile("|".join(starts)))


def _positive(node: Node | None) -> Iterator[tuple[tuple[str, ...], bool]]:
    match node:
        case Term(token, is_prefix):
            yield (token,), is_prefix
        case Phrase(phrase_tokens, is_prefix):
            yield phrase_tokens, is_prefix
        case And(nodes) | Or(nodes):
            yield from chain.from_iterable(map(_positive, nodes))
        case Not(Not(twice_negated)):
            yield from _positive(twice_negated)


def _found(needles: _Needles, folded: str) -> Iterator[tuple[int, int]]:
    """Spans in a folded text where a needle stands, in order of start."""
    done = 0
    while (candidate := needles.first.search(folded, done)) is not None:
        start = candidate.start()
        while start > done and (folded[start - 1] in _JOINERS or _is_letter(folded[start - 1])):
            start -= 1
        stretch = _STRETCH.match(folded, start)
        done = stretch.end() if stretch is not None else candidate.end()
        stream = tokens(folded, start)
        window = deque(islice(stream, needles.longest))
        while window and window[0][1] < done:
            for sequence, is_prefix in needles.sequences:
                if _stands(window, sequence, is_prefix=is_prefix):
                    _, last_start, last_end = window[len(sequence) - 1]
                    # A pair found by its first character is not a word to light whole.
                    is_half = is_prefix and is_unspaced(sequence[-1])
                    yield (
                        window[0][1],
                        last_start + len(sequence[-1]) if is_half else last_end,
                    )
            window.popleft()
            window.extend(islice(stream, 1))


def _is_letter(folded_character: str) -> bool:
    return folded_character > "\x7f" or folded_character.isalnum()


def _stands(
    window: deque[tuple[str, int, int]], sequence: tuple[str, ...], *, is_prefix: bool
) -> bool:
    """Whether the window begins with the sequence."""
    if len(window) < len(sequence):
        return False
    *before, last = sequence
    if any(token != window[place][0] for place, token in enumerate(before)):
        return False
    token = window[len(before)][0]
    return token.startswith(last) if is_prefix else token == last


def _merged(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order of start with those that overlap made one."""
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is None:
            current = start, end
        elif start < current[1]:
            current = current[0], max(current[1], end)
        else:
            yield current
            current = start, end
    if current is not None:
        yield current


def _first_match(query: Query, text: str, start: int) -> int:
    """Where the first match at or after `start` begins; `start` when there is none."""
    block = start
    while block < len(text):
        end = text.find("\n", block + _BLOCK_LENGTH)
        end = len(text) if end < 0 else end
        found = matches(query, text[block:end], limit=1)
        if found:
            return block + found[0][0]
        block = end
    return start


def _sentence_start(text: str, body: int, match: int, lead: int) -> tuple[int, bool]:
    """Where the line begins, at most `lead` before the match, and if inside a sentence."""
    earliest = max(body, match - lead)
    start = earliest
    is_cut = earliest > body
    for sentence_end in _SENTENCE_END.finditer(text, earliest, match):
        start, is_cut = sentence_end.end(), False
    if is_cut:
        blank = _BLANK.search(text, start, match)
        start = blank.end() if blank is not None else start
    return start, is_cut


def _cut(line: str, length: int) -> str:
    """At most `length` code points of the line, whole words where there are any."""
    cut = line[: length + 1].rpartition(" ")[0]
    return cut.rstrip(" ,;:–—-") if len(cut) > length // 2 else line[:length]
