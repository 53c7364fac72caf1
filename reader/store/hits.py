"""The answer to a query: a list that reads only the rows that are looked at."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from reader.articles.article import ArticleId, Hit, StoredArticle
from reader.articles.query import Query
from reader.errors import QueryInterrupted
from reader.store.articles import (
    articles_in_steps,
    counts,
    date_of,
    headlines,
    last_id,
    listed,
    listed_in_steps,
    texts,
)
from reader.store.database import Database
from reader.store.rule_book import rule_book

if TYPE_CHECKING:
    from reader.articles.snippet import Snippet
    from reader.store.ids import Ids
    from reader.store.stories import Under

COUNTED = 1_000
"""Counts are exact up to here."""

SNIPPET_WIDTH = 160
"""Of a snippet, in code points, unless another is asked for."""

_SKIMMED = 1_000_000
"""Code points of a text in which a match is looked for: of 10 MB that would take a while."""


class Hits:
    """Articles that answer a query, in order; does not change while the library does.

    Args:
        query: What was asked.
        news: Where the rows are read.
        known: The ids found so far, from the first.
        length: How many there are in all; None if there are more than `known` and
            nobody has counted.
        find_all: Finds all ids, `known` first.
        is_by_date: The newest are the first, those without a date the last.
        under: Articles that are folded under one of the list, by that one.
    """

    def __init__(
        self,
        query: Query,
        news: Database,
        known: "Ids",
        length: int | None,
        find_all: "Callable[[], Ids]",
        *,
        is_by_date: bool = True,
        under: "Under | None" = None,
    ) -> None:
        self.query = query
        self._news = news
        self._known = known
        self._length = length
        self._find_all = find_all
        self._is_by_date = is_by_date
        self._under = under
        self._rules = rule_book(news.path.parent)

    @property
    def is_capped(self) -> bool:
        """Whether there are more than `COUNTED`, uncounted; `whole` has them all."""
        return self._length is None

    @property
    def is_whole(self) -> bool:
        """Whether all ids are at hand; what `whole` gives has them."""
        return self._length is not None and self._length <= len(self._known)

    @property
    def total(self) -> int:
        """How many there are: exact, or `COUNTED` if there are more and `is_capped`."""
        return len(self)

    def __len__(self) -> int:
        return min(COUNTED, len(self._known)) if self._length is None else self._length

    @property
    def ids(self) -> "array[int]":
        """The ids of all `len(self)` articles, in order; may take as long as `whole`."""
        if len(self._known) < len(self):
            found = self._find_all()
            self._known = found if len(found) <= len(self) else found[: len(self)]
            self._length = len(self._known)
        return self._known[: len(self)]

    @property
    def first(self) -> "Ids":
        """The ids at hand: the first ones or, of `whole`, all."""
        return self._known

    def whole(self) -> "Hits":
        """The same answer with every article counted and known; takes as long as that takes.

        Raises:
            QueryInterrupted: A newer question overtook it.
        """
        return self if self.is_whole else self._of(self._find_all())

    def folded(self, unfolded: Collection[int] = ()) -> "Hits":
        """A list in which the copies of a text are folded under the first of them.

        It has the articles whose ids are at hand: the first ones, or, of `whole`, all.

        Args:
            unfolded: Articles whose copies follow them instead.
        """
        from reader.store.stories import folded  # noqa: PLC0415 -- no list begins so

        known = self._known
        if len(known) > len(self) or not isinstance(known, array):
            known = known[: len(self)]
        own = self._stories(known)
        if not own:
            return self
        ids, under = folded(known, own)
        opened = [number for number in unfolded if number in under]
        if not opened:
            return self._of(ids, under)
        shown = ids[:]
        for number in opened:
            place = shown.index(number) + 1
            shown[place:place] = array(shown.typecode, under[number])
        return self._of(shown, under)

    def position(self, number: ArticleId) -> int | None:
        """Where an article is in the list, from 0; None if it is not there.

        Looked for among the ids at hand: the first ones or, of `whole`, all. An article that
        is folded under another is where that is.
        """
        place = self._place_by_date(number) if self._is_by_date else None
        if place is not None:
            return place
        with suppress(ValueError):
            return self._known.index(number, 0, len(self))
        above = self._under.above(number) if self._under else None
        return None if above is None else self.position(ArticleId(above))

    def rows(self, start: int, stop: int, *, width: int = SNIPPET_WIDTH) -> list[Hit]:
        """The hits from `start` up to but not including `stop`, as many as there are.

        Args:
            start: Position of the first one, from 0.
            stop: One past the last one.
            width: Longest snippet, in code points.
        """
        stop = min(stop, len(self))
        known = self._known if stop <= len(self._known) else self.ids
        ids = known[max(0, start) : max(0, stop)]
        has_words = self._has_words()
        with self._news.reading() as connection:
            found = headlines(connection, ids)
            bodies = texts(connection, ids) if has_words else {}
            ruler = self._rules.ruler(connection) if has_words else None
            if ruler is not None:
                bodies = ruler.without_boilerplate(connection, bodies)
        return [
            Hit(
                headline=one,
                snippet=self._snippet(bodies.get(one.id), width),
                copies=len(self._under.get(one.id, ())) if self._under else 0,
            )
            for one in found
        ]

    def articles(self) -> Iterator[StoredArticle]:
        """All articles of the list, whole and in order, few of them in memory at once.

        Those that are gone meanwhile, and those whose text is torn, are left out.
        """
        return articles_in_steps(self._news, self.whole().ids)

    def _stories(self, ids: "array[int]") -> Mapping[int, int]:
        """The stories of those of these articles that have copies, and maybe of others."""
        from reader.store.stories import stories, stories_of  # noqa: PLC0415 -- no list begins so

        if len(ids) <= COUNTED:
            with self._news.reading() as connection:
                return stories_of(connection, ids)
        with closing(self._news.walker()) as walker, walker.reading() as connection:
            return stories(connection)

    def _of(self, ids: "Ids", under: "Under | None" = None) -> "Hits":
        """A list of these articles, which are all."""
        return Hits(
            self.query,
            self._news,
            ids,
            len(ids),
            lambda: ids,
            is_by_date=self._is_by_date,
            under=under,
        )

    def _place_by_date(self, number: ArticleId) -> int | None:
        """Where an article is if all are in order of date, found in a few steps."""
        with self._news.reading() as connection:

            def age(one: int) -> tuple[int, int]:
                return -date_of(connection, one), -one

            place = bisect_left(self._known, age(number), hi=len(self._known), key=age)
        is_there = place < min(len(self), len(self._known)) and self._known[place] == number
        return place if is_there else None

    def _has_words(self) -> bool:
        if self.query.root is None:
            return False
        from reader.articles.needles import needles  # noqa: PLC0415 -- the first list needs none

        return needles(self.query.root, "title") is not None

    def _snippet(self, text: str | None, width: int) -> "Snippet | None":
        if text is None:
            return None
        from reader.articles.matching import snippet  # noqa: PLC0415 -- the first list needs none

        return snippet(self.query, text[:_SKIMMED], width)


def all_articles(news: Database, query: Query, questions: Callable[[], int]) -> Hits:
    """All articles of a library, newest first.

    Args:
        news: Where they are read.
        query: That asks for nothing.
        questions: How many questions were overtaken so far; one more ends the listing.
    """
    with news.snapshot() as connection:
        length = counts(connection).articles
        up_to = last_id(connection)
        known = listed(connection, COUNTED, up_to=up_to)

    def find_all() -> "array[int]":
        overtaken = questions()
        # Of the right size at once: one that grows is moved, and leaves its place behind.
        found, filled = array(known.typecode, [0]) * length, 0
        with closing(news.walker()) as walker, walker.snapshot() as connection:
            for step in listed_in_steps(connection, up_to=up_to):
                if questions() != overtaken:
                    raise QueryInterrupted("a newer question overtook the list")
                found[filled : filled + len(step)] = step
                filled += len(step)
        del found[filled:]
        return found

    return Hits(query, news, known, length, find_all)
