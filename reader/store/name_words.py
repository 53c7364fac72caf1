"""Names as rows of words, for asking which of them hold some words next to each other."""

from collections.abc import Sequence
from functools import lru_cache

from reader.articles.words import index_words


@lru_cache(maxsize=4_096)
def spaced(name: str) -> str:
    """The words of a name, as they are searched for, a blank before and after each."""
    return f" {index_words(name)} "


def row_of(tokens: Sequence[str], *, is_prefix: bool) -> str:
    """What `spaced` names hold that have these words next to each other; the last may go on."""
    return f" {' '.join(tokens)}{'' if is_prefix else ' '}"
