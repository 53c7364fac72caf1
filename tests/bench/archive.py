"""Archives of generated news, the same ones everywhere: up to a million articles of ten years."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from reader.articles.article import Article
from reader.articles.mention import Mention
from tests.bench import cast
from tests.bench.dice import Dice, rank, share, throw
from tests.bench.draft import ENGLISH, EVENTS, Draft, Subject, Writer, with_words_changed
from tests.bench.sentences import Language

SPAN = 1_000_000
"""Articles of the whole archive; a smaller one has every so many-th of them."""

_BEGIN = int(datetime(2016, 1, 1, tzinfo=UTC).timestamp())
_END = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
_DAY_S = 86_400
_OTHERS = ("de", "fr", "es", "zh")
_LANGUAGES = {"en": ENGLISH} | {code: Language(code) for code in _OTHERS}
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_IN_OTHERS = 0.05
_TOPICS = (0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9, 10, 11)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of an archive, and what is known about it."""

    number: int
    """Its place in the archive, from 0."""
    article: Article
    original: int | None
    """The number of the article of which it is a near-duplicate."""
    draft_of_headline: Draft
    draft_of_body: Draft

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in its text, in order, as somebody who knows would find them."""
        below = len(self.draft_of_headline.text) + 2
        return (*self.draft_of_headline.mentions(0), *self.draft_of_body.mentions(below))

    def line(self) -> bytes:
        """The article as a line of a JSON Lines file, line end included."""
        article = self.article
        title, _, body = article.text.partition("\n\n")
        record = {
            "id": f"{self.number:07d}",
            "title": title,
            "text": body,
            "source": article.source,
            "author": article.author,
            "url": article.url,
            "published": None if article.published is None else _written(article.published),
            "language": article.language,
        }
        kept = {name: value for name, value in record.items() if value is not None}
        return _ENCODE(kept).encode() + b"\n"


class Archive:
    """A generated archive; any article of it is made alone, in the same time.

    Args:
        count: How many articles it has. The archives of 10,000 and 100,000 hold every 100th
            and every 10th of the one with a million.
        seed: Another seed makes another archive.
    """

    def __init__(self, count: int, *, seed: int = 7) -> None:
        self._count = count
        self._seed = seed
        self._stride = max(1, SPAN // count) if count else 1
        self._apart = max(1, count // 10_000)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Entry]:
        return self.entries()

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The articles with the numbers from `start` up to, without, `stop`."""
        return map(self.entry, range(start, self._count if stop is None else stop))

    def entry(self, number: int) -> Entry:
        """The article with this number, from 0."""
        original = self.original(number)
        return self._sketch(number, original).entry(number, original)

    def published(self, number: int) -> int | None:
        """When it was published, seconds since 1970; a tenth of the work of making it."""
        return self._sketch(number, self.original(number)).published

    def by_date(self) -> list[int]:
        """All numbers in order of date, the undated first; of the same date as they come."""
        dates = [self.published(number) for number in range(self._count)]
        return sorted(range(self._count), key=lambda number: (dates[number] or 0, number))

    def original(self, number: int) -> int | None:
        """The number of the article that this one repeats with few changes; None mostly."""
        original = self._repeated(number)
        return original if original is None or self._repeated(original) is None else None

    def write(self, path: Path) -> None:
        """Write all of it to a JSON Lines file."""
        with path.open("wb", buffering=1 << 20) as file:
            file.writelines(entry.line() for entry in self)

    def _key(self, number: int) -> int:
        return throw(self._seed, number * self._stride)

    def _sketch(self, number: int, original: int | None) -> "_Sketch":
        first = None if original is None else self._sketch(original, None)
        return _Sketch(self._key(number), number / max(1, self._count), first)

    def _repeated(self, number: int) -> int | None:
        thrown = throw(self._key(number))
        original = number - self._apart * (1 + thrown % 7)
        return original if original >= 0 and share(thrown) < 0.0335 else None


class _Sketch:
    # What an article's chances decide before it is written; always thrown in the same order.

    def __init__(self, key: int, when: float, first: "_Sketch | None") -> None:
        dice = self._dice = Dice(key)
        thrown = dice.single()
        code = "en" if share(thrown) >= _IN_OTHERS else _OTHERS[thrown % len(_OTHERS)]
        self.language = _LANGUAGES[code]
        self.source_number = rank(dice.single(), 12, 0.7) % cast.SOURCES
        self.author_number = dice.single() % 60
        self.published = self._published(when)
        self.subject = self._subject(when)
        self._first = first
        if first is not None:
            self._follow(first)

    def entry(self, number: int, original: int | None) -> Entry:
        """The article, written."""
        headline = self._writer.headline()
        return self._entry(number, original, headline, self._body())

    def _follow(self, first: "_Sketch") -> None:
        # A near-duplicate: another source soon says the same, in a few other words.
        self.language, self.subject = first.language, first.subject
        if self.source_number == first.source_number:
            self.source_number = (self.source_number + 1) % cast.SOURCES
        self._change = self._dice.single()
        self.published = first.published
        if first.published is not None:
            self.published = first.published + 600 + self._change % (3 * _DAY_S - 600)

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.language, self._dice, self.subject)

    def _body(self) -> Draft:
        if self._first is None:
            return self._writer.body()
        # What the first one's names are depends on its headline, which is written first.
        self._first._writer.headline()
        body = self._first._body()
        changed = int(len(body.text.split()) * (0.055 + 0.05 * share(self._change)))
        return with_words_changed(body, self.language, self._dice, changed)

    def _entry(self, number: int, original: int | None, headline: Draft, body: Draft) -> Entry:
        source = cast.source(self.source_number)
        day = "undated" if self.published is None else _written(self.published)[:10]
        author = None
        if self.author_number < 40:
            author = cast.author(self.source_number, self.author_number)
        article = Article(
            text=f"{headline.text}\n\n{body.text}",
            source=source,
            author=author,
            url=f"https://{_host(source)}.example/{day}/{self._dice.key:x}",
            published=self.published,
            language=self.language.code,
        )
        return Entry(number, article, original, headline, body)

    def _published(self, when: float) -> int | None:
        # There is more news every year; some says nothing, some comes long after it was written.
        thrown, late = self._dice.single(), self._dice.single()
        if share(thrown) < 0.02:
            return None
        moment = _BEGIN + int((_END - _BEGIN) * (when * 0.999 + 0.001) ** 0.6)
        moment += thrown % 40_000 - 20_000
        return moment - late % (400 * _DAY_S) if share(late) < 0.02 else moment

    def _subject(self, when: float) -> Subject:
        dice = self._dice
        thrown = dice.single()
        words = 440 + 190 * (sum(share(dice.single()) for _ in range(3)) - 1.5)
        if share(thrown) < 0.05:
            words /= 5
        topic = _TOPICS[thrown % len(_TOPICS)] % len(self.language.topics)
        style = int(share(dice.single()) < 0.75)
        event = self._event(when)
        return Subject(topic, style, event if self.language.events else None, int(words))

    def _event(self, when: float) -> int | None:
        thrown, away = self._dice.single(), rank(self._dice.single(), 4, 1.2)
        if share(thrown) >= 0.35:
            return None
        if thrown % 5 == 0:
            return (thrown >> 20) % EVENTS
        return (int(when * EVENTS) + (away if thrown & 1 else -away)) % EVENTS


@lru_cache(maxsize=cast.SOURCES)
def _host(source: str) -> str:
    letters = source.lower().replace(" ", "-").replace("'", "")
    return letters.encode("ascii", "ignore").decode()


def _written(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()
