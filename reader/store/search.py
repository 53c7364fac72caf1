"""Searching a library: any query, in any order, interruptible."""

from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import apsw

from reader.articles.nodes import Node
from reader.articles.parsing import parse
from reader.articles.query import Query, Sort
from reader.store.answering import Answering
from reader.store.articles import last_id
from reader.store.database import Database
from reader.store.failures import damaged
from reader.store.finding import Finder
from reader.store.folder import Scratch
from reader.store.hits import COUNTED, Hits, all_articles
from reader.store.index import Index
from reader.store.listing import ORDERS, Listing
from reader.store.relevance import by_relevance
from reader.store.rule_book import RuleBook
from reader.store.statements import DATED, EVERYTHING, NOTHING, UNDATED, Span

if TYPE_CHECKING:
    from reader.store.facets import Facets

Answer = TypeVar("Answer")


class Search:
    """Searches a library; used from any thread, one query at a time.

    Args:
        path: The index's file; it need not exist.
        news: Where and how the truth is read.
        rules: What the user said of names.
        scratch: Takes an index where the library's folder cannot; None where it can.
    """

    def __init__(
        self, path: Path, news: Database, rules: RuleBook, scratch: Scratch | None = None
    ) -> None:
        self._news = news
        self._rules = rules
        self.answering = Answering(path, Database(news.path, news.access), scratch)
        """The index that answers."""
        self._interrupts = 0

    @property
    def index(self) -> Index:
        """The index that answers, to be told of new articles."""
        return self.answering.index

    @property
    def database(self) -> Database:
        """The connection that answers."""
        return self.answering.database

    def hits(self, text: str, rows: Database, *, sort: Sort, is_typing: bool) -> Hits:
        """The articles that answer a query.

        Args:
            text: Of the query, any string.
            rows: Where the hits read their rows.
            sort: The order, if the query asks for none.
            is_typing: The last word is still being typed.

        Raises:
            QueryInterrupted: `interrupt` was called meanwhile.
            StoreError: The leaf that says what went wrong.
        """
        query = parse(text, is_typing=is_typing)
        sort = query.sort or sort
        root = query.root
        if root is None and sort == "date":
            return all_articles(rows, query, lambda: self._interrupts)
        with self._news.snapshot() as news:
            up_to = last_id(news)
            listing = Listing(news)
            can_list = listing.can_list(root)
            if can_list:
                known = listing.listed(root, COUNTED + 1, sort=sort, up_to=up_to)
        if root is None or can_list:
            find_all = partial(self._listed, root, sort, up_to, known)
        else:
            known = self.find(query, COUNTED + 1, sort=sort, is_typing=is_typing)
            find_all = partial(self._all, root, sort, known, is_typing=is_typing)
        length = len(known) if len(known) <= COUNTED else None
        return Hits(query, rows, known, length, find_all, is_by_date=sort == "date")

    def find(
        self, query: Query, limit: int, *, sort: Sort = "date", is_typing: bool = False
    ) -> "array[int]":
        """Ids of the first articles that answer a query, from the index.

        Args:
            query: With a root.
            limit: How many at most; not heeded by relevance, which weighs 2,000.
            sort: The order.
            is_typing: The query is still being typed; see `Asking.answerable`.

        Raises:
            QueryInterrupted: `interrupt` was called meanwhile.
            StoreError: The leaf that says what went wrong.
        """
        root = query.root
        if root is None:
            return array("q")
        return self.ask(lambda finder: _first(finder, root, sort, limit), is_typing=is_typing)

    def facets(self, query: Query, most: int) -> "Facets":
        """What the newest articles that answer a query have in common; see `facets.facets`."""
        from reader.store.facets import facets  # noqa: PLC0415 -- not while typing

        return self.ask(lambda finder: facets(finder, query.root, most), is_typing=True)

    def suggestion(self, query: Query) -> str | None:
        """The query with its unlikely words put right; see `suggesting.suggestion`."""
        from reader.store.suggesting import suggestion  # noqa: PLC0415 -- not while typing

        return self.ask(lambda finder: suggestion(finder, query), is_typing=True)

    def ask(self, question: Callable[[Finder], Answer], *, is_typing: bool = False) -> Answer:
        """Ask something of the index, with the truth attached, in one snapshot of both.

        Args:
            question: Asked again if the index turns out to be torn.
            is_typing: The query is still being typed; see `Asking.answerable`.

        Raises:
            QueryInterrupted: `interrupt` was called meanwhile.
            StoreError: The leaf that says what went wrong.
        """
        interrupts = self._interrupts

        def is_stopped() -> bool:
            return self._interrupts != interrupts

        def answer(index: apsw.Connection) -> Answer:
            self._attach(index)
            index.execute("BEGIN")
            try:
                ruler = self._rules.ruler(index, "news.")
                rulings = None if ruler is None else ruler.rulings(index, "news.")
                return question(Finder(index, is_stopped, rulings, is_typing=is_typing))
            except apsw.CorruptError:
                if index.execute("PRAGMA news.quick_check(1)").get != "ok":
                    raise damaged(self._news.path) from None
                raise
            finally:
                if index.in_transaction:
                    index.execute("COMMIT")

        return self.answering.ask(answer)

    def interrupt(self) -> None:
        """Stop the query that runs now, if one does."""
        self._interrupts += 1
        self.answering.interrupt()
        self._news.interrupt()

    def close(self) -> None:
        """Let go of all files."""
        self.answering.close()
        self._news.close()

    def _all(self, root: Node, sort: Sort, known: "array[int]", *, is_typing: bool) -> "array[int]":
        return self.ask(lambda finder: _completed(finder, root, sort, known), is_typing=is_typing)

    def _listed(
        self, root: Node | None, sort: Sort, up_to: int, known: "array[int]"
    ) -> "array[int]":
        with self._news.snapshot() as news:
            listed = Listing(news).listed(root, sort=sort, up_to=up_to)
        # What has been marked meanwhile stays where it was shown.
        return _those_first(known, listed)

    def _attach(self, index: apsw.Connection) -> None:
        """Have the truth beside the index; both may be other files than the last time."""
        if any(name == "news" for _, name, _ in index.execute("PRAGMA database_list")):
            return
        uri = self._news.path.absolute().as_uri()
        if self._news.access == "immutable":
            uri += "?immutable=1"
        index.execute("ATTACH ? AS news", (uri,))


