from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.errors import NoSuchArticle
from reader.library import Library
from tests.archive import article_at, mention, store, write_article


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_names_are_kept_for_the_recognizer_that_found_them(library: Library) -> None:
    stored = library.article(ArticleId(1))
    found = (
        mention(stored.text, "Iraqi", name="Iraq"),
        mention(stored.text, '"Islamic State"', name="Islamic State"),
    )

    is_kept = library.names.keep_mentions(ArticleId(1), stored.digest, "model/1", found)

    assert is_kept
    assert library.names.mentions(ArticleId(1), "model/1") == found
    assert library.names.mentions(ArticleId(1), "model/2") is None
    assert list(library.names.unnamed("model/1")) == []
    assert list(library.names.unnamed("model/2")) == [1]


def test_names_found_in_an_older_text_are_not_kept(library: Library, tmp_path: Path) -> None:
    path = write_article(tmp_path / "wire", "a.txt", "Bank of Spain\n\nIt said so.")
    (number,) = library.add([path]).ids
    old = library.article(number)
    path.write_text("Another text\n\nIt said no.", encoding="utf-8")
    library.add([path])

    is_kept = library.names.keep_mentions(
        number, old.digest, "model/1", [mention(old.text, "Bank of Spain", name="Bank of Spain")]
    )

    assert not is_kept
    assert library.names.mentions(number, "model/1") is None
    assert library.names.entities() == []


def test_names_for_an_unknown_article_are_refused(library: Library) -> None:
    with pytest.raises(NoSuchArticle):
        library.names.keep_mentions(ArticleId(99), "", "model/1", [])


def test_entities_are_counted_over_the_library_and_over_some_articles(library: Library) -> None:
    texts = ["ACME sues Acme\n\nAcme", "Acme and Bob\n\n.", "Bob\n\n."]
    ids = store(library.folder, [article_at(1, text) for text in texts])
    found = [
        [mention(texts[0], "ACME", name="Acme"), mention(texts[0], "Acme", name="Acme")],
        [
            mention(texts[1], "Acme", name="Acme"),
            mention(texts[1], "Bob", name="Bob", label="person"),
        ],
        [mention(texts[2], "Bob", name="Bob", label="person")],
    ]
    for number, mentions in zip(ids, found, strict=True):
        library.names.keep_mentions(number, library.article(number).digest, "model/1", mentions)

    acme, bob = library.names.entities()
    (only_bob,) = library.names.entities(ids[2:])

    assert (acme.name, acme.label, acme.mentions, acme.articles) == ("Acme", "ORG", 3, 2)
    assert acme.aliases == ("Acme", "ACME")
    assert (bob.entity, bob.mentions, bob.articles) == ("person:bob", 2, 2)
    assert (only_bob.name, only_bob.mentions, only_bob.articles) == ("Bob", 1, 1)


def test_names_found_anew_replace_those_found_before(library: Library) -> None:
    stored = library.article(ArticleId(1))
    first = mention(stored.text, "Iraqi", name="Iraq")
    second = mention(stored.text, "Syria", name="Syria")

    library.names.keep_mentions(ArticleId(1), stored.digest, "model/1", [first])
    library.names.keep_mentions(ArticleId(1), stored.digest, "model/2", [second])

    assert [one.name for one in library.names.entities()] == ["Syria"]
    assert library.names.mentions(ArticleId(1), "model/1") is None
    assert library.names.mentions(ArticleId(1), "model/2") == (second,)
