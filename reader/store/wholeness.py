"""Whether a library's file is whole: its pages, and each text by its checksum."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import apsw

from reader.errors import QueryInterrupted, StoreError
from reader.store.database import Access, Database
from reader.store.packing import unpack
from reader.store.schema import VERSION, recognise

_SAMPLE = 2_000
"""Texts whose checksums are compared, unless all are asked for."""
_LOOKS_AFTER = 1_000
"""Steps of SQLite's machine after which it is asked whether to stop: well below 1 ms."""


class Texts(NamedTuple):
    """Texts that were compared with their checksums."""

    looked_at: int
    torn: list[int]
    """Ids of the articles whose texts are not as they came in."""


def compared_texts(connection: apsw.Connection, limit: int = _SAMPLE) -> Texts:
    """Compare a random sample of texts with their checksums.

    Args:
        connection: To the truth.
        limit: How many at most; -1 for all.
    """
    query = (
        "SELECT a.id, a.digest, b.packed, p.content FROM article a"
        " LEFT JOIN body b ON b.article = a.id LEFT JOIN primer p ON p.id = b.primer"
        " WHERE a.id IN (SELECT id FROM article ORDER BY random() LIMIT ?)"
    )
    looked_at = 0
    torn: list[int] = []
    for number, digest, packed, primer in connection.execute(query, (limit,)):
        looked_at += 1
        if not is_text_whole(digest, packed, primer):
            torn.append(number)
    return Texts(looked_at, torn)


def is_text_whole(digest: bytes, packed: bytes | None, primer: bytes | None) -> bool:
    """Whether a packed text has this checksum."""
    from hashlib import sha256  # noqa: PLC0415 -- it loads OpenSSL, and most starts compare nothing

    try:
        return sha256(unpack(packed, primer).encode()).digest() == digest
    except apsw.CorruptError:
        return False


@contextmanager
def read_copy(
    path: Path, *, is_stopped: Callable[[], bool] | None = None, access: Access = "immutable"
) -> Iterator[apsw.Connection]:
    """A file that nobody writes, open to be read.

    Args:
        path: The file.
        access: How; as it comes, nothing is made beside the file.
        is_stopped: Asked all the time; what runs then ends in `QueryInterrupted`.

    Raises:
        StoreError: The leaf that says what went wrong.
    """
    copy = Database(path, access)
    try:
        with copy.snapshot() as connection:
            connection.set_progress_handler(is_stopped, _LOOKS_AFTER)
            yield connection
    finally:
        copy.close()


def is_whole(
    path: Path,
    *,
    texts: int = _SAMPLE,
    is_stopped: Callable[[], bool] | None = None,
    access: Access = "immutable",
) -> bool:
    """Whether a file that nobody writes is a whole library of this version.

    Args:
        path: The file.
        texts: How many checksums are compared at most; -1 for all, and all is checked.
        is_stopped: As in `read_copy`.
        access: As in `read_copy`.

    Raises:
        QueryInterrupted: It was stopped.
    """
    check = "integrity_check" if texts < 0 else "quick_check"
    try:
        with read_copy(path, is_stopped=is_stopped, access=access) as connection:
            return (
                recognise(connection, path) == VERSION
                and connection.pragma(check) == "ok"
                and not compared_texts(connection, texts).torn
            )
    except QueryInterrupted:
        raise
    except StoreError:
        return False
