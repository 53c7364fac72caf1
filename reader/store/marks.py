"""Marks on articles: read, starred, gone."""

from collections.abc import Sequence

import apsw

from reader.store.schema import READ


def mark(connection: apsw.Connection, ids: Sequence[int], bit: int, *, is_set: bool) -> None:
    """Set or clear a mark of articles (a bit of their flags); ids that are not there do nothing."""
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


def mark_read(connection: apsw.Connection, ids: Sequence[int], *, is_read: bool) -> None:
    """Mark articles as read, and with them their copies; or these articles as unread."""
    mark(connection, with_copies(connection, ids) if is_read else ids, READ, is_set=is_read)


def with_copies(connection: apsw.Connection, ids: Sequence[int]) -> list[int]:
    """These articles, and after them all of their stories that are not among them."""
    query = (
        "SELECT id FROM article WHERE story IN"
        " (SELECT story FROM article WHERE id IN (SELECT value FROM json_each(?)))"
    )
    others = connection.execute(query, (f"[{','.join(map(str, ids))}]",))
    return [*dict.fromkeys((*ids, *(row[0] for row in others)))]
