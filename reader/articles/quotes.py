"""Who is said to have said what in an article.

Found by rules of English news, so every quote is a guess; `Quote.confidence` says how good
a one.
"""

from collections.abc import Collection, Sequence

from reader.articles.mention import Mention
from reader.articles.quote import Quote
from reader.articles.speech.reading import Reading

LONGEST = 300_000
"""Code points of a text in which quotes are looked for, as many as have names."""


def quotes(text: str, mentions: Sequence[Mention]) -> list[Quote]:
    """The quotes of an article, in order of start.

    Quoted words and words told without marks ("said that …") are each a quote; one that
    goes on after "he said", or in another paragraph, is a quote for each part. What is in
    marks as a name or a single word is none. Never raises; takes time in proportion to the
    text's length: some 1.4 ms of CPU for 400 words of news.

    Args:
        text: Clean text; its first line is the headline.
        mentions: The text's, in order of start, none overlapping another.
    """
    return Reading(text[:LONGEST], mentions).quotes()


def by(found: Sequence[Quote], keys: Collection[str]) -> list[Quote]:
    """Those that an entity speaks.

    Args:
        found: As `quotes` gives them.
        keys: All keys that mean the entity.
    """
    return [quote for quote in found if quote.entity in keys]


def about(found: Sequence[Quote], keys: Collection[str]) -> list[Quote]:
    """Those that mention an entity and are not by it.

    Args:
        found: As `quotes` gives them.
        keys: All keys that mean the entity.
    """
    return [
        quote
        for quote in found
        if quote.entity not in keys and not quote.mentioned.isdisjoint(keys)
    ]
