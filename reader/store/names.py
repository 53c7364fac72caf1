"""Mentions of entities in stored articles."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from itertools import islice

import apsw

from reader.articles.article import ArticleId
from reader.articles.mention import Mention
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


def kept_names(connection: apsw.Connection, number: ArticleId, recognizer: str) -> bytes | None:
    """What this recognizer found in an article, as it is kept; None if it has not read it yet."""
    kept: bytes | None = connection.execute(
        "SELECT mentions FROM naming n JOIN recognizer r ON r.id = n.recognizer"
        " WHERE article = ? AND r.name = ?",
        (number, recognizer),
    ).get
    return kept


def revived(news: Database, kept: bytes) -> Iterator[Mention]:
    """The mentions that are kept, in order, looked up some at a time.

    Raises:
        StoreError: While iterating: they are torn, or the library cannot be read.
    """
    entities: dict[int, tuple[str, str]] = {}
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
            yield mention.revived(*entities[mention.alias])


def keep_names(
    connection: apsw.Connection,
    number: ArticleId,
    text: str,
    recognizer: str,
    found: Sequence[Mention],
) -> None:
    """Keep what a recognizer found in an article's text, in place of what was kept before."""
    forget_names(connection, number)
    entities = Counter[int]()
    aliases = Counter[int]()
    kept: list[KeptMention] = []
    for mention in found:
        entity, name = _entity(connection, mention)
        alias = _alias(connection, entity, text[mention.start : mention.end])
        entities[entity] += 1
        aliases[alias] += 1
        kept.append(KeptMention(mention, alias, "" if mention.name == name else mention.name))
    _count(connection, entities, aliases, change=1)
    connection.execute("INSERT OR IGNORE INTO recognizer(name) VALUES(?)", (recognizer,))
    connection.execute(
        "INSERT INTO naming(article, recognizer, mentions)"
        " SELECT ?, id, ? FROM recognizer WHERE name = ?",
        (number, encoded(kept), recognizer),
    )
    connection.execute("INSERT INTO change(article, op) VALUES(?, ?)", (number, NAMES_CHANGED))


def forget_names(connection: apsw.Connection, number: int) -> None:
    """Drop what was found in an article, from the counts too."""
    kept = connection.execute("SELECT mentions FROM naming WHERE article = ?", (number,)).get
    if kept is None:
        return
    aliases = Counter(mention.alias for mention in decoded(kept))
    entities = Counter[int]()
    for alias, times in aliases.items():
        entities[connection.execute("SELECT entity FROM alias WHERE id = ?", (alias,)).get] += times
    _count(connection, entities, aliases, change=-1)
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
            after = None if _are_all_named(connection, recognizer) else _BEFORE_ALL
        while after is not None and not is_stopped():
            with walker.reading() as connection:
                found, after = _step(connection, recognizer, after)
            yield from found


def _are_all_named(connection: apsw.Connection, recognizer: str) -> bool:
    query = (
        "SELECT (SELECT count(*) FROM naming WHERE recognizer ="
        " (SELECT id FROM recognizer WHERE name = ?)) = (SELECT sum(articles) FROM source)"
    )
    return bool(connection.execute(query, (recognizer,)).get)


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


def _entities(connection: apsw.Connection, aliases: Collection[int]) -> dict[int, tuple[str, str]]:
    """Key and name of the entity of each alias."""
    query = (
        "SELECT a.id, e.key, e.name FROM alias a JOIN entity e ON e.id = a.entity"  # noqa: S608 -- question marks only
        f" WHERE a.id IN ({','.join('?' * len(aliases))})"
    )
    found = connection.execute(query, tuple(aliases))
    return {alias: (key, name) for alias, key, name in found}


def _entity(connection: apsw.Connection, mention: Mention) -> tuple[int, str]:
    number, name = connection.execute(
        "INSERT INTO entity(key, name, label) VALUES(?, ?, ?)"
        " ON CONFLICT(key) DO UPDATE SET key = key RETURNING id, name",
        (mention.entity, mention.name, mention.label),
    ).get
    return number, name


def _alias(connection: apsw.Connection, entity: int, surface: str) -> int:
    number: int = connection.execute(
        "INSERT INTO alias(entity, surface) VALUES(?, ?)"
        " ON CONFLICT(entity, surface) DO UPDATE SET surface = surface RETURNING id",
        (entity, " ".join(surface.split())),
    ).get
    return number


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
