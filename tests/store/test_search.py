from collections.abc import Iterator

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.articles.article import Article
from reader.articles.parsing import parse
from reader.library import Library
from tests.archive import article_at, store, titles
from tests.articles.evaluator import Known, answers

VOCABULARY = [
    "mosul", "mosque", "mo", "oil", "offensive", "offer", "of", "the", "islamic", "state",
    "U.S.", "don't", "café", "東京都", "price",
]  # fmt: skip
WORDS = st.sampled_from(VOCABULARY)
TEXTS = st.tuples(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.lists(WORDS | st.just("\n"), max_size=12).map(" ".join),
    st.none() | st.integers(-5, 5),
)
ARCHIVES = st.lists(TEXTS, max_size=12)
QUERIES = st.recursive(
    WORDS
    | WORDS.map(lambda word: word[:2] + "*")
    | WORDS.map(lambda word: word[:4] + "*")
    | st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    lambda inner: (
        st.tuples(inner, inner).map(" ".join)
        | st.tuples(inner, inner).map(" OR ".join)
        | inner.map(lambda query: f"-({query})")
        | inner.map(lambda query: f"({query})")
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("search") / "library") as opened:
        yield opened


def start_anew(library: Library) -> None:
    """Leave nothing but the seeds."""
    connection = apsw.Connection(str(library.folder / "news.db"))
    connection.execute("PRAGMA foreign_keys=ON; DELETE FROM change; DELETE FROM article")
    connection.close()


def known(article: Article) -> Known:
    title, _, body = article.text.partition("\n")
    return Known(title=title, body=body, source=article.source, published=article.published)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(ARCHIVES, st.lists(QUERIES, min_size=1, max_size=8), st.booleans())
def test_what_is_found_is_what_answers_newest_first(
    library: Library,
    archive: list[tuple[str, str, int | None]],
    queries: list[str],
    is_typing: bool,  # noqa: FBT001 -- drawn by hypothesis
) -> None:
    start_anew(library)
    articles = [
        article_at(date, f"{title}\n\n{body} {number}")
        for number, (title, body, date) in enumerate(archive)
    ]
    ids = store(library.folder, articles)
    newest_first = sorted(
        zip(articles, ids, strict=True),
        key=lambda pair: (pair[0].published is not None, pair[0].published or 0, pair[1]),
        reverse=True,
    )

    for text in queries:
        root = parse(text, is_typing=is_typing).root
        expected = [number for article, number in newest_first if answers(root, known(article))]
        assert list(library.hits(text, is_typing=is_typing).ids) == expected, text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.booleans())
def test_any_text_is_a_query(library: Library, text: str, is_typing: bool) -> None:  # noqa: FBT001 -- drawn
    hits = library.hits(text, is_typing=is_typing)

    assert len(hits.rows(0, 50)) == min(50, len(hits))


def test_a_query_as_long_and_deep_as_the_language_allows_is_answered(library: Library) -> None:
    start_anew(library)
    store(library.folder, [article_at(1, "needle\n\nhay")])
    deep = "(" * 300 + "needle" + ")" * 300
    tower = "needle" + "".join(f" OR (w{number} -(x{number}" for number in range(150))
    long = " ".join(f"-w{number}" for number in range(500))

    for query in (deep, tower, long, long.replace("-", "").replace(" ", " OR ") + " OR needle"):
        assert library.hits(query).rows(0, 9) is not None

    assert titles(library, deep) == ["needle"]
    assert titles(library, long) == ["needle"]


def test_a_prefix_with_more_words_than_are_listed_is_answered(library: Library) -> None:
    start_anew(library)
    texts = [" ".join(f"compa{number * 100 + word}x" for word in range(100)) for number in range(9)]
    store(library.folder, [article_at(1, f"Story\n\n{text}") for text in texts])

    assert len(library.hits("comp", is_typing=True)) == 9
    assert len(library.hits('"story comp" OR compa', is_typing=True)) == 9
    assert len(library.hits("compa12", is_typing=True)) == 2


def test_a_phrase_does_not_run_from_the_headline_into_the_text(library: Library) -> None:
    start_anew(library)
    store(library.folder, [article_at(1, "Fire in Mosul\n\nBridge closed")])

    assert titles(library, '"mosul bridge"') == []
    assert titles(library, '"fire in" "bridge closed"') == ["Fire in Mosul"]


def test_a_headline_longer_than_a_title_is_found_by_its_end(library: Library) -> None:
    start_anew(library)
    store(library.folder, [Article(text="word " * 300 + "needle\n\nBody", source="wire")])

    assert len(library.hits("needle")) == 1
