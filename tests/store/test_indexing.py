import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import Article, ArticleId
from reader.articles.mention import Mention
from reader.library import Library
from reader.store import indexing
from reader.store.database import Database
from reader.store.index_file import AUTHOR, ENTITY, KIND, LANGUAGE, SOURCE, TITLE
from reader.store.truth import Truth
from tests.archive import article_at, mention, store, titles

TALKS = "Talks\n\nAngela Merkel met the Islamic State Support Group (ISSG). Merkel left."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        assert len(opened.hits("iraqi")) == 1
        yield opened


def ask(library: Library, table: str, words: str) -> list[int]:
    """The articles, or in ``name`` the entities, that hold these words, lowest first."""
    shown = "rowid" if table == "name" else "(SELECT article FROM doc WHERE doc = found.rowid)"
    query = f"SELECT {shown} FROM {table} found WHERE {table} MATCH ? ORDER BY rowid"  # noqa: S608 -- our own words
    library.index.make_ready()
    with library.index.database.reading() as index:
        return [row[0] for row in index.execute(query, (words,))]


def name(library: Library, number: ArticleId, *mentions: Mention) -> None:
    digest = library.article(number).digest
    assert library.names.keep_mentions(number, digest, "test/1", mentions)


def entity(library: Library, key: str) -> int:
    with closing(Database(library.folder / "news.db", "read")) as news, news.reading() as truth:
        found: int = truth.execute("SELECT id FROM entity WHERE key = ?", (key,)).get
        return found


@pytest.fixture
def talks(library: Library) -> ArticleId:
    (number,) = store(library.folder, [article_at(1, TALKS)])
    merkel = mention(TALKS, "Angela Merkel", name="Angela Merkel", label="person")
    short = mention(TALKS, "Merkel left", name="Angela Merkel", label="person")
    group = mention(TALKS, "Islamic State Support Group", name="Islamic State Support Group")
    name(library, number, merkel, group, short)
    return number


@pytest.mark.parametrize("table", ["fast", "exact"])
def test_articles_are_marked_with_source_author_and_language(library: Library, table: str) -> None:
    one, other = store(
        library.folder,
        [
            Article(text="One\n\nrain", source="wire", author="Zoë O'Neil", language="en"),
            Article(text="Other\n\nrain", source="agency", language="de"),
        ],
    )
    source = library_source(library, "wire")

    assert ask(library, table, f'"{SOURCE}{source}"') == [one]
    assert ask(library, table, f'"{AUTHOR}zoe" AND "{AUTHOR}oneil"') == [one]
    assert ask(library, table, f'"{AUTHOR}on" *') == [one]
    assert ask(library, table, f'"{LANGUAGE}de" AND rain') == [other]


def library_source(library: Library, called: str) -> int:
    with closing(Database(library.folder / "news.db", "read")) as news, news.reading() as truth:
        found: int = truth.execute("SELECT id FROM source WHERE name = ?", (called,)).get
        return found


def test_words_of_the_headline_are_marked_where_there_are_no_columns(library: Library) -> None:
    one, _ = store(library.folder, [article_at(1, "Rain\n\nsun"), article_at(2, "Sun\n\nrain")])

    assert ask(library, "fast", f'"{TITLE}rain"') == [one]
    assert ask(library, "exact", "title : rain") == [one]


@pytest.mark.parametrize("table", ["fast", "exact"])
def test_articles_are_marked_with_the_entities_that_they_mention(
    library: Library, talks: ArticleId, table: str
) -> None:
    merkel = entity(library, "person:angela merkel")

    assert ask(library, table, f'"{ENTITY}{merkel}"') == [talks]
    assert ask(library, table, f'"{ENTITY}{merkel}" AND left') == [talks]
    assert ask(library, table, f'"{ENTITY}{merkel + 99}"') == []


