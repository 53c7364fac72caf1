from pathlib import Path

from reader.store.index_file import remove_index
from tests.archive import article_at, store
from tests.cli.conftest import OnTerminal, Run


def without_index(library: Path) -> None:
    store(library, [article_at(day, f"Day {day}\n\nrain") for day in range(100)])
    remove_index(library / "index.db")


def test_a_search_without_an_index_builds_one_and_answers(newsreader: Run, library: Path) -> None:
    newsreader("list")
    without_index(library)

    done = newsreader("search", "rain", "--limit", "1")

    assert (done.status, done.err) == (0, "")
    assert "Day 99" in done.out


def test_a_terminal_sees_how_far_the_index_is(
    on_terminal: OnTerminal, newsreader: Run, library: Path
) -> None:
    newsreader("list")
    without_index(library)

    first = on_terminal("search", "rain")
    second = on_terminal("search", "rain")

    assert b"Building the search index" in first.raw
    assert b"Building the search index" not in second.raw
    assert first.raw.count(b"Day") >= 100
