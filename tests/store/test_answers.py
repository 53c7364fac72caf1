"""Every query, in every order, against what the language says in plain Python."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.articles.article import Article, ArticleId
from reader.articles.mention import Kind, Mention
from reader.articles.parsing import parse
from reader.articles.query import Sort
from reader.library import Library
from reader.store import conditions, finding, hits, planning, search
from reader.store.schema import READ, STARRED
from tests.archive import store
from tests.articles.evaluator import Entity, Known, answers

WORDS = ["mosul", "mosque", "oil", "offensive", "off", "U.S.", "café", "東京都", "state", "stately"]
PEOPLE = ["Angela Merkel", "Paul Merkel", "Oil State"]
SOURCES = ["BBC News", "bbc mosul", "Oil", "BBC", "BBC*", "☃"]
AUTHORS = ["Ann Mosul", "Paul State", ""]
TAGS = ["Mosul", "to read", "off"]
DAY = 86_400


class Drawn(NamedTuple):
    """An article as it is drawn."""

    title: list[str]
    body: list[str]
    source: str
    author: str
    day: int | None
    language: str | None
    tags: set[str]
    states: set[str]
    people: set[str]


ARTICLES = st.builds(
    Drawn,
    title=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    body=st.lists(st.sampled_from(WORDS), max_size=8),
    source=st.sampled_from(SOURCES),
    author=st.sampled_from(AUTHORS),
    day=st.none() | st.integers(0, 4),
    language=st.sampled_from([None, "en", "fr"]),
    tags=st.sets(st.sampled_from(TAGS), max_size=2),
    states=st.sets(st.sampled_from(["read", "starred", "noted"])),
    people=st.sets(st.sampled_from(PEOPLE), max_size=2),
)
VALUES = (
    st.sampled_from(WORDS)
    | st.sampled_from(WORDS).map(lambda word: f"{word[:3]}*")
    | st.sampled_from(WORDS).map(lambda word: f"{word[:4]}*")
    | st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda w: f'"{" ".join(w)}"')
)
NAMES = st.sampled_from(["merkel", "mer*", '"angela merkel"', '"oil sta"*', "paul", "zoe"])
LEAVES = (
    VALUES
    | VALUES
    | VALUES.map(lambda value: f"title:{value}")
    | st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(0, 3)).map(
        lambda near: f'"{near[0]} {near[1]}"~{near[2]}'
    )
    | st.tuples(st.sampled_from(["person", "org", "name"]), NAMES).map(":".join)
    | st.sampled_from(["source:bbc", "source:bb*", "source:oil", "source:zoe", 'source:"bbc news"'])
    | st.sampled_from(["BBC", "BBC*", "☃", "bbc", "BBC News"]).map(lambda name: f'source:="{name}"')
    | st.sampled_from(["author:mosul", "author:pa*", 'author:"paul state"', "author:zoe"])
    | st.sampled_from(["tag:mosul", 'tag:"to read"', "tag:to*", "tag:zoe"])
    | st.sampled_from(["lang:en", "lang:de"])
    | st.sampled_from(["is:unread", "is:read", "is:starred", "is:noted"])
    | st.sampled_from(
        ["date:1970-01-02", "date:1970-01-02..1970-01-03", "before:1970-01-03", "after:1970-01-02"]
    )
    | st.sampled_from(["date:*", "title:*", "source:*", "author:*", "tag:*", "lang:*"])
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(" ".join)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})")
        | inner.map(lambda query: f"-({query})")
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("answers") / "library") as opened:
        yield opened


def fill(library: Library, drawn: Sequence[Drawn]) -> list[tuple[ArticleId, Known]]:
    """Leave nothing in the library but these articles; what is known of each."""
    connection = apsw.Connection(str(library.folder / "news.db"))
    connection.execute(
        "PRAGMA foreign_keys=ON; DELETE FROM change; DELETE FROM article; DELETE FROM alias;"
        "DELETE FROM entity"
    )
    articles = [_article(one, number) for number, one in enumerate(drawn)]
    ids = store(library.folder, articles)
    known: list[tuple[ArticleId, Known]] = []
    for article, one, number in zip(articles, drawn, ids, strict=True):
        flags = READ * ("read" in one.states) | STARRED * ("starred" in one.states)
        connection.execute("UPDATE article SET flags = ? WHERE id = ?", (flags, number))
        rows = ((number, tag) for tag in one.tags)
        connection.executemany("INSERT INTO tag VALUES(?, ?)", rows)
        if "noted" in one.states:
            connection.execute("INSERT INTO note VALUES(?, 'why', 0)", (number,))
        stored = library.article(number)
        mentions = [_mention(article.text, person) for person in sorted(one.people)]
        mentions.sort(key=lambda mention: mention.start)
        library.names.keep_mentions(number, stored.digest, "model/1", mentions)
        known.append((number, _known(article, one)))
    connection.close()
    return known


def _article(drawn: Drawn, number: int) -> Article:
    people = " . ".join(sorted(drawn.people))
    return Article(
        text=f"{' '.join(drawn.title)}\n\n{' '.join(drawn.body)} number{number} {people}",
        source=drawn.source,
        author=drawn.author or None,
        published=None if drawn.day is None else drawn.day * DAY,
        language=drawn.language,
    )


def _mention(text: str, person: str) -> Mention:
    start = text.index(person)
    return Mention(
        start=start,
        end=start + len(person),
        label="ORG" if person == "Oil State" else "PERSON",
        entity=person.casefold(),
        name=person,
        confidence=1.0,
        origin="model",
    )


def _known(article: Article, drawn: Drawn) -> Known:
    title, _, body = article.text.partition("\n")
    kinds = dict.fromkeys(PEOPLE, Kind.PERSON) | {"Oil State": Kind.ORGANISATION}
    return Known(
        title=title,
        body=body,
        source=drawn.source,
        author=drawn.author,
        tags=tuple(drawn.tags),
        language=drawn.language,
        published=article.published,
        is_read="read" in drawn.states,
        is_starred="starred" in drawn.states,
        is_noted="noted" in drawn.states,
        entities=tuple(Entity(kind=kinds[one], names=(one,)) for one in sorted(drawn.people)),
    )


def in_order(articles: list[tuple[ArticleId, Known]], sort: Sort) -> list[ArticleId]:
    def newest(pair: tuple[ArticleId, Known]) -> tuple[bool, int, int]:
        number, known = pair
        return known.published is None, -(known.published or 0), -number

    def oldest(pair: tuple[ArticleId, Known]) -> tuple[bool, int, int]:
        number, known = pair
        return known.published is None, known.published or 0, number

    by_date = sorted(articles, key=oldest if sort == "old" else newest)
    if sort == "title":
        by_date.sort(key=lambda pair: _plain(pair[1].title))
    if sort == "source":
        by_date.sort(key=lambda pair: _plain(pair[1].source))
    return [number for number, _ in by_date]


def _plain(text: str) -> str:
    """As SQLite's NOCASE compares: ASCII's capitals are small letters."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


