"""Stories: articles that are copies of one text, each known by one number in the truth."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import accumulate
from operator import sub
from typing import NamedTuple

import apsw
from typing_extensions import override

from reader.articles.article import ArticleId
from reader.store.articles import last_id
from reader.store.ids import Remaining, ordered, places, typecode


class Stories(Mapping[int, int]):
    """The stories of articles that have copies, by the articles' ids.

    Kept as numbers side by side, as is `Under`: dictionaries, lists and tuples of all the copies
    among a million articles left the process 20 MB larger.

    Args:
        pairs: Of an article and its story, in any order, each article once.
        highest: None of the numbers is above this.
    """

    def __init__(self, pairs: Iterable[tuple[int, int]], highest: int) -> None:
        code = typecode(highest)
        articles, stories = array(code), array(code)
        for article, story in pairs:
            articles.append(article)
            stories.append(story)
        self._articles = ordered(articles)
        self._stories = array(code, [0]) * len(stories)
        own = map(partial(bisect_left, self._articles), articles)
        for place, story in zip(own, stories, strict=True):
            self._stories[place] = story

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
    query = "SELECT id, story FROM article INDEXED BY article_by_story WHERE story IS NOT NULL"
    return Stories(connection.execute(query), last_id(connection))


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
        heads: Articles of the list, in any order, once for each that is folded under them.
        copies: Those folded under them, in the list's order.
    """

    def __init__(self, heads: "array[int]", copies: "array[int]") -> None:
        self._heads = ordered(heads)
        own = array("i", map(partial(bisect_left, self._heads), heads))
        sizes = array("i", [0]) * len(self._heads)
        for place in own:
            sizes[place] += 1
        self._ends = array("i", accumulate(sizes))
        # Where the next one of each head goes.
        free = array("i", map(sub, self._ends, sizes))
        self._copies = array(copies.typecode, copies)
        for place, copy in zip(own, copies, strict=True):
            self._copies[free[place]] = copy
            free[place] += 1

    @override
    def __getitem__(self, head: int) -> list[int]:
        place = bisect_left(self._heads, head)
        if place == len(self) or self._heads[place] != head:
            raise KeyError(head)
        return self._copies[self._ends[place - 1] if place else 0 : self._ends[place]].tolist()

    @override
    def __iter__(self) -> Iterator[int]:
        return iter(self._heads)

    @override
    def __len__(self) -> int:
        return len(self._heads)

    def above(self, copy: int) -> int | None:
        """The article that one is folded under; None if it is under none."""
        with suppress(ValueError):
            return self._heads[bisect_right(self._ends, self._copies.index(copy))]
        return None


class Folded(NamedTuple):
    """A list in which each story takes one line."""

    ids: Remaining
    """One article of each story, and those alone, in the list's order."""
    under: Under
    """Those folded under articles of `ids`."""


def folded(ids: "array[int]", stories: Mapping[int, int]) -> Folded:
    """Fold the copies in a list under the first of each story: the newest, if that is first.

    What is not in the list has no part in it, so that no story vanishes from it.

    Args:
        ids: Of the articles, in the list's order, each once.
        stories: As `stories` gives them; articles that are alone may be missing.
    """
    own = places(ids, stories)
    numbers = array(ids.typecode, map(stories.__getitem__, map(ids.__getitem__, own)))
    known = ordered(numbers)
    first = array(ids.typecode, [_NONE]) * len(known)
    """By a story's place in `known`: its first article in the list."""
    heads, copies, hidden = array(ids.typecode), array(ids.typecode), array("i")
    for place, story in zip(own, map(partial(bisect_left, known), numbers), strict=True):
        number = ids[place]
        if first[story] == _NONE:
            first[story] = number
        else:
            heads.append(first[story])
            copies.append(number)
            hidden.append(place)
    return Folded(Remaining(ids, hidden), Under(heads, copies))
