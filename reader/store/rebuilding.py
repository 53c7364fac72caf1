"""Building the index anew in a folder of its own, beside the one that answers meanwhile.

In short steps, so that it holds up nobody, may be stopped or killed at any moment, and is
taken up where it was left.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

import apsw

from reader.errors import LibraryDamaged, StoreError
from reader.store.database import Database
from reader.store.door import door
from reader.store.index_file import (
    FULL_TEXT,
    give_back,
    make_index,
    make_tables,
    merge_some,
    remove_index,
    state,
)
from reader.store.indexing import (
    BEGINNING,
    IndexInDoubt,
    Reached,
    build_on,
    take_changes,
    take_names,
)
from reader.store.schema import INDEX_NAME
from reader.store.truth import Truth

WORKSHOP = "rebuilding"
_PROGRESS_NAME = "progress"
_PARTS = 4
"""Parts of articles in one transaction."""
_LOOKS_EVERY_S = 0.2
_CHECKPOINT_PAGES = 8_000
_MERGED_PAGES = 2_000
"""In one transaction: 0.2 s."""


class Building(NamedTuple):
    """How far the index has been built anew."""

    done: int
    """Articles."""
    total: int


OnProgress = Callable[[Building], None]
IsStopped = Callable[[], bool]


def progress(folder: Path) -> Building | None:
    """How far the index in a folder has been built anew; None if it is not being built.

    Args:
        folder: Where the index is.
    """
    try:
        done, total = (folder / WORKSHOP / _PROGRESS_NAME).read_text(encoding="ascii").split()
        return Building(int(done), int(total))
    except (OSError, ValueError):
        return None


def rebuild(path: Path, news: Database, on_progress: OnProgress, is_stopped: IsStopped) -> bool:
    """Build the index anew and put it in place; if another is at it, wait for that one.

    Args:
        path: The index's file.
        news: A connection to the truth.
        on_progress: Told after every step.
        is_stopped: Asked before every step.

    Returns:
        False if it was stopped; the next call takes it up.

    Raises:
        StoreError: The index cannot be written, or the truth not read.
    """
    try:
        with _workshop(path.parent, on_progress, is_stopped) as workshop:
            if workshop is None:
                return not is_stopped()
            new = workshop / INDEX_NAME
            is_whole = _built_at_last(new, news, on_progress, is_stopped)
            if is_whole:
                put_in_place(new, path)
                rmtree(workshop, ignore_errors=True)
            return is_whole
    except OSError as error:
        raise StoreError(
            f"the search index cannot be built in {path.parent / WORKSHOP}: "
            f"{(error.strerror or '').lower()}; make room or look after its permissions"
        ) from error


def put_in_place(new: Path, path: Path) -> None:
    """Let a new index that nobody has open have the index's name."""
    with door(path.parent, is_replacing=True):
        # The log goes before the new file comes: it must never stand beside that.
        remove_index(path)
        new.replace(path)


@contextmanager
def _workshop(
    folder: Path, on_progress: OnProgress, is_stopped: IsStopped
) -> Iterator[Path | None]:
    """The folder to build in, for us alone; None if another has built, or we are to stop."""
    workshop = folder / WORKSHOP
    workshop.mkdir(mode=0o700, exist_ok=True)
    held = os.open(workshop, os.O_RDONLY | os.O_CLOEXEC)
    try:
        while not _is_ours(held) and not is_stopped():
            step = progress(folder)
            if step is not None:
                on_progress(step)
            time.sleep(_LOOKS_EVERY_S)
        # Whoever has built it has removed the folder.
        is_left = workshop.exists() and os.path.samestat(workshop.stat(), os.fstat(held))
        yield workshop if is_left and not is_stopped() else None
    finally:
        os.close(held)


def _is_ours(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _built_at_last(
    new: Path, news: Database, on_progress: OnProgress, is_stopped: IsStopped
) -> bool:
    """Build on what is there; if that is torn or in doubt, anew, once."""
    for is_last in (False, True):
        if not new.exists():
            make_index(new)
        try:
            return _built(new, news, on_progress, is_stopped)
        except IndexInDoubt:
            remove_index(new)
        except LibraryDamaged as error:
            if is_last or str(new) not in str(error):
                raise  # it is the truth that is torn, or the disk
            remove_index(new)
    return False


def _built(new: Path, news: Database, on_progress: OnProgress, is_stopped: IsStopped) -> bool:
    with closing(Database(new, "write", checkpoint_pages=_CHECKPOINT_PAGES)) as index:
        _begin(news, index)
        for step in _steps(news, index):
            (new.parent / _PROGRESS_NAME).write_text(f"{step.done} {step.total}", encoding="ascii")
            on_progress(step)
            if is_stopped():
                return False
        with index.reading() as connection:
            give_back(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return True


def _begin(news: Database, index: Database) -> None:
    """Take up what was begun of this library; begin anew if there is nothing of the kind."""
    with news.snapshot() as connection:
        truth = Truth(connection, news.path)
        with index.reading() as begun:
            if _is_begun(begun, truth):
                return
            is_empty = not begun.execute("SELECT 1 FROM sqlite_schema").get
        if not is_empty:
            index.reopen()
            remove_index(index.path)
            make_index(index.path)
        with index.writing() as made:
            make_tables(made, truth.library(), truth.last_change())
            made.execute(
                "CREATE TABLE reached(date INTEGER, article INTEGER, doc INTEGER, done INTEGER)"
            )
            made.execute("INSERT INTO reached VALUES(?, ?, ?, ?)", BEGINNING)


def _is_begun(index: apsw.Connection, truth: Truth) -> bool:
    if not index.execute("SELECT 1 FROM sqlite_schema WHERE name = 'reached'").get:
        return False
    begun = state(index)
    return begun is not None and truth.is_past(begun.library, begun.seq, begun.stamp)


def _steps(news: Database, index: Database) -> Iterator[Building]:
    is_left = True
    while is_left:
        with index.writing() as made, news.snapshot() as read:
            truth = Truth(read, news.path)
            is_left = _build_on(made, truth)
            done: int = made.execute("SELECT done FROM reached").get
            step = Building(done, max(done, truth.count()))
        yield step
    is_left = True
    while is_left:
        with index.writing() as made, news.snapshot() as read:
            is_left = not take_changes(made, Truth(read, news.path), {})
        yield step
    for table in FULL_TEXT:
        is_left, pages = True, -_MERGED_PAGES
        while is_left:
            with index.writing() as made:
                is_left, pages = merge_some(made, table, pages), _MERGED_PAGES
            yield step


def _build_on(index: apsw.Connection, truth: Truth) -> bool:
    """Index the next articles in order; False if these were the last."""
    reached = Reached(*index.execute("SELECT date, article, doc, done FROM reached").get)
    is_left = True
    for _ in range(_PARTS):
        following = build_on(index, truth, reached)
        is_left = following is not None
        reached = following or reached
    query = "UPDATE reached SET date = ?, article = ?, doc = ?, done = ?"
    index.execute(query, reached)
    if not is_left:
        take_names(index, truth, 0)
    return is_left
