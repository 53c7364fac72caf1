import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from reader.errors import StoreError
from reader.library import Library
from reader.store.database import Database
from reader.store.door import IndexDatabase
from reader.store.index import Index
from reader.store.index_file import remove_index
from reader.store.rebuilding import WORKSHOP, Building, progress, put_in_place, rebuild
from tests.archive import article_at, store
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
)

__all__ = ["folder", "large", "large_model", "model", "news"]


def test_an_index_is_built_in_steps_and_tells_how_far_it_is(large: Path, news: Database) -> None:
    said = build(large, news)

    assert [step.done for step in said][:2] == [2_000, ARTICLES + 1]
    assert {step.total for step in said} == {ARTICLES + 1}
    assert not (large / WORKSHOP).exists()
    need_agreement(large)


def test_a_build_that_was_stopped_is_taken_up(large: Path, news: Database) -> None:
    build(large, news, steps=1)
    assert progress(large) == Building(2_000, ARTICLES + 1)
    assert not (large / "index.db").exists()

    said = build(large, news)

    assert said[0].done == ARTICLES + 1
    need_agreement(large)


def test_what_changes_while_the_index_is_built_is_in_it(large: Path, news: Database) -> None:
    build(large, news, steps=1)
    store(large, [article_at(7, "Late\n\nrain"), article_at(None, "No day\n\nrain")])
    store(large, [article_at(9_999, "Newest\n\nrain")])

    build(large, news)

    need_agreement(large)


@pytest.mark.parametrize(
    "spoil",
    [
        tear,
        other_library,
        foreign,
        lambda path: path.write_bytes(b"no database" * 999),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:9_000]),
    ],
    ids=["torn", "other", "foreign", "noise", "empty", "short"],
)
def test_a_half_built_index_in_doubt_is_begun_anew(
    large: Path, news: Database, spoil: Callable[[Path], object]
) -> None:
    build(large, news, steps=1)
    spoil(large / WORKSHOP / "index.db")

    said = build(large, news)

    assert said[0].done == 2_000
    need_agreement(large)


def test_the_building_that_is_killed_is_taken_up(large: Path, kills: int) -> None:
    chosen = random.Random(11)  # noqa: S311 -- the same moments in each run

    for _ in range(kills):
        child = beside(large)
        time.sleep(chosen.uniform(0.1, 1.2))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        store(large, [article_at(chosen.randrange(9_999), f"More {chosen.random()}\n\nrain")])

    assert beside(large).communicate()[0] == b""
    need_agreement(large)


def only_the_new_one(folder: Path, new: Path) -> None:
    remove_index(folder / "index.db")
    assert new.exists()


def the_log_of_the_old_one(folder: Path, _new: Path) -> None:
    (folder / "index.db").unlink()


def the_old_one_without_its_log(folder: Path, _new: Path) -> None:
    (folder / "index.db-wal").unlink()


@pytest.mark.parametrize(
    "leave", [only_the_new_one, the_log_of_the_old_one, the_old_one_without_its_log]
)
def test_a_death_while_the_index_is_replaced_leaves_what_the_next_one_mends(
    folder: Path, news: Database, leave: Callable[[Path, Path], None]
) -> None:
    build(folder, news)
    reader = Database(folder / "index.db", "write")
    with reader.writing() as index:
        index.execute("UPDATE about SET built = built + 1")
    (folder / WORKSHOP).mkdir()
    new = folder / WORKSHOP / "index.db"
    new.write_bytes((folder / "index.db").read_bytes())

    leave(folder, new)

    need_agreement(folder)
    reader.close()


def test_whoever_has_the_old_index_open_goes_on_with_the_new_one(
    folder: Path, news: Database
) -> None:
    build(folder, news)
    with (
        closing(IndexDatabase(folder / "index.db", "read")) as reader,
        closing(IndexDatabase(folder / "index.db", "write")) as writer,
    ):
        with writer.writing() as index:
            index.execute("UPDATE about SET built = 1")
        with reader.reading() as index:
            assert index.execute("SELECT built FROM about").get == 1
            build(folder, news)
            assert index.execute("SELECT built FROM about").get == 1

        with reader.reading() as index:
            assert index.execute("SELECT built FROM about").get != 1
        with writer.writing() as index:
            index.execute("UPDATE about SET built = 2")
        with reader.reading() as index:
            assert index.execute("SELECT built FROM about").get == 2
    need_agreement(folder)


