"""Editions of an item that an agency sends again and again: one article, the latest of them."""

from hashlib import blake2b

import apsw

from reader.articles.article import ArticleId, Edition
from reader.store.shelving import Arrival, Outcome, settle


def settle_edition(
    connection: apsw.Connection,
    arrival: Arrival,
    edition: Edition,
    before: int | None,
    *,
    primer: int | None,
    now: int,
) -> tuple[ArticleId, Outcome]:
    """As `reader.store.shelving.settle`, for an edition, from whatever file it comes.

    A later one is put in place of the one that is there; an earlier one changes nothing.

    Args:
        connection: Inside a transaction.
        arrival: What came.
        edition: Which it is.
        before: The article that was read from this place the last time.
        primer: Number of the primer that it is packed with.
        now: Seconds since 1970, UTC.
    """
    key = _key(edition)
    query = "SELECT article, version FROM edition WHERE key = ?"
    article, version = connection.execute(query, (key,)).fetchone() or (None, 0)
    if article is not None and edition.version < version:
        return ArticleId(article), "unchanged"
    if article is not None and edition.version > version:
        before = article
    is_same = before is not None and before == article
    number, outcome = settle(
        connection, arrival, before, primer, now, can_update=True if is_same else None
    )
    if (number, edition.version) != (article, version):
        connection.execute(
            "INSERT OR REPLACE INTO edition VALUES(?, ?, ?)", (key, number, edition.version)
        )
    return number, outcome


def _key(edition: Edition) -> int:
    digest = blake2b(edition.item.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
