"""What a command is to work on: articles by number, files, standard input."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import cached_property
from pathlib import Path

from reader.articles.article import Article, ArticleId
from reader.articles.clean import clean_text
from reader.articles.named import NamedArticle, named
from reader.cli.library import library_of
from reader.cli.output import standard_error
from reader.entities.recognizer import DEFAULT_ID, Recognizer, default_recognizer
from reader.errors import LibraryReadOnly, NoSuchArticle, SourceError
from reader.library import Library
from reader.sources.contents import Contents, Point
from reader.sources.encoding import decoded
from reader.sources.folder import Skipped, found_files
from reader.sources.formats.format import SIZE_LIMIT

_STANDARD_INPUT = "-"
_LARGEST_ID = 2**63 - 1


class Items:
    """Reads what was named, one after the other; the bad ones are named on standard error.

    Args:
        arguments: Of the command line, with `items` and what the library is.
        has_names: Whether the names are wanted; stored ones are taken, others found.
    """

    def __init__(self, arguments: argparse.Namespace, *, has_names: bool = True) -> None:
        self._arguments = arguments
        self._has_names = has_names
        self.failed = 0
        """How many could not be read."""

    def __iter__(self) -> Iterator[NamedArticle]:
        with ExitStack() as opened:
            library: Library | None = None
            for written in self._arguments.items:
                try:
                    if _is_id(written):
                        library = library or opened.enter_context(
                            library_of(self._arguments.library)
                        )
                        item = self._stored(library, written)
                    else:
                        item = self._loose(written)
                except (SourceError, NoSuchArticle) as error:
                    self.failed += 1
                    standard_error().message(f"newsreader: {written}: {error}")
                    continue
                yield item

    def _stored(self, library: Library, written: str) -> NamedArticle:
        number = ArticleId(int(written)) if len(written) < 20 else ArticleId(_LARGEST_ID)
        stored = library.article(min(number, ArticleId(_LARGEST_ID)))
        mentions = library.names.mentions(stored.headline.id, DEFAULT_ID) if self._has_names else ()
        if mentions is None:
            mentions = tuple(self._recognizer.find(stored.text))
            with suppress(LibraryReadOnly):
                library.names.keep_mentions(stored.headline.id, stored.digest, DEFAULT_ID, mentions)
        return named(stored, mentions)

    def _loose(self, written: str) -> NamedArticle:
        article = _standard_input() if written == _STANDARD_INPUT else _file(written)
        mentions = self._recognizer.find(article.text) if self._has_names else ()
        return NamedArticle(article=article, id=None, mentions=tuple(mentions))

    @cached_property
    def _recognizer(self) -> Recognizer:
        return default_recognizer()


def is_address(written: str) -> bool:
    """Whether somebody wrote an address on the network where a file is wanted."""
    scheme, colon, _ = written.partition("://")
    return bool(colon) and scheme.isalnum() and not os.path.lexists(written)


def _is_id(written: str) -> bool:
    return written.isascii() and written.isdecimal()


def _file(written: str) -> Article:
    if is_address(written):
        raise SourceError("newsreader reads files and folders, not addresses; save it as a file")
    if not written:
        raise SourceError("there is no such file")
    path = Path(written)
    if path.is_dir():
        raise SourceError(f"a folder; newsreader add {written} takes in its files")
    for found in found_files(path):
        if isinstance(found, Skipped):
            raise SourceError(found.reason)
        for item in Contents(found, Point()).items():
            if not item.is_file:
                raise SourceError(f"holds many articles; newsreader add {written} takes them in")
            if item.article is None:
                raise SourceError(item.reason)
            return item.article
    raise SourceError("there is no such file")


def _standard_input() -> Article:
    content = b"" if sys.stdin is None else sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise SourceError(f"more than {SIZE_LIMIT // 1_000_000} MB")
    text = clean_text(decoded(content)).strip("\n").rstrip()
    if not text:
        raise SourceError("empty")
    return Article(text=text, source="standard input")
