"""CoNLL-2003: a token a line, its tag in the last of four columns.

Source: Tjong Kim Sang and De Meulder (2003), https://aclanthology.org/W03-0419/; tags are
IOB2 with the labels of OntoNotes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.articles.mention import Mention
from reader.articles.named import NamedArticle

Cut = Callable[[str], Iterable[tuple[int, int]]]
"""Gives the spans of a text's tokens in order: code points, end exclusive."""

_HEAD = "-DOCSTART-"
_ENDS = frozenset((".", "!", "?", "…", "?!", "!!", "..."))
_CLOSING = frozenset(("'", '"', "”", "’", "»", ")", "]", "''"))


def conll(articles: Iterable[NamedArticle], cut: Cut) -> Iterator[str]:
    """The articles' tokens, sentences parted by an empty line; a piece an article.

    Each article begins with ``-DOCSTART-``, its number in the second column.

    Args:
        articles: In which order they shall stand.
        cut: The tokenizer; a token that goes over a mention's edge is cut there.
    """
    for one in articles:
        head = f"{_HEAD} {'-' if one.id is None else one.id} - O\n"
        yield "".join([head, *_lines(one.article.text, one.mentions, cut), "\n"])


def _lines(text: str, mentions: Sequence[Mention], cut: Cut) -> Iterator[str]:
    past = 0
    has_ended = True
    for start, end, tag in tagged(mentions, _visible(text, cut(text))):
        token = text[start:end]
        is_closing = token in _CLOSING and start == past
        is_new = past == 0 or "\n" in text[past:start] or (has_ended and not is_closing)
        if is_new and not tag.startswith("I-"):
            yield "\n"
        yield f"{token} - - {tag}\n"
        has_ended = token in _ENDS or (has_ended and is_closing)
        past = end


def tagged(
    mentions: Sequence[Mention], tokens: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """The tokens with their tags, cut where a mention begins or ends.

    Args:
        mentions: In order of start, none overlapping another.
        tokens: In order.
    """
    place = 0
    begun = -1
    for first, last in tokens:
        start = first
        while start < last:
            while place < len(mentions) and mentions[place].end <= start:
                place += 1
            mention = mentions[place] if place < len(mentions) else None
            if mention is None or mention.start >= last:
                yield start, last, "O"
                break
            if mention.start > start:
                yield start, mention.start, "O"
                start = mention.start
            end = min(last, mention.end)
            yield start, end, f"{'I' if begun == place else 'B'}-{mention.label}"
            begun = place
            start = end


def _visible(text: str, tokens: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The tokens without the white space that some are or hold, for it parts the columns."""
    for first, last in tokens:
        start = first
        for part in text[first:last].split():
            start = text.index(part, start)
            if part.startswith(_HEAD):  # written by others: no article begins here
                yield start, start + 1
                yield start + 1, start + len(part)
            else:
                yield start, start + len(part)
            start += len(part)
