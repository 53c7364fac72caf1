"""Putting the names of an archive's articles into its library, all at once."""

from collections import Counter
from collections.abc import Iterable

import apsw

from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.store.mention_codec import KeptMention, encoded
from reader.store.schema import NAMES_CHANGED
from tests.bench.archive import Entry


class Planter:
    """Writes what keeping the names of one article after the other would have written.

    A hundred thousand articles take a minute that way; everything but the articles' own rows
    waits in memory until `finish`.
    """

    def __init__(self) -> None:
        self._entities: dict[str, int] = {}
        self._aliases: dict[tuple[int, str], int] = {}
        self._described: list[tuple[int, str, str, str]] = []
        self._mentions, self._articles = Counter[int](), Counter[int]()
        self._alias_mentions = Counter[int]()

    def plant(self, connection: apsw.Connection, entries: Iterable[Entry]) -> None:
        """Keep the names of articles; in a transaction.

        Args:
            connection: The library's file.
            entries: The article with number n has the id n + 1.
        """
        connection.execute("INSERT OR IGNORE INTO recognizer VALUES(1, ?)", (DEFAULT_ID,))
        rows = [(entry.number + 1, 1, self._encoded(entry)) for entry in entries]
        query = "INSERT INTO naming(article, recognizer, mentions) VALUES(?, ?, ?)"
        connection.executemany(query, rows)
        changes = ((article, NAMES_CHANGED) for article, _, _ in rows)
        connection.executemany("INSERT INTO change(article, op) VALUES(?, ?)", changes)

    def finish(self, connection: apsw.Connection) -> None:
        """Write down the entities and their aliases; in a transaction."""
        connection.executemany(
            "INSERT INTO entity VALUES(?, ?, ?, ?, ?, ?)",
            ((*row, self._mentions[row[0]], self._articles[row[0]]) for row in self._described),
        )
        connection.executemany(
            "INSERT INTO alias VALUES(?, ?, ?, ?)",
            (
                (number, entity, surface, self._alias_mentions[number])
                for (entity, surface), number in self._aliases.items()
            ),
        )

    def _encoded(self, entry: Entry) -> bytes:
        text = entry.article.text
        kept: list[KeptMention] = []
        seen: set[int] = set()
        for mention in entry.mentions:
            entity = self._entity(mention)
            surface = entity, text[mention.start : mention.end]
            alias = self._aliases.setdefault(surface, len(self._aliases) + 1)
            kept.append(KeptMention(mention, alias, ""))
            self._mentions[entity] += 1
            self._alias_mentions[alias] += 1
            seen.add(entity)
        self._articles.update(seen)
        return encoded(kept)

    def _entity(self, mention: Mention) -> int:
        number = self._entities.get(mention.entity)
        if number is None:
            number = self._entities[mention.entity] = len(self._entities) + 1
            self._described.append((number, mention.entity, mention.name, mention.label))
        return number
