import random
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from reader.errors import QueryInterrupted
from reader.library import Library
from reader.store.database import Database
from reader.store.index_file import remove_index
from reader.store.meanings import Meanings
from tests.archive import article_at, store, titles, write_article


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        store(opened.folder, [article_at(day, f"Day {day}\n\nrain") for day in range(40)])
        assert len(opened.hits("rain")) == 40
        yield opened


def run(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql).fetchall()
    connection.close()


def remove(path: Path) -> None:
    remove_index(path)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def noise(path: Path) -> None:
    path.write_bytes(random.Random(3).randbytes(20_000))  # noqa: S311 -- a fault, no secret


def tear(path: Path) -> None:
    torn = bytearray(path.read_bytes())
    for start in range(4_096, len(torn), 4_096):
        torn[start : start + 64] = b"\xff" * 64
    path.write_bytes(torn)


def tear_the_words(path: Path) -> None:
    run(path, "UPDATE fast_data SET block = x'00ff00ff' WHERE id > 10")


def of_another_version(path: Path) -> None:
    run(path, "UPDATE about SET version = 'older'")


def of_another_library(path: Path) -> None:
    run(path, "UPDATE about SET library = 'other'")


def ahead_of_its_library(path: Path) -> None:
    run(path, "UPDATE about SET seq = seq + 1000")


def of_another_past(path: Path) -> None:
    run(path, "UPDATE about SET stamp = stamp + 1")


def with_facts_of_nobody(path: Path) -> None:
    run(path, "INSERT INTO fact SELECT min(doc) - 8, source, date, entities FROM fact")


@pytest.mark.parametrize(
    "damage",
    [
        remove,
        cut_short,
        noise,
        tear,
        tear_the_words,
        of_another_version,
        of_another_library,
        ahead_of_its_library,
        of_another_past,
        with_facts_of_nobody,
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_an_index_in_doubt_is_made_anew(
    library: Library, damage: Callable[[Path], None], *, is_open: bool
) -> None:
    folder = library.folder
    if not is_open:
        library.close()
    damage(folder / "index.db")
    if not is_open:
        library = Library.open(folder)

    store(folder, [article_at(99, "Day 99\n\nrain")])
    found = titles(library, "rain")

    assert found == [f"Day {day}" for day in (99, *range(39, -1, -1))]
    assert titles(library, '"day 7"') == ["Day 7"]
    assert [one for one in library.checkup() if not one.ok] == []
    library.close()


@pytest.mark.parametrize("damage", [tear, tear_the_words])
def test_an_index_that_turns_out_torn_is_made_anew(
    library: Library, damage: Callable[[Path], None]
) -> None:
    library.close()
    damage(library.folder / "index.db")

    with Library.open(library.folder) as again:
        assert [one.name for one in again.checkup() if not one.ok] == ["index.db"]
        assert len(again.hits("rain")) == 40
        assert [one.name for one in again.checkup() if not one.ok] == []


def test_a_torn_text_keeps_no_other_from_being_found(library: Library) -> None:
    run(library.folder / "news.db", "UPDATE body SET packed = x'00' WHERE article = 9")
    library.close()
    remove_index(library.folder / "index.db")

    with Library.open(library.folder) as again:
        hits = again.hits("rain")
        assert 9 not in hits.ids
        assert len(hits.rows(0, 99)) == len(hits) == 39
        assert [one.name for one in again.checkup() if not one.ok] == ["texts"]


def test_a_library_brought_back_from_a_copy_gets_an_index_of_its_own(
    library: Library, tmp_path: Path
) -> None:
    library.close()
    shutil.copy(library.folder / "news.db", tmp_path / "copy.db")
    store(library.folder, [article_at(50, "Day 50\n\nrain lost with the copy")])
    with Library.open(library.folder) as later:
        assert titles(later, "lost") == ["Day 50"]
    shutil.copy(tmp_path / "copy.db", library.folder / "news.db")
    store(library.folder, [article_at(60, "Day 60\n\nrain came instead")])

    with Library.open(library.folder) as again:
        assert titles(again, "lost") == []
        assert titles(again, "instead") == ["Day 60"]
        assert len(again.hits("rain")) == 41


def test_what_another_newsreader_stored_but_did_not_index_is_found(library: Library) -> None:
    store(library.folder, [article_at(-1, "Day -1\n\nrain"), article_at(None, "No day\n\nrain")])

    assert titles(library, "rain")[-2:] == ["Day -1", "No day"]


def test_articles_that_come_late_are_found_in_their_place(library: Library) -> None:
    chosen = random.Random(1)  # noqa: S311 -- the same order in each run
    days = [day + step / 1_000 for day in range(0, 40, 4) for step in range(1, 30)]
    chosen.shuffle(days)
    for start in range(0, len(days), 29):
        part = days[start : start + 29]
        store(
            library.folder,
            [article_at(int(day), f"Late {day:.3f} of {start}\n\nrain") for day in part],
        )
        library.hits("rain")

    ids = library.hits("rain").ids

    listed = [number for number in library.hits().ids if number != 1]
    assert list(ids) == listed
    assert len(ids) == 40 + len(days)


def test_very_many_changes_are_taken_over_by_building_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.index._FEW_CHANGES", 10)
    store(library.folder, [article_at(day, f"More {day}\n\nrain") for day in range(100, 200)])

    assert titles(library, "rain")[:2] == ["More 199", "More 198"]
    assert len(library.hits("rain")) == 140


def test_an_article_whose_date_changes_moves(library: Library) -> None:
    run(
        library.folder / "news.db",
        "UPDATE article SET date = 1000 WHERE title = 'Day 7';"
        "INSERT INTO change(article, op) SELECT id, 1 FROM article WHERE title = 'Day 7'",
    )

    assert titles(library, "rain")[:2] == ["Day 7", "Day 39"]


def test_the_index_agrees_with_the_library_after_many_changes(
    library: Library, tmp_path: Path
) -> None:
    paths = [write_article(tmp_path / "wire", f"{n}.txt", f"Wire {n}\n\nrain") for n in range(30)]
    library.add([tmp_path / "wire"])
    for turn in range(5):
        for path in paths[turn::3]:
            path.write_text(f"{path.stem} at {turn}\n\nsnow {turn}", encoding="utf-8")
        library.add([tmp_path / "wire"])

    connection = apsw.Connection(str(library.folder / "index.db"))
    for table in ("fast", "exact"):
        connection.execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
    connection.close()
    assert len(library.hits("snow")) == 30
    assert len(library.hits("rain")) == 40


def test_a_query_is_stopped_by_an_interrupt(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    def slow(meanings: Meanings, prefix: str) -> list[str]:
        return [prefix, *(row[0] for row in meanings.connection.execute(forever))]

    monkeypatch.setattr(Meanings, "completions", slow)
    is_done = threading.Event()

    def interrupt() -> None:
        while not is_done.wait(0.01):
            library.interrupt()

    other = threading.Thread(target=interrupt)
    other.start()
    try:
        with pytest.raises(QueryInterrupted):
            library.hits("rain*")
    finally:
        is_done.set()
        other.join()

    monkeypatch.undo()
    assert len(library.hits("rain*")) == 40


def test_a_search_does_not_wait_for_whoever_writes_the_index(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.database.BUSY_TIMEOUT_MS", 3_600_000)
    store(library.folder, [article_at(99, "Day 99\n\nrain")])
    writer = Database(library.folder / "index.db", "write")

    with writer.writing():
        assert len(library.hits("rain")) == 40

    writer.close()
    assert len(library.hits("rain")) == 41
