from pathlib import Path

import apsw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.store.pages import Pages
from reader.store.rows import Row, Value, rows
from reader.store.schema import PAGE_BYTES

integers = st.integers(-(2**63), 2**63 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
values = st.one_of(st.none(), integers, st.floats(allow_nan=False), texts, st.binary())
lengths = st.sampled_from([0, 100, 4_000, 4_100, 16_348, 16_349, 16_350, 32_700, 70_000])


def read(path: Path) -> list[Row]:
    pages = Pages(path)
    try:
        return [row for page in pages for row in rows(page, pages.page, pages.size)]
    finally:
        pages.close()


def made(path: Path, *statements: tuple[str, tuple[Value, ...]]) -> apsw.Connection:
    path.unlink(missing_ok=True)
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
    for statement, bound in statements:
        connection.execute(statement, bound)
    return connection


@given(st.lists(st.tuples(integers, values, values, lengths), unique_by=lambda row: row[0]))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_are_read_as_sqlite_reads_them(
    tmp_path: Path, kept: list[tuple[int, Value, Value, int]]
) -> None:
    path = tmp_path / "some.db"
    connection = made(path, ("CREATE TABLE some(id INTEGER PRIMARY KEY, a, b, c)", ()))
    connection.executemany("INSERT INTO some VALUES(?, ?, ?, zeroblob(?))", kept)
    wanted = [(row[0], row[1:]) for row in connection.execute("SELECT * FROM some")]
    connection.close()

    found = [(row.number, row.values[1:]) for row in read(path) if len(row.values) == 4]

    signed = [((n or 0) - (2**64 if (n or 0) >= 2**63 else 0), rest) for n, rest in found]
    assert sorted(signed, key=repr) == sorted(wanted, key=repr)


@given(st.dictionaries(integers, lengths, max_size=60))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_of_tables_without_numbers_are_read_too(tmp_path: Path, kept: dict[int, int]) -> None:
    path = tmp_path / "some.db"
    schema = "CREATE TABLE some(a INTEGER PRIMARY KEY, b) WITHOUT ROWID"
    connection = made(path, (schema, ()))
    connection.executemany("INSERT INTO some VALUES(?, zeroblob(?))", kept.items())
    connection.close()

    found = [row.values for row in read(path) if row.number is None and len(row.values) == 2]

    assert sorted(found, key=repr) == sorted(
        ((a, bytes(length)) for a, length in kept.items()), key=repr
    )


@given(
    page=st.binary(max_size=400), tail=st.binary(max_size=400), kind=st.sampled_from([2, 10, 13])
)
def test_any_bytes_are_a_page(page: bytes, tail: bytes, kind: int) -> None:
    whole = bytes([kind]) + page + tail.rjust(PAGE_BYTES - 1 - len(page), b"\x01")

    assert all(row.values for row in rows(whole, lambda _: whole, 1_000_000))


def test_what_only_the_log_has_is_read_and_what_was_not_committed_is_not(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    connection = made(path, ("PRAGMA journal_mode=wal", ()), ("CREATE TABLE some(a)", ()))
    connection.execute("INSERT INTO some VALUES('first')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("UPDATE some SET a = 'second'")
    connection.execute("PRAGMA cache_size=1; BEGIN; UPDATE some SET a = 'third'")
    connection.execute("INSERT INTO some SELECT randomblob(9000) FROM json_each('[1,2,3,4,5,6]')")

    found = [row.values for row in read(path) if len(row.values) == 1]

    assert path.with_name("some.db-wal").stat().st_size > 5 * PAGE_BYTES
    assert found == [("second",)]
    connection.close()


def test_free_pages_come_last(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    connection = made(path, ("CREATE TABLE old(a)", ()), ("CREATE TABLE new(a)", ()))
    many = f"[{','.join('0' * 5_000)}]"
    connection.execute("INSERT INTO old SELECT 'old' FROM json_each(?)", (many,))
    connection.execute("INSERT INTO new VALUES('new')")
    connection.execute("DROP TABLE old")
    connection.close()

    found = [row.values for row in read(path) if len(row.values) == 1]

    assert found[0] == ("new",)
    assert ("old",) in found


def test_a_log_cut_short_is_read_up_to_the_last_whole_commit(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    connection = made(path, ("PRAGMA journal_mode=wal", ()), ("CREATE TABLE some(a)", ()))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for word in ("first", "second"):
        connection.execute("INSERT INTO some VALUES(?)", (word,))
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    log = path.with_name("some.db-wal").read_bytes()
    copy.with_name("copy.db-wal").write_bytes(log[:-1])
    connection.close()

    found = [row.values for row in read(copy) if len(row.values) == 1]

    assert found == [("first",)]
