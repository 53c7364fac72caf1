"""Putting articles into the index: all of them in order, or those that changed."""

from collections.abc import Mapping, Sequence

import apsw

from reader.articles.words import index_words
from reader.store.index_file import EVERYWHERE, clear, state
from reader.store.ordering import following, free_doc
from reader.store.truth import Pending, Truth, in_parts

_SEEN_LIMIT = 250_000
"""Words remembered; about 20 MB."""

Known = Mapping[int, tuple[bytes, str]]
"""Texts at hand by article id, each with its digest."""


_SHORTEST = 3
"""Shorter words, and so pairs of an unspaced script, complete nothing."""


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
        new = sorted(word for word in words - self._seen if len(word) >= _SHORTEST)
        # In order: neighbours share pages.
        index.executemany("INSERT OR IGNORE INTO term VALUES(?)", ((word,) for word in new))
        self._seen.update(new)


def build(index: apsw.Connection, truth: Truth, vocabulary: Vocabulary) -> None:
    """All of the index from all of the truth, numbered evenly."""
    clear(index, truth.library())
    vocabulary.forget()
    doc = 0
    for part in truth.everything():
        numbered: list[tuple[int, Pending]] = []
        for one in part:
            doc = following(doc, one.date)
            _number(index, doc, one)
            numbered.append((doc, one))
        _add(index, numbered, truth.texts([one.article for one in part]), vocabulary)


def take_changes(
    index: apsw.Connection, truth: Truth, vocabulary: Vocabulary, known: Known
) -> bool:
    """Index what changed; False if it is better built anew.

    So it is after very many changes, or if an article found no gap among its neighbours.
    """
    last = state(index)
    vocabulary.begin(last.built if last else 0)
    pending = truth.changed_since(last.seq if last else 0)
    if pending is None:
        return False
    for part in in_parts(pending):
        numbered: list[tuple[int, Pending]] = []
        for one in part:
            _remove(index, one.article)
            doc = free_doc(index, one.date, one.article)
            if doc is None:
                return False
            _number(index, doc, one)
            numbered.append((doc, one))
        _add(index, numbered, _texts(truth, part, known), vocabulary)
    return True


def _texts(truth: Truth, part: Sequence[Pending], known: Known) -> dict[int, str]:
    found: dict[int, str] = {}
    missing: list[int] = []
    for one in part:
        digest, text = known.get(one.article, (b"", ""))
        if digest == one.digest:
            found[one.article] = text
        else:
            missing.append(one.article)
    return found | truth.texts(missing)


def _remove(index: apsw.Connection, article: int) -> None:
    doc = index.execute("DELETE FROM doc WHERE article = ? RETURNING doc", (article,)).get
    if doc is not None:
        index.execute("DELETE FROM fast WHERE rowid = ?", (doc,))
        index.execute("DELETE FROM exact WHERE rowid = ?", (doc,))


def _number(index: apsw.Connection, doc: int, one: Pending) -> None:
    index.execute("INSERT INTO doc VALUES(?, ?, ?)", (doc, one.article, one.date))


def _add(
    index: apsw.Connection,
    numbered: Sequence[tuple[int, Pending]],
    texts: Mapping[int, str],
    vocabulary: Vocabulary,
) -> None:
    words: set[str] = set()
    fast: list[tuple[int, str]] = []
    exact: list[tuple[int, str, str]] = []
    for doc, one in numbered:
        # A torn text is not found, and keeps no other from being found.
        headline, _, rest = texts.get(one.article, "").partition("\n")
        title, body = index_words(headline), f"{index_words(rest)} {EVERYWHERE}"
        # The fast index knows no places: each word once is enough.
        own_words = set(f"{title} {body}".split())
        fast.append((doc, " ".join(own_words)))
        exact.append((doc, body, title))
        words |= own_words
    index.executemany("INSERT INTO fast(rowid, words) VALUES(?, ?)", fast)
    index.executemany("INSERT INTO exact(rowid, body, title) VALUES(?, ?, ?)", exact)
    vocabulary.add(index, words)