def test_other_names_take_the_place_of_those_found_before(
    library: Library, talks: ArticleId
) -> None:
    merkel = entity(library, "person:angela merkel")
    group = entity(library, "organisation:islamic state support group")
    assert ask(library, "fast", f'"{ENTITY}{merkel}"') == [talks]

    name(library, talks, mention(TALKS, "ISSG", name="Islamic State Support Group"))

    assert ask(library, "fast", f'"{ENTITY}{merkel}"') == []
    assert ask(library, "fast", f'"{ENTITY}{group}"') == [talks]
    assert titles(library, "merkel") == ["Talks"]


def test_torn_names_keep_no_article_from_being_found(library: Library, talks: ArticleId) -> None:
    with closing(Database(library.folder / "news.db", "write")) as news, news.writing() as truth:
        truth.execute("UPDATE naming SET mentions = x'ff' WHERE article = ?", (talks,))

    assert titles(library, "merkel") == ["Talks"]


def test_an_entity_is_found_by_the_words_of_any_of_its_aliases(
    library: Library, talks: ArticleId
) -> None:
    merkel = entity(library, "person:angela merkel")
    group = entity(library, "organisation:islamic state support group")
    name(library, ArticleId(1))
    name(library, talks, *named_again())

    assert ask(library, "name", "merkel") == [merkel]
    assert ask(library, "name", f'"merk" * AND "{KIND}person"') == [merkel]
    assert ask(library, "name", f'"merk" * AND "{KIND}organisation"') == []
    assert ask(library, "name", "issg") == [group]
    assert ask(library, "name", '"islamic state"') == [group]
    assert ask(library, "name", '"group issg"') == []


def named_again() -> list[Mention]:
    group = "Islamic State Support Group"
    return [
        mention(TALKS, "Angela Merkel", name="Angela Merkel", label="person"),
        mention(TALKS, group, name=group),
        mention(TALKS, "ISSG", name=group),
    ]


def test_the_vocabulary_knows_in_how_many_articles_a_word_is(library: Library) -> None:
    texts = ["One\n\ngadolinium gadolinium", "Two\n\ngadolinium ytterbium"]
    one, _ = store(library.folder, [article_at(1, text) for text in texts])
    assert len(library.hits("gadolinium")) == 2
    name(library, one, mention(texts[0], "One", name="One"))
    library.index.make_ready()

    with library.index.database.reading() as index:
        query = "SELECT term, df FROM term WHERE term IN ('gadolinium', 'ytterbium')"
        counted = dict(index.execute(query))

    assert counted == {"gadolinium": 2, "ytterbium": 1}


@pytest.mark.usefixtures("talks")
def test_marks_are_no_words_of_the_vocabulary_but_for_authors(library: Library) -> None:
    store(library.folder, [Article(text="One\n\nrain", source="wire", author="Zoë", language="en")])
    library.index.make_ready()

    with library.index.database.reading() as index:
        terms = {row[0] for row in index.execute("SELECT term FROM term")}

    assert {term for term in terms if "\ue000" <= term[0] <= "\uf8ff"} == {f"{AUTHOR}zoe"}
    assert "talks" in terms


def test_an_article_that_is_gone_is_not_found_any_more(library: Library, talks: ArticleId) -> None:
    assert titles(library, "merkel") == ["Talks"]
    with closing(Database(library.folder / "news.db", "write")) as news, news.writing() as truth:
        truth.execute("DELETE FROM article WHERE id = ?", (talks,))
        truth.execute("INSERT INTO change(article, op) VALUES(?, 1)", (talks,))

    assert ask(library, "fast", "merkel") == []
    assert ask(library, "exact", "merkel") == []


def test_articles_that_come_into_one_gap_make_room_for_each_other(library: Library) -> None:
    store(library.folder, [article_at(day * 1_000, f"Day {day}\n\nrain") for day in range(400)])
    chosen = random.Random(4)  # noqa: S311 -- the same order in each run
    for turn in range(6):
        dates = [200_000 + chosen.randrange(900) for _ in range(150)]
        late = [article_at(date, f"Late {turn} {n}\n\nrain") for n, date in enumerate(dates)]
        store(library.folder, late)

        found = library.hits("rain").whole().ids

        assert list(found) == [number for number in library.hits().ids if number != 1]
    assert len(found) == 400 + 6 * 150
    with (
        closing(Database(library.folder / "index.db", "write")) as index,
        index.writing() as connection,
    ):
        connection.execute("INSERT INTO fast(fast) VALUES('integrity-check')")
        connection.execute("INSERT INTO exact(exact) VALUES('integrity-check')")


