"""A query: what was written, and what it was understood to mean."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.articles.nodes import Node

Sort = Literal["date", "old", "relevance", "title", "source"]
"""Orders of a list: newest first, oldest first, best first, by title, by source."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query, understood; see `reader.articles.parsing`."""

    text: str = ""
    """As it was written."""
    root: "Node | None" = None
    """None when it asks for nothing: every article answers."""
    hints: tuple[str, ...] = ()
    """What was not understood, in words; quotes the query, so clean before showing."""
    sort: Sort | None = None
    """The order asked for; None: none was."""
