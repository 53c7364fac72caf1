"""Phrases that hold a word of every article: the right answers, from few pages of the index."""

import random
from collections.abc import Callable, Iterator

import apsw
import pytest

from reader.articles.article import Article
from reader.articles.nodes import Phrase
from reader.library import Library
from reader.store.finding import Finder
from tests.archive import store

RARE = [f"rare{number}" for number in range(60)]
FREQUENT = ["the", "of", "a"]


def archive(count: int) -> list[Article]:
    """Articles full of frequent words, with four rare ones each."""
    chance = random.Random(7)  # noqa: S311 -- no secret
    texts = (
        " ".join(
            word
            for rare in chance.sample(RARE, 4)
            for word in (*chance.choices(FREQUENT, k=chance.randrange(3)), rare)
        )
        for _ in range(count)
    )
    return [
        Article(text=f"One\n\n{text} {' '.join(FREQUENT * 300)}", source="", published=day * 86_400)
        for day, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("phrases") / "library") as library:
        store(library.folder, archive(2_000))
        library.hits("rare1")
        yield library


def asked(library: Library, question: Callable[[Finder], list[int]]) -> tuple[list[int], int]:
    """The answer, and how many pages of the index were looked at for it."""

    def ask(finder: Finder) -> tuple[list[int], int]:
        before = finder.connection.status(apsw.SQLITE_DBSTATUS_CACHE_HIT)[0]
        found = question(finder)
        return found, finder.connection.status(apsw.SQLITE_DBSTATUS_CACHE_HIT)[0] - before

    return library._search.ask(ask)


def plainly(finder: Finder, words: str) -> list[int]:
    query = "SELECT rowid FROM exact WHERE exact MATCH ? ORDER BY rowid"
    return [row[0] for row in finder.connection.execute(query, (f'"{words}"',))]


def test_phrases_are_answered_as_the_plain_index_answers_them(library: Library) -> None:
    chance = random.Random(8)  # noqa: S311 -- no secret
    found: list[list[int]] = []

    for article in chance.choices(archive(2_000), k=300):
        words = article.text.split()[1:20]
        start = chance.randrange(len(words) - 5)
        phrase = Phrase(tuple(words[start : start + chance.randrange(3, 6)]))
        ours, _ = asked(library, lambda finder, phrase=phrase: list(finder.docs(phrase, -1)))  # type: ignore[misc]
        expected, _ = asked(
            library,
            lambda finder, phrase=phrase: plainly(finder, " ".join(phrase.tokens)),  # type: ignore[misc]
        )
        assert ours == expected, phrase
        found.append(ours)

    assert all(found)


@pytest.mark.parametrize("words", ["rare1 the rare2", "the rare1 rare2", "rare1 rare2 of the"])
def test_a_frequent_word_is_looked_for_only_where_the_rare_ones_are(
    library: Library, words: str
) -> None:
    found, pages = asked(
        library, lambda finder: list(finder.docs(Phrase(tuple(words.split())), -1))
    )
    expected, plain_pages = asked(library, lambda finder: plainly(finder, words))

    assert found == expected
    assert pages < plain_pages * 2 / 3
