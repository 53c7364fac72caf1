"""An article and a mention as objects with named fields; the names are kept for good."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from reader.articles.mention import Kind, Mention, kind_of
from reader.articles.named import NamedArticle
from reader.articles.quote import Quote

Record = dict[str, object]
"""An object's fields, in order; each a text, a number, a list of records, or None."""

MENTION_FIELDS = (
    "article", "title", "published", "source", "start", "end", "text", "label", "entity",
    "name", "confidence", "origin", "rule",
)  # fmt: skip
"""Of a mention that stands without its article."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def date_of(published: int | None) -> datetime | None:
    """When it was published, UTC; None where that is not known or no date of a calendar."""
    if published is None:
        return None
    try:
        return _EPOCH + timedelta(seconds=published)
    except OverflowError:
        return None


def iso_date(published: int | None) -> str | None:
    """The same as ISO 8601, as ``2017-11-23T00:00:00Z``; None as `date_of`."""
    date = date_of(published)
    return None if date is None else date.isoformat().replace("+00:00", "Z")


def mention_record(text: str, mention: Mention, published: int | None = None) -> Record:
    """A mention in an article's text; offsets are code points into it.

    A date has the first and the last day that it means too, as far as that can be told.
    """
    record: Record = {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "label": mention.label,
        "entity": mention.entity,
        "confidence": round(mention.confidence, 4),
        "origin": mention.origin,
        "rule": mention.rule,
    }
    return (
        record | _days(text, mention, published) if kind_of(mention.label) is Kind.DATE else record
    )


def _days(text: str, mention: Mention, published: int | None) -> Record:
    """The days of a date, and what makes them unsure or why there are none."""
    from reader.articles.dating.dating import dated  # noqa: PLC0415 -- many have no dates
    from reader.articles.dating.days import Undated  # noqa: PLC0415 -- same

    date = date_of(published)
    answer = dated(text, mention.start, mention.end, date and date.date())
    if isinstance(answer, Undated):
        return {"from": None, "to": None, "doubt": answer.reason}
    first, last = answer.first.isoformat(), answer.last.isoformat()
    return {"from": first, "to": last, "doubt": answer.doubt or None}


def article_record(named: NamedArticle) -> Record:
    """An article with its names."""
    article = named.article
    date = article.published
    return {
        "id": named.id,
        "title": article.title,
        "text": article.text,
        "published": iso_date(article.published),
        "author": article.author,
        "source": article.source,
        "path": article.path,
        "url": article.url,
        "entities": [mention_record(article.text, mention, date) for mention in named.mentions],
    }


def quote_record(text: str, quote: Quote) -> Record:
    """Words that somebody is said to have said; `by` is how the text tells who."""
    return {
        "start": quote.start,
        "end": quote.end,
        "speaker": quote.speaker,
        "entity": quote.entity,
        "by": quote.by and text[slice(*quote.by)],
        "direct": quote.is_direct,
        "confidence": quote.confidence,
    }


def mention_rows(named: NamedArticle) -> Iterator[tuple[int | float | str | None, ...]]:
    """The values of an article's mentions, each as `MENTION_FIELDS`."""
    article, text = named.article, named.article.text
    where = (named.id, article.title, iso_date(article.published), article.source)
    for mention in named.mentions:
        yield (
            *where,
            mention.start,
            mention.end,
            text[mention.start : mention.end],
            mention.label,
            mention.entity,
            mention.name,
            round(mention.confidence, 4),
            mention.origin,
            mention.rule,
        )
