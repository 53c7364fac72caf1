"""Keeping the names that were found in articles, many in one transaction."""

from collections import Counter
from collections.abc import Sequence

import apsw

from reader.articles.article import ArticleId
from reader.articles.mention import Mention
from reader.store.mention_codec import KeptMention, encoded
from reader.store.names import alias_of, entity_of, forget_names, note_names_changed


class Keeping:
    """Keeps names; what is met again is not looked up again, and is counted once at the end.

    Args:
        connection: In a transaction, which `finish` has to be called in.
        recognizer: Who found them, as ``name/version``.
    """

    def __init__(self, connection: apsw.Connection, recognizer: str) -> None:
        self._connection = connection
        connection.execute("INSERT OR IGNORE INTO recognizer(name) VALUES(?)", (recognizer,))
        query = "SELECT id FROM recognizer WHERE name = ?"
        self._recognizer: int = connection.execute(query, (recognizer,)).get
        self._entities: dict[str, tuple[int, str]] = {}
        self._aliases: dict[tuple[int, str], int] = {}
        self._mentions = Counter[int]()
        self._articles = Counter[int]()
        self._written = Counter[int]()

    def keep(
        self,
        number: ArticleId,
        text: str,
        found: Sequence[Mention],
        *,
        ruled: Sequence[Mention] | None = None,
    ) -> None:
        """Keep what was found in an article, in place of what was kept before.

        Args:
            number: The article's id.
            text: Its text.
            found: By the recognizer, in order.
            ruled: After `reader.articles.ruling.with_corrections`, where that differs.
        """
        forget_names(self._connection, number)
        names = encoded(self._numbered(text, found, is_counted=ruled is None))
        corrected = None
        if ruled is not None:
            corrected = encoded(self._numbered(text, ruled, is_counted=True))
        self._connection.execute(
            "INSERT INTO naming(article, recognizer, mentions, ruled) VALUES(?, ?, ?, ?)",
            (number, self._recognizer, names, corrected),
        )
        note_names_changed(self._connection, number)

    def finish(self) -> None:
        """Count what was kept."""
        self._connection.executemany(
            "UPDATE entity SET mentions = mentions + ?, articles = articles + ? WHERE id = ?",
            ((self._mentions[one], self._articles[one], one) for one in sorted(self._mentions)),
        )
        self._connection.executemany(
            "UPDATE alias SET mentions = mentions + ? WHERE id = ?",
            ((self._written[one], one) for one in sorted(self._written)),
        )

    def _numbered(
        self, text: str, mentions: Sequence[Mention], *, is_counted: bool
    ) -> list[KeptMention]:
        """The mentions with the numbers of their aliases."""
        kept: list[KeptMention] = []
        entities = Counter[int]()
        for mention in mentions:
            entity, name = self._entity(mention)
            surface = " ".join(text[mention.start : mention.end].split())
            alias = self._aliases.get((entity, surface))
            if alias is None:
                alias = self._aliases[entity, surface] = alias_of(self._connection, entity, surface)
            entities[entity] += 1
            kept.append(KeptMention(mention, alias, "" if mention.name == name else mention.name))
        if is_counted:
            self._mentions.update(entities)
            self._articles.update(entities.keys())
            self._written.update(one.alias for one in kept)
        return kept

    def _entity(self, mention: Mention) -> tuple[int, str]:
        known = self._entities.get(mention.entity)
        if known is None:
            known = entity_of(self._connection, mention.entity, mention.name, mention.label)
            self._entities[mention.entity] = known
        return known
