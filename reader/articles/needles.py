"""What a query looks for in a folded text, and where it stands there."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import NamedTuple

from reader.articles.nodes import Near, Node, Phrase, Term, WordField, positive
from reader.articles.words import SPACED_LETTER, is_unspaced, tokens

_LETTER = r"[a-z0-9\x80-\U0010ffff]"
# What one or more tokens may be made of without a break; joiners stand inside words.
_STRETCH = re.compile(rf"(?:{_LETTER}|['.])+")
_JOINERS = "'."

Sequence = tuple[tuple[str, ...], bool]
"""Tokens next to each other, and whether the last may go on."""

Token = tuple[str, int, int]
"""A token and its span in the folded text."""


class Needles(NamedTuple):
    """Sequences of tokens, and tokens near to each other."""

    sequences: tuple[Sequence, ...]
    nears: tuple[Near, ...]
    reach: int
    """Tokens from the first of a needle to its last at most, both counted; 1 or more."""
    first: re.Pattern[str] | None
    """Finds every place where a sequence may start, and some where none does."""


@lru_cache(maxsize=64)
def needles(root: Node | None, where: WordField) -> Needles | None:
    """What the positive part of a query looks for; None if it looks for no words.

    Args:
        root: Of the query.
        where: In the headline ("title") or in what follows it ("text").
    """
    sequences: dict[Sequence, None] = {}
    nears: dict[Near, None] = {}
    for leaf in positive(root):
        match leaf:
            case Term(token, is_prefix, field) if field in {where, "text"}:
                sequences[(token,), is_prefix] = None
            case Phrase(phrase, is_prefix, field) if field in {where, "text"}:
                sequences[phrase, is_prefix] = None
            case Near(field=field) if field in {where, "text"}:
                nears[leaf] = None
    if not sequences and not nears:
        return None
    longest = [len(sequence) for sequence, _ in sequences]
    longest += [near.distance + len(near.tokens) for near in nears]
    starts = "|".join(_start(sequence[0]) for sequence, _ in sequences)
    first = re.compile(starts) if starts else None
    return Needles(tuple(sequences), tuple(nears), max(longest), first)


def stand(sought: Needles, folded: str) -> Iterator[tuple[int, int]]:
    """Spans in a folded text where a needle stands, in order of start; some may overlap."""
    return merge(_of_sequences(sought, folded), *(_of_near(near, folded) for near in sought.nears))


@lru_cache(maxsize=256)
def _start(token: str) -> str:
    """Pattern of where a token may begin."""
    first, *rest = map(re.escape, token)
    if is_unspaced(token):
        return "".join((first, *rest))
    # Looking back after the first letter keeps the search for it a fast one.
    return rf"{first}(?<!{SPACED_LETTER}{first})" + "".join(f"['.]?{part}" for part in rest)


def _of_near(near: Near, folded: str) -> Iterator[tuple[int, int]]:
    if any(re.search(_start(token), folded) is None for token in near.tokens):
        return
    wanted = {*near.tokens}
    found = [(n, one) for n, one in enumerate(tokens(folded)) if one[0] in wanted]
    places = [n for n, _ in found]
    done = 0
    for first, place in enumerate(places):
        # Where a stretch that begins with one of them has them all, each in it is near.
        last = bisect_left(places, place + near.distance + len(wanted), first)
        if len({one[0] for _, one in found[first:last]}) == len(wanted):
            yield from (one[1:] for _, one in found[max(first, done) : last])
            done = last


def _of_sequences(sought: Needles, folded: str) -> Iterator[tuple[int, int]]:
    if sought.first is None:
        return
    longest = max(len(sequence) for sequence, _ in sought.sequences)
    done = 0
    while (candidate := sought.first.search(folded, done)) is not None:
        start = candidate.start()
        while start > done and (folded[start - 1] in _JOINERS or _is_letter(folded[start - 1])):
            start -= 1
        stretch = _STRETCH.match(folded, start)
        done = stretch.end() if stretch is not None else candidate.end()
        stream = tokens(folded, start)
        window = deque(islice(stream, longest))
        while window and window[0][1] < done:
            for sequence, is_prefix in sought.sequences:
                if _begins(window, sequence, is_prefix=is_prefix):
                    _, last_start, last_end = window[len(sequence) - 1]
                    # A pair found by its first character is not a word to light whole.
                    is_half = is_prefix and is_unspaced(sequence[-1])
                    end = last_start + len(sequence[-1]) if is_half else last_end
                    yield window[0][1], end
            window.popleft()
            window.extend(islice(stream, 1))


def _is_letter(folded_character: str) -> bool:
    return folded_character > "\x7f" or folded_character.isalnum()


def _begins(window: deque[Token], sequence: tuple[str, ...], *, is_prefix: bool) -> bool:
    """Whether the window begins with the sequence."""
    if len(window) < len(sequence):
        return False
    *before, last = sequence
    if any(token != window[place][0] for place, token in enumerate(before)):
        return False
    token = window[len(before)][0]
    return token.startswith(last) if is_prefix else token == last
