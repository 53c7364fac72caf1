"""What the pages of a torn library still hold, each text known by its checksum.

The rows are told by their shapes, so that they are found where nothing leads to them any
more. An article is rescued if its text is, for there are checksums of texts: the index of
checksums says which article a text belongs to, should the article's own row be torn.
"""

import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import apsw

from reader.articles.article import Article
from reader.articles.clean import clean_line, clean_text
from reader.articles.correction import Correction, Verdict
from reader.articles.link import safe_link
from reader.articles.mention import LABELS
from reader.store.packing import primer_mark, unpack, unpack_with_torn
from reader.store.pages import Pages
from reader.store.rows import Row, Value, rows
from reader.store.ruler import corrections_of
from reader.store.schema import GONE, NAMES_CHANGED, READ, STARRED, TEXT_CHANGED, UNDATED

_DIGEST_BYTES = 32
_LATEST_S = 1 << 37
"""No article is from after the year 6000."""
_LEAST_PRIMER_BYTES = 1_024
"""Shorter contents are paths."""
_VERDICTS = {verdict.value for verdict in Verdict}
_NO_SOURCE = "salvaged"
"""The source of articles whose own cannot be read."""


class Described(NamedTuple):
    """What an article's own row says."""

    date: int
    source: int
    flags: int
    added: int
    author: str | None
    url: str | None
    language: str | None


class Note(NamedTuple):
    """What the user wrote on an article."""

    text: str
    changed: int
    """Seconds since 1970, UTC."""


class Given(NamedTuple):
    """The date that the user gave an article, and the one that its file says."""

    date: int
    """Seconds since 1970, UTC."""
    was: int
    """The same, or `UNDATED`."""


class Said(NamedTuple):
    """A correction of a name, as the user made it."""

    article: int | None
    correction: Correction


class Place(NamedTuple):
    """The file that an article was read from."""

    folder: bytes
    name: bytes
    article: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """An article whose text is as it came in."""

    number: int
    article: Article
    added: int
    """When, seconds since 1970, UTC; 0 if that is not known."""


