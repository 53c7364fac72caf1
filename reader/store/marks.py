"""The reader's own marks on articles: read, starred."""

from collections.abc import Sequence

import apsw

from reader.store.schema import READ


def mark(connection: apsw.Connection, ids: Sequence[int], bit: int, *, is_set: bool) -> None:
    """Set or clear a mark of articles (`READ` or `STARRED`); ids that are gone do nothing."""
    wanted, change = (bit, 1) if is_set else (0, -1)
    for number in ids:
        source = connection.execute(
            "UPDATE article SET flags = (flags & ~?1) | ?2 WHERE id = ?3 AND flags & ?1 <> ?2"
            " RETURNING source",
            (bit, wanted, number),
        ).get
        if source is not None and bit == READ:
            query = "UPDATE source SET unread = unread - ? WHERE id = ?"
            connection.execute(query, (change, source))
