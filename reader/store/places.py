"""Where articles were read from: folders, files, and files that hold many."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import apsw

from reader.store.marks import mark
from reader.store.schema import GONE

_AT_ONCE = 500

# A file holds one article, or many.
_FILES = (
    "SELECT folder, name, article FROM place UNION ALL"
    " SELECT r.folder, r.name, i.article FROM reading r JOIN item i ON i.reading = r.id"
)


def folders_under(connection: apsw.Connection, root: Path) -> list[tuple[int, Path]]:
    """Number and path of the folders with files that were read, from a path downwards.

    Args:
        connection: To the truth.
        root: Absolute.
    """
    query = "SELECT id, path FROM folder WHERE path = ?1 OR (path > ?2 AND path < ?3)"
    path = os.fsencode(root).rstrip(b"/")
    # The next sign after the slash is the 0.
    found = connection.execute(query, (path, path + b"/", path + b"0"))
    return [(number, _path(folder)) for number, folder in found]


def files_in(connection: apsw.Connection, folder: int) -> set[bytes]:
    """The names of the files of a folder that were read."""
    query = (
        "SELECT name FROM place WHERE folder = ?1 UNION SELECT name FROM reading WHERE folder = ?1"
    )
    return {row[0] for row in connection.execute(query, (folder,))}


def articles_in(
    connection: apsw.Connection, folder: int, names: Sequence[bytes], *, are_gone: bool
) -> Iterator[int]:
    """Ids of the articles that were read from files, of those that are marked as gone or are not.

    Args:
        connection: To the truth.
        folder: Number of the files' folder.
        names: Of the files.
        are_gone: Which articles.
    """
    for start in range(0, len(names), _AT_ONCE):
        part = names[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        query = (
            f"SELECT a.id FROM ({_FILES}) f JOIN article a ON a.id = f.article"  # noqa: S608 -- question marks only
            f" WHERE f.folder = ? AND f.name IN ({marks}) AND (a.flags & {GONE} <> 0) = ?"
        )
        yield from (row[0] for row in connection.execute(query, (folder, *part, are_gone)))


def files_of(connection: apsw.Connection, article: int) -> list[Path]:
    """The paths of the files that an article was read from."""
    query = (
        f"SELECT d.path, f.name FROM ({_FILES}) f JOIN folder d ON d.id = f.folder"  # noqa: S608 -- ours
        " WHERE f.article = ?"
    )
    found = connection.execute(query, (article,))
    return [_path(folder) / os.fsdecode(name) for folder, name in found]


def mark_left(connection: apsw.Connection, articles: Iterable[int]) -> list[int]:
    """Mark the articles that have no place any more as gone; in a transaction.

    Args:
        connection: To the truth.
        articles: Ids of some that a place of was lost.

    Returns:
        Those that were marked.
    """
    query = f"SELECT 1 FROM ({_FILES}) WHERE article = ?"  # noqa: S608 -- ours
    left = [one for one in articles if not connection.execute(query, (one,)).get]
    mark(connection, left, GONE, is_set=True)
    return left


def count_gone(connection: apsw.Connection, articles: Sequence[int]) -> int:
    """How many of these articles are marked as gone."""
    query = "SELECT flags FROM article WHERE id = ?"
    flags: list[int] = [connection.execute(query, (one,)).get or 0 for one in {*articles}]
    return sum(bool(one & GONE) for one in flags)


def _path(folder: bytes) -> Path:
    """A folder as the library keeps it: without a slash at its end, so that the root is empty."""
    return Path(os.fsdecode(folder) or "/")