@pytest.mark.parametrize(
    ("counted", "branches", "few"),
    [(1_000, 12, 1_000), (2, 12, 0), (1, 0, 1)],
    ids=["as it is", "many answers", "no plan"],
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=40,
)
@given(
    drawn=st.lists(ARTICLES, max_size=10),
    queries=st.lists(QUERIES, min_size=1, max_size=12),
    sort=st.sampled_from(["date", "old", "title", "source"]),
)
def test_every_query_finds_what_the_language_says_in_every_order(
    library: Library,
    *,
    drawn: list[Drawn],
    queries: list[str],
    sort: Sort,
    counted: int,
    branches: int,
    few: int,
) -> None:
    known = fill(library, drawn)

    with pytest.MonkeyPatch.context() as patched:
        for module in (hits, search):
            patched.setattr(module, "COUNTED", counted)
        patched.setattr(planning, "_MOST_BRANCHES", branches)
        patched.setattr(conditions, "FEW", few)
        patched.setattr(finding, "_FIRST_STRETCH", 3)
        found = {text: library.hits(text, sort=sort).whole() for text in queries}

    for text, whole in found.items():
        root = parse(text).root
        assert root is not None
        expected = in_order([pair for pair in known if answers(root, pair[1])], sort)
        assert list(whole.ids) == expected, (text, root)
