"""Mentions of entities in stored articles."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import NamedTuple

import apsw

from reader.articles.article import ArticleId
from reader.articles.mention import Mention
from reader.store.articles import counts
from reader.store.database import Database
from reader.store.mention_codec import KeptMention, decoded, encoded
from reader.store.schema import NAMES_CHANGED

_WALKED_AT_ONCE = 1_000
"""Articles; more would keep others waiting."""

_Place = tuple[int, int]
"""Date and id of an article."""
_BEFORE_ALL = (1 << 62, 0)
_REVIVED_AT_ONCE = 64
"""Mentions; a screen shows some thirty, and a long article has 100,000."""


class Kept(NamedTuple):
    """An article's names as they are kept."""

    found: bytes
    """What a recognizer found."""
    ruled: bytes | None
    """After the corrections that take the text to apply; None where they change nothing."""

    @property
    def shown(self) -> bytes:
        """What is read and counted."""
        return self.found if self.ruled is None else self.ruled


def kept_names(connection: apsw.Connection, number: int, recognizer: str) -> Kept | None:
    """What this recognizer found in an article; None if it has not read it yet."""
    row: tuple[bytes, bytes | None] | None = connection.execute(
        "SELECT mentions, ruled FROM naming n JOIN recognizer r ON r.id = n.recognizer"
        " WHERE article = ? AND r.name = ?",
        (number, recognizer),
    ).fetchone()
    return None if row is None else Kept(*row)


def revived(news: Database, kept: bytes) -> Iterator[tuple[Mention, str]]:
    """The mentions that are kept, in order, each with its name as written; some at a time.

    Raises:
        StoreError: While iterating: they are torn, or the library cannot be read.
    """
    entities: dict[int, tuple[str, str, str]] = {}
    every = decoded(kept)
    while True:
        with news.reading() as connection:
            some = list(islice(every, _REVIVED_AT_ONCE))
            unknown = {mention.alias for mention in some} - entities.keys()
            entities |= _entities(connection, unknown)
            if unknown - entities.keys():
                raise apsw.CorruptError("an article's names are torn: they have no entity")
        if not some:
            return
        for mention in some:
            key, name, surface = entities[mention.alias]
            yield mention.revived(key, name), surface


def keep_ruled(
    connection: apsw.Connection, number: int, text: str, ruled: Sequence[Mention] | None
) -> None:
    """Keep what corrections make of an article's names, beside what was found.

    Args:
        connection: In a transaction.
        number: Of an article whose names are kept.
        text: Its text.
        ruled: After `reader.articles.ruling.with_corrections`; None where nothing changes.
    """
    kept = any_kept(connection, number)
    corrected = None if ruled is None else _encoded(connection, text, ruled)
    if kept is None or kept.ruled == corrected:
        return
    _count_kept(connection, kept.shown, change=-1)
    _count_kept(connection, kept._replace(ruled=corrected).shown, change=1)
    connection.execute("UPDATE naming SET ruled = ? WHERE article = ?", (corrected, number))
    note_names_changed(connection, number)


def note_names_changed(connection: apsw.Connection, number: int) -> None:
    """Have the index take an article's names over; in a transaction."""
    connection.execute("INSERT INTO change(article, op) VALUES(?, ?)", (number, NAMES_CHANGED))


def forget_names(connection: apsw.Connection, number: int) -> None:
    """Drop what was found in an article, from the counts too."""
    kept = any_kept(connection, number)
    if kept is not None:
        _count_kept(connection, kept.shown, change=-1)
        connection.execute("DELETE FROM naming WHERE article = ?", (number,))


def unnamed(
    news: Database, recognizer: str, is_stopped: Callable[[], bool] = lambda: False
) -> Iterator[ArticleId]:
    """Ids of the articles that a recognizer has not read, newest first.

    Args:
        news: The truth; walked beside those who read it.
        recognizer: As ``name/version``.
        is_stopped: Asked after every `_WALKED_AT_ONCE` articles.
    """
    with closing(news.walker()) as walker:
        with walker.snapshot() as connection:
            is_done = count_named(connection, recognizer) == counts(connection).articles
            after = None if is_done else _BEFORE_ALL
        while after is not None and not is_stopped():
            with walker.reading() as connection:
                found, after = _step(connection, recognizer, after)
            yield from found


