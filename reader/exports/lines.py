"""JSON Lines: an object a line."""

from collections.abc import Iterable, Iterator, Mapping
from json import JSONEncoder

from reader.articles.named import NamedArticle
from reader.exports.records import MENTION_FIELDS, article_record, mention_rows

_encode = JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def json_line(record: Mapping[str, object]) -> str:
    """An object as one line of JSON, what cannot be seen in it escaped."""
    text = _encode(record)
    return text if text.isprintable() else "".join(map(_escaped, text))


def articles_in_lines(articles: Iterable[NamedArticle]) -> Iterator[str]:
    """A line an article, its names in it."""
    for one in articles:
        yield json_line(article_record(one)) + "\n"


def mentions_in_lines(articles: Iterable[NamedArticle]) -> Iterator[str]:
    """A line a mention, with `MENTION_FIELDS`; a piece an article."""
    for one in articles:
        rows = mention_rows(one)
        yield "".join(json_line(dict(zip(MENTION_FIELDS, row, strict=True))) + "\n" for row in rows)


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
