"""Files that hold many articles: how far they were read, and which article each item is.

A volume's items are known by keys of their own, so that a volume that has changed is read
anew without losing what was done to its articles.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple, Self

import apsw

from reader.articles.article import ArticleId
from reader.store.editions import settle_edition
from reader.store.shelving import Arrival, Outcome, kept_place, parted, settle

Point = tuple[int, int, int]
"""How far a volume was read: members, items of the next one, bytes of that."""

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A file that holds many articles, as it was when it was read."""

    path: str
    changed_ns: int
    """When it had last changed, nanoseconds since 1970; 0 if that cannot be relied on."""
    size: int
    """In bytes."""
    point: Point
    is_whole: bool
    """Whether all of it was read."""
    is_anew: bool
    """Whether it had been read before it changed."""


def known_volume(connection: apsw.Connection, path: str) -> tuple[int, Volume] | None:
    """The volume that was read from a file, with its number."""
    row = connection.execute(
        "SELECT id, changed_ns, size, member, item, position, is_whole, is_anew"
        " FROM reading"
        " WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ?",
        parted(path),
    ).fetchone()
    if row is None:
        return None
    number, changed_ns, size, member, item, position, is_whole, is_anew = row
    return number, Volume(
        path=path,
        changed_ns=changed_ns,
        size=size,
        point=(member, item, position),
        is_whole=bool(is_whole),
        is_anew=bool(is_anew),
    )


def keep_volume(connection: apsw.Connection, volume: Volume) -> int:
    """Note how far a volume has been read; in the transaction that keeps what was read.

    Returns:
        Its number.
    """
    number: int = connection.execute(
        "INSERT INTO reading(folder, name, changed_ns, size, member, item, position, is_whole,"
        " is_anew) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(folder, name)"
        " DO UPDATE SET"
        " changed_ns = ?3, size = ?4, member = ?5, item = ?6, position = ?7, is_whole = ?8,"
        " is_anew = ?9"
        " RETURNING id",
        (
            *kept_place(connection, volume.path),
            volume.changed_ns,
            volume.size,
            *volume.point,
            volume.is_whole,
            volume.is_anew,
        ),
    ).get
    return number


def articles_of(connection: apsw.Connection, volume: int, *, after: int) -> list[ArticleId]:
    """Some of the articles of a volume, in order of id.

    Args:
        connection: To the truth.
        volume: Its number.
        after: The id that theirs follow; 0 for the first ones.
    """
    query = (
        "SELECT DISTINCT article FROM item WHERE reading = ? AND article > ?"
        " ORDER BY article LIMIT ?"
    )
    return [row[0] for row in connection.execute(query, (volume, after, _AT_ONCE))]


def item_key(member: Sequence[str], key: str) -> int:
    """What tells an item from all others of its volume: a signed number of 64 bits.

    Args:
        member: The names of the archives' members that it is in.
        key: Which item of the member it is.
    """
    hashed = blake2b(digest_size=8)
    for part in (*member, key):
        encoded = part.encode(errors="surrogatepass")
        hashed.update(b"%d:" % len(encoded) + encoded)
    return int.from_bytes(hashed.digest(), signed=True)


class Items:
    """Which articles the items of a volume were the last time: 18 bytes an item.

    Of items that share a key each is taken once, in the order in which they came.
    """

    def __init__(self) -> None:
        self._keys = array("q")
        self._articles = array("q")
        self._taken = bytearray()
        self._kept = bytearray()

    @classmethod
    def of(cls, connection: apsw.Connection, volume: int) -> Self:
        """The items of a volume that was read before."""
        items = cls()
        query = "SELECT key, article FROM item WHERE reading = ? ORDER BY key, article"
        for key, article in connection.execute(query, (volume,)):
            items._keys.append(key)
            items._articles.append(article)
        items._taken = bytearray(len(items._keys))
        items._kept = bytearray(len(items._keys))
        return items

    def at(self, key: int) -> int:
        """The article that the first item with this key was; 0 if there is none."""
        place = bisect_left(self._keys, key)
        is_there = place < len(self._keys) and self._keys[place] == key
        return self._articles[place] if is_there else 0

    def take(self, key: int) -> int | None:
        """The article that the item with this key was; None if there is none (any more)."""
        place = bisect_left(self._keys, key)
        while place < len(self._keys) and self._keys[place] == key:
            if not self._taken[place]:
                self._taken[place] = True
                return self._articles[place]
            place += 1
        return None

    def keep(self, key: int, article: int) -> None:
        """Note that the item with this key is this article, as one was the last time or not."""
        place = bisect_left(self._keys, key)
        while place < len(self._keys) and self._keys[place] == key:
            if self._articles[place] == article:
                self._kept[place] = True
            place += 1

    def left(self, *, were_taken: bool) -> Iterator[tuple[int, int]]:
        """Keys and articles of the items that were not kept.

        Args:
            were_taken: Only those that another article has come in place of.
        """
        for place, is_kept in enumerate(self._kept):
            if not is_kept and (self._taken[place] or not were_taken):
                yield self._keys[place], self._articles[place]


class Spot(NamedTuple):
    """Where in its volume an item is, and what was there."""

    key: int
    """Of the item."""
    was: int | None
    """The article that it was the last time."""
    is_matched: bool
    """Whether that was found out by the texts of the whole volume, which has it once."""


def shelve_item(
    connection: apsw.Connection,
    arrival: Arrival,
    volume: int,
    spot: Spot,
    *,
    primer: int | None,
    now: int,
) -> tuple[ArticleId, Outcome]:
    """As `reader.store.shelving.shelve`, for an item of a volume.

    What was there the last time is still noted to be, until `forget_items`.

    Args:
        connection: Inside a transaction.
        arrival: What came.
        volume: Number of the volume.
        spot: Of the item.
        primer: Number of the primer that it is packed with.
        now: Seconds since 1970, UTC.
    """
    was, edition = spot.was, arrival.article.edition
    if edition is not None:
        number, outcome = settle_edition(connection, arrival, edition, was, primer=primer, now=now)
    else:
        can_update = None
        if was is not None and spot.is_matched:
            can_update = not _is_elsewhere(connection, was, volume)
        number, outcome = settle(connection, arrival, was, primer, now, can_update=can_update)
    query = "INSERT OR IGNORE INTO item VALUES(?, ?, ?)"
    connection.execute(query, (volume, number, spot.key))
    return number, outcome


def _is_elsewhere(connection: apsw.Connection, number: int, volume: int) -> bool:
    """Whether an article is in another file than a volume, too."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM place WHERE article = ?1)"
        " OR EXISTS (SELECT 1 FROM item WHERE article = ?1 AND reading <> ?2)"
    )
    return bool(connection.execute(query, (number, volume)).get)


def forget_items(
    connection: apsw.Connection, volume: int, items: Sequence[tuple[int, int]]
) -> None:
    """Forget items that a volume has no more, by their keys and articles; in a transaction."""
    query = "DELETE FROM item WHERE reading = ? AND article = ? AND key = ?"
    connection.executemany(query, ((volume, article, key) for key, article in items))
