"""Stories: articles that are copies of one text, each known by one number in the truth."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import apsw
from typing_extensions import override

from reader.articles.article import ArticleId


class Stories(Mapping[int, int]):
    """The stories of articles that have copies, by the articles' ids.

    Kept as numbers side by side, as is `Under`: dictionaries and lists of all the copies among
    a million articles left the process 15 MB larger.

    Args:
        pairs: Of an article and its story, in order of the articles.
    """

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._articles, self._stories = array("q"), array("q")
        for article, story in pairs:
            self._articles.append(article)
            self._stories.append(story)

    @override
    def __getitem__(self, article: int) -> int:
        place = bisect_left(self._articles, article)
        if place == len(self) or self._articles[place] != article:
            raise KeyError(article)
        return self._stories[place]

    @override
    def __iter__(self) -> Iterator[int]:
        return iter(self._articles)

    @override
    def __len__(self) -> int:
        return len(self._articles)


def stories(connection: apsw.Connection) -> Stories:
    """The stories of all articles that have copies; an article alone is not in it."""
    query = (
        "SELECT id, story FROM article INDEXED BY article_by_story WHERE story IS NOT NULL"
        " ORDER BY id"
    )
    return Stories(connection.execute(query))


def stories_of(connection: apsw.Connection, ids: Sequence[int]) -> dict[int, int]:
    """The stories of those of these articles that have copies."""
    query = (
        "SELECT id, story FROM article WHERE id IN (SELECT value FROM json_each(?))"
        " AND story IS NOT NULL"
    )
    return dict(connection.execute(query, (f"[{','.join(map(str, ids))}]",)))


def copies(connection: apsw.Connection, number: ArticleId) -> list[ArticleId]:
    """The other articles of this one's story, newest first."""
    query = (
        "SELECT id FROM article WHERE story = (SELECT story FROM article WHERE id = ?1)"
        " AND id <> ?1 ORDER BY date DESC, id DESC"
    )
    return [ArticleId(row[0]) for row in connection.execute(query, (number,))]


_NONE = -1


class Under(Mapping[int, list[int]]):
    """By an article of a list, those folded under it, in the list's order; never empty.

    Args:
        pairs: Articles, each with one folded under it, in the list's order.
    """

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(pairs, key=itemgetter(0))
        self._heads = array("q", map(itemgetter(0), ordered))
        self._copies = array("q", map(itemgetter(1), ordered))

    @override
    def __getitem__(self, head: int) -> list[int]:
        first, end = bisect_left(self._heads, head), bisect_right(self._heads, head)
        if first == end:
            raise KeyError(head)
        return self._copies[first:end].tolist()

    @override
    def __iter__(self) -> Iterator[int]:
        return (head for head, _ in groupby(self._heads))

    @override
    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._heads)

    def above(self, copy: int) -> int | None:
        """The article that one is folded under; None if it is under none."""
        place = next((place for place, one in enumerate(self._copies) if one == copy), None)
        return None if place is None else self._heads[place]


class Folded(NamedTuple):
    """A list in which each story takes one line."""

    ids: "array[int]"
    """One article of each story, and those alone, in the list's order."""
    under: Under
    """Those folded under articles of `ids`."""


def folded(ids: Sequence[int], stories: Mapping[int, int]) -> Folded:
    """Fold the copies in a list under the first of each story: the newest, if that is first.

    What is not in the list has no part in it, so that no story vanishes from it.

    Args:
        ids: Of the articles, in the list's order, each once.
        stories: As `stories` gives them; articles that are alone may be missing.
    """
    known = array("q", sorted({*stories.values()}))
    first = array("q", [_NONE]) * len(known)
    """By a story's place in `known`: its first article in the list."""
    # A byte for each article: most of a million are alone.
    has_story = bytearray(max(stories, default=0) + 1)
    for number in stories:
        has_story[number] = True
    heads, under, places = array("q"), array("q"), array("q")
    for place, number in enumerate(ids):
        if number < len(has_story) and has_story[number]:
            story = bisect_left(known, stories[number])
            if first[story] == _NONE:
                first[story] = number
            else:
                heads.append(first[story])
                under.append(number)
                places.append(place)
    return Folded(_without(ids, places), Under(zip(heads, under, strict=True)))


def _without(ids: Sequence[int], places: Sequence[int]) -> "array[int]":
    """All but those at some places, which are in order."""
    all_ids = ids if isinstance(ids, array) else array("q", ids)
    # Of the right size at once: one that grows leaves twice its size behind.
    left = array(all_ids.typecode, [0]) * (len(all_ids) - len(places))
    start = filled = 0
    for place in (*places, len(all_ids)):
        left[filled : filled + place - start] = all_ids[start:place]
        filled, start = filled + place - start, place + 1
    return left
