import zlib
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from reader.articles.article import ArticleId
from reader.articles.mention import Mention
from reader.articles.words import index_words
from reader.errors import IndexBeingBuilt
from reader.library import Library
from reader.store import schema
from reader.store.index_file import make_index
from reader.store.mention_codec import KeptMention, encoded
from tests.archive import mention, titles
from tests.unindexed import wait_until_built

FIRST_VERSION = "53d48d6fb6ffe59e83d4d620f8b23d8bfa471cc24e464e55831775546cd5a16c"
ARTICLES = 1_200
RECOGNIZER = "test/1"
FIRST_INDEX = """
CREATE VIRTUAL TABLE fast USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE exact USING fts5(
    body, title, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE doc(
    doc INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, date INTEGER NOT NULL) STRICT;
CREATE INDEX doc_by_date ON doc(date, article);
CREATE TABLE term(term TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
CREATE TABLE about(
    version TEXT NOT NULL, library TEXT NOT NULL, built INTEGER NOT NULL,
    seq INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT;
"""


def text_of(number: int) -> str:
    return f"Day {number}\n\nAngela Merkel saw rain on day {number}."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library as the first version wrote it: articles, marks, tags, names, places, index."""
    schema.make_news(tmp_path / "news.db")
    with closing(apsw.Connection(str(tmp_path / "news.db"))) as news:
        news.pragma("page_size", schema.PAGE_BYTES)
        news.pragma("journal_mode", "wal")
        with news:
            news.execute(schema.MIGRATIONS[0])
            news.pragma("application_id", schema.APPLICATION_ID)
            news.pragma("user_version", 1)
            news.execute("INSERT INTO about VALUES('library', 'first'), ('seeded', 'yes')")
            news.execute("INSERT INTO source VALUES(1, 'wire', ?, ?)", (ARTICLES, ARTICLES - 1))
            primer = "".join(text_of(number) for number in range(200)).encode()
            news.execute("INSERT INTO primer VALUES(1, ?)", (primer,))
            news.execute("INSERT INTO folder VALUES(1, ?)", (b"/wire",))
            for number in range(1, ARTICLES + 1):
                _put(news, number, primer)
            news.execute("UPDATE article SET flags = 3 WHERE id = 7")
            news.execute("INSERT INTO tag VALUES(9, 'weather')")
            news.execute("INSERT INTO place VALUES(1, ?, 9, 0, 0)", (b"9.txt",))
    _index(tmp_path)
    return tmp_path


def _put(news: apsw.Connection, number: int, primer: bytes) -> None:
    text = text_of(number)
    packer = zlib.compressobj(2, zdict=primer)
    packed = packer.compress(text.encode()) + packer.flush()
    digest = sha256(text.encode()).digest()
    news.execute(
        "INSERT INTO article VALUES(?, ?, 1, 0, 10, 0, ?, 'Zoë', NULL, ?)",
        (number, number, f"Day {number}", digest),
    )
    news.execute("INSERT INTO body VALUES(?, 1, ?)", (number, packed))
    news.execute("INSERT INTO change(article, op) VALUES(?, 1)", (number,))
    if number % 100 == 1:
        merkel = mention(text, "Angela Merkel", name="Angela Merkel", label="person")
        _name(news, number, merkel)


def _name(news: apsw.Connection, number: int, merkel: Mention) -> None:
    """As the first version kept names."""
    bindings = (merkel.entity, merkel.name, merkel.label)
    news.execute("INSERT OR IGNORE INTO entity(id, key, name, label) VALUES(1, ?, ?, ?)", bindings)
    news.execute("INSERT OR IGNORE INTO alias(id, entity, surface) VALUES(1, 1, 'Angela Merkel')")
    news.execute("INSERT OR IGNORE INTO recognizer VALUES(1, ?)", (RECOGNIZER,))
    kept = encoded([KeptMention(merkel, 1, "")])
    news.execute("INSERT INTO naming VALUES(?, 1, ?)", (number, kept))
    news.execute("UPDATE entity SET mentions = mentions + 1, articles = articles + 1")
    news.execute("UPDATE alias SET mentions = mentions + 1")
    news.execute("INSERT INTO change(article, op) VALUES(?, 2)", (number,))


def _index(folder: Path) -> None:
    make_index(folder / "index.db")
    with closing(apsw.Connection(str(folder / "index.db"))) as index, index:
        index.execute(FIRST_INDEX)
        for number in range(1, ARTICLES + 1):
            words = index_words(text_of(number))
            index.execute("INSERT INTO doc VALUES(?1, ?1, ?1)", (number,))
            index.execute("INSERT INTO fast(rowid, words) VALUES(?, ?)", (number, words))
            index.execute("INSERT INTO exact(rowid, body) VALUES(?, ?)", (number, words))
        index.execute("INSERT INTO about VALUES('1', 'first', 5, 0, 0)")


def test_tables_of_a_released_version_are_never_changed() -> None:
    assert sha256(schema.MIGRATIONS[0].encode()).hexdigest() == FIRST_VERSION


def test_a_library_of_the_first_version_keeps_all_that_it_had(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.counts().articles == ARTICLES
        assert library.counts().unread == ARTICLES - 1
        seventh = library.article(ArticleId(7))
        assert (seventh.text, seventh.headline.author) == (text_of(7), "Zoë")
        assert (seventh.headline.is_read, seventh.headline.is_starred) == (True, True)
        ninth = library.article(ArticleId(9))
        assert (ninth.headline.tags, ninth.path) == (("weather",), "/wire/9.txt")
        (merkel,) = library.names.mentions(ArticleId(101), RECOGNIZER) or ()
        assert merkel.entity == "person:angela merkel"
        assert [one for one in library.checkup() if not one.ok and one.name != "index.db"] == []

    with closing(apsw.Connection(str(folder / "news.db.version-1"))) as copy:
        assert copy.pragma("user_version") == 1
        assert copy.execute("SELECT count(*) FROM article").get == ARTICLES


def test_its_index_is_built_anew_beside_and_then_answers(folder: Path) -> None:
    with Library.open(folder) as library:
        library.builds_beside = True
        with pytest.raises(IndexBeingBuilt):
            library.hits("rain")
        assert len(library.hits()) == ARTICLES
        wait_until_built(library)

        assert titles(library, '"day 7"') == ["Day 7"]
        assert len(library.hits("rain").whole()) == ARTICLES


def test_on_the_command_line_the_first_question_waits_for_it(folder: Path) -> None:
    with Library.open(folder) as library:
        assert len(library.hits("rain").whole()) == ARTICLES
