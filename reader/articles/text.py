"""The parts of an article's text: paragraphs, line breaks, plugs; its length."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.articles.article import TITLE_LIMIT

WORDS_PER_MINUTE = 230
"""How fast news is read. Source: Brysbaert 2019, 238 words a minute for non-fiction."""

_HAN = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_HAN_LETTERS = 2
_SOUTH = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
"""Thai, Lao, Burmese, Khmer."""
_SOUTH_LETTERS = 4

_BLOCK = re.compile(r"[^\n\S]*\S[^\n]*(?:\n[^\n\S]*\S[^\n]*)*")
_PROMO_LIMIT = 240
_PROMO = re.compile(
    r"(?:more (?:news|stories|headlines|from|on this)|read (?:more|also|next|the full story)"
    r"|also read|see also|see more|watch(?: now| live| more| the video)?|listen(?: now)?"
    r"|related(?: (?:articles?|stories|story|news|coverage|content))?|recommended(?: for you)?"
    r"|don['’]t miss|you may also like|trending(?: now)?|editor['’]?s['’]? picks?"
    r"|most (?:read|popular)|in pictures|photos|video|advertisement)\s*(?:[:|>»]|$)"
    r"|(?:sign up (?:for|to)|subscribe (?:to|now)|click here|follow us on|download (?:our|the) app"
    r"|advertisement$|story continues below|scroll (?:down )?to continue|like us on)\b",
    re.IGNORECASE,
)

# A wrapped line ends where the next word would not have fitted.
_WRAP_SHORTEST = 40
_WRAP_LONGEST = 100
_WRAP_SHARE = 0.8
PROSE_LINE = 100
_LIST_ITEM = re.compile(r"\s*(?:[-*•–—·]|\d{1,3}[.)])\s")
_SHAPED = re.compile(rf"{_LIST_ITEM.pattern}|\s*[>|]")


def paragraphs(
    text: str, start: int | None = None, end: int | None = None
) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs after the title line, white space at their ends left out.

    Blank lines part paragraphs; where none do and lines are long as prose is, each
    line is a paragraph. Text wrapped by hand stays one (see `soft_breaks`), and so does a
    list, a quote or a table.

    Args:
        text: Clean text; its first line is the title.
        start: Where to begin; None: after the title line.
        end: Where to end; None: where the text ends.

    Yields:
        Spans in order, each found when it is asked for.
    """
    if start is None:
        start = text.find("\n") + 1 or len(text)
    for block in _BLOCK.finditer(text, start, len(text) if end is None else end):
        lines = block.group().split("\n")
        is_prose = max(map(len, lines)) > PROSE_LINE and not _is_shaped(lines)
        if len(lines) == 1 or not is_prose or is_hard_wrapped(lines):
            yield _trimmed(text, *block.span())
            continue
        place = block.start()
        for line in lines:
            yield _trimmed(text, place, place + len(line))
            place += len(line) + 1


def _is_shaped(lines: Sequence[str]) -> bool:
    """Whether most lines begin as those of a list, a quote or a table do."""
    return 2 * sum(1 for line in lines if _SHAPED.match(line)) > len(lines)


def soft_breaks(text: str, start: int, end: int) -> list[int]:
    """Offsets of the newlines in a paragraph that a reader may re-flow as blanks.

    Args:
        text: The article's text.
        start: Where the paragraph starts, as `paragraphs` gives it.
        end: Where it ends.

    Returns:
        All of its newlines if it was wrapped by hand, else none: they are meant.
    """
    paragraph = text[start:end]
    if "\n" not in paragraph or not is_hard_wrapped(paragraph.split("\n")):
        return []
    return [start + place for place, character in enumerate(paragraph) if character == "\n"]


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are one text, broken to fit a width.

    Then the first word of a line would not have fitted on the line before: held by
    four of five line ends, as some writers break early. Lists and verse do not.
    """
    if len(lines) < 2:
        return False
    width = max(map(len, lines))
    if not _WRAP_SHORTEST <= width <= _WRAP_LONGEST:
        return False
    if any(_LIST_ITEM.match(line) for line in lines[1:]):
        return False
    full = sum(
        len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in pairwise(lines)
        if following.strip()
    )
    return full >= _WRAP_SHARE * (len(lines) - 1)


def is_promo(paragraph: str) -> bool:
    """Whether a paragraph is a plug for something else ("More news: …"), to be dimmed."""
    paragraph = paragraph.strip(" \n*-–—>»[]()")
    return len(paragraph) <= _PROMO_LIMIT and _PROMO.match(paragraph) is not None


def headline_end(text: str) -> int:
    """Where the headline ends: the text's first line, or as much of it as a title can have."""
    end = text.find("\n", 0, TITLE_LIMIT + 1)
    if end >= 0 or len(text) <= TITLE_LIMIT:
        return end if end >= 0 else len(text)
    blank = text.rfind(" ", 0, TITLE_LIMIT)
    return blank if blank > 0 else TITLE_LIMIT


def word_count(text: str) -> int:
    """How many words a text has, its title included.

    White space parts them; in scripts that part none, about so many letters make one.
    """
    words = 0
    for script, letters in ((_HAN, _HAN_LETTERS), (_SOUTH, _SOUTH_LETTERS)):
        if not text.isascii() and script.search(text):
            words += -(-sum(map(len, script.findall(text))) // letters)
            text = script.sub(" ", text)
    return words + len(text.split())


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, at least 1."""
    return max(1, -(-words // WORDS_PER_MINUTE))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
