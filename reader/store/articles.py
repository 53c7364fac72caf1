"""Articles as they are read: headlines for lists, whole articles, the library's counts."""

import os
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import apsw

from reader.articles.article import ArticleId, Headline, StoredArticle
from reader.errors import NoSuchArticle
from reader.store.database import Database
from reader.store.ids import typecode
from reader.store.packing import unpack
from reader.store.schema import GONE, READ, STARRED, UNDATED

_PATHS = """
SELECT path, name FROM place JOIN folder ON folder.id = folder WHERE article = ?1
UNION ALL SELECT path, name FROM item JOIN reading ON reading.id = reading
    JOIN folder ON folder.id = folder WHERE article = ?1
ORDER BY path, name LIMIT 100
"""

_LISTED_AT_ONCE = 4_000
_AT_ONCE = 500
"""Ids in one statement."""
_READ_AT_ONCE = 200
_READ_BYTES = 1_000_000
"""Of packed texts, three times as long when they are unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the library holds."""

    articles: int
    unread: int
    newest_id: int
    """Highest id of an article; 0 when there is none."""


def counts(connection: apsw.Connection) -> Counts:
    """The library's counts, from its counters."""
    query = "SELECT coalesce(sum(articles), 0), coalesce(sum(unread), 0) FROM source"
    articles, unread = connection.execute(query).get
    return Counts(articles=articles, unread=unread, newest_id=last_id(connection))


def last_id(connection: apsw.Connection) -> int:
    """The highest id of an article; 0 when there is none."""
    last: int = connection.execute("SELECT coalesce(max(id), 0) FROM article").get
    return last


def date_of(connection: apsw.Connection, number: int) -> int:
    """When an article appeared, seconds since 1970; `UNDATED` if that is not known."""
    date: int | None = connection.execute("SELECT date FROM article WHERE id = ?", (number,)).get
    return UNDATED if date is None else date


def title_of(connection: apsw.Connection, number: int) -> str:
    """The headline of an article; empty if there is none."""
    title: str | None = connection.execute("SELECT title FROM article WHERE id = ?", (number,)).get
    return title or ""


def listed(connection: apsw.Connection, limit: int = -1, *, up_to: int) -> "array[int]":
    """Ids of all articles, newest first.

    Args:
        connection: To the truth.
        limit: How many at most, -1 for all.
        up_to: None above this id, so that a list can be told again later.
    """
    query = "SELECT id FROM article WHERE id <= ? ORDER BY date DESC, id DESC LIMIT ?"
    return array(typecode(up_to), (row[0] for row in connection.execute(query, (up_to, limit))))


def listed_in_steps(connection: apsw.Connection, *, up_to: int) -> "Iterator[array[int]]":
    """The same of all articles, some at a time, so that it can be left off.

    SQLite joins the numbers: other threads run meanwhile, and no row becomes an object.
    """
    date, number = 1 << 62, 0
    while True:
        query = (
            "SELECT group_concat(id), count(*) FROM (SELECT id FROM article"
            " WHERE (date, id) < (?, ?) AND +id <= ? ORDER BY date DESC, id DESC LIMIT ?)"
        )
        bindings = (date, number, up_to, _LISTED_AT_ONCE)
        joined, count = connection.execute(query, bindings).get
        if not count:
            return
        step = array(typecode(up_to), map(int, joined.split(",")))
        yield step
        if count < _LISTED_AT_ONCE:
            return
        number = step[-1]
        date = connection.execute("SELECT date FROM article WHERE id = ?", (number,)).get


def headlines(connection: apsw.Connection, ids: Sequence[int]) -> list[Headline]:
    """The headlines of these articles, in the same order; ids that are gone are left out."""
    found: dict[int, Headline] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = tuple(ids[start : start + _AT_ONCE])
        marks = ",".join("?" * len(part))
        tags: dict[int, list[str]] = {}
        query = f"SELECT article, tag FROM tag WHERE article IN ({marks}) ORDER BY tag"  # noqa: S608 -- question marks only
        for article, tag in connection.execute(query, part):
            tags.setdefault(article, []).append(tag)
        query = (
            "SELECT a.id, a.title, s.name, a.date, a.author, a.url, a.words, a.flags"  # noqa: S608 -- question marks only
            f" FROM article a JOIN source s ON s.id = a.source WHERE a.id IN ({marks})"
        )
        for number, title, source, date, author, url, words, flags in connection.execute(
            query, part
        ):
            found[number] = Headline(
                id=number,
                title=title,
                source=source,
                published=None if date == UNDATED else date,
                author=author,
                url=url,
                words=words,
                is_read=bool(flags & READ),
                is_starred=bool(flags & STARRED),
                is_gone=bool(flags & GONE),
                tags=tuple(tags.get(number, ())),
            )
    return [found[number] for number in ids if number in found]


