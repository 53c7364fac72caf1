"""A piece of an article that shows why it answers a query."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of an article's text that shows why it answers a query."""

    text: str
    """One line; "…" marks where the text goes on."""
    matches: tuple[tuple[int, int], ...]
    """Spans of the matches in `text`, code points, end exclusive, in order."""
