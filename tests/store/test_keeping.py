from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.mention import Mention
from reader.library import Library
from reader.store import articles as stored_articles
from reader.store import keeping
from reader.store.names import alias_of, entity_of
from tests.archive import article_at, mention, store

MANY = 450
RECOGNIZER = "model/1"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        texts = [f"Day {number}\n\nAda met Bob. {'x' * number}" for number in range(MANY)]
        store(opened.folder, [article_at(number, text) for number, text in enumerate(texts)])
        yield opened


def found(library: Library, count: int) -> list[tuple[StoredArticle, list[Mention]]]:
    ids = library.hits().ids[:count]
    return [(one, names_of(one)) for one in map(library.article, map(ArticleId, ids))]


def names_of(stored: StoredArticle) -> list[Mention]:
    return [mention(stored.text, name, name=name, label="person") for name in ("Ada", "Bob")]


def test_names_of_many_articles_are_kept_and_counted(library: Library) -> None:
    every = found(library, 30)

    changed = library.names.keep(every, RECOGNIZER)

    assert changed == []
    for stored, names in every:
        assert library.names.mentions(stored.headline.id, RECOGNIZER) == tuple(names)
    counts = {one.name: (one.mentions, one.articles) for one in library.names.entities()}
    assert counts == {"Ada": (30, 30), "Bob": (30, 30)}


def test_keeping_the_same_again_changes_no_count(library: Library) -> None:
    every = found(library, 30)

    library.names.keep(every, RECOGNIZER)
    library.names.keep(every[:20], "model/2")

    counts = {one.name: (one.mentions, one.articles) for one in library.names.entities()}
    assert counts == {"Ada": (30, 30), "Bob": (30, 30)}
    assert library.names.count_named(RECOGNIZER) == 10


def test_articles_that_have_changed_or_gone_are_told_and_the_rest_is_kept(
    library: Library,
) -> None:
    every = found(library, 3)
    ids = [stored.headline.id for stored, _ in every]
    connection = apsw.Connection(str(library.folder / "news.db"))
    connection.execute("UPDATE article SET digest = x'00' WHERE id = ?", (ids[0],))
    connection.execute("DELETE FROM article WHERE id = ?", (ids[1],))
    connection.close()

    changed = library.names.keep(every, RECOGNIZER)

    assert changed == ids[:2]
    assert library.names.count_named(RECOGNIZER) == 1


def test_a_name_is_looked_up_once_however_many_articles_have_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Counter[str]()

    def entity(connection: apsw.Connection, key: str, name: str, label: str) -> tuple[int, str]:
        asked[key] += 1
        return entity_of(connection, key, name, label)

    def alias(connection: apsw.Connection, number: int, surface: str) -> int:
        asked[surface] += 1
        return alias_of(connection, number, surface)

    monkeypatch.setattr(keeping, "entity_of", entity)
    monkeypatch.setattr(keeping, "alias_of", alias)

    library.names.keep(found(library, 40), RECOGNIZER)

    assert asked == {"person:ada": 1, "Ada": 1, "person:bob": 1, "Bob": 1}


@pytest.mark.parametrize(("most_bytes", "most"), [(1, 1), (1_000_000, 200)])
def test_few_articles_are_read_ahead(
    library: Library, monkeypatch: pytest.MonkeyPatch, most_bytes: int, most: int
) -> None:
    read: list[int] = []
    texts = stored_articles.texts

    def counted(connection: apsw.Connection, ids: list[int]) -> dict[int, str]:
        read.append(len(ids))
        return texts(connection, ids)

    monkeypatch.setattr(stored_articles, "texts", counted)
    monkeypatch.setattr(stored_articles, "_READ_BYTES", most_bytes)
    articles = library.hits().articles()

    first = next(articles)
    ahead = [*read]

    assert ahead == [most]
    assert [first, *articles] == [
        library.article(ArticleId(number)) for number in library.hits().whole().ids
    ]
