import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import IndexBeingBuilt, StoreError
from reader.library import Library
from reader.store.database import Database
from reader.store.index_file import remove_index
from reader.store.rebuilding import WORKSHOP
from tests.archive import article_at, store, titles
from tests.unindexed import (
    ARTICLES,
    beside,
    build,
    folder,
    foreign,
    large,
    large_model,
    model,
    need_agreement,
    news,
    other_library,
    tear,
    wait_until_built,
)

__all__ = ["folder", "large", "large_model", "model", "news"]


def test_a_question_does_not_wait_for_a_large_index(large: Path) -> None:
    with Library.open(large) as library:
        library.index.build_beside()

        with pytest.raises(IndexBeingBuilt, match="being built anew"):
            library.hits("rain")
        assert len(library.hits()) == ARTICLES + 1
        wait_until_built(library)

        assert titles(library, "rain")[0] == f"Day {ARTICLES - 1}"
    need_agreement(large)


@pytest.mark.parametrize(
    "damage", [remove_index, tear, other_library, foreign, lambda path: path.write_bytes(b"x" * 99)]
)
def test_an_index_damaged_while_it_is_open_is_built_again_by_itself(
    large: Path, news: Database, damage: Callable[[Path], object]
) -> None:
    build(large, news)
    with Library.open(large) as library:
        library.index.build_beside()
        assert titles(library, '"day 7"') == ["Day 7"]
        damage(large / "index.db")

        found: list[str] = []
        while not found:
            try:
                found = titles(library, '"day 8"')
            except IndexBeingBuilt:
                time.sleep(0.02)

        assert found == ["Day 8"]
    need_agreement(large)


def test_the_old_index_answers_until_the_new_one_is_there(
    large: Path, news: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.answering._PATIENCE_S", -1)
    build(large, news)
    store(large, [article_at(9_000 + day, f"New {day}\n\nrain") for day in range(100)])
    with Library.open(large) as library:
        library.index.build_beside()

        assert titles(library, "rain")[0] == f"Day {ARTICLES - 1}"
        library.hits("rain")
        wait_until_built(library)

        assert titles(library, "rain")[0] == "New 99"


def test_a_build_that_fails_says_why(large: Path) -> None:
    (large / WORKSHOP).write_text("no folder")
    with Library.open(large) as library:
        library.index.build_beside()
        with pytest.raises(IndexBeingBuilt):
            library.hits("rain")
        wait_until_built(library)

        with pytest.raises(StoreError, match="rebuilding"):
            library.hits("rain")


def test_leaving_ends_the_building(large: Path) -> None:
    with Library.open(large) as library:
        library.index.build_beside()
        with pytest.raises(IndexBeingBuilt):
            library.hits("rain")

    assert not (large / "index.db").exists()
    need_agreement(large)


def test_the_building_ends_when_nobody_waits_for_it_any_more(large: Path) -> None:
    child = beside(large, asked_by=os.getppid())

    assert child.communicate()[0] == b""
    assert child.returncode == 0
    assert not (large / "index.db").exists()
    need_agreement(large)
