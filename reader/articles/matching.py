"""Where a text answers a query: spans to light, and a line that shows it."""

import re
from collections.abc import Iterator
from heapq import merge
from itertools import islice

from reader.articles.folding import Folded
from reader.articles.needles import Needles, needles, stand
from reader.articles.nodes import Node
from reader.articles.query import Query
from reader.articles.snippet import Snippet
from reader.articles.words import words

_BLOCK_LENGTH = 20_000
"""Code points that are folded at a time."""

# Where a text may be cut without cutting a word: also where no blanks are written.
_CUT = re.compile(r"[\s、。，]")
_WORD = re.compile(r"\S+")
_BLANK = re.compile(r"\s+")
_PARAGRAPH_END = re.compile(r"\n[ ]*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n[ ]*\n")


def matches(
    query: Query,
    text: str,
    *,
    start: int = 0,
    end: int | None = None,
    limit: int | None = None,
) -> list[tuple[int, int]]:
    """Spans of the words of the query's positive part in an article's text.

    A word found by its beginning is lit whole; words near to each other are lit where
    they are; those of the headline in the first line only. Takes as long as the part
    asked for is, and no longer than it takes to find the last span.

    Args:
        query: As `reader.articles.parsing.parse` gives it.
        text: Clean text; its first line is the headline.
        start: Spans that end after it, code points.
        end: Spans that begin before it; None: the text's end.
        limit: Most spans; None: all.

    Returns:
        Spans in code points, end exclusive, in order, none touching another's inside.
    """
    end = len(text) if end is None else end
    headline_end = text.find("\n")
    headline_end = len(text) if headline_end < 0 else headline_end
    return list(islice(_spans(query.root, text, headline_end, start, end), limit))


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
    match = next((start for start, _ in _spans(query.root, text, 0, body, len(text))), body)
    start, is_cut = _sentence_start(text, body, match, width // 3)
    rest = text[start : start + 4 * width]
    line = "…" * is_cut + " ".join(_PARAGRAPH_END.split(rest, maxsplit=1)[0].split())
    if len(line) > width:
        line = _cut(line, width - 1) + "…"
    return Snippet(text=line, matches=tuple(_spans(query.root, line, 0, 0, len(line))))


def _spans(
    root: Node | None, text: str, headline_end: int, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """The spans that overlap a part of a text; nothing stands across the headline's end."""
    in_headline, in_body = needles(root, "title"), needles(root, "text")
    if in_headline is not None and start < headline_end:
        yield from _spans_within(in_headline, text, (0, headline_end), (start, end))
    if in_body is not None and headline_end < end:
        yield from _spans_within(in_body, text, (headline_end, len(text)), (start, end))


def _spans_within(
    sought: Needles, text: str, whole: tuple[int, int], part: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    found = _merged(_found(sought, text, whole, part))
    for span in found:
        if span[0] >= part[1]:
            return
        if span[1] > part[0]:
            yield span


def _found(
    sought: Needles, text: str, whole: tuple[int, int], part: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Spans in order of start, block by block; in some places twice."""
    first, last = whole
    block = _before(text, max(first, part[0]), sought.reach, first)
    pending: list[tuple[int, int]] = []
    while block < min(last, part[1]):
        end = _cut_after(text, min(block + _BLOCK_LENGTH, part[1]), last)
        # What begins in this block may end in the next.
        read = text[block : _after(text, end, sought.reach, last)]
        folded = Folded(read)
        spans = (folded.span(*span) for span in stand(sought, folded.text))
        found = merge(pending, ((block + one, block + other) for one, other in spans))
        pending = []
        for span in found:
            if span[0] < end:
                yield span
            else:
                pending.append(span)
        block = end
    yield from pending


def _before(text: str, place: int, reach: int, first: int) -> int:
    """Where to begin so that what ends after a place is seen whole."""
    for length in _contexts(reach):
        if place - length <= first:
            return first
        start = _cut_after(text, place - length, place)
        seen = islice(words(text[start:place]), reach)
        if start < place and sum(1 for _ in seen) == reach:
            return start
    return start


def _after(text: str, place: int, reach: int, last: int) -> int:
    """Where to end so that what begins before a place is seen whole."""
    end = place
    for length in _contexts(reach) if reach > 1 and place < last else ():
        end = _cut_after(text, place + length, last)
        if end == last or sum(1 for _ in islice(words(text[place:end]), reach)) == reach:
            return end
    return end


def _contexts(reach: int) -> Iterator[int]:
    """How far to look for so many words: first near, at last as far as a block reaches.

    In a text that parts no words, whole words are not worth reading all of it.
    """
    length = 16 * reach
    yield length
    while length < _BLOCK_LENGTH:
        length = min(8 * length, _BLOCK_LENGTH)
        yield length


def _cut_after(text: str, place: int, last: int) -> int:
    """The first place from this one on, at most `last`, where no word is cut."""
    cut = _CUT.search(text, place, min(last, place + _BLOCK_LENGTH))
    return cut.start() if cut is not None else min(last, place + _BLOCK_LENGTH)


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
