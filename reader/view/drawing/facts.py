"""What is known of an article, in one line."""

from reader.articles.article import Headline
from reader.articles.text import reading_minutes
from reader.view.drawing.dates import day


def meta(headline: Headline, dot: str) -> str:
    """Source, date, author, length, reading time and tags, as far as they are known, and troubles.

    Args:
        headline: Of the article.
        dot: What stands between two facts.
    """
    minutes = reading_minutes(headline.words)
    facts = [headline.source, day(headline.published), headline.author or ""]
    facts += [f"{headline.words:,} words", f"{minutes:,} min"]
    facts += [f"tagged {', '.join(headline.tags)}"] if headline.tags else []
    facts += ["its file is gone"] if headline.is_gone else []
    return f" {dot} ".join(fact for fact in facts if fact)
