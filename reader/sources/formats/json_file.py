"""JSON that is no JSON Lines: one article, a list of them, or a list inside an object."""

import re
from collections.abc import Generator, Iterator, Mapping
from typing import BinaryIO

from reader.errors import SourceError
from reader.sources.formats.format import ITEM_LIMIT, Origin, Reading
from reader.sources.formats.json_lines import fields
from reader.sources.formats.keys import Keys, refusal
from reader.sources.formats.lines import Texts
from reader.sources.formats.records import Record, reading

_OUTSIDE = re.compile(r'[\[\]{}"]')
_INSIDE = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)

_LISTS = (
    "articles",
    "items",
    "documents",
    "docs",
    "results",
    "stories",
    "entries",
    "posts",
    "data",
)
"""Fields in which an object may hold articles, as those of news services do."""


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    texts = Texts(stream)
    keys = Keys()
    is_empty = True
    for text in Values(texts):
        is_empty = False
        try:
            given = fields(text)
        except SourceError as error:
            yield refusal(error, keys, texts.position)
            continue
        for one in _records(given):
            yield reading(one, origin, keys, texts.position)
    if is_empty:
        yield Reading(key="", article=None, reason="no JSON objects in it", position=texts.position)


def _records(given: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The records that an object holds, or the object itself."""
    response = given.get("response")
    for holder in (given, response) if isinstance(response, Mapping) else (given,):
        for name in _LISTS:
            listed = holder.get(name)
            if isinstance(listed, list) and not Record(given).has_article:
                found = [one for one in listed if isinstance(one, Mapping)]
                if found:
                    return found
    return [given]


class Values:
    """The objects of a list, or those that stand alone, as text.

    Only brackets and quotes are looked at, so what is no JSON inside one spoils no other.

    Args:
        texts: The file.
        limit: Code points of the longest object that is held.
    """

    def __init__(self, texts: Texts, limit: int = ITEM_LIMIT) -> None:
        self._texts = texts
        self._limit = limit
        self._depth = 0
        self._outermost = 0
        """How deep the objects lie: 1 in a list."""
        self._is_in_string = False
        self._held: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str | None]:
        """Each with all that is in it; None for one that is too long."""
        rest = ""
        for text in self._texts:
            rest = yield from self._ended(rest + text)
        if self._depth > self._outermost:  # the file is cut short
            yield self._whole(rest)

    def _ended(self, text: str) -> Generator[str | None, None, str]:
        """The values that end in a piece of text; returns what belongs to the next piece."""
        start = place = 0
        while True:
            if self._is_in_string:
                place = _inside(text, place)
                if not text.startswith('"', place):
                    break
                self._is_in_string, place = False, place + 1
            sign = _OUTSIDE.search(text, place)
            if sign is None:
                place = len(text)
                break
            place = sign.end()
            was_between = self._depth == self._outermost
            self._pass(sign.group())
            if was_between and self._depth > self._outermost:
                start = sign.start()
            elif not was_between and self._depth == self._outermost:
                yield self._whole(text[start:place])
        if self._depth > self._outermost:
            self._hold(text[start:place])
        return text[place:]

    def _pass(self, sign: str) -> None:
        if sign == '"':
            self._is_in_string = True
        elif sign in "[{":
            if sign == "[" and not self._depth:
                self._outermost = 1
            self._depth += 1
        else:
            self._depth = max(self._depth - 1, 0)
            self._outermost = min(self._outermost, self._depth)

    def _hold(self, text: str) -> None:
        self._size += len(text)
        if self._size > self._limit:
            self._held.clear()
        else:
            self._held.append(text)

    def _whole(self, end: str) -> str | None:
        self._hold(end)
        whole = "".join(self._held) if self._size <= self._limit else None
        self._held.clear()
        self._size = 0
        return whole


def _inside(text: str, place: int) -> int:
    """Where a string ends: at a quote, or a piece's end, or a backslash just before it."""
    match = _INSIDE.match(text, place)
    return match.end() if match else place
