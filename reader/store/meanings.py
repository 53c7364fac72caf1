"""What the words of a query stand for in one library: its words, names, sources, tags."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import apsw

from reader.articles.entity import entity_key
from reader.articles.folding import fold_tag, quotable
from reader.articles.mention import Kind
from reader.articles.nodes import From
from reader.store.index_file import KIND
from reader.store.name_words import row_of, spaced

if TYPE_CHECKING:
    from reader.store.ruled import RuledEntities

MOST_WORDS = 512
"""Words that a prefix is completed to, at most; one with more is asked for as a prefix."""
_BEYOND = "\U0010ffff"


class Meanings:
    """Looks up what a query's words stand for.

    Args:
        connection: To the index with the truth attached as ``news``, or to the truth.
        news: Before the names of the truth's tables.
        ruled: What the user said of names; None for nothing.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        news: str = "news.",
        ruled: "RuledEntities | None" = None,
    ) -> None:
        self.connection = connection
        self.news = news
        self._ruled = ruled

    def completions(self, prefix: str) -> list[str] | None:
        """The words of the index that begin so; None if they are more than `MOST_WORDS`."""
        query = "SELECT term FROM term WHERE term >= ? AND term < ? LIMIT ?"
        bounds = (prefix, prefix + _BEYOND, MOST_WORDS + 1)
        found = [row[0] for row in self.connection.execute(query, bounds)]
        return found if len(found) <= MOST_WORDS else None

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many articles, about, each of these words is; those that are in none left out."""
        query = "SELECT term, df FROM term WHERE term IN (SELECT value FROM json_each(?))"
        return dict(self.connection.execute(query, (json.dumps([*words]),)))

    def most_articles(self) -> int:
        """No word is in more articles than these."""
        query = f"SELECT coalesce(max(id), 0) FROM {self.news}article"  # noqa: S608 -- a name of ours
        most: int = self.connection.execute(query).get
        return most

    def entities(
        self, kind: Kind | None, tokens: Sequence[str], most: int, *, is_prefix: bool
    ) -> list[int]:
        """Numbers of the entities that have these words, in a row, in one of their names.

        Args:
            kind: Of the entities; None: any.
            tokens: One or more.
            most: Of more than so many, those in most articles.
            is_prefix: The last token may go on.
        """
        asked = quoted(" ".join(tokens)) + "*" * is_prefix
        if kind is not None:
            asked += f" AND {quoted(KIND + kind)}"
        query = "SELECT rowid FROM name WHERE name MATCH ? LIMIT ?"
        found = [row[0] for row in self.connection.execute(query, (asked, most + 1))]
        if len(found) > most:
            found = self._most_mentioned(asked, most)
        if self._ruled is not None:
            return self._ruled.meant(found, kind, tokens, is_prefix=is_prefix)
        return found

    def _most_mentioned(self, asked: str, most: int) -> list[int]:
        query = (
            f"SELECT n.rowid FROM name n JOIN {self.news}entity e ON e.id = n.rowid"  # noqa: S608 -- a name of ours
            " WHERE n.name MATCH ? ORDER BY e.articles DESC, e.id LIMIT ?"
        )
        return [row[0] for row in self.connection.execute(query, (asked, most))]

    def entities_named(self, kind: Kind | None, name: str) -> list[int]:
        """Numbers of the entities of this very name: of one kind, or None: of any."""
        keys = [entity_key(one, name) for one in (Kind if kind is None else (kind,))]
        query = f"SELECT id FROM {self.news}entity WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608 -- a name of ours
        found = [row[0] for row in self.connection.execute(query, (json.dumps(keys),))]
        if self._ruled is not None:
            return self._ruled.meant(found, kind, (), is_prefix=False)
        return found

    def sources(self, asked: From) -> list[int]:
        """Numbers of the sources whose names have these words in a row, or of that very name."""
        query = f"SELECT id, name FROM {self.news}source"  # noqa: S608 -- a name of ours
        known = self.connection.execute(query)
        if asked.name:
            return [number for number, name in known if quotable(name) == asked.name]
        row = row_of(asked.tokens, is_prefix=asked.is_prefix)
        return [number for number, name in known if row in spaced(name)]

    def tags(self, tag: str, *, is_prefix: bool) -> list[str]:
        """The tags, as they are written, that are this one when folded, or begin so."""
        folded = ((written, fold_tag(written)) for written in self._tags())
        return [
            written
            for written, known in folded
            if (known.startswith(tag) if is_prefix else known == tag)
        ]

    def _tags(self) -> Iterator[str]:
        # Each step skips all articles that have one tag.
        query = f"SELECT min(tag) FROM {self.news}tag WHERE tag > ?"  # noqa: S608 -- a name of ours
        tag = self.connection.execute(query, ("",)).get
        while tag is not None:
            yield tag
            tag = self.connection.execute(query, (tag,)).get


def quoted(words: str) -> str:
    """Words as a phrase of a full-text expression, whatever they are."""
    return '"' + words.replace('"', '""') + '"'
