"""What finding costs, in which order the best come, and that nobody waits for it."""

import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from reader.articles.article import Article, ArticleId
from reader.articles.nodes import Node
from reader.articles.parsing import parse
from reader.articles.words import index_words
from reader.errors import QueryInterrupted
from reader.library import Library
from reader.store.asking import Asking, Table
from reader.store.finding import Finder
from tests.archive import article_at, mention, store

WORDS = [f"word{number}" for number in range(60)]
COMMON = ["mosul", "offensive", "state", "statement", "oil"]


def archive(count: int) -> list[Article]:
    chance = random.Random(11)  # noqa: S311 -- no secret
    return [
        Article(
            text=f"{' '.join(chance.choices(COMMON + WORDS, k=5))}\n\n{number} "
            f"{' '.join(chance.choices(WORDS, k=20))} {' '.join(chance.sample(COMMON, 3))}",
            source=f"source {number % 7}",
            published=chance.choice([None, *range(0, 80_000_000, 86_400)]),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """One of 300 and one of 3,000 articles, with the same share of everything."""
    folder = tmp_path_factory.mktemp("finding")
    with Library.open(folder / "small") as small, Library.open(folder / "large") as large:
        for library, count in ((small, 300), (large, 3_000)):
            ids = store(library.folder, archive(count))
            library.mark_read(ids[::2], is_read=True)
            library.mark_starred(ids[-20:], is_starred=True)
            library.hits("mosul")
        yield small, large


@pytest.fixture(scope="module")
def large(libraries: tuple[Library, Library]) -> Library:
    return libraries[1]


def steps(library: Library, question: Callable[[Finder], object]) -> int:
    """How many hundreds of instructions SQLite carries out for a question."""
    taken = 0

    def count() -> bool:
        nonlocal taken
        taken += 1
        return False

    def ask(finder: Finder) -> None:
        finder._index.set_progress_handler(count, 100)
        question(finder)
        finder._index.set_progress_handler(None)

    library._search.ask(ask)
    return taken


@pytest.mark.parametrize(
    "query",
    [
        "mosul",
        "mosul offensive",
        "stat*",
        "sta*",
        '"mosul offensive"',
        '"mosul offensive" s*',
        '"mosul offensive"~5 OR is:unread',
        "mosul is:unread",
        "-(is:read title:mosul)",
        "mosul source:source",
        'mosul source:="source 3"',
        "is:starred OR mosul",
        "mosul is:starred",
        "date:* mosul",
        "-tag:* mosul",
        "source:* (mosul OR tag:*)",
        "(mosul OR is:unread) (oil OR is:starred)",
    ],
)
def test_the_newest_answers_cost_the_same_whatever_the_archive_holds(
    libraries: tuple[Library, Library], query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = parse(query).root
    assert root is not None
    monkeypatch.setattr("reader.store.conditions.FEW", 50)

    small, large = (steps(one, lambda finder: finder.articles(root, 10)) for one in libraries)

    assert large <= small + 10


@pytest.mark.parametrize("query", ["is:unread", "is:read", "sort:title", "sort:source", "sort:old"])
def test_lists_of_the_truth_cost_the_same_whatever_it_holds(
    libraries: tuple[Library, Library], query: str
) -> None:
    read = []
    for library in libraries:
        with library._news.reading() as news:
            before = news.status(apsw.SQLITE_DBSTATUS_CACHE_HIT)[0]
        rows = library.hits(query).rows(0, 20)
        with library._news.reading() as news:
            read.append(news.status(apsw.SQLITE_DBSTATUS_CACHE_HIT)[0] - before)
        assert len(rows) == 20

    assert read[1] <= 2 * read[0]


def test_generated_queries_are_answered_as_a_plain_index_answers_them(large: Library) -> None:
    plain = apsw.Connection(":memory:")
    plain.execute("CREATE VIRTUAL TABLE plain USING fts5(title, body, tokenize='ascii')")
    with large._search.database.reading() as index:
        numbers: dict[int, ArticleId] = dict(index.execute("SELECT doc, article FROM doc"))
    for doc, article in numbers.items():
        title, _, body = large.article(article).text.partition("\n")
        row = doc, index_words(title), index_words(body)
        plain.execute("INSERT INTO plain(rowid, title, body) VALUES(?, ?, ?)", row)
    chance = random.Random(3)  # noqa: S311 -- no secret

    for _ in range(400):
        ours, theirs = drawn(chance, 3)
        sql = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rowid LIMIT 1000"
        expected = [numbers[row[0]] for row in plain.execute(sql, (theirs,))]
        assert list(large.hits(ours).ids) == expected, (ours, theirs)


def drawn(chance: random.Random, depth: int) -> tuple[str, str]:
    """A query of ours, and the same as FTS5 writes it."""
    word, other = chance.choice(COMMON + WORDS), chance.choice(COMMON)
    leaves = [
        (word, f'"{word}"'),
        (f"{word[:4]}*", f'"{word[:4]}"*'),
        (f"title:{word}", f'title : "{word}"'),
        (f'"{word} {other}"', f'"{word} {other}"'),
        (f'"mosul {WORDS[0]}"~4', f'NEAR("mosul" "{WORDS[0]}", 4)'),
    ]
    if not depth or chance.random() < 0.4:
        return chance.choice(leaves)
    left, right = drawn(chance, depth - 1), drawn(chance, depth - 1)
    ours, theirs = chance.choice([("", "AND"), ("OR", "OR"), ("-", "NOT")])
    blank = "" if ours == "-" else " "
    return f"({left[0]}) {ours}{blank}({right[0]})", f"({left[1]}) {theirs} ({right[1]})"


def test_only_while_typing_may_a_phrase_be_begun_by_too_many_words_to_look_through(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path / "library") as library:
        many = " ".join(f"mosul{number}" for number in range(600))
        texts = ["One\n\nold mosulx", "Two\n\nmosulx old", f"Three\n\n{many}"]
        one, two, _ = store(library.folder, [article_at(1, text) for text in texts])

        rough = library.hits('"old mosu', is_typing=True)
        certain = library.hits('"old mosulx', is_typing=True)
        finished = library.hits('"old mosu"*')

    assert list(rough.ids) == [two, one]
    assert list(certain.ids) == [one]
    assert list(finished.ids) == [one]


def test_a_name_that_is_begun_means_those_in_most_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "library") as library:
        texts = ["Ann Often", "Ann Often too", "Ann Seldom"]
        ids = store(library.folder, [article_at(1, text) for text in texts])
        for number, text in zip(ids, texts, strict=True):
            name = text.removesuffix(" too")
            found = [mention(text, name, name=name, label="person")]
            library.names.keep_mentions(number, library.article(number).digest, "model/1", found)
        monkeypatch.setattr("reader.store.asking._MOST_BEGUN", 1)

        typed = library.hits("person:an", is_typing=True)
        finished = library.hits("person:an*")

    assert sorted(typed.ids) == ids[:2]
    assert sorted(finished.ids) == ids


def titles(library: Library, query: str) -> list[str]:
    hits = library.hits(query)
    return [hit.headline.title for hit in hits.rows(0, len(hits))]


def test_by_relevance_headlines_weigh_more_than_texts_and_often_more_than_once(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path / "library") as library:
        filler = "and so on it went " * 5
        texts = [
            f"Once ago\n\nflood {filler}",
            f"The flood\n\n{filler}",
            f"Often\n\nflood flood flood {filler}",
            f"Once too\n\nflood {filler}",
            f"Never\n\n{filler}",
        ]
        store(library.folder, [article_at(day, text) for day, text in enumerate(texts)])

        best_first = titles(library, "flood sort:relevance")

    assert best_first == ["The flood", "Often", "Once too", "Once ago"]


def test_by_relevance_the_newest_are_weighed_and_the_others_follow_by_date(
    large: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_date = list(large.hits("mosul").whole().ids)
    monkeypatch.setattr("reader.store.relevance.WEIGHED", 30)
    monkeypatch.setattr("reader.store.search.COUNTED", 20)

    best_first = list(large.hits("mosul sort:relevance").whole().ids)

    assert best_first[:30] != by_date[:30]
    assert sorted(best_first[:30]) == sorted(by_date[:30])
    assert best_first[30:] == by_date[30:]


def test_the_order_that_the_query_asks_for_wins(large: Library) -> None:
    assert list(large.hits("mosul sort:old", sort="title").ids) == list(
        large.hits("mosul", sort="old").ids
    )


def test_threads_ask_at_once_and_each_gets_its_own_answer(large: Library) -> None:
    queries = [
        "mosul",
        "oil is:unread",
        '"mosul offensive"',
        "sort:title",
        "title:oil OR is:starred",
    ]
    expected = [list(large.hits(query).ids) for query in queries]
    wrong: list[str] = []

    def ask(turn: int) -> None:
        for number in range(20):
            place = (turn + number) % len(queries)
            if list(large.hits(queries[place]).ids) != expected[place]:
                wrong.append(queries[place])

    threads = [threading.Thread(target=ask, args=(turn,)) for turn in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_question_that_waits_for_its_turn_is_stopped_too(
    large: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, may_go_on = threading.Event(), threading.Event()
    tables = Asking.tables

    def waits(asking: Asking, node: Node) -> frozenset[Table]:
        asked.set()
        may_go_on.wait()
        return tables(asking, node)

    monkeypatch.setattr(Asking, "tables", waits)
    stopped: list[str] = []

    def ask() -> None:
        try:
            large.hits("mosul")
        except QueryInterrupted:
            stopped.append("mosul")

    thread = threading.Thread(target=ask)
    thread.start()
    asked.wait()
    large.interrupt()
    may_go_on.set()
    thread.join()

    assert stopped == ["mosul"]
    assert len(large.hits("mosul")) == 1_000
