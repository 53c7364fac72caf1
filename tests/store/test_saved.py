from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.library import Library
from reader.store.saved import NAME_LIMIT, Saved, Source
from tests.archive import article_at, store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_searches_are_kept_in_the_order_they_were_saved(library: Library) -> None:
    library.searches.save("Iraq", "iraq OR mosul")
    library.searches.save("Banks", "bank sort:old")

    assert library.searches.all() == [
        Saved("Iraq", "iraq OR mosul"),
        Saved("Banks", "bank sort:old"),
    ]


def test_saving_under_a_name_that_is_taken_changes_the_query(library: Library) -> None:
    library.searches.save("Iraq", "iraq")
    library.searches.save("Banks", "bank")
    library.searches.save("Iraq", "iraq mosul")

    assert library.searches.all() == [Saved("Iraq", "iraq mosul"), Saved("Banks", "bank")]


def test_a_search_that_is_removed_is_gone(library: Library) -> None:
    library.searches.save("Iraq", "iraq")

    assert library.searches.remove("Iraq")
    assert not library.searches.remove("Iraq")
    assert library.searches.all() == []


def test_what_was_removed_or_replaced_comes_back_to_its_place_the_last_first(
    library: Library,
) -> None:
    library.searches.save("Iraq", "iraq")
    library.searches.save("Banks", "bank")
    library.searches.remove("Iraq")
    assert library.searches.save("Banks", "bank oil").is_replaced
    assert not library.searches.save("Banks", "bank oil").is_replaced

    assert library.searches.undo() == Saved("Banks", "bank")
    assert library.searches.undo() == Saved("Iraq", "iraq")
    assert library.searches.undo() is None

    assert library.searches.all() == [Saved("Iraq", "iraq"), Saved("Banks", "bank")]


def test_searches_survive_a_restart(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.searches.save("Iraq", "iraq")

    with Library.open(tmp_path) as library:
        assert library.searches.all() == [Saved("Iraq", "iraq")]


def test_a_name_is_one_clean_line(library: Library) -> None:
    assert library.searches.save("a\x1b[2J\nb", "q").name == "a b"
    assert len(library.searches.save("x" * 500, "q").name) == NAME_LIMIT
    assert library.searches.save("  ", "mosul").name == "mosul"


def test_sources_are_listed_with_what_is_unread(library: Library) -> None:
    store(library.folder, [article_at(1, "One\n\nrain"), article_at(2, "Two\n\nrain")])
    newest = ArticleId(library.hits().ids[0])
    library.mark_read([newest], is_read=True)

    sources = {source.name: source for source in library.searches.sources()}

    assert sum(source.articles for source in sources.values()) == 3
    assert sum(source.unread for source in sources.values()) == 2
    assert all(isinstance(source, Source) for source in sources.values())
