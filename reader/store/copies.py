"""Finding copies behind the truth's change feed: in ``copies.db``, made anew when in doubt.

What is found stands in the truth, as stories; what it is found by is kept apart and may be
thrown away. The stories of some articles are written first, then, in the other file, that
these articles are done: after a crash between they are done once more, with the same outcome.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

from reader.articles.likeness import VERSION as LIKENESS_VERSION
from reader.articles.likeness import likeness
from reader.errors import LibraryDamaged
from reader.store.articles import texts
from reader.store.database import Database
from reader.store.index_file import make_index, remove_index
from reader.store.linking import TABLES, Compared, Linking
from reader.store.schema import TEXT_CHANGED

COPIES_NAME = "copies.db"

VERSION = f"1 {LIKENESS_VERSION}"
"""Of the tables and of how texts are compared: another one, and all is compared anew."""

_AT_ONCE = 4_000
"""Changes in one transaction: 0.6 s of work, after which it may be stopped."""
_TEXTS_AT_ONCE = 500
_CHECKPOINT_PAGES = 8_000


class _State(NamedTuple):
    """How far the feed has been followed."""

    version: str
    library: str
    seq: int
    """The last change that was taken over; 0 before the first."""
    stamp: int


class _Change(NamedTuple):
    seq: int
    stamp: int
    article: int


class _Batch(NamedTuple):
    """Changes to be taken over."""

    state: _State
    """Once they are."""
    is_anew: bool
    """Before, all must be forgotten."""
    articles: Sequence[int]
    compared: dict[int, Compared]


class Copies:
    """Writes ``copies.db``, and the stories in the truth; several may be at it.

    Args:
        path: The file of what is compared; it need not exist.
        news: A connection that reads the truth, for this use alone.
        writer: The connection that writes the truth.
    """

    def __init__(self, path: Path, news: Database, writer: Database) -> None:
        self.path = path
        self._news = news
        self._writer = writer
        self._copies = Database(path, "write", checkpoint_pages=_CHECKPOINT_PAGES)

    def close(self) -> None:
        """Let go of the files."""
        self._copies.close()
        self._news.close()

    def catch_up(self, is_stopped: Callable[[], bool] = lambda: False) -> bool:
        """Link all articles that came or changed; those that are gone leave their stories.

        Args:
            is_stopped: Asked after every batch; what is done until then is kept.

        Returns:
            Whether all is done, by this or another newsreader; else it was stopped.

        Raises:
            LibraryBusy: Another newsreader holds one of the files.
            StoreError: The leaf that says what went wrong.
        """
        while not is_stopped():
            if not self._take_some():
                return True
        return False

    def _take_some(self) -> bool:
        """Take over a batch; False if there is none."""
        try:
            return self._take_over()
        except LibraryDamaged as error:
            if str(self.path) not in str(error):
                raise  # it is the truth that is torn
            self._copies.reopen()
            remove_index(self.path)
            return self._take_over()

    def _take_over(self) -> bool:
        if not self.path.exists():
            self._copies.reopen()
            make_index(self.path)
        with self._copies.reading() as copies:
            state = _state(copies)
        batch = self._next(state)
        if batch is None:
            return False
        with self._copies.writing() as copies:
            if _state(copies) != state:
                return True  # another newsreader was faster
            if batch.is_anew:
                _clear(copies)
            stories = Linking(copies).take(batch.articles, batch.compared)
            query = "UPDATE article SET story = ?1 WHERE id = ?2 AND story IS NOT ?1"
            # Durable before the other file can be: what that one says is done is done.
            with self._writer.writing(is_synced=True) as news:
                news.executemany(query, [(story, number) for number, story in stories.items()])
            copies.execute("DELETE FROM about")
            copies.execute("INSERT INTO about VALUES(?, ?, ?, ?)", batch.state)
        return True

    def _next(self, state: _State | None) -> _Batch | None:
        """The next changes that were not taken over; None if there are none."""
        with self._news.snapshot() as news:
            library: str = news.execute("SELECT value FROM about WHERE key = 'library'").get
            is_anew = state is None or not _is_past(news, library, state)
            if state is None or is_anew:
                state = _State(VERSION, library, 0, 0)
            changes = [
                _Change(*row)
                for row in news.execute(
                    "SELECT seq, stamp, article FROM change WHERE op = ? AND seq > ?"
                    " ORDER BY seq LIMIT ?",
                    (TEXT_CHANGED, state.seq, _AT_ONCE),
                )
            ]
            if not changes and not is_anew:
                return None
            if changes:
                state = state._replace(seq=changes[-1].seq, stamp=changes[-1].stamp)
            articles = sorted({change.article for change in changes})
            return _Batch(state, is_anew, articles, _compared(news, articles))


def _is_past(news: apsw.Connection, library: str, state: _State) -> bool:
    """Whether this library had the change that was taken over last."""
    stamp = news.execute("SELECT stamp FROM change WHERE seq = ?", (state.seq,)).get
    is_known = state.seq == 0 or stamp == state.stamp
    return (state.version, state.library) == (VERSION, library) and is_known


def link_copies(
    folder: Path, writer: Database, is_stopped: Callable[[], bool] = lambda: False
) -> bool:
    """Link the copies in a library; see `Copies.catch_up`.

    Args:
        folder: The library's.
        writer: The connection that writes its truth.
        is_stopped: Asked after every batch; what is done until then is kept.
    """
    copies = Copies(folder / COPIES_NAME, Database(writer.path, "read"), writer)
    try:
        return copies.catch_up(is_stopped)
    finally:
        copies.close()


def _compared(news: apsw.Connection, articles: Sequence[int]) -> dict[int, Compared]:
    found: dict[int, Compared] = {}
    for start in range(0, len(articles), _TEXTS_AT_ONCE):
        part = articles[start : start + _TEXTS_AT_ONCE]
        marks = ",".join("?" * len(part))
        dates = dict(news.execute(f"SELECT id, date FROM article WHERE id IN ({marks})", part))  # noqa: S608 -- question marks only
        for number, text in texts(news, part).items():
            alike = likeness(text)
            if alike is not None and number in dates:
                found[number] = Compared(number, dates[number], alike)
    return found


def _state(copies: apsw.Connection) -> _State | None:
    if not copies.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").get:
        return None
    row = copies.execute("SELECT version, library, seq, stamp FROM about").fetchone()
    return None if row is None else _State(*row)


def _clear(copies: apsw.Connection) -> None:
    for name in ("compared", "band", "about"):
        copies.execute(f"DROP TABLE IF EXISTS {name}")
    copies.execute(TABLES)
    copies.execute(
        "CREATE TABLE about(version TEXT NOT NULL, library TEXT NOT NULL,"
        " seq INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT"
    )
