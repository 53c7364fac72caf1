"""How fast a library tells of an entity, the most frequent ones included."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from reader.articles.article import ArticleId
from reader.articles.fields import field_of
from reader.articles.mention import kind_of
from reader.articles.parsing import parse
from reader.articles.rewriting import exact_term
from reader.entities.recognizer import DEFAULT_ID
from reader.library import Library
from reader.store.entities import EntityCount
from tests.bench.options import Options, WrongAnswerError
from tests.bench.rows import Row
from tests.bench.stopwatch import Laps, in_turns

_FREQUENT, _OTHERS = 20, 40
_ROWS, _PAGE = 24, 50
_COMPANIONS = 12
_MOST = "50 ms"


def measure(options: Options) -> Iterator[Row]:
    """Measure what the card, the page and the filter of an entity take."""
    with Library.open(options.stock.library(options.articles)) as library:
        every = [one for one in library.names.entities() if one.articles]
        chance = random.Random(6)  # noqa: S311 -- no secrets
        others = every[_FREQUENT:]
        groups = {
            "most frequent": every[:_FREQUENT],
            "any": chance.sample(others, min(_OTHERS, len(others))),
        }
        for group, entities in groups.items():
            laps: dict[str, Laps] = {}
            for entity in entities:
                check(library, entity)
                calls = _calls(library, entity)
                for what in calls:
                    laps.setdefault(what, Laps())
                in_turns(calls, laps, options.rounds)
            for what, one in laps.items():
                yield Row(what=f"{what}: {group}", cpu=one.cpu, wall=one.wall, must=f"p95 {_MOST}")


def check(library: Library, entity: EntityCount) -> None:
    """Compare what is told of an entity with what was counted as its articles came.

    Raises:
        WrongAnswerError: It is something else.
    """
    profiles = library.names.profiles
    seen = profiles.seen(entity.entity)
    months = sum(n for _, n in seen.months)
    listed = len(profiles.articles(entity.entity).whole())
    if not entity.articles == seen.articles == listed == months + seen.undated:
        raise WrongAnswerError(
            f"{entity.entity}: {entity.articles} articles counted, {seen.articles} seen,"
            f" {listed} listed, {months} in months and {seen.undated} without a date"
        )


def _calls(library: Library, entity: EntityCount) -> dict[str, Callable[[], object]]:
    key, profiles = entity.entity, library.names.profiles
    asked = exact_term(field_of(kind_of(entity.label)), entity.name)
    return {
        "names": partial(profiles.known, key),
        "times and months": partial(profiles.seen, key),
        "company": partial(profiles.companions, key, most=_COMPANIONS),
        "card": partial(_card, library, key),
        "page": partial(_page, library, key),
        "facets": lambda: library.facets(parse(asked)),
        "filter": lambda: library.hits(asked).rows(0, _PAGE),
    }


def _card(library: Library, key: str) -> object:
    """All that the card asks for."""
    profiles = library.names.profiles
    known = profiles.known(key)
    near = () if known is None else profiles.near_misses(known)
    return profiles.seen(key), profiles.companions(key, most=_COMPANIONS), near


def _page(library: Library, key: str) -> int:
    """The articles of the page, with the places of the entity in those that are on the screen."""
    places = 0
    for hit in library.names.profiles.articles(key).rows(0, _ROWS):
        number = ArticleId(hit.headline.id)
        length = len(library.article(number).text)
        read = library.names.mentions_as_read(number, DEFAULT_ID) or ()
        places += sum(one.entity == key and one.start < length for one in islice(read, 4_000))
    return places
