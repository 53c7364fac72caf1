import fcntl
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from reader.articles.article import ArticleId
from reader.library import Library
from reader.store import backup, checkup
from reader.store.wholeness import is_whole
from tests.archive import article_at, store

DAY_S = 86_400.0


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    with Library.open(tmp_path / "library", clock=clock) as opened:
        store(opened.folder, [article_at(day, f"Day {day}\n\nrain {day}") for day in range(300)])
        yield opened


def kept(library: Library) -> dict[str, int]:
    """The backups by name, each with the count of its articles."""
    return {path.name: count(path) for path in sorted((library.folder / "backup").iterdir())}


def count(path: Path) -> int:
    connection = apsw.Connection(f"file:{path}?immutable=1", flags=0x41)
    try:
        found: int = connection.execute("SELECT count(*) FROM article").get
    finally:
        connection.close()
    return found


def told(library: Library) -> tuple[bool, str]:
    (finding,) = [one for one in library.checkup() if one.name == "backup"]
    return finding.ok, finding.words


def wait_for(path: Path) -> None:
    while not path.exists():
        pass


def tear(path: Path) -> None:
    torn = bytearray(path.read_bytes())
    torn[-16_384 * 2 : -16_384 * 2 + 200] = b"\xff" * 200
    path.write_bytes(torn)


def test_a_backup_is_a_whole_library_for_its_owner_alone(library: Library) -> None:
    assert library.back_up()

    copy = library.folder / "backup" / "news.db"
    assert kept(library) == {"news.db": 301}
    assert is_whole(copy)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (copy, copy.parent)] == [0o600, 0o700]
    assert told(library)[0]
    assert "whole, 301 articles" in told(library)[1]


def test_a_backup_put_in_the_library_s_place_is_the_library(
    library: Library, tmp_path: Path
) -> None:
    library.mark_starred([ArticleId(7)], is_starred=True)
    library.back_up()
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    (library.folder / "backup" / "news.db").rename(other / "news.db")

    with Library.open(other) as restored:
        assert len(restored.hits("rain")) == 300
        assert restored.article(ArticleId(7)).headline.is_starred
        assert [one for one in restored.checkup() if not one.ok] == []


def test_there_is_one_backup_a_day(library: Library, clock: Clock) -> None:
    library.back_up()
    library.mark_read([ArticleId(1)], is_read=True)
    clock.now_s += DAY_S - 1

    assert not library.back_up()
    clock.now_s += 1
    assert library.back_up()
    assert not library.back_up()


def test_a_library_that_has_not_changed_is_not_copied_again(library: Library, clock: Clock) -> None:
    library.back_up()
    clock.now_s += 9 * DAY_S

    assert not library.back_up()
    assert "changed" not in told(library)[1]


@pytest.mark.parametrize(
    "change",
    [
        lambda library: library.mark_read([ArticleId(9)], is_read=True),
        lambda library: library.mark_starred([ArticleId(9)], is_starred=True),
        lambda library: store(library.folder, [article_at(1, "One more")]),
        lambda library: library.names.keep_mentions(
            ArticleId(9), library.article(ArticleId(9)).digest, "model/1", []
        ),
    ],
    ids=["read", "star", "article", "names"],
)
def test_any_change_makes_a_backup_due(
    library: Library, clock: Clock, change: Callable[[Library], object]
) -> None:
    library.back_up()
    clock.now_s += DAY_S
    change(library)

    assert "changed since" in told(library)[1]
    assert library.back_up()


def test_a_clock_that_was_put_back_does_not_stop_backups(library: Library, clock: Clock) -> None:
    library.back_up()
    clock.now_s -= 3_650 * DAY_S
    library.mark_read([ArticleId(1)], is_read=True)

    assert library.back_up()


def test_the_backup_before_the_last_is_kept(library: Library, clock: Clock) -> None:
    for day in range(3):
        store(library.folder, [article_at(day, f"Late {day}")])
        clock.now_s += DAY_S
        library.back_up()

    assert kept(library) == {"news.db": 304, "news.older.db": 303}


def test_a_backup_that_has_rotted_does_not_drive_out_the_one_before(
    library: Library, clock: Clock
) -> None:
    for day in range(3):
        if day == 2:
            tear(library.folder / "backup" / "news.db")
            assert told(library) == (False, told(library)[1])
            assert "damaged" in told(library)[1]
        store(library.folder, [article_at(day, f"Late {day}")])
        clock.now_s += DAY_S
        library.back_up()

    assert kept(library) == {"news.db": 304, "news.older.db": 302}


def test_a_torn_library_does_not_become_a_backup(library: Library, clock: Clock) -> None:
    library.back_up()
    good = (library.folder / "backup" / "news.db").read_bytes()
    library.mark_read([ArticleId(1)], is_read=True)
    library.close()
    tear(library.folder / "news.db")
    clock.now_s += DAY_S

    with Library.open(library.folder, clock=clock) as torn:
        assert not torn.back_up()

    assert [path.name for path in (library.folder / "backup").iterdir()] == ["news.db"]
    assert (library.folder / "backup" / "news.db").read_bytes() == good


def test_marking_and_reading_go_on_while_the_library_is_copied(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_STEP_PAGES", 1)
    copying = threading.Thread(target=library.back_up)
    copying.start()
    wait_for(library.folder / "backup" / "news.partial.db")
    marked = 0
    while copying.is_alive():
        marked += 1
        library.mark_read([ArticleId(marked % 301 + 1)], is_read=True)
        assert len(library.hits().rows(0, 9)) == 9
    copying.join()

    assert marked > 0
    assert kept(library) == {"news.db": 301}
    assert is_whole(library.folder / "backup" / "news.db")


def test_copying_stops_at_once_and_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_STEP_PAGES", 1)
    monkeypatch.setattr(backup, "_PAUSE_S", 600.0)
    outcome: list[bool] = []
    copying = threading.Thread(target=lambda: outcome.append(library.back_up()))
    copying.start()
    wait_for(library.folder / "backup" / "news.partial.db")

    library.stop_backup()
    copying.join()

    assert outcome == [False]
    assert kept(library) == {}
    assert not library.back_up()


def test_a_newsreader_leaves_the_copying_to_another_that_is_at_it(library: Library) -> None:
    folder = library.folder / "backup"
    folder.mkdir()
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)

    assert not library.back_up()
    os.close(held)
    assert library.back_up()


def test_no_copy_is_begun_that_the_disk_has_no_room_for(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.back_up()
    clock.now_s += DAY_S
    library.mark_read([ArticleId(1)], is_read=True)
    for module in (backup, checkup):
        monkeypatch.setattr(module, "has_room", lambda _: False)

    assert not library.back_up()
    ok, words = told(library)
    assert not ok
    assert "no room for another" in words