def test_an_index_that_must_be_built_anew_stays_as_it_was_until_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.indexing._FEW_MOVED", 10)
    with Library.open(folder) as library:
        store(folder, [article_at(day * 1_000, f"Day {day}\n\nrain") for day in range(50)])
        assert len(library.hits("rain")) == 50
        store(folder, [article_at(20_500 + n, f"Late {n}\n\nrain") for n in range(60)])
        # Ended between what it tried to take over and building.
        stops = iter([False, True])
        with closing(Index(folder / "index.db", Database(folder / "news.db", "read"))) as index:
            index.catch_up(is_stopped=lambda: next(stops))
        with library.index.database.reading() as kept:
            count = "SELECT count(*) FROM doc UNION ALL SELECT count(*) FROM fact"
            counts = kept.execute(count).fetchall()

        assert counts == [(51,), (51,)]
        assert len(library.hits("rain")) == 110
    need_agreement(folder)


def test_an_index_is_opened_and_replaced_in_turns(folder: Path, news: Database) -> None:
    build(folder, news)
    troubles: list[Exception] = []
    is_done = threading.Event()

    def write() -> None:
        while not is_done.is_set():
            with closing(IndexDatabase(folder / "index.db", "write")) as index:
                try:
                    with index.writing() as connection:
                        connection.execute("UPDATE about SET built = built + 1")
                except StoreError as error:
                    troubles.append(error)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        build(folder, news)
    is_done.set()
    for thread in threads:
        thread.join()

    assert troubles == []
    need_agreement(folder)


def test_two_builders_do_the_work_once(large: Path) -> None:
    said: list[list[Building]] = [[], []]

    def work(own: list[Building]) -> None:
        with closing(Database(large / "news.db", "read")) as news:
            rebuild(large / "index.db", news, own.append, lambda: False)

    threads = [threading.Thread(target=work, args=(own,)) for own in said]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    need_agreement(large)


def test_a_new_index_takes_the_place_of_one_with_a_log(folder: Path, news: Database) -> None:
    build(folder, news)
    new = folder / "new.db"
    new.write_bytes((folder / "index.db").read_bytes())
    with closing(Database(folder / "index.db", "write")) as index, index.writing() as old:
        old.execute("UPDATE about SET library = 'other'")

        put_in_place(new, folder / "index.db")

    assert not (folder / "index.db-wal").exists()
    need_agreement(folder)


def pieces(folder: Path) -> dict[str, int]:
    """Of how many pieces the full-text tables are; a question asks each."""
    connection = apsw.Connection(str(folder / "index.db"))
    query = "SELECT count(DISTINCT segid) FROM {}_idx"
    counted = {table: connection.execute(query.format(table)).get for table in ("fast", "exact")}
    connection.close()
    return counted


def test_an_index_built_anew_is_of_one_piece(large: Path, news: Database) -> None:
    build(large, news)

    assert pieces(large) == {"fast": 1, "exact": 1}


def test_what_comes_later_is_merged_now_and_then(folder: Path, news: Database) -> None:
    build(folder, news)
    with Library.open(folder) as library:
        for day in range(60):
            store(folder, [article_at(day, f"One more {day}\n\nrain")])
            library.index.make_ready()
    assert max(pieces(folder).values()) <= 2 * 16

    with Library.open(folder) as library:
        library.index.index.tidy()

    assert pieces(folder) == {"fast": 1, "exact": 1}
    need_agreement(folder)


def test_little_that_comes_later_leaves_the_large_piece_as_it_is(
    large: Path, news: Database
) -> None:
    build(large, news)

    with Library.open(large) as library:
        store(large, [article_at(1, "One more\n\nrain")])
        library.index.make_ready()
        library.index.index.tidy()

    assert pieces(large)["fast"] == 2
    need_agreement(large)
