"""Putting articles into the index: all of them in order, or those that changed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import apsw

from reader.articles.words import index_words
from reader.store.articles import texts
from reader.store.index_file import EVERYWHERE, clear, state
from reader.store.ordering import following, free_doc
from reader.store.schema import TEXT_CHANGED

_AT_ONCE = 500
"""Articles whose texts are in memory at once."""

_SEEN_LIMIT = 250_000
"""Words remembered; about 20 MB."""

Known = Mapping[int, tuple[bytes, str]]
"""Texts at hand by article id, each with its digest."""


class _Pending(NamedTuple):
    """An article whose text the index has to take over."""

    article: int
    date: int
    digest: bytes


class Vocabulary:
    """The words of the index, of which those seen lately need not be written again."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._built = 0

    def begin(self, built: int) -> None:
        """Forget what was seen if the index has been built anew since."""
        if built != self._built or len(self._seen) > _SEEN_LIMIT:
            self._seen = set()
            self._built = built

    def forget(self) -> None:
        """What was seen has not been kept after all."""
        self._seen = set()

    def add(self, index: apsw.Connection, words: set[str]) -> None:
        """Have these words in the index."""
        # In order: neighbours share pages.
        new = [(word,) for word in sorted(words - self._seen)]
        index.executemany("INSERT OR IGNORE INTO term VALUES(?)", new)
        self._seen |= words


def library_id(news: apsw.Connection) -> str:
    """What tells this library from all others."""
    library: str = news.execute("SELECT value FROM about WHERE key = 'library'").get
    return library


def build(index: apsw.Connection, news: apsw.Connection, vocabulary: Vocabulary) -> None:
    """All of the index from all of the truth, numbered evenly."""
    clear(index, library_id(news))
    vocabulary.forget()
    rows = news.execute("SELECT id, date, digest FROM article ORDER BY date, id")
    doc = 0
    for part in _parts(_Pending(*row) for row in rows):
        numbered: list[tuple[int, _Pending]] = []
        for one in part:
            doc = following(doc, one.date)
            _number(index, doc, one)
            numbered.append((doc, one))
        _add(index, numbered, _texts(news, part, {}), vocabulary)


def take_changes(
    index: apsw.Connection, news: apsw.Connection, vocabulary: Vocabulary, known: Known
) -> bool:
    """Index what changed; False if an article found no gap among its neighbours."""
    last = state(index)
    vocabulary.begin(last.built if last else 0)
    query = (
        "SELECT id, date, digest FROM article WHERE id IN"
        " (SELECT article FROM change WHERE seq > ? AND op = ?) ORDER BY date, id"
    )
    rows = news.execute(query, (last.seq if last else 0, TEXT_CHANGED))
    for part in _parts(_Pending(*row) for row in rows):
        numbered: list[tuple[int, _Pending]] = []
        for one in part:
            _remove(index, one.article)
            doc = free_doc(index, one.date, one.article)
            if doc is None:
                return False
            _number(index, doc, one)
            numbered.append((doc, one))
        _add(index, numbered, _texts(news, part, known), vocabulary)
    return True


def _parts(pending: Iterator[_Pending]) -> Iterator[list[_Pending]]:
    while part := list(islice(pending, _AT_ONCE)):
        yield part


def _texts(news: apsw.Connection, part: Sequence[_Pending], known: Known) -> dict[int, str]:
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
    index: apsw.Connection,
    numbered: Sequence[tuple[int, _Pending]],
    texts: Mapping[int, str],
    vocabulary: Vocabulary,
) -> None:
    words: set[str] = set()
    fast: list[tuple[int, str]] = []
    exact: list[tuple[int, str, str]] = []
    for doc, one in numbered:
        headline, _, rest = texts[one.article].partition("\n")
        title, body = index_words(headline), f"{index_words(rest)} {EVERYWHERE}"
        # The fast index knows no places: each word once is enough.
        own_words = {*title.split(), *body.split()}
        fast.append((doc, " ".join(own_words)))
        exact.append((doc, body, title))
        words |= own_words
    index.executemany("INSERT INTO fast(rowid, words) VALUES(?, ?)", fast)
    index.executemany("INSERT INTO exact(rowid, body, title) VALUES(?, ?, ?)", exact)
    vocabulary.add(index, words)
