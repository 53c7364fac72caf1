"""Queries to measure with, each also said as plain SQL, which gives the right answer."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.articles.words import index_words
from tests.bench.archive import Archive
from tests.bench.cast import PAPERS
from tests.bench.plain import Plain

TYPED = (
    "mosul offensive",
    "government said",
    "interest rates",
    "security council islamic state",
)
"""Typed key by key."""

_HOLDS = "doc IN (SELECT rowid FROM plain WHERE plain MATCH ?)"
_MENTION = "doc IN (SELECT doc FROM mentioned WHERE entity IN ({}))"
_FORMS = (
    ("org", "organisation", "islamic state"),
    ("place", "place", "mosul"),
    ("person", "person", "oldcastle"),
    ("org", "organisation", "daesh"),
    ("place", "place", "britain"),
    ("org", "organisation", "nato"),
    ("place", "place", "us"),
    ("person", "person", "viktor salenko"),
)
"""Fields, kinds of entity and forms of names that belong to one entity only."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, in the reader's language and in FTS5's."""

    text: str
    match: str = ""
    """For the plain index; empty where `condition` says all."""
    is_typing: bool = False
    condition: str = ""
    """On the table ``article`` of the plain index, where `match` cannot say it."""
    bindings: tuple[int | str, ...] = ()

    def answer(self, plain: Plain, limit: int) -> list[int]:
        """Ids of the newest articles that answer it, newest first."""
        if not self.condition:
            return plain.newest(self.match, limit)
        return plain.answers(self.condition, self.bindings, limit)


def typed(text: str) -> Iterator[Question]:
    """A query after each key that somebody types."""
    for end in range(1, len(text) + 1):
        if text[end - 1] == " ":
            continue
        *whole, last = text[:end].split()
        match = " ".join([f'"{word}"' for word in whole] + [f'"{last}"*'])
        yield Question(text[:end], match, is_typing=True)


