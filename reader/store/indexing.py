"""Putting articles into the index: all of them in order, or those that changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import apsw

from reader.articles.mention import LABELS, kind_of
from reader.articles.words import index_tokens, index_words
from reader.store.index_file import (
    AUTHOR,
    BETWEEN,
    ENTITY,
    EVERYWHERE,
    KIND,
    LANGUAGE,
    SOURCE,
    TITLE,
    packed_entities,
)
from reader.store.mention_codec import aliases_in
from reader.store.ordering import Numbering, following
from reader.store.truth import Pending, Truth

Known = Mapping[int, tuple[bytes, str]]
"""Texts at hand by article id, each with its digest."""

STEP = 2_000
"""Changes that are taken over in one transaction."""
_FEW_MOVED = 500
_WORTH_MOVING = 1 / 2
"""Of all articles: where more come out of order, all are written in order in less time."""
_AT_ONCE = 500
"""Articles in memory at once, at most."""
_AT_ONCE_BYTES = 4_000_000
"""Of their texts as they are kept, unless one alone is longer."""

_SHORTEST = 3
"""Shorter words, and so pairs of an unspaced script, complete nothing."""

_PIECE = 500_000
"""Code points of a text that are cut into words at once."""
_MOST_WORDS = 300_000
"""Different words of an article; what follows is not found. Books have a tenth of it."""

_KINDS: dict[str, str] = {label: kind_of(label) for label in LABELS}


class Reached(NamedTuple):
    """How far an index that is built in order, the newest first, has come: its last article."""

    date: int
    article: int
    doc: int
    done: int
    """Articles."""


BEGINNING = Reached(1 << 62, 0, 0, 0)


def build_on(index: apsw.Connection, truth: Truth, reached: Reached) -> Reached | None:
    """Put the next articles, evenly numbered, into an index that is built in order.

    Args:
        index: In a transaction.
        truth: In a snapshot.
        reached: What the last call gave.

    Returns:
        How far it is now; None if that was all.
    """
    pending = truth.before(reached.date, reached.article, _AT_ONCE)
    if not pending:
        return None
    part = next(_parts(pending))
    doc = reached.doc
    numbered: list[tuple[int, Pending]] = []
    for one in part:
        doc = following(doc, one.date)
        numbered.append((doc, one))
    rows = ((number, one.article, one.date) for number, one in numbered)
    index.executemany("INSERT INTO doc VALUES(?, ?, ?)", rows)
    texts = truth.texts([one.article for one in part])
    _write(index, numbered, texts, _marks(truth, part), {one.article for one in part})
    return Reached(part[-1].date, part[-1].article, doc, reached.done + len(part))


class IndexInDoubt(Exception):
    """The index must be built anew; what this transaction has written must not be kept."""


def take_changes(index: apsw.Connection, truth: Truth, known: Known) -> bool:
    """Take over the oldest changes that the index has not got yet.

    Args:
        index: True to the truth, in a transaction.
        truth: In a snapshot.
        known: Texts at hand.

    Returns:
        Whether that was all.

    Raises:
        IndexInDoubt: Too many articles would have to move, or what is there cannot be true.
    """
    seq, alias = index.execute("SELECT seq, alias FROM about").get
    changes = truth.changes_after(seq, STEP)
    if not changes:
        return True
    late = truth.last_change()[0] - seq
    try:
        _rewrite(index, truth, {one.article for one in changes}, known, late)
    except apsw.ConstraintError as error:
        raise IndexInDoubt("an article is there twice") from error
    take_names(index, truth, alias)
    index.execute("UPDATE about SET seq = ?, stamp = ?", changes[-1][:2])
    return len(changes) < STEP


def take_names(index: apsw.Connection, truth: Truth, after: int) -> None:
    """Take over the entities that have got an alias after the one with this number."""
    last = truth.last_alias()
    for part in truth.named_after(after) if last > after else ():
        index.executemany("DELETE FROM name WHERE rowid = ?", ((one.entity,) for one in part))
        rows: list[tuple[int, str]] = []
        for entity, label, names in part:
            each = dict.fromkeys(map(index_words, names.split("\n")))
            mark = f"{KIND}{_KINDS.get(label, '')}"
            rows.append((entity, f" {BETWEEN} ".join((*each, mark))))
        index.executemany("INSERT INTO name(rowid, words) VALUES(?, ?)", rows)
    index.execute("UPDATE about SET alias = ?", (last,))


def _rewrite(
    index: apsw.Connection, truth: Truth, changed: set[int], known: Known, late: int
) -> None:
    """Write articles anew, and those that have to make room for them.

    Of `late` changes these are the first.

    Raises:
        IndexInDoubt: Too many have to.
    """
    before: dict[int, tuple[int, int]] = {}
    for article in changed:
        row = index.execute("SELECT doc, date FROM doc WHERE article = ?", (article,)).fetchone()
        if row is not None:
            before[article] = row
    dated = truth.dates(changed)
    kept = {article for date, article in dated if before.get(article, (0, None))[1] == date}
    dropped = ((article,) for article in before if article not in kept)
    index.executemany("DELETE FROM doc WHERE article = ?", dropped)
    numbering = Numbering(index)
    has_room = numbering.number([one for one in dated if one[1] not in kept])
    moved = len(numbering.moved)
    if not has_room or (moved > _FEW_MOVED and moved + late > truth.count() * _WORTH_MOVING):
        raise IndexInDoubt("too many articles would have to move")
    old = sorted({*numbering.moved.values(), *(doc for doc, _ in before.values())})
    index.executemany("DELETE FROM fact WHERE doc = ?", ((doc,) for doc in old))
    for table in ("fast", "exact"):
        # A full-text index likes its numbers to grow.
        index.executemany(f"DELETE FROM {table} WHERE rowid = ?", ((doc,) for doc in old))  # noqa: S608 -- our two tables
    written = {article for _, article in dated} | numbering.moved.keys()
    _write_parts(index, truth, written, known, written - numbering.moved.keys() - before.keys())


def _write_parts(
    index: apsw.Connection, truth: Truth, articles: set[int], known: Known, new: set[int]
) -> None:
    query = "SELECT doc FROM doc WHERE article = ?"
    docs = sorted((index.execute(query, (article,)).get, article) for article in articles)
    for start in range(0, len(docs), _AT_ONCE):
        part = docs[start : start + _AT_ONCE]
        pending = truth.pending(article for _, article in part)
        doc_of = {article: doc for doc, article in part}
        in_order = [pending[article] for article in doc_of if article in pending]
        for few in _parts(in_order):
            numbered = [(doc_of[one.article], one) for one in few]
            _write(index, numbered, _texts(truth, few, known), _marks(truth, few), new)


def _parts(pending: Sequence[Pending]) -> Iterator[list[Pending]]:
    """Articles in their order, as many at a time as fit into memory."""
    part: list[Pending] = []
    size = 0
    for one in pending:
        if part and size + one.size > _AT_ONCE_BYTES:
            yield part
            part, size = [], 0
        part.append(one)
        size += one.size
    yield part


def _texts(truth: Truth, part: Iterable[Pending], known: Known) -> dict[int, str]:
    found: dict[int, str] = {}
    missing: list[int] = []
    for one in part:
        digest, text = known.get(one.article, (b"", ""))
        if digest == one.digest:
            found[one.article] = text
        else:
            missing.append(one.article)
    return found | truth.texts(missing)


def _marks(truth: Truth, part: Iterable[Pending]) -> dict[int, list[str]]:
    """The marks of articles, by id."""
    aliases: dict[int, set[int]] = {}
    for one in part:
        # Torn names are not found, and keep no other from being found.
        with suppress(apsw.CorruptError):
            aliases[one.article] = aliases_in(one.mentions or b"")
    entities = truth.entities(set[int]().union(*aliases.values()))
    marks: dict[int, list[str]] = {}
    for one in part:
        own = marks[one.article] = [EVERYWHERE, f"{SOURCE}{one.source}"]
        if one.language is not None:
            own.append(LANGUAGE + one.language)
        if one.author is not None:
            own += (AUTHOR + word for word in index_tokens(one.author))
        named = {entities[alias] for alias in aliases.get(one.article, ()) if alias in entities}
        own += (f"{ENTITY}{entity}" for entity in named)
    return marks


def _write(
    index: apsw.Connection,
    numbered: Sequence[tuple[int, Pending]],
    texts: Mapping[int, str],
    marks: Mapping[int, list[str]],
    new: set[int],
) -> None:
    terms = Counter[str]()
    fast: list[tuple[int, str]] = []
    exact: list[tuple[int, str, str, str]] = []
    for doc, one in numbered:
        # A torn text is not found, and keeps no other from being found.
        title, body, own_words = _cut(texts.get(one.article, ""))
        own_words.update(marks[one.article])
        # The fast index knows no places: each word once is enough.
        in_title = (TITLE + word for word in {*title.split()})
        fast.append((doc, " ".join((*own_words, *in_title))))
        exact.append((doc, body, title, " ".join(marks[one.article])))
        if one.article in new:
            terms.update(own_words)
    index.executemany("INSERT INTO fast(rowid, words) VALUES(?, ?)", fast)
    index.executemany("INSERT INTO exact(rowid, body, title, marks) VALUES(?, ?, ?, ?)", exact)
    facts = ((doc, one.source, one.date, _entities(marks[one.article])) for doc, one in numbered)
    index.executemany("INSERT INTO fact VALUES(?, ?, ?, ?)", facts)
    index.executemany(
        "INSERT INTO term VALUES(?, ?) ON CONFLICT(term) DO UPDATE SET df = df + excluded.df",
        # In order: neighbours share pages.
        ((word, terms[word]) for word in sorted(terms) if _is_term(word)),
    )


def _entities(marks: Iterable[str]) -> bytes:
    return packed_entities(int(mark[1:]) for mark in marks if mark[0] == ENTITY)


def _is_term(word: str) -> bool:
    return len(word) >= _SHORTEST and (word < ENTITY or word[0] == AUTHOR or word > EVERYWHERE)


def _cut(text: str) -> tuple[str, str, set[str]]:
    """The words of a headline and of what follows, and each of both once."""
    headline, _, rest = text.partition("\n")
    own_words: set[str] = set()
    return _words(headline, own_words), _words(rest, own_words), own_words


def _words(text: str, seen: set[str]) -> str:
    """The words of a text, added to those seen; not all if they are too many."""
    parts: list[str] = []
    for piece in _pieces(text):
        if len(seen) < _MOST_WORDS:
            found = index_tokens(piece)
            parts.append(" ".join(found))
            seen.update(found)
    return " ".join(parts)


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of about `_PIECE` code points, parted where words are."""
    start = 0
    while len(text) - start > _PIECE:
        end = max(text.rfind(blank, start, start + _PIECE) for blank in " \n") + 1
        end = end if end > start else start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]