def test_only_neighbours_move_when_a_gap_is_full(library: Library) -> None:
    store(library.folder, [article_at(day * 1_000, f"Day {day}\n\nrain") for day in range(2_000)])
    assert len(library.hits("rain").whole()) == 2_000
    before = docs(library)

    store(library.folder, [article_at(500_500, f"Late {n}\n\nrain") for n in range(20)])
    assert len(library.hits("rain").whole()) == 2_020

    after = docs(library)
    moved = [article for article, doc in before.items() if after[article] != doc]
    assert 0 < len(moved) < 40


def docs(library: Library) -> dict[int, int]:
    with library.index.database.reading() as index:
        return dict(index.execute("SELECT article, doc FROM doc"))


def test_an_index_without_room_is_built_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.ordering._MOST_MOVED", 3)
    store(library.folder, [article_at(day * 1_000, f"Day {day}\n\nrain") for day in range(50)])
    assert len(library.hits("rain")) == 50
    before = built(library)

    store(library.folder, [article_at(20_500, f"Late {n}\n\nrain") for n in range(20)])

    assert list(library.hits("rain").ids) == [n for n in library.hits().ids if n != 1]
    assert built(library) != before


@pytest.mark.parametrize("are_late", [True, False])
def test_many_articles_out_of_order_are_indexed_in_order_and_those_in_order_as_they_come(
    library: Library, monkeypatch: pytest.MonkeyPatch, *, are_late: bool
) -> None:
    monkeypatch.setattr(indexing, "_FEW_MOVED", 10)
    store(library.folder, [article_at(day * 1_000, f"Day {day}\n\nrain") for day in range(50)])
    assert len(library.hits("rain")) == 50
    before = built(library)

    first = 20_500 if are_late else 60_000
    store(library.folder, [article_at(first + n, f"Then {n}\n\nrain") for n in range(60)])

    assert list(library.hits("rain").ids) == [n for n in library.hits().ids if n != 1]
    assert (built(library) != before) is are_late


def built(library: Library) -> int:
    with library.index.database.reading() as index:
        number: int = index.execute("SELECT built FROM about").get
        return number


def test_a_text_with_more_words_than_any_book_is_found_by_its_beginning(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_PIECE", 1_000)
    monkeypatch.setattr(indexing, "_MOST_WORDS", 500)
    text = "Numbers\n\n" + " ".join(f"w{number}" for number in range(5_000))
    store(library.folder, [article_at(1, text)])

    assert titles(library, "w7") == ["Numbers"]
    assert titles(library, '"w300 w301"') == ["Numbers"]
    assert titles(library, "w4999") == []


def test_a_long_text_is_cut_into_the_same_words(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Numbers\n\n" + " ".join(f"w{number}'s" for number in range(500))
    monkeypatch.setattr(indexing, "_PIECE", 100)
    store(library.folder, [article_at(1, text)])

    for number in range(0, 498, 7):
        assert titles(library, f'"w{number} w{number + 1} w{number + 2}"') == ["Numbers"]


def test_long_texts_are_held_in_memory_few_at_a_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_AT_ONCE_BYTES", 100)
    held: list[int] = []
    real = Truth.texts

    def counted(truth: Truth, ids: list[int]) -> dict[int, str]:
        held.append(len(ids))
        return real(truth, ids)

    monkeypatch.setattr(Truth, "texts", counted)
    store(library.folder, [article_at(n, f"Long {n}\n\n" + f"rain{n} " * 90) for n in range(20)])

    assert len(library.hits("rain", is_typing=True)) >= 20
    assert max(held) <= 4
