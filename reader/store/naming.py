"""The names in a library's articles: what was found, and where it is still to be found."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.mention import Mention, Mentions
from reader.errors import IndexBeingBuilt, QueryInterrupted
from reader.store import articles, names
from reader.store.database import Database
from reader.store.rule_book import RuleBook

if TYPE_CHECKING:
    from reader.store.corrections import Corrections
    from reader.store.entities import EntityCount
    from reader.store.profiles import Profiles
    from reader.store.search import Search
    from reader.store.watches import Watches


class Names:
    """Mentions and entities; used from any thread.

    Args:
        news: Reads the library.
        writer: Writes it.
        need_writing: Raises `LibraryReadOnly` where nothing can be written.
        search: Gives what searches the library, which is told of names that were kept.
        rules: What the user said of names.
    """

    def __init__(
        self,
        news: Database,
        writer: Database,
        need_writing: Callable[[], None],
        search: "Callable[[], Search]",
        rules: RuleBook,
    ) -> None:
        self._news = news
        self._writer = writer
        self._need_writing = need_writing
        self._search = search
        self._rules = rules
        self._ruler = rules.ruler

    @cached_property
    def profiles(self) -> "Profiles":
        """What is known of the entities that the articles mention."""
        from reader.store.profiles import Profiles  # noqa: PLC0415 -- not at the start

        return Profiles(self._news, self._search, self._ruler)

    @cached_property
    def corrections(self) -> "Corrections":
        """What the user said of names."""
        from reader.store.corrections import Corrections  # noqa: PLC0415 -- not at the start

        return Corrections(self._news, self._writer, self._need_writing, self._rules)

    @cached_property
    def watches(self) -> "Watches":
        """The names that the user watches."""
        from reader.store.watches import Watches  # noqa: PLC0415 -- not at the start

        return Watches(self._news, self._writer, self._need_writing, self._rules)

    def has_watches(self) -> bool:
        """Whether any name is watched."""
        with self._news.reading() as news:
            return bool(news.execute("SELECT 1 FROM watch LIMIT 1").get)

    def rulings_stamp(self) -> str:
        """Another text whenever the user, here or elsewhere, has said something of names."""
        with self._news.reading() as news:
            ruler = self._ruler(news)
            return "" if ruler is None else ruler.stamp(news)

    def boilerplate(self) -> Sequence[str]:
        """Patterns of lines that the user takes for no part of an article."""
        with self._news.reading() as news:
            ruler = self._ruler(news)
            return () if ruler is None else tuple(ruler.rulings(news).patterns)

    def list_problems(self) -> list[str]:
        """A line of words for each line of the user's own list that cannot be understood."""
        with self._news.reading() as news:
            ruler = self._ruler(news)
        return [] if ruler is None else ruler.list_problems()

    def settle(self, is_stopped: Callable[[], bool] = lambda: False) -> bool:
        """Bring what is kept after what the user said; see `Settling.settle`.

        Not while texts wait to be taken over by the index: it says which articles they are in.
        """
        from reader.store.settling import Settling  # noqa: PLC0415 -- long after the start

        self._need_writing()
        search = self._search()
        if search.answering.is_late:
            return False
        is_done = Settling(self._writer, self._rules, search.ask).settle(is_stopped)
        search.answering.keep_up()
        return is_done

    def mentions(self, number: ArticleId, recognizer: str) -> tuple[Mention, ...] | None:
        """The names in an article, in order; None if this recognizer has not read it.

        Args:
            number: The article's id.
            recognizer: As ``name/version``.
        """
        mentions = self.mentions_as_read(number, recognizer)
        return None if mentions is None else tuple(mentions)

    def mentions_as_read(self, number: ArticleId, recognizer: str) -> Mentions | None:
        """The same, looked up as far as one reads: an article of 10 MB has 100,000.

        Raises:
            StoreError: They are torn; also later, while they are looked at.
        """
        with self._news.snapshot() as news:
            kept = names.kept_names(news, number, recognizer)
            if kept is None:
                return None
            ruler = self._ruler(news)
            is_settled = ruler is None or ruler.is_settled(news)
            rulings = None if ruler is None else ruler.rulings(news)
        if not is_settled:
            found = [mention for mention, _ in names.revived(self._news, kept.found)]
            return Mentions(self.corrected(number, found))
        read = names.revived(self._news, kept.shown)
        mentions = Mentions(
            (mention for mention, _ in read)
            if rulings is None
            else filter(None, starmap(rulings.ruled, read))
        )
        mentions.until(1)
        return mentions

    def corrected(self, number: ArticleId, found: Sequence[Mention]) -> Sequence[Mention]:
        """What was found in an article, as the user has it.

        Args:
            number: The article's id.
            found: By a recognizer, in order.

        Raises:
            NoSuchArticle: The library has none with this id.
        """
        with self._news.snapshot() as news:
            ruler = self._ruler(news)
            if ruler is None:
                return found
            text = articles.article(news, number).text
            return ruler.corrected(news, number, text, found)

    def keep_mentions(
        self, number: ArticleId, digest: str, recognizer: str, mentions: Sequence[Mention]
    ) -> bool:
        """Keep the names found in an article, in place of those kept before.

        Args:
            number: The article's id.
            digest: Of the text they were found in, as in `StoredArticle`.
            recognizer: As ``name/version``.
            mentions: In order of start, none overlapping another.

        Returns:
            False if the text has changed meanwhile: they were not kept.

        Raises:
            NoSuchArticle: The library has none with this id.
        """
        self._need_writing()
        with self._news.snapshot() as news:
            stored = articles.article(news, number)
        return stored.digest == digest and not self.keep([(stored, mentions)], recognizer)

    def keep(
        self, found: Sequence[tuple[StoredArticle, Sequence[Mention]]], recognizer: str
    ) -> list[ArticleId]:
        """Keep the names found in some articles at once, in place of those kept before.

        Args:
            found: The articles as they were read, each with its names: in order of start,
                none overlapping another.
            recognizer: As ``name/version``.

        Returns:
            Those that have changed meanwhile: their names were not kept.
        """
        from reader.store.keeping import Keeping  # noqa: PLC0415 -- not at the start

        self._need_writing()
        changed: list[ArticleId] = []
        with self._writer.writing() as news:
            ruler = self._ruler(news)
            keeping = Keeping(news, recognizer)
            for stored, mentions in found:
                number = stored.headline.id
                if articles.digest_of(news, number) != stored.digest:
                    changed.append(number)
                    continue
                ruled = None if ruler is None else ruler.ruled(news, number, stored.text, mentions)
                keeping.keep(number, stored.text, mentions, ruled=ruled)
            keeping.finish()
        self._search().answering.note_names(len(found))
        return changed

    def unnamed(
        self, recognizer: str, is_stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[ArticleId]:
        """Ids of the articles that this recognizer has not read, newest first, as it walks.

        Args:
            recognizer: As ``name/version``.
            is_stopped: Asked every now and then; the walk ends when it is true.
        """
        return names.unnamed(self._news, recognizer, is_stopped)

    def count_named(self, recognizer: str) -> int:
        """How many articles this recognizer has read."""
        # Counting reads the index of a million articles, while others ask for a page.
        with closing(self._news.walker()) as walker, walker.snapshot() as news:
            return names.count_named(news, recognizer)

    def entities(self, ids: Sequence[ArticleId] | None = None) -> "list[EntityCount]":
        """What these articles, or all of the library's, mention; most mentioned first."""
        from reader.store.entities import entities_of  # noqa: PLC0415 -- not at the start

        if ids is None:
            return list(self.all_entities())
        with self._news.snapshot() as news:
            return entities_of(news, ids, self._rules.always().rulings(news))

    def all_entities(self) -> "Iterator[EntityCount]":
        """What the library's articles mention, most mentioned first, as it is walked."""
        from reader.store.entities import library_entities  # noqa: PLC0415 -- not at the start

        with closing(self._news.walker()) as walker, walker.snapshot() as news:
            yield from library_entities(news, self._rules.always().rulings(news), self._count)

    def _count(self, entity: str) -> int | None:
        with suppress(IndexBeingBuilt, QueryInterrupted):
            return self.profiles.count(entity)
        return None
