"""Putting what was rescued of a torn library into a whole one; its word is the newer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import apsw

from reader.store.corrections import put_back_correction
from reader.store.database import Database
from reader.store.dating import give_date
from reader.store.marks import mark
from reader.store.packing import primer_from
from reader.store.schema import READ, STARRED, set_seeded
from reader.store.shelving import arrival, keep_primer, newest_primer, put_back
from reader.store.wreck import Rescued, Wreck

_AT_ONCE = 500
"""Articles in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What the library holds in the end."""

    articles: int
    rescued: int
    """Of these, how many texts could be read in the torn file."""
    marked: int
    """Of these, how many are read, starred or tagged."""
    lost: int
    """Articles that were in the torn file, as far as it tells, and are nowhere now."""


def join(library: Database, wreck: Wreck) -> Joined:
    """Put articles, marks and all that the user wrote into a library, which may hold some."""
    numbers: dict[int, int] = {}
    for part in _in_parts(wreck.articles()):
        with library.writing() as connection:
            _put_back(connection, part, numbers)
    with library.writing(is_synced=True) as connection:
        _join_marks(connection, wreck)
        for number, tag in wreck.tags:
            query = "INSERT OR IGNORE INTO tag SELECT id, ? FROM article WHERE id = ?"
            connection.execute(query, (tag, numbers.get(number, number)))
        _join_writings(connection, wreck, numbers)
        _join_places(connection, wreck, numbers)
        set_seeded(connection)
        return _joined(connection, wreck, numbers)


def _in_parts(articles: Iterable[Rescued]) -> Iterator[list[Rescued]]:
    part: list[Rescued] = []
    for one in articles:
        part.append(one)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    yield part


def _put_back(connection: apsw.Connection, part: list[Rescued], numbers: dict[int, int]) -> None:
    primer, content = newest_primer(connection)
    if primer is None:
        content = primer_from([one.article.text for one in part])
        primer = keep_primer(connection, content) if content else None
    for one in part:
        ready = arrival(one.article, content, changed_ns=0, size=0)
        numbers[one.number] = put_back(connection, one.number, ready, primer, one.added)


def _join_marks(connection: apsw.Connection, wreck: Wreck) -> None:
    for digest, flags in wreck.marks():
        number = connection.execute("SELECT id FROM article WHERE digest = ?", (digest,)).get
        if number is not None:
            for bit in (READ, STARRED):
                mark(connection, [number], bit, is_set=bool(flags & bit))


def _join_writings(connection: apsw.Connection, wreck: Wreck, numbers: dict[int, int]) -> None:
    for number, (text, changed) in wreck.notes.items():
        query = "INSERT OR REPLACE INTO note SELECT id, ?, ? FROM article WHERE id = ?"
        connection.execute(query, (text, changed, numbers.get(number, number)))
    for number, (date, was) in wreck.dates.items():
        give_date(connection, numbers.get(number, number), date, was)
    _join_corrections(connection, wreck, numbers)
    for entity, watch in wreck.watches.items():
        connection.execute("INSERT OR IGNORE INTO watch VALUES(?, ?, ?, ?)", (entity, *watch))
    for name, asked in wreck.searches.items():
        connection.execute(
            "INSERT INTO saved(name, query, place) SELECT ?, ?, coalesce(max(place), 0) + 1"
            " FROM saved WHERE true ON CONFLICT(name) DO UPDATE SET query = excluded.query",
            (name, asked),
        )


def _join_corrections(connection: apsw.Connection, wreck: Wreck, numbers: dict[int, int]) -> None:
    """Those that are there already keep their places; they are all applied anew."""
    connection.execute("UPDATE correction SET is_settled = 0")
    for _, (article, correction) in sorted(wreck.corrections.items(), key=lambda made: made[0]):
        put_back_correction(
            connection, correction, None if article is None else numbers.get(article, article)
        )


def _join_places(connection: apsw.Connection, wreck: Wreck, numbers: dict[int, int]) -> None:
    for folder, name, number in wreck.places():
        connection.execute("INSERT OR IGNORE INTO folder(path) VALUES(?)", (folder,))
        # Without a time of change, so that the file is looked at when it is added again.
        connection.execute(
            "INSERT OR REPLACE INTO place SELECT f.id, ?, a.id, 0, 0 FROM folder f, article a"
            " WHERE f.path = ? AND a.id = ?",
            (name, folder, numbers.get(number, number)),
        )


def _joined(connection: apsw.Connection, wreck: Wreck, numbers: dict[int, int]) -> Joined:
    present = dict(connection.execute("SELECT digest, id FROM article"))
    query = "SELECT count(*) FROM article WHERE flags & ? OR id IN (SELECT article FROM tag)"
    return Joined(
        articles=len(present),
        rescued=len({*numbers.values()}),
        marked=connection.execute(query, (READ | STARRED,)).get,
        lost=wreck.lost({*present.values()}, present),
    )
