from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.articles.article import ArticleId
from reader.articles.mention import Mention
from reader.library import Library
from reader.store import names
from tests.archive import article_at, store

TEXT = "Ada met Bob and ada met BOB"
NAMES = {"ada": "Ada", "bob": "Bob"}
ARTICLES = 4


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("names") / "library") as opened:
        store(opened.folder, [article_at(n, f"{TEXT}\n\n{n}") for n in range(ARTICLES)])
        yield opened


def all_mentions() -> list[Mention]:
    found, start = [], 0
    for word in TEXT.split():
        if word.casefold() in NAMES:
            found.append(person(start, start + len(word), NAMES[word.casefold()]))
        start += len(word) + 1
    return found


def person(start: int, end: int, name: str) -> Mention:
    return Mention(
        start=start,
        end=end,
        label="PERSON",
        entity=f"person:{name.casefold()}",
        name=name,
        confidence=1.0,
        origin="rule",
    )


FOUND = st.lists(st.sampled_from(all_mentions()), unique_by=lambda one: one.start).map(
    lambda found: sorted(found, key=lambda one: one.start)
)
STEPS = st.lists(st.tuples(st.integers(2, ARTICLES + 1), FOUND), max_size=10)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(STEPS)
def test_counts_are_those_of_the_names_kept(
    library: Library, steps: list[tuple[int, list[Mention]]]
) -> None:
    kept: dict[int, list[Mention]] = {number: [] for number in range(2, ARTICLES + 2)}
    kept |= dict(steps)
    for number, found in [*steps, *kept.items()]:
        digest = library.article(ArticleId(number)).digest
        assert library.names.keep_mentions(ArticleId(number), digest, "model/1", found)

    counted = {one.entity: (one.mentions, one.articles) for one in library.names.entities()}

    mentions = Counter(one.entity for found in kept.values() for one in found)
    articles = Counter(one for found in kept.values() for one in {m.entity for m in found})
    assert counted == {one: (mentions[one], articles[one]) for one in mentions}
    assert library.names.entities(range_of_ids()) == library.names.entities()
    for number, found in kept.items():
        assert library.names.mentions(ArticleId(number), "model/1") == tuple(found)


def range_of_ids() -> list[ArticleId]:
    return [ArticleId(number) for number in range(1, ARTICLES + 2)]


def test_a_name_that_differs_from_the_entity_s_is_kept(library: Library) -> None:
    digest = library.article(ArticleId(2)).digest
    first, second = person(0, 3, "Ada"), person(16, 19, "ADA")

    library.names.keep_mentions(ArticleId(2), digest, "model/1", [first, second])

    assert library.names.mentions(ArticleId(2), "model/1") == (first, second)
    assert [one.name for one in library.names.entities([ArticleId(2)])] == ["Ada"]


def test_names_survive_a_restart(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        store(library.folder, [article_at(1, TEXT)])
        digest = library.article(ArticleId(2)).digest
        library.names.keep_mentions(ArticleId(2), digest, "model/1", all_mentions())

    with Library.open(tmp_path / "library") as again:
        assert again.names.mentions(ArticleId(2), "model/1") == tuple(all_mentions())
        assert list(again.names.unnamed("model/1")) == [1]


def test_the_walk_finds_every_unread_article_newest_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "_WALKED_AT_ONCE", 3)
    digest = library.article(ArticleId(4)).digest
    library.names.keep_mentions(ArticleId(4), digest, "walker/1", [])

    found = list(library.names.unnamed("walker/1"))

    assert found == [number for number in library.hits().ids if number != 4]
