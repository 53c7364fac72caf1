"""Articles: as a source gives them, as a list shows them, as a query finds them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from reader.articles.snippet import Snippet

ArticleId = NewType("ArticleId", int)
"""The number of an article in its library, from 1, never used twice."""

TITLE_LIMIT = 500
"""Longest title, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which edition of an item of an agency an article is."""

    item: str
    """The id that the item has in all editions and everywhere."""
    version: int
    """From 1; higher in later ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as a source gives it; clean (see `reader.articles.clean`)."""

    text: str
    """Plain text; its first line is the headline, so offsets cover both."""
    source: str
    """Name of the source it came from, as shown in lists."""
    path: str | None = None
    """Absolute path of the file it was read from."""
    url: str | None = None
    author: str | None = None
    published: int | None = None
    """Seconds since 1970, UTC; None where the article does not say."""
    language: str | None = None
    """ISO 639-1, lower case; None where the article does not say."""
    edition: Edition | None = None
    """None where the source does not count editions."""

    @property
    def title(self) -> str:
        """The text's first line, one line of at most `TITLE_LIMIT` code points."""
        first = " ".join(self.text.partition("\n")[0].split())
        return first if len(first) <= TITLE_LIMIT else first[: TITLE_LIMIT - 1] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What a list shows of an article."""

    id: ArticleId
    title: str
    """One line, 1 to `TITLE_LIMIT` code points."""
    source: str
    published: int | None
    """Seconds since 1970, UTC; None where the article does not say."""
    author: str | None
    url: str | None
    words: int
    """Count of white-space separated words, headline included."""
    is_read: bool
    is_starred: bool
    is_gone: bool
    """All files that it was read from are gone."""
    tags: tuple[str, ...]
    """In alphabetical order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """A whole article of the library."""

    headline: Headline
    text: str
    path: str | None
    digest: str
    """SHA-256 of the text's UTF-8 bytes, 64 hex digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that answers a query."""

    headline: Headline
    snippet: "Snippet | None"
    """None when the query holds no words."""
    copies: int = 0
    """Other articles of its story that the list has folded under it."""
