"""From what a format found to a clean article."""

import re

from reader.articles.article import Article
from reader.articles.clean import clean_line, clean_text
from reader.errors import SourceError
from reader.sources.formats.format import Origin

_BLANK_START = re.compile(r"\A(?:[^\S\n]*+\n)++")


def draft(
    origin: Origin,
    *,
    title: str = "",
    body: str = "",
    source: str = "",
    author: str = "",
    url: str | None = None,
    published: int | None = None,
    language: str | None = None,
) -> Article:
    """An article, made clean; its text is the headline, a blank line and the body.

    Args:
        origin: Where it comes from.
        title: The headline, else the body's first line; a body may repeat it.
        body: Plain text.
        source: Else it is the origin's.
        author: One or more.
        url: As `safe_link` gives it.
        published: As `moment` gives it.
        language: As `declared_language` gives it.

    Raises:
        SourceError: There is no text in it.
    """
    text = _joined(title, body)
    if not text:
        raise SourceError("empty")
    return Article(
        text=text,
        source=clean_line(source) or origin.source,
        path=origin.path,
        url=url,
        author=clean_line(author) or None,
        published=published,
        language=language,
    )


def _joined(title: str, body: str) -> str:
    text = _BLANK_START.sub("", clean_text(body)).rstrip()
    headline = " ".join(clean_text(title).split())
    if not headline or _is_first_line(headline, text):
        return text
    return f"{headline}\n\n{text}" if text else headline


def _is_first_line(headline: str, text: str) -> bool:
    end = text.find("\n")
    first = text[: end if end >= 0 else len(text)]
    # A line may be a whole article, which need not be taken apart to see that it differs.
    return len(first) < 2 * len(headline) + 100 and " ".join(first.split()) == headline
