"""The one gate between text that others wrote and everything that is ours.

Applied where text comes in, and once more where it becomes screen cells or standard
output. What a terminal would obey goes; what a reader would see stays.
"""

from reader.articles.article import TITLE_LIMIT

# Latin and the signs of printed news and of our own screens: most texts hold no others.
_ORDINARY = frozenset(
    character
    for character in (*map(chr, range(0x20, 0x250)), *"–—‘’‚“”„†•…‰‹›€™●★─│┃")
    if character.isprintable()
)


def clean_text(text: str) -> str:
    r"""Text without anything a terminal would obey, its lines parted by ``\n``.

    Removed: control characters, escape sequences whole, bidirectional controls, tag
    characters and what else is invisible; kept: zero-width (non-)joiners and variation
    selectors. A tab becomes four blanks, a lone surrogate or noncharacter U+FFFD, and
    at most four combining marks stay on a cell. Idempotent; linear in time.

    Args:
        text: Anything, of any length.

    Returns:
        The clean text; `text` itself where nothing is to be done.
    """
    if _is_ordinary(text.replace("\n", "")):
        return text
    from reader.articles.scrubbing import scrubbed_text  # noqa: PLC0415 -- 5 ms of patterns

    return scrubbed_text(text)


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """Clean text as one line: runs of white space are one blank, none at the ends.

    Args:
        text: Anything, of any length.
        limit: Most code points of the line, 1 or more; a longer one is cut with "…".
    """
    line = " ".join(clean_text(text).split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rstrip(" \u200c\u200d") + "…"


def clean_cells(text: str) -> str:
    """As many code points as `text`, none of them fit to do a terminal harm.

    Each forbidden one becomes U+FFFD, each tab or newline a blank, so that offsets
    into `text` hold for what is drawn.
    """
    if _is_ordinary(text):
        return text
    from reader.articles.scrubbing import scrubbed_cells  # noqa: PLC0415 -- 5 ms of patterns

    return scrubbed_cells(text)


def _is_ordinary(flat: str) -> bool:
    return flat.isprintable() if flat.isascii() else _ORDINARY.issuperset(flat)