class Wreck:
    """All that can be read of a library's file, whatever is torn.

    Args:
        pages: Of the file; read twice.
        primers: Of the library, from elsewhere: no text can be read without.
    """

    def __init__(self, pages: Pages, primers: Iterable[bytes]) -> None:
        self._pages = pages
        self._described: dict[tuple[int, bytes], Described] = {}
        self._digests: dict[int, set[bytes]] = {}
        self._dates: dict[int, int] = {}
        self._sources: dict[int, str] = {}
        self._primers = {zlib.adler32(primer): primer for primer in primers}
        self._folders: dict[int, bytes] = {}
        self._places: set[tuple[int, int, bytes]] = set()
        self._placed: set[tuple[int, int, bytes]] = set()
        self.tags: set[tuple[int, str]] = set()
        """Articles' numbers, each with a tag."""
        self.notes: dict[int, Note] = {}
        """The user's notes by their articles' numbers."""
        self.dates: dict[int, Given] = {}
        """The user's dates of articles by their numbers."""
        self.searches: dict[str, str] = {}
        """The user's saved searches by their names."""
        self.corrections: dict[int, Said] = {}
        """The user's corrections of names, by the order in which they were made."""
        self.watches: dict[str, tuple[str, str, int]] = {}
        """Names, labels and beginnings of the user's watches by their entities."""
        for row in self._rows():
            if row.number is None:
                self._take_indexed(row)
            else:
                self._take(row.number, row)

    def lost(self, present: Container[int], digests: Container[bytes]) -> int:
        """How many articles are known to have been there that are not present elsewhere.

        Args:
            present: Numbers of articles.
            digests: Checksums of their texts.
        """
        return sum(
            number not in present and not any(digest in digests for digest in its)
            for number, its in self._digests.items()
        )

    def marks(self) -> Iterator[tuple[bytes, int]]:
        """The checksums of articles' texts, each with the marks that the article has."""
        for (_, digest), described in self._described.items():
            if 0 <= described.flags <= READ | STARRED | GONE:
                yield digest, described.flags

    def places(self) -> Iterator[Place]:
        """The files that articles were read from; only what is said twice is believed."""
        for article, folder, name in self._placed & self._places:
            if folder in self._folders:
                yield Place(self._folders[folder], name, article)

    def articles(self) -> Iterator[Rescued]:
        """The articles whose texts can be read and have their checksum."""
        found: set[int] = set()
        for row in self._rows():
            match row:
                case Row(int(number), (None, int() | None, bytes(packed))) if number not in found:
                    whole = self._digested(number, packed)
                    if whole is not None:
                        found.add(number)
                        yield self._rescued(number, *whole)

    def _rows(self) -> Iterator[Row]:
        for page in self._pages:
            yield from rows(page, self._pages.page, self._pages.size)

    def _take(self, number: int, row: Row) -> None:
        match row.values:
            case (
                None,
                int(date),
                int(source),
                int(flags),
                int(),
                int(added),
                str(),
                (str() | None) as author,
                (str() | None) as url,
                bytes(digest),
                *later,
            ) if len(digest) == _DIGEST_BYTES:
                language = next((value for value in later[:1] if isinstance(value, str)), None)
                described = Described(date, source, flags, added, author, url, language)
                self._described.setdefault((number, digest), described)
                self._digests.setdefault(number, set()).add(digest)
            case (None, str(text), int(changed)):
                self.notes.setdefault(number, Note(clean_text(text), changed))
            case (None, int(), str(verdict), str(), *_) if verdict in _VERDICTS:
                with suppress(ValueError, TypeError, KeyError):
                    said = _said(row.values)
                    if said is not None:
                        self.corrections.setdefault(number, said)
            case (None, int(date), int(was)) if abs(date) < _LATEST_S:
                self.dates.setdefault(number, Given(date, was))
            case (None, str(name), str(query), int()):
                self.searches.setdefault(clean_line(name), clean_line(query))
            case (None, str(name), int(), int()):
                self._sources.setdefault(number, name)
            case (None, bytes(content)):
                # Either a primer, asked for by its checksum, or the path of a folder.
                self._primers[zlib.adler32(content)] = content
                if content.startswith(b"/"):
                    self._folders.setdefault(number, content)

    def _take_indexed(self, row: Row) -> None:
        match row.values:
            case (bytes(digest), int(number)) if len(digest) == _DIGEST_BYTES:
                self._digests.setdefault(number, set()).add(digest)
            case (int(date), int(number)) if date not in {TEXT_CHANGED, NAMES_CHANGED}:
                self._dates.setdefault(number, date)
            case (str(entity), str(name), str(label), int(since)) if label in LABELS:
                self.watches.setdefault(clean_line(entity), (clean_line(name), label, since))
            case (int(number), str(tag)):
                self.tags.add((number, clean_line(tag)))
            case (int(folder), bytes(name), int(number), int(), int()):
                self._places.add((number, folder, name))
            case (int(number), int(folder), bytes(name)):
                self._placed.add((number, folder, name))

    def _digested(self, number: int, packed: bytes) -> tuple[str, bytes] | None:
        """The text with its checksum, if it has one of the article's."""
        for text in self._texts(packed):
            digest = sha256(text.encode()).digest()
            if digest in self._digests.get(number, ()):
                return text, digest
        return None

    def _texts(self, packed: bytes) -> Iterator[str]:
        mark = primer_mark(packed)
        with suppress(apsw.CorruptError):
            if mark is None or mark in self._primers:
                yield unpack(packed, None if mark is None else self._primers[mark])
                return
        for primer in self._primers.values():
            if len(primer) >= _LEAST_PRIMER_BYTES:
                with suppress(apsw.CorruptError):
                    yield unpack_with_torn(packed, primer)

    def _rescued(self, number: int, text: str, digest: bytes) -> Rescued:
        unknown = Described(self._dates.get(number, UNDATED), 0, 0, 0, None, None, None)
        described = self._described.get((number, digest), unknown)
        article = Article(
            text=text,
            source=clean_line(self._sources.get(described.source, "")) or _NO_SOURCE,
            published=described.date if abs(described.date) < _LATEST_S else None,
            author=clean_line(described.author or "") or None,
            url=safe_link(described.url or ""),
            language=clean_line(described.language or "") or None,
        )
        return Rescued(number=number, article=article, added=described.added)


def _said(values: Sequence[Value]) -> Said | None:
    """The correction that a row is; None if it was undone, or is torn."""
    match values:
        case (
            None, int(), str(verdict), str(scope), str(surface), str(entity), str(label),
            str(target), str(name), (int() | None) as article, int(start), str(before),
            str(after), 0, *_,
        ):  # fmt: skip
            row = verdict, scope, surface, entity, label, target, name, start, before, after
            (correction,) = corrections_of([row])
            return Said(article, correction)
    return None