def _first(finder: Finder, root: Node, sort: Sort, limit: int) -> "array[int]":
    """The first articles in an order; by relevance `WEIGHED`, which is more than `COUNTED`."""
    match sort:
        case "date":
            return finder.articles(root, limit)
        case "old":
            return _oldest(finder, root, limit, DATED)
        case "relevance":
            return finder.numbered(by_relevance(finder, root))
        case "title" | "source":
            return finder.sorted(root, limit, ORDERS[sort])


def _completed(finder: Finder, root: Node, sort: Sort, known: "array[int]") -> "array[int]":
    """The first articles and all after them."""
    if sort in {"title", "source"}:
        return _those_first(known, finder.sorted(root, -1, ORDERS[sort]))
    docs = [doc for doc in map(finder.doc, known) if doc is not None]
    if sort != "old":
        span = EVERYTHING.older(max(docs)) if docs else NOTHING
        return known + finder.articles(root, -1, span)
    undated = [doc for doc in docs if doc in UNDATED]
    if undated:
        span = UNDATED.newer(min(undated))
        return known + finder.articles(root, -1, span, is_oldest_first=True)
    return known + _oldest(finder, root, -1, DATED.newer(min(docs)) if docs else DATED)


def _those_first(known: "array[int]", found: "array[int]") -> "array[int]":
    before = frozenset(known)
    return known + array("q", (number for number in found if number not in before))


def _oldest(finder: Finder, root: Node, limit: int, dated: Span) -> "array[int]":
    """The articles in a span of those with a date, the oldest first, then those without."""
    found = finder.articles(root, limit, dated, is_oldest_first=True)
    left = limit - len(found) if limit >= 0 else -1
    return found + finder.articles(root, left, UNDATED, is_oldest_first=True) if left else found
