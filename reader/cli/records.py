"""The objects that ``--json`` prints; their field names are kept for good."""

from collections.abc import Sequence

from reader.articles.article import Headline, Hit
from reader.exports.records import Record, iso_date
from reader.store.entities import EntityCount


def headline_record(headline: Headline) -> Record:
    """An article as ``list`` gives it; `published` is ISO 8601 in UTC, or null."""
    return {
        "id": headline.id,
        "title": headline.title,
        "published": iso_date(headline.published),
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
