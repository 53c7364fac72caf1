"""What a library knows of the entities that its articles mention."""

from array import array
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from reader.articles.query import Query
from reader.articles.rulings import Rulings
from reader.articles.words import index_words
from reader.store.database import Database
from reader.store.hits import COUNTED, Hits
from reader.store.near_misses import NearMisses
from reader.store.profile import Companion, Profile, profile
from reader.store.sightings import Seen, Sightings

if TYPE_CHECKING:
    import apsw

    from reader.store.finding import Finder
    from reader.store.ruler import Ruler
    from reader.store.search import Search

Answer = TypeVar("Answer")

MOST_NEAR_MISSES = 5


class Profiles:
    """Tells of entities by their keys, as in `Mention.entity`; used from any thread.

    Those that are one by the user's word are told of as one, whichever is asked for.

    Args:
        news: Reads the library.
        search: Gives the index.
        ruled: Where what the user said of names is known; None while nothing was said.
    """

    def __init__(
        self,
        news: Database,
        search: "Callable[[], Search]",
        ruled: "Callable[[apsw.Connection], Ruler | None]",
    ) -> None:
        self._news = news
        self._search = search
        self._ruler = ruled

    def known(self, entity: str) -> Profile | None:
        """Its names, as the truth alone knows them, index or no index; None for nobody."""
        with self._news.snapshot() as news:
            ruler = self._ruler(news)
            return profile(news, entity, Rulings() if ruler is None else ruler.rulings(news))

    def seen(self, entity: str) -> Seen:
        """In how many articles it is, and when they appeared.

        Raises:
            IndexBeingBuilt: The index is not there yet.
            QueryInterrupted: A newer question overtook this one.
        """
        return self._ask(entity, Sightings.seen)

    def count(self, entity: str) -> int:
        """In how many articles it is.

        Raises:
            IndexBeingBuilt: The index is not there yet.
            QueryInterrupted: A newer question overtook this one.
        """
        return self._ask(entity, Sightings.count)

    def companions(self, entity: str, *, most: int) -> tuple[Companion, ...]:
        """People, organisations and places in its newest articles, the most frequent first.

        Each with the number of articles, of the newest `COUNTED_ARTICLES`, that both are in.

        Raises:
            IndexBeingBuilt: The index is not there yet.
            QueryInterrupted: A newer question overtook this one.
        """
        return self._ask(entity, lambda sightings: sightings.companions(most))

    def near_misses(self, known: Profile) -> tuple[Companion, ...]:
        """Others of its kind that may be the same, nearest first, with the articles of each.

        Raises:
            IndexBeingBuilt: The index is not there yet.
            QueryInterrupted: A newer question overtook this one.
        """

        def question(finder: "Finder") -> tuple[Companion, ...]:
            near = NearMisses(finder.connection, known.kind, known.name)
            return near.found(known.members, MOST_NEAR_MISSES)

        return self._search().ask(question)

    def begun(self, name: str, *, most: int) -> tuple[Companion, ...]:
        """Those that have a name with these words, the last of which may go on.

        The one in most articles first, each with its articles.

        Raises:
            IndexBeingBuilt: The index is not there yet.
            QueryInterrupted: A newer question overtook this one.
        """
        tokens = index_words(name).split()
        if not tokens:
            return ()
        keys = self._search().ask(lambda finder: finder.entities_begun(tokens, most))
        with self._news.reading() as news:
            ruler = self._ruler(news)
            rulings = Rulings() if ruler is None else ruler.rulings(news)
        found = self.others(dict.fromkeys(map(rulings.final, keys)))
        return tuple(sorted(found, key=lambda one: (-one.articles, one.entity)))

    def others(self, entities: Iterable[str]) -> tuple[Companion, ...]:
        """Some entities, in order, with the articles of each; those that are in none left out."""
        found = (one for entity in entities if (one := self.known(entity)) is not None)
        return tuple(
            Companion(one.entity, one.name, one.label, one.articles)
            for one in found
            if one.articles
        )

    def articles(self, entity: str) -> Hits:
        """The articles that mention it, the newest first.

        Raises:
            IndexBeingBuilt: The index is not there yet.
            QueryInterrupted: A newer question overtook this one.
        """

        def ids(limit: int) -> "array[int]":
            return self._ask(entity, lambda sightings: sightings.ids(limit))

        def find_all() -> "array[int]":
            # What came meanwhile is below what has been listed.
            listed = frozenset(known)
            return known + array("q", (number for number in ids(-1) if number not in listed))

        known = ids(COUNTED + 1)
        length = len(known) if len(known) <= COUNTED else None
        return Hits(Query(), self._news, known, length, find_all)

    def _ask(self, entity: str, question: Callable[[Sightings], Answer]) -> Answer:
        return self._search().ask(
            lambda finder: question(Sightings(finder.connection, entity, finder.ruled))
        )
