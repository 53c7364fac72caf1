"""An article together with its names."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.articles.article import Article, ArticleId, StoredArticle
from reader.articles.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArticle:
    """An article with its names."""

    article: Article
    id: ArticleId | None
    """None where it is not from the library."""
    mentions: Sequence[Mention]
    """In order of start, none overlapping another."""


def named(stored: StoredArticle, mentions: Sequence[Mention]) -> NamedArticle:
    """An article of the library with its names."""
    headline = stored.headline
    article = Article(
        text=stored.text,
        source=headline.source,
        path=stored.path,
        url=headline.url,
        author=headline.author,
        published=headline.published,
    )
    return NamedArticle(article=article, id=headline.id, mentions=mentions)