def costliest_prefixes(terms: Sequence[tuple[str, int]], count: int) -> list[Question]:
    """The beginnings of 2 to 6 letters that most articles' words have."""
    weights: dict[str, int] = {}
    for term, df in terms:
        if term.isascii() and term.isalpha():
            for length in range(2, min(6, len(term)) + 1):
                weights[term[:length]] = weights.get(term[:length], 0) + df
    # As many of each length, or all would have two letters.
    found: list[str] = []
    for length in range(2, 7):
        of_length = [prefix for prefix in weights if len(prefix) == length]
        of_length.sort(key=lambda prefix: (-weights[prefix], prefix))
        found += of_length[: max(1, count // 5)]
    return [Question(prefix, f'"{prefix}"*', is_typing=True) for prefix in found]


class Questions:
    """Questions of every kind about an archive, made by chance from its own words.

    Args:
        plain: The archive's plain index.
        archive: The archive.
        seed: Another seed asks other questions.
    """

    def __init__(self, plain: Plain, archive: Archive, *, seed: int = 3) -> None:
        self._plain = plain
        self._archive = archive
        self._chance = random.Random(seed)  # noqa: S311 -- no secrets
        self.terms = terms = plain.terms()
        """Every word with the number of articles that hold it, the most frequent first."""
        words = [term for term, _ in terms if term.isalpha() and term.isascii() and len(term) > 1]
        self._common, self._rare = words[:400], words[400:40_000] or words

    def words(self, count: int) -> list[Question]:
        """Two or three words, all of them wanted."""
        return [_all(self._some(2 + turn % 2)) for turn in range(count)]

    def phrases(self, count: int) -> list[Question]:
        """Two or three words next to each other, as they are somewhere in the archive."""
        found = []
        for turn in range(count):
            phrase = " ".join(self._piece(2 + turn % 2))
            found.append(Question(f'"{phrase}"', f'"{phrase}"'))
        return found

    def nears(self, count: int) -> list[Question]:
        """Two words, at most so many words apart."""
        found = []
        for turn in range(count):
            piece = self._piece(4 + turn % 4)
            first, last, most = piece[0], piece[-1], len(piece)
            if first == last:
                last = piece[-2] if piece[-2] != first else "the"
            found.append(Question(f'"{first} {last}"~{most}', f'NEAR("{first}" "{last}", {most})'))
        return found

    def booleans(self, count: int) -> list[Question]:
        """Words wanted and unwanted, one of several."""
        found = []
        for turn in range(count):
            a, b, c = self._some(3)
            quoted = f'"{a}"', f'"{b}"', f'"{c}"'
            if turn % 3 == 0:
                found.append(Question(f"{a} -{b}", "{} NOT {}".format(*quoted)))
            elif turn % 3 == 1:
                found.append(Question(f"{a} ({b} OR {c})", "{} AND ({} OR {})".format(*quoted)))
            else:
                found.append(Question(f"({a} {b}) OR {c}", "({} AND {}) OR {}".format(*quoted)))
        return found

    def titles(self, count: int) -> list[Question]:
        """A word in the headline."""
        words = [self._some(1)[0] for _ in range(count)]
        return [Question(f"title:{word}", f'title : "{word}"') for word in words]

    def fields(self, count: int) -> list[Question]:
        """A word, and a source, a language or a span of dates."""
        found = []
        for turn in range(count):
            word = self._some(1)[0]
            text, condition, bindings = self._filter(turn)
            condition = f"{_HOLDS} AND {condition}"
            given = (f'"{word}"', *bindings)
            found.append(Question(f"{word} {text}", condition=condition, bindings=given))
        return found

    def entities(self, count: int) -> list[Question]:
        """A name by any of its forms, mostly with a word."""
        found = []
        for turn in range(count):
            field, kind, form = _FORMS[turn % len(_FORMS)]
            keys = self._plain.named(kind, form)
            named = _MENTION.format(_marks(keys))
            text = f'{field}:"{form}"' if " " in form else f"{field}:{form}"
            if turn % 4 == 3:
                found.append(Question(text, condition=named, bindings=tuple(keys)))
                continue
            word = self._some(1)[0]
            condition, given = f"{_HOLDS} AND {named}", (f'"{word}"', *keys)
            found.append(Question(f"{word} {text}", condition=condition, bindings=given))
        return found

    def any(self, count: int) -> Iterator[Question]:
        """Questions of all kinds in turn, and typed ones."""
        kinds = (self.words, self.phrases, self.nears, self.booleans, self.titles, self.fields)
        for turn in range(count):
            place = turn % (len(kinds) + 3)
            if place < len(kinds):
                yield kinds[place](1 + turn // 9 % 3)[-1]
            elif place == len(kinds):
                yield self.entities(1 + turn // 9 % len(_FORMS))[-1]
            else:
                *whole, last = self._some(1 + turn % 2)
                text = " ".join([*whole, last[: 1 + turn // 9 % len(last)]])
                yield [*typed(text)][-1]

    def _some(self, count: int) -> list[str]:
        pools = [self._common if self._chance.random() < 0.7 else self._rare for _ in range(count)]
        return [self._chance.choice(pool) for pool in pools]

    def _piece(self, count: int) -> list[str]:
        # Words that stand next to each other, so that the phrase is found at least once.
        while True:
            entry = self._archive.entry(self._chance.randrange(len(self._archive)))
            _, _, body = entry.article.text.partition("\n")
            words = index_words(body).split()
            start = self._chance.randrange(max(1, len(words) - count))
            piece = words[start : start + count]
            if len(piece) == count and all(word.isascii() and word.isalpha() for word in piece):
                return piece

    def _filter(self, turn: int) -> tuple[str, str, tuple[int | str, ...]]:
        if turn % 3 == 0:
            paper = self._chance.choice(PAPERS).casefold()
            names = self._plain.sources(paper)
            return f"source:{paper}", f"source IN ({_marks(names)})", tuple(names)
        if turn % 3 == 1:
            code = self._chance.choice(("en", "de", "fr"))
            return f"lang:{code}", "language = ?", (code,)
        year = self._chance.randrange(2016, 2025)
        month = self._chance.randrange(1, 13)
        since, until = datetime(year, month, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
        span = int(since.timestamp()), int(until.timestamp())
        return f"date:{year}-{month:02}..{year}-12", "published >= ? AND published < ?", span


def _all(words: Sequence[str]) -> Question:
    return Question(" ".join(words), " AND ".join(f'"{word}"' for word in words))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
