"""Markdown: articles one after the other, each under its headline.

Source: https://spec.commonmark.org/0.31.2/
"""

import re
from collections.abc import Iterable, Iterator

from reader.articles.named import NamedArticle
from reader.articles.text import paragraphs, soft_breaks
from reader.exports.plain import facts

_NEWLINE = "\n"
_SIGN = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|!(?=\[)|(?<=\w):(?=//)|(?<=www)\.|(?<=\w)@(?=\w)")
_LINE_START = re.compile(r"(#{1,6}(?=\s|$)|[-+=](?=[-+=\s]|$)|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(articles: Iterable[NamedArticle]) -> Iterator[str]:
    """The articles, every sign kept as it is; a piece an article."""
    for one in articles:
        text = one.article.text
        known = " · ".join(map(_escaped, facts(one.article)))
        parts = [f"# {_escaped(text.partition(_NEWLINE)[0].strip())}", f"*{known}*"]
        parts += (_paragraph(text, *span) for span in paragraphs(text))
        yield "\n\n".join(parts) + "\n\n"


def _paragraph(text: str, start: int, end: int) -> str:
    """A paragraph, its lines kept, but for those that were only broken to fit a width."""
    lines = text[start:end].split("\n")
    if soft_breaks(text, start, end):
        return _escaped(" ".join(lines))
    return "\\\n".join(_line(line.rstrip()) for line in lines)


def _line(line: str) -> str:
    words = line.lstrip()
    return "&nbsp;" * (len(line) - len(words)) + _escaped(words)


def _escaped(text: str) -> str:
    """The text, read as it stands by whoever renders it."""
    text = _SIGN.sub(r"\\\g<0>", text)
    start = _LINE_START.match(text)
    if start is None:
        return text
    if text[0].isdigit():  # "1." would begin a list
        return f"{start[0]}\\{text[start.end() :]}"
    return f"\\{text}"