def count_named(connection: apsw.Connection, recognizer: str) -> int:
    """How many articles a recognizer has read."""
    query = (
        "SELECT count(*) FROM naming WHERE recognizer = (SELECT id FROM recognizer WHERE name = ?)"
    )
    count: int = connection.execute(query, (recognizer,)).get
    return count


def _step(
    connection: apsw.Connection, recognizer: str, after: _Place
) -> tuple[list[ArticleId], _Place | None]:
    """Those not read of the articles that follow a place, and the last place looked at."""
    query = (
        "SELECT a.id, a.date, EXISTS(SELECT 1 FROM naming INDEXED BY naming_by_recognizer"
        " WHERE recognizer = (SELECT id FROM recognizer WHERE name = ?) AND article = a.id)"
        " FROM article a WHERE (date, id) < (?, ?) ORDER BY date DESC, id DESC LIMIT ?"
    )
    bindings = (recognizer, *after, _WALKED_AT_ONCE)
    rows: list[tuple[int, int, int]] = list(connection.execute(query, bindings))
    last = (rows[-1][1], rows[-1][0]) if len(rows) == _WALKED_AT_ONCE else None
    return [ArticleId(number) for number, _, is_named in rows if not is_named], last


def any_kept(connection: apsw.Connection, number: int) -> Kept | None:
    """What any recognizer found in an article; None if none has read it."""
    query = "SELECT mentions, ruled FROM naming WHERE article = ?"
    row: tuple[bytes, bytes | None] | None = connection.execute(query, (number,)).fetchone()
    return None if row is None else Kept(*row)


def _encoded(connection: apsw.Connection, text: str, mentions: Sequence[Mention]) -> bytes:
    kept: list[KeptMention] = []
    for mention in mentions:
        entity, name = entity_of(connection, mention.entity, mention.name, mention.label)
        alias = alias_of(connection, entity, text[mention.start : mention.end])
        kept.append(KeptMention(mention, alias, "" if mention.name == name else mention.name))
    return encoded(kept)


def _entities(
    connection: apsw.Connection, aliases: Collection[int]
) -> dict[int, tuple[str, str, str]]:
    """Key and name of the entity of each alias, and the alias as written."""
    query = (
        "SELECT a.id, e.key, e.name, a.surface FROM alias a JOIN entity e ON e.id = a.entity"  # noqa: S608 -- question marks only
        f" WHERE a.id IN ({','.join('?' * len(aliases))})"
    )
    found = connection.execute(query, tuple(aliases))
    return {alias: (key, name, surface) for alias, key, name, surface in found}


def entity_of(connection: apsw.Connection, key: str, name: str, label: str) -> tuple[int, str]:
    """Number and name of the entity with a key, made if there is none; in a transaction."""
    query = "SELECT id, name FROM entity WHERE key = ?"
    row: tuple[int, str] | None = connection.execute(query, (key,)).fetchone()
    if row is None:
        insert = "INSERT INTO entity(key, name, label) VALUES(?, ?, ?)"
        connection.execute(insert, (key, name, label))
        row = connection.last_insert_rowid(), name
    return row


def alias_of(connection: apsw.Connection, entity: int, surface: str) -> int:
    """Number of an entity's name as it is written, made if there is none; in a transaction."""
    written = entity, " ".join(surface.split())
    query = "SELECT id FROM alias WHERE entity = ? AND surface = ?"
    number: int | None = connection.execute(query, written).get
    if number is None:
        connection.execute("INSERT INTO alias(entity, surface) VALUES(?, ?)", written)
        number = connection.last_insert_rowid()
    return number


def _count_kept(connection: apsw.Connection, kept: bytes, *, change: int) -> None:
    aliases = Counter(mention.alias for mention in decoded(kept))
    entities = Counter[int]()
    for alias, times in aliases.items():
        entities[connection.execute("SELECT entity FROM alias WHERE id = ?", (alias,)).get] += times
    _count(connection, entities, aliases, change=change)


def _count(
    connection: apsw.Connection, entities: Counter[int], aliases: Counter[int], *, change: int
) -> None:
    connection.executemany(
        "UPDATE entity SET mentions = mentions + ?, articles = articles + ? WHERE id = ?",
        ((times * change, change, entity) for entity, times in entities.items()),
    )
    connection.executemany(
        "UPDATE alias SET mentions = mentions + ? WHERE id = ?",
        ((times * change, alias) for alias, times in aliases.items()),
    )
