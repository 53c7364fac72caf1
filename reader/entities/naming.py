"""Giving each span the entity it names."""

from reader.articles.mention import Mention, kind_of
from reader.entities.span import Span


def named(text: str, spans: list[Span]) -> list[Mention]:
    """The spans of a text as mentions of entities."""
    mentions = []
    for span in spans:
        name = " ".join(text[span.start : span.end].split())
        mentions.append(
            Mention(
                start=span.start,
                end=span.end,
                label=span.label,
                entity=f"{kind_of(span.label)}:{name.casefold()}",
                name=name,
                confidence=span.confidence,
                origin=span.origin,
            )
        )
    return mentions
