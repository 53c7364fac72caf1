"""Plain text: articles one after the other."""

from collections.abc import Iterable, Iterator

from reader.articles.article import Article
from reader.articles.named import NamedArticle
from reader.exports.records import date_of

_RULE = "-" * 72


def facts(article: Article) -> list[str]:
    """What is known of an article beside its text: source, date, author, address."""
    date = date_of(article.published)
    day = f"{date.day} {date:%B} {date.year}" if date else "no date"
    known = (article.source, day, article.author, article.url)
    return [" ".join(fact.split()) for fact in known if fact]


def plain(articles: Iterable[NamedArticle]) -> Iterator[str]:
    """The articles as they are, a rule between them; a piece an article."""
    rule = ""
    for one in articles:
        headline, _, body = one.article.text.partition("\n")
        known = "\n".join(facts(one.article))
        yield f"{rule}{headline}\n\n{known}\n\n{body.strip()}\n"
        rule = f"\n{_RULE}\n\n"
