"""Keeping the index behind the truth's change feed, and building it anew."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock

import apsw

from reader.articles.words import index_words
from reader.errors import LibraryDamaged
from reader.store import index_file
from reader.store.articles import texts
from reader.store.database import Database
from reader.store.ordering import GAP, first_doc, free_doc
from reader.store.schema import TEXT_CHANGED

_AT_ONCE = 500
"""Articles whose texts are in memory at once."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """An article whose text the index has to take over."""

    article: int
    date: int
    digest: bytes


class Index:
    """Writes ``index.db``: one instance a process, used from any thread.

    Args:
        path: The index's file.
        news: A connection to the truth for the index's own use.
    """

    def __init__(self, path: Path, news: Database) -> None:
        self.path = path
        self._news = news
        self._index = Database(path, "write")
        self._lock = Lock()

    def close(self) -> None:
        """Let go of both files."""
        self._index.close()
        self._news.close()

    def catch_up(
        self, known: Mapping[int, tuple[bytes, str]] | None = None, *, is_patient: bool = True
    ) -> None:
        """Take over what changed in the truth; build the index anew if it is in doubt.

        Args:
            known: Texts at hand by article id, each with its digest.
            is_patient: Waits for another thread that is at it; else leaves it to that one.

        Raises:
            StoreError: The index cannot be written.
        """
        if not self._lock.acquire(blocking=is_patient):
            return
        try:
            self._take_over(known or {})
        except LibraryDamaged:
            self._start_anew()
            self._take_over({})
        finally:
            self._lock.release()

    def rebuild(self) -> None:
        """Throw the index away and build it anew from the truth."""
        with self._lock:
            self._start_anew()
            self._take_over({})

    def _start_anew(self) -> None:
        self._index.reopen()
        index_file.remove_index(self.path)

    def _take_over(self, known: Mapping[int, tuple[bytes, str]]) -> None:
        if not self.path.exists():
            self._index.reopen()
            index_file.make_index(self.path)
        with self._index.writing() as index, self._news.snapshot() as news:
            top = _top(news)
            if not is_true_to(index, news) or not _take_changes(index, news, known):
                _build(index, news)
            index.execute("UPDATE about SET seq = ?, stamp = ?", top)


def is_true_to(index: apsw.Connection, news: apsw.Connection) -> bool:
    """Whether the index was made from this library, by these rules, from its own past."""
    state = index_file.state(index)
    if state is None:
        return False
    version, library, seq, stamp = state
    if (version, library) != (index_file.VERSION, _library(news)):
        return False
    return seq == 0 or news.execute("SELECT stamp FROM change WHERE seq = ?", (seq,)).get == stamp


def is_behind(index: apsw.Connection, news: apsw.Connection) -> bool:
    """Whether the truth has changed since the index last took over."""
    state = index_file.state(index)
    return state is None or state[2:] != _top(news)


def _top(news: apsw.Connection) -> tuple[int, int]:
    query = "SELECT seq, stamp FROM change ORDER BY seq DESC LIMIT 1"
    seq, stamp = news.execute(query).fetchone() or (0, 0)
    return seq, stamp


def _library(news: apsw.Connection) -> str:
    library: str = news.execute("SELECT value FROM about WHERE key = 'library'").get
    return library


def _take_changes(
    index: apsw.Connection, news: apsw.Connection, known: Mapping[int, tuple[bytes, str]]
) -> bool:
    """Index what changed; False if an article has no gap left among its neighbours."""
    state = index_file.state(index)
    query = (
        "SELECT id, date, digest FROM article WHERE id IN"
        " (SELECT article FROM change WHERE seq > ? AND op = ?) ORDER BY date, id"
    )
    seq = 0 if state is None else state[2]
    pending = (_Pending(*row) for row in news.execute(query, (seq, TEXT_CHANGED)))
    for part in _parts(pending):
        numbered: list[tuple[int, _Pending]] = []
        for one in part:
            _remove(index, one.article)
            doc = free_doc(index, one.date, one.article)
            if doc is None:
                return False
            _number(index, doc, one)
            numbered.append((doc, one))
        _add(index, numbered, _texts(news, part, known))
    return True


def _build(index: apsw.Connection, news: apsw.Connection) -> None:
    """All of the index from all of the truth, numbered evenly."""
    index_file.clear(index)
    index.execute("INSERT INTO about VALUES(?, ?, 0, 0)", (index_file.VERSION, _library(news)))
    rows = news.execute("SELECT id, date, digest FROM article ORDER BY date, id")
    doc = 0
    for part in _parts(_Pending(*row) for row in rows):
        numbered: list[tuple[int, _Pending]] = []
        for one in part:
            doc = max(doc + GAP, first_doc(one.date))
            _number(index, doc, one)
            numbered.append((doc, one))
        _add(index, numbered, _texts(news, part, {}))


def _parts(pending: Iterator[_Pending]) -> Iterator[list[_Pending]]:
    while part := list(islice(pending, _AT_ONCE)):
        yield part


def _texts(
    news: apsw.Connection, part: Sequence[_Pending], known: Mapping[int, tuple[bytes, str]]
) -> dict[int, str]:
    found: dict[int, str] = {}
    missing: list[int] = []
    for one in part:
        digest, text = known.get(one.article, (b"", ""))
        if digest == one.digest:
            found[one.article] = text
        else:
            missing.append(one.article)
    return found | texts(news, missing)


def _remove(index: apsw.Connection, article: int) -> None:
    doc = index.execute("DELETE FROM doc WHERE article = ? RETURNING doc", (article,)).get
    if doc is not None:
        index.execute("DELETE FROM fast WHERE rowid = ?", (doc,))
        index.execute("DELETE FROM exact WHERE rowid = ?", (doc,))


def _number(index: apsw.Connection, doc: int, one: _Pending) -> None:
    index.execute("INSERT INTO doc VALUES(?, ?, ?)", (doc, one.article, one.date))


def _add(
    index: apsw.Connection, numbered: Sequence[tuple[int, _Pending]], texts: Mapping[int, str]
) -> None:
    terms = Counter[str]()
    for doc, one in numbered:
        headline, _, rest = texts[one.article].partition("\n")
        title, body = index_words(headline), index_words(rest)
        body = f"{body} {index_file.EVERYWHERE}"
        index.execute("INSERT INTO fast(rowid, words) VALUES(?, ?)", (doc, f"{title} {body}"))
        index.execute("INSERT INTO exact(rowid, title, body) VALUES(?, ?, ?)", (doc, title, body))
        terms.update({*title.split(), *body.split()})
    # In order of the key: neighbours share pages.
    index.executemany(
        "INSERT INTO term VALUES(?, ?) ON CONFLICT(term) DO UPDATE"
        " SET articles = articles + excluded.articles",
        sorted(terms.items()),
    )
