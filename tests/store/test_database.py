import threading
import time
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from reader.errors import LibraryBusy, QueryInterrupted, StoreError
from reader.store import database
from reader.store.database import Database

FOREVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    connection = apsw.Connection(str(tmp_path / "some.db"))
    connection.pragma("journal_mode", "wal")
    connection.execute("CREATE TABLE word(word)")
    connection.close()
    return tmp_path / "some.db"


@pytest.fixture
def writer(path: Path) -> Iterator[Database]:
    opened = Database(path, "write")
    yield opened
    opened.close()


@pytest.fixture
def reader(path: Path) -> Iterator[Database]:
    opened = Database(path, "read")
    yield opened
    opened.close()


def count(opened: Database) -> int:
    with opened.reading() as connection:
        found: int = connection.execute("SELECT count(*) FROM word").get
    return found


def test_a_transaction_that_fails_is_undone_whole(writer: Database) -> None:
    with pytest.raises(StoreError, match="nowhere"), writer.writing() as connection:
        connection.execute("INSERT INTO word VALUES('a'); INSERT INTO nowhere VALUES('b')")

    assert count(writer) == 0


def test_a_reader_cannot_write(reader: Database) -> None:
    with pytest.raises(StoreError, match="not written"), reader.reading() as connection:
        connection.execute("INSERT INTO word VALUES('a')")


def test_a_reader_remembers_few_of_the_pages_that_it_has_read(
    writer: Database, reader: Database
) -> None:
    with writer.writing() as connection:
        connection.executemany(
            "INSERT INTO word VALUES(?)", ((bytes(1_000),) for _ in range(4_000))
        )

    assert count(reader) == 4_000

    with reader.reading() as connection:
        held, _ = connection.status(apsw.SQLITE_DBSTATUS_CACHE_USED)
    assert held < 1_500_000


def test_a_snapshot_sees_one_state(writer: Database, reader: Database) -> None:
    with reader.snapshot() as connection:
        before = connection.execute("SELECT count(*) FROM word").get
        with writer.writing() as other:
            other.execute("INSERT INTO word VALUES('a')")
        after = connection.execute("SELECT count(*) FROM word").get

    assert (before, after) == (0, 0)
    assert count(reader) == 1


def test_readers_do_not_wait_for_a_writer(writer: Database, reader: Database) -> None:
    with writer.writing() as connection:
        connection.execute("INSERT INTO word VALUES('a')")

        assert count(reader) == 0


def test_a_second_writer_waits_and_then_says_who_holds_the_library(
    path: Path, writer: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 20)
    second = Database(path, "write")

    with (
        writer.writing() as connection,
        pytest.raises(LibraryBusy, match="another newsreader"),
        second.writing(),
    ):
        connection.execute("INSERT INTO word VALUES('a')")

    with second.writing() as connection:
        connection.execute("INSERT INTO word VALUES('b')")
    second.close()
    assert count(writer) == 1


def test_a_second_writer_gets_its_turn_when_the_first_is_done(path: Path, writer: Database) -> None:
    second = Database(path, "write")

    def write(opened: Database) -> None:
        for _ in range(50):
            with opened.writing() as connection:
                connection.execute("INSERT INTO word VALUES('a')")

    other = threading.Thread(target=write, args=(second,))
    other.start()
    write(writer)
    other.join()

    second.close()
    assert count(writer) == 100


def test_an_interrupt_from_another_thread_stops_a_query(reader: Database) -> None:
    is_done = threading.Event()

    def interrupt() -> None:
        while not is_done.wait(0.01):
            reader.interrupt()

    other = threading.Thread(target=interrupt)
    other.start()
    try:
        with pytest.raises(QueryInterrupted), reader.reading() as connection:
            connection.execute(FOREVER).fetchall()
    finally:
        is_done.set()
        other.join()

    assert count(reader) == 0


def test_closing_stops_what_runs(reader: Database) -> None:
    has_begun = threading.Event()
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            with reader.reading() as connection:
                has_begun.set()
                connection.execute(FOREVER).fetchall()
        except StoreError as error:
            caught.append(error)

    other = threading.Thread(target=ask)
    other.start()
    has_begun.wait()
    time.sleep(0.05)  # so that the query runs, not only begins
    reader.close()
    other.join()

    assert [type(error) for error in caught] == [QueryInterrupted]


def test_an_interrupt_of_nothing_leaves_nothing_behind(path: Path, writer: Database) -> None:
    with writer.writing() as connection:
        connection.execute("INSERT INTO word VALUES('a')")

    writer.interrupt()
    writer.close()

    assert [one.name for one in path.parent.iterdir()] == ["some.db"]


def test_closed_is_closed_until_reopened(writer: Database) -> None:
    writer.close()
    writer.close()

    with pytest.raises(StoreError, match="closed"):
        count(writer)
    writer.reopen()
    assert count(writer) == 0


def test_threads_share_a_connection_one_at_a_time(writer: Database) -> None:
    def work() -> None:
        for _ in range(100):
            with writer.writing() as connection:
                connection.execute("INSERT INTO word VALUES('a')")
            count(writer)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert count(writer) == 400