def headline(connection: apsw.Connection, number: ArticleId) -> Headline:
    """The headline of an article.

    Raises:
        NoSuchArticle: The library has none with this id.
    """
    found = headlines(connection, (number,)) if -(1 << 63) <= number < 1 << 63 else []
    if not found:
        raise NoSuchArticle(f"the library has no article {number}")
    return found[0]


def article(connection: apsw.Connection, number: ArticleId) -> StoredArticle:
    """A whole article.

    Raises:
        NoSuchArticle: The library has none with this id.
        apsw.CorruptError: Its text is torn.
    """
    shown = headline(connection, number)
    text = texts(connection, (number,)).get(number)
    if text is None:
        raise apsw.CorruptError(f"the text of article {number} is torn")
    return StoredArticle(
        headline=shown,
        text=text,
        path=_path(connection, number),
        digest=digest_of(connection, number) or "",
    )


def digest_of(connection: apsw.Connection, number: int) -> str | None:
    """The digest of an article's text, as in `StoredArticle`; None if there is no such article."""
    digest: bytes | None = connection.execute(
        "SELECT digest FROM article WHERE id = ?", (number,)
    ).get
    return None if digest is None else digest.hex()


def articles_in_steps(news: Database, ids: Sequence[int]) -> Iterator[StoredArticle]:
    """Whole articles in this order, few of them in memory at once.

    Those that are gone, and those whose text is torn, are left out.

    Raises:
        StoreError: While iterating: they cannot be read.
    """
    for start in range(0, len(ids), _READ_AT_ONCE):
        with news.snapshot() as connection:
            parts = list(_parts(connection, ids[start : start + _READ_AT_ONCE]))
        for part in parts:
            with news.snapshot() as connection:
                read = _whole(connection, part)
            yield from read


def _parts(connection: apsw.Connection, ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids in lists whose texts together, packed, are not too large, or a single one."""
    part: list[int] = []
    filled = 0
    for number in ids:
        query = "SELECT length(packed) FROM body WHERE article = ?"
        size: int = connection.execute(query, (number,)).get or 0
        if part and filled + size > _READ_BYTES:
            yield part
            part, filled = [], 0
        part.append(number)
        filled += size
    if part:
        yield part


def _whole(connection: apsw.Connection, ids: Sequence[int]) -> list[StoredArticle]:
    bodies = texts(connection, ids)
    return [
        StoredArticle(
            headline=shown,
            text=bodies[shown.id],
            path=_path(connection, shown.id),
            digest=digest_of(connection, shown.id) or "",
        )
        for shown in headlines(connection, ids)
        if shown.id in bodies
    ]


def _path(connection: apsw.Connection, number: int) -> str | None:
    """A file that an article was read from; of several, the first that is still there."""
    rows = connection.execute(_PATHS, (number,))
    paths = [os.fsdecode(b"/".join((folder, name))) for folder, name in rows]
    if len(paths) > 1:
        return next(filter(os.path.lexists, paths), paths[0])
    return paths[0] if paths else None


def texts(connection: apsw.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The texts of these articles by id; torn ones are left out."""
    found: dict[int, str] = {}
    primers: dict[int | None, bytes | None] = {None: None}
    for start in range(0, len(ids), _AT_ONCE):
        part = tuple(ids[start : start + _AT_ONCE])
        marks = ",".join("?" * len(part))
        query = f"SELECT article, packed, primer FROM body WHERE article IN ({marks})"  # noqa: S608 -- question marks only
        for number, packed, primer in connection.execute(query, part):
            if primer not in primers:
                # Not once for each text: it is longer than most of them.
                wanted = "SELECT content FROM primer WHERE id = ?"
                primers[primer] = connection.execute(wanted, (primer,)).get
            with suppress(apsw.CorruptError):
                found[number] = unpack(packed, primers[primer])
    return found
