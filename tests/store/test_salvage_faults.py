import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.errors import LibraryBusy, LibraryDamaged
from reader.library import Library
from reader.store.salvage import salvage
from tests.archive import article_at, store
from tests.wreckage import ARTICLES, damage, folder, head, need_well, salvaged, whole

__all__ = ["folder", "whole"]

ROOT = Path(__file__).parents[2]

SALVAGER = """
import sys
from pathlib import Path
from reader.store.salvage import salvage
print("begun", flush=True)
print(salvage(Path(sys.argv[1])) is not None, flush=True)
"""


IN_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from reader.errors import DiskFull
from reader.store.salvage import salvage
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
try:
    salvage(Path(sys.argv[1]))
except DiskFull as error:
    print(error)
"""


def in_a_full_disk(folder: Path) -> "subprocess.CompletedProcess[str]":
    """What another process says that salvages while no file may grow beyond 100 kB."""
    return subprocess.run(
        [sys.executable, "-c", IN_A_FULL_DISK, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def killed_salvaging(folder: Path, delay_ms: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SALVAGER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as salvaging:
        assert salvaging.stdout is not None
        assert salvaging.stdout.readline() == "begun\n"
        try:
            salvaging.wait(delay_ms / 1_000)
        except subprocess.TimeoutExpired:
            salvaging.kill()


def test_killed_at_any_moment_a_salvage_leaves_the_damaged_library_or_the_whole_one(
    folder: Path, tmp_path: Path, kills: int
) -> None:
    after = damage(folder, head)
    chosen = random.Random(5)  # noqa: S311 -- the same moments in each run
    for number in range(2 * kills):
        place = tmp_path / f"{number}"
        place.mkdir(mode=0o700)
        (place / "news.db").write_bytes(after)
        (place / "news.db").chmod(0o600)
        killed_salvaging(place, chosen.uniform(1, 250))

        if (place / "news.db").read_bytes() == after:
            with pytest.raises(LibraryDamaged, match="--salvage"):
                Library.open(place)
            salvaged(place)
        with Library.open(place) as library:
            assert library.counts().articles == ARTICLES + 1
        assert (place / "news.damaged-1.db").read_bytes() == after
        salvage(place)
        need_well(place)


def test_what_a_salvage_left_that_was_killed_when_it_was_done_is_cleared(folder: Path) -> None:
    (folder / "salvage").mkdir(mode=0o700)
    (folder / "salvage" / "news.db").write_bytes(b"half")

    assert salvage(folder) is None

    assert not (folder / "salvage").exists()


def crashed(folder: Path) -> Path:
    """A copy of a library whose last articles and marks are in its log alone."""
    copy = folder.with_name("crashed")
    copy.mkdir(mode=0o700)
    with Library.open(folder) as library:
        store(folder, [article_at(day, f"Late {day}\n\nrain") for day in range(3)])
        library.mark_starred([ArticleId(ARTICLES + 2)], is_starred=True)
        for name in ("news.db", "news.db-wal"):
            (copy / name).write_bytes((folder / name).read_bytes())
            (copy / name).chmod(0o600)
    return copy


def need_late_articles(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.counts().articles == ARTICLES + 4
        assert library.article(ArticleId(ARTICLES + 2)).headline.is_starred
    need_well(folder)


def test_what_only_the_log_holds_is_saved_and_the_log_is_kept(folder: Path) -> None:
    copy = crashed(folder)
    after = damage(copy, head)
    log = (copy / "news.db-wal").read_bytes()

    found = salvaged(copy)

    assert found.kept is not None
    assert found.kept.read_bytes() == after
    assert found.kept.with_name(f"{found.kept.name}-wal").read_bytes() == log
    need_late_articles(copy)


def test_a_salvage_killed_between_its_last_two_steps_is_completed(folder: Path) -> None:
    copy = crashed(folder)
    damage(copy, head)
    kept = copy / "news.damaged-1.db"
    kept.hardlink_to(copy / "news.db")
    (copy / "news.db-wal").rename(copy / "news.damaged-1.db-wal")

    found = salvaged(copy)

    assert found.kept == kept
    assert not (copy / "news.damaged-2.db").exists()
    need_late_articles(copy)


def test_a_library_after_a_crash_is_whole_with_its_log(folder: Path) -> None:
    copy = crashed(folder)

    assert salvage(copy) is None
    need_late_articles(copy)


def test_a_disk_that_is_full_is_said_and_nothing_is_changed(folder: Path) -> None:
    damage(folder, head)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    done = in_a_full_disk(folder)

    assert "make room" in done.stdout, done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_backup_that_does_not_fit_is_said_and_nothing_is_changed(folder: Path) -> None:
    with Library.open(folder) as library:
        library.back_up()
    damage(folder, head)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    done = in_a_full_disk(folder)

    assert "make room" in done.stdout, done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_library_that_another_newsreader_has_open_is_left_alone(folder: Path) -> None:
    program = """
import sys
from pathlib import Path
from reader.library import Library
with Library.open(Path(sys.argv[1])) as library:
    print(library.counts().articles, flush=True)
    sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()

        with pytest.raises(LibraryBusy, match="another newsreader"):
            salvage(folder)
        other.communicate("\n")

    assert salvage(folder) is None


def test_a_file_system_without_links_gets_a_copy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    after = damage(folder, head)
    monkeypatch.setattr(os, "link", refuse)

    found = salvaged(folder)

    assert found.kept is not None
    assert found.kept.read_bytes() == after
    assert found.kept.stat().st_mode & 0o777 == 0o600
    need_well(folder)
