"""Articles as they come in: added, updated in place, or known already."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import apsw

from reader.articles.article import Article, ArticleId
from reader.articles.text import word_count
from reader.store.names import forget_names
from reader.store.packing import pack
from reader.store.schema import TEXT_CHANGED, UNDATED

Outcome = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article ready to be put on the shelf; made outside of any transaction."""

    article: Article
    changed_ns: int
    """When its file last changed, nanoseconds since 1970; 0 if that cannot be relied on."""
    size: int
    """Of its file, in bytes."""
    words: int
    digest: bytes
    """SHA-256 of the text's UTF-8 bytes."""
    packed: bytes
    """The text, packed with the primer that `shelve` is given."""


def arrival(article: Article, primer: bytes, *, changed_ns: int, size: int) -> Arrival:
    """Make an article ready: the costly part of storing it."""
    encoded = article.text.encode()
    return Arrival(
        article=article,
        changed_ns=changed_ns,
        size=size,
        words=word_count(article.text),
        digest=sha256(encoded).digest(),
        packed=pack(encoded, primer),
    )


def newest_primer(connection: apsw.Connection) -> tuple[int | None, bytes]:
    """Number and content of the primer for new texts; None and empty if there is none."""
    query = "SELECT id, content FROM primer ORDER BY id DESC LIMIT 1"
    return connection.execute(query).fetchone() or (None, b"")


def keep_primer(connection: apsw.Connection, primer: bytes) -> int:
    """Keep a primer for new texts, and a spare: no text can be read without; in a transaction."""
    connection.execute("INSERT INTO primer(content) VALUES(?)", (primer,))
    query = "INSERT INTO primer(content) VALUES(?) RETURNING id"
    number: int = connection.execute(query, (primer,)).get
    return number


def settled(connection: apsw.Connection, path: str, *, changed_ns: int, size: int) -> int | None:
    """Id of the article that this file is, if the file has not changed since it was read."""
    query = (
        "SELECT article FROM place WHERE folder = (SELECT id FROM folder WHERE path = ?)"
        " AND name = ? AND changed_ns = ? AND size = ?"
    )
    found: int | None = connection.execute(query, (*parted(path), changed_ns, size)).get
    return found


def shelve(
    connection: apsw.Connection, arrival: Arrival, primer: int | None, now: int
) -> tuple[ArticleId, Outcome, int | None]:
    """Add the article that a file is, update it in place, or note that it is known.

    Args:
        connection: Inside a transaction.
        arrival: What came.
        primer: Number of the primer that it is packed with.
        now: Seconds since 1970, UTC.

    Returns:
        The article's id and what was done, its marks stay; and the id of the article that
        the file was before, if another one.
    """
    if arrival.article.path is None:
        return *settle(connection, arrival, None, primer, now), None
    place = kept_place(connection, arrival.article.path)
    query = "SELECT article FROM place WHERE folder = ? AND name = ?"
    before: int | None = connection.execute(query, place).get
    number, outcome = settle(connection, arrival, before, primer, now)
    connection.execute(
        "INSERT INTO place VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(folder, name) DO UPDATE"
        " SET article = ?3, changed_ns = ?4, size = ?5",
        (*place, number, arrival.changed_ns, arrival.size),
    )
    return number, outcome, None if before == number else before


def settle(
    connection: apsw.Connection,
    arrival: Arrival,
    before: int | None,
    primer: int | None,
    now: int,
    *,
    can_update: bool | None = None,
) -> tuple[ArticleId, Outcome]:
    """As `shelve`, for what has come from any place.

    Args:
        connection: Inside a transaction.
        arrival: What came.
        before: The article that was read from this place the last time.
        primer: Number of the primer that it is packed with.
        now: Seconds since 1970, UTC.
        can_update: Whether `before` may be another text from here on; None: if it is at
            one place only.
    """
    same = known_by(connection, arrival.digest)
    if same is not None and (same != before or _is_described(connection, same, arrival)):
        return ArticleId(same), "unchanged"
    if can_update is None:
        can_update = before is not None and _is_only_place(connection, before)
    if before is not None and can_update:
        _update(connection, before, arrival, primer)
        return ArticleId(before), "updated"
    if same is not None:
        return ArticleId(same), "unchanged"
    return ArticleId(_insert(connection, arrival, primer, now)), "added"


def known_by(connection: apsw.Connection, digest: bytes) -> int | None:
    """Id of the article whose text has this digest."""
    number: int | None = connection.execute(
        "SELECT id FROM article WHERE digest = ?", (digest,)
    ).get
    return number


