"""Whether the user said anything of names; only then what knows it is imported."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

if TYPE_CHECKING:
    from reader.store.ruler import Ruler

WORD_LIST_NAME = "names.tsv"
"""In the library's folder: the user's own lexicon, as `reader.articles.word_list` reads it."""


@lru_cache(maxsize=8)
def rule_book(folder: Path) -> "RuleBook":
    """The one of the library in a folder, which everyone shares: it reads but once."""
    return RuleBook(folder)


class RuleBook:
    """The way to what the user of a library said of names.

    Args:
        folder: Of the library.
    """

    def __init__(self, folder: Path) -> None:
        self._list = folder / WORD_LIST_NAME
        self._ruler: Ruler | None = None

    def ruler(self, connection: apsw.Connection, news: str = "") -> "Ruler | None":
        """What knows it; None while nothing was said.

        Args:
            connection: To the truth, or to another file with the truth attached.
            news: Before the names of the truth's tables: empty, or ``news.``.
        """
        query = f"SELECT 1 FROM {news}about WHERE key IN ('rulings', 'word list')"  # noqa: S608 -- a name of ours
        if not self._list.exists() and not connection.execute(query).get:
            return None
        return self.always()

    def always(self) -> "Ruler":
        """What knows it, also that it is nothing."""
        if self._ruler is None:
            from reader.store.ruler import Ruler  # noqa: PLC0415 -- most libraries need none

            self._ruler = Ruler(self._list)
        return self._ruler
