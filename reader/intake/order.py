"""Which article each item of a file was, when a file that holds many has changed.

An item with an id of its own is known by that. Of the others only the number in the file is
known, which changes for all when one is put before them. So such an item is the article that
has its text; and of the items and articles that are left between two that stayed, those with
the same headline belong together, and the rest in their order if they are equally many.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain, groupby

from reader.sources.contents import Contents, Item, Point
from reader.sources.folder import Found
from reader.store.articles import title_of
from reader.store.database import Database
from reader.store.shelving import known_by
from reader.store.volumes import Items, Spot, item_key

_NUMBER = re.compile(r"#\d+")
_AT_ONCE = 500
_FARTHEST = 1_000
"""So many items may have been taken out in one place; behind more, none is matched."""
_END = 1 << 62


class Order:
    """Tells which articles the items of a file were the last time.

    The file is read a second time if it is found to have changed otherwise than at its end.
    That takes 40 bytes an item, and some more for those whose text has changed.

    Args:
        news: A connection to the library.
        found: The file.
        items: What it held the last time; empty if it is new.
    """

    def __init__(self, news: Database, found: Found, items: Items) -> None:
        self._news = news
        self._found = found
        self._items = items
        self._count = 0
        self._matched: array[int] | None = None

    def spot(self, item: Item) -> Spot:
        """Where an item is, and what was there; all are asked for once, in their order."""
        self._count += 1
        key = item_key(item.member, item.key)
        if item.article is None:
            return Spot(key, None, is_matched=False)
        was = self._items.take(key)
        if not _NUMBER.fullmatch(item.key):
            return Spot(key, was, is_matched=False)
        if self._matched is None:
            if was is None or was == self._same([item])[0]:
                return Spot(key, was, is_matched=False)
            self._matched = self._match()
        is_there = self._count <= len(self._matched)  # it may have grown meanwhile
        was = self._matched[self._count - 1] if is_there else None
        return Spot(key, was or None, is_matched=True)

    def _match(self) -> "array[int]":
        """For each item the article that it was; 0 for none."""
        matched = array("q")
        items = Contents(self._found, Point()).items()
        for member, part in groupby(items, key=lambda item: item.member):
            before, now = self._both(member, part)
            matched.extend(self._aligned(before, now))
        return matched

    def _both(
        self, member: tuple[str, ...], part: Iterator[Item]
    ) -> "tuple[array[int], array[int]]":
        """The articles of a file or member by number: the last time, and now.

        Of those that are there now, 0 stands for what has no number, and a negative
        number, by its headline, for an article whose text is not known.
        """
        before, now = array("q"), array("q")
        held: list[Item] = []
        for item in part:
            before.append(self._at(member, len(before) + 1))
            held.append(item)
            if len(held) == _AT_ONCE:
                now.extend(self._same(held))
                held.clear()
        now.extend(self._same(held))
        while article := self._at(member, len(before) + 1):
            before.append(article)
        return before, now

    def _at(self, member: tuple[str, ...], number: int) -> int:
        return self._items.at(item_key(member, f"#{number}"))

    def _same(self, items: Sequence[Item]) -> list[int]:
        found: list[int] = []
        with self._news.reading() as connection:
            for item in items:
                if item.article is None or not _NUMBER.fullmatch(item.key):
                    found.append(0)
                    continue
                digest = sha256(item.article.text.encode()).digest()
                found.append(known_by(connection, digest) or _sign(item.article.title))
        return found

    def _aligned(self, before: "array[int]", now: "array[int]") -> "array[int]":
        there = array("q", sorted(article for article in now if article > 0))
        matched = array("q", bytes(8 * len(now)))
        changed: array[int] = array("q")
        start = 0
        for place, article in enumerate(chain(now, (_END,))):
            if article < 0:
                changed.append(place)
            if article <= 0:
                continue
            if article != _END and _count(there, article) == 1:
                matched[place] = article
            try:
                end = len(before)
                if article != _END:
                    end = before.index(article, start, start + _FARTHEST)
            except ValueError:
                continue  # it is new here, or has been moved
            lost = [one for one in before[start:end] if one and not _count(there, one)]
            for one, was in self._pairs(changed, now, [*dict.fromkeys(lost)]):
                matched[one] = was
            del changed[:]
            start = end + 1
        return matched

    def _pairs(
        self, changed: "array[int]", now: "array[int]", lost: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        """Places of items whose text is new, with the articles whose text is gone."""
        if not changed or not lost:
            return
        by_sign: dict[int, int] = {}
        with self._news.reading() as connection:
            for article in lost:
                by_sign.setdefault(_sign(title_of(connection, article)), article)
        rest: list[int] = []
        taken: set[int] = set()
        for place in changed:
            article = by_sign.pop(now[place], 0)
            if article:
                taken.add(article)
                yield place, article
            else:
                rest.append(place)
        others = [article for article in lost if article not in taken]
        if len(rest) == len(others):
            yield from zip(rest, others, strict=True)


def _sign(title: str) -> int:
    """A negative number for a headline."""
    return -1 - (hash(title) & (1 << 62) - 1)


def _count(numbers: "array[int]", number: int) -> int:
    """How often a number is among sorted ones."""
    return bisect_right(numbers, number) - bisect_left(numbers, number)