def put_back(
    connection: apsw.Connection, number: int, arrival: Arrival, primer: int | None, added: int
) -> int:
    """Put an article back under its number, in place of what is there; its marks stay.

    Args:
        connection: Inside a transaction.
        number: The number it had.
        arrival: The article.
        primer: Number of the primer that it is packed with.
        added: When it first came, seconds since 1970, UTC.

    Returns:
        The number it has: another one if the same text is there under that.
    """
    same = known_by(connection, arrival.digest)
    if same is not None:
        return same
    if connection.execute("SELECT 1 FROM article WHERE id = ?", (number,)).get:
        _update(connection, number, arrival, primer)
        return number
    return _insert(connection, arrival, primer, added, number)


def tag_all(connection: apsw.Connection, ids: Iterable[int], tag: str) -> None:
    """Give all these articles a tag."""
    connection.executemany("INSERT OR IGNORE INTO tag VALUES(?, ?)", ((n, tag) for n in ids))


def parted(path: str) -> tuple[bytes, bytes]:
    """A file's path as the library keeps it: of its folder, and its name."""
    folder, name = os.path.split(os.fsencode(path))
    return folder.rstrip(b"/"), name


def kept_place(connection: apsw.Connection, path: str) -> tuple[int, bytes]:
    """Number of a file's folder, which is new or not, and its name; in a transaction."""
    folder, name = parted(path)
    number = connection.execute("SELECT id FROM folder WHERE path = ?", (folder,)).get
    if number is None:
        query = "INSERT INTO folder(path) VALUES(?) RETURNING id"
        number = connection.execute(query, (folder,)).get
    return number, name


def _is_only_place(connection: apsw.Connection, number: int) -> bool:
    query = (
        "SELECT (SELECT count(*) FROM place WHERE article = ?1)"
        " + (SELECT count(*) FROM item WHERE article = ?1)"
    )
    return bool(connection.execute(query, (number,)).get == 1)


def _is_described(connection: apsw.Connection, number: int, arrival: Arrival) -> bool:
    """Whether all else is known of it than the text; of its date, what its file says."""
    query = (
        "SELECT title, author, url, language,"
        " coalesce((SELECT was FROM dated WHERE article = id), date) FROM article WHERE id = ?"
    )
    known = connection.execute(query, (number,)).fetchone()
    return known == (*_described(arrival.article), _date(arrival.article))


def _insert(
    connection: apsw.Connection,
    arrival: Arrival,
    primer: int | None,
    now: int,
    wanted: int | None = None,
) -> int:
    article = arrival.article
    source = connection.execute(
        "INSERT INTO source(name, articles, unread) VALUES(?, 1, 1) ON CONFLICT(name)"
        " DO UPDATE SET articles = articles + 1, unread = unread + 1 RETURNING id",
        (article.source,),
    ).get
    number: int = connection.execute(
        "INSERT INTO article(id, date, source, words, added, title, author, url, language,"
        " digest) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (wanted, _date(article), source, arrival.words, now, *_described(article), arrival.digest),
    ).get
    connection.execute("INSERT INTO body VALUES(?, ?, ?)", (number, primer, arrival.packed))
    tell_index(connection, number)
    return number


def _update(connection: apsw.Connection, number: int, arrival: Arrival, primer: int | None) -> None:
    article = arrival.article
    forget_names(connection, number)
    # A date that the user gave the article stands.
    query = "UPDATE dated SET was = ?1 WHERE article = ?2 RETURNING date"
    given: int | None = connection.execute(query, (_date(article), number)).get
    date = _date(article) if given is None else given
    connection.execute(
        "UPDATE article SET date = ?, words = ?, title = ?, author = ?, url = ?, language = ?,"
        " digest = ? WHERE id = ?",
        (date, arrival.words, *_described(article), arrival.digest, number),
    )
    query = "UPDATE body SET primer = ?, packed = ? WHERE article = ?"
    connection.execute(query, (primer, arrival.packed, number))
    tell_index(connection, number)


def _described(article: Article) -> tuple[str, str | None, str | None, str | None]:
    return article.title, article.author, article.url, article.language


def _date(article: Article) -> int:
    return UNDATED if article.published is None else article.published


def tell_index(connection: apsw.Connection, number: int) -> None:
    """Note that an article has changed, so that the index takes it over; in a transaction."""
    connection.execute("INSERT INTO change(article, op) VALUES(?, ?)", (number, TEXT_CHANGED))
