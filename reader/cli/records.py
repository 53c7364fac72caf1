"""The objects that ``--json`` prints; their field names are kept for good."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from reader.articles.article import Headline, Hit
from reader.articles.mention import Mention
from reader.store.entities import EntityCount

Record = dict[str, object]
"""One line of JSON."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def date_of(published: int | None) -> datetime | None:
    """When it was published, UTC; None where that is not known or no date of a calendar."""
    if published is None:
        return None
    try:
        return _EPOCH + timedelta(seconds=published)
    except OverflowError:
        return None


def headline_record(headline: Headline) -> Record:
    """An article as ``list`` gives it; `published` is ISO 8601 in UTC, or null."""
    date = date_of(headline.published)
    return {
        "id": headline.id,
        "title": headline.title,
        "published": date and date.isoformat().replace("+00:00", "Z"),
        "author": headline.author,
        "source": headline.source,
        "url": headline.url,
        "words": headline.words,
        "read": headline.is_read,
        "starred": headline.is_starred,
        "tags": list(headline.tags),
    }


def hit_record(hit: Hit) -> Record:
    """An article as ``search`` gives it: with a snippet, or null for a query without words."""
    return headline_record(hit.headline) | {"snippet": hit.snippet and hit.snippet.text}


def mention_record(text: str, mention: Mention) -> Record:
    """A mention in an article's text; offsets are code points into it."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "label": mention.label,
        "entity": mention.entity,
        "confidence": round(mention.confidence, 4),
        "origin": mention.origin,
        "rule": mention.rule,
    }


def entity_record(entity: EntityCount) -> Record:
    """An entity as ``entities`` gives it."""
    aliases: Sequence[str] = entity.aliases
    return {
        "entity": entity.entity,
        "name": entity.name,
        "label": entity.label,
        "aliases": list(aliases),
        "mentions": entity.mentions,
        "articles": entity.articles,
    }
