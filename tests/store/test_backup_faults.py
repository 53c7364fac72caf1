import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.store.wholeness import is_whole
from tests import unprivileged
from tests.archive import article_at, store
from tests.unprivileged import open_folder

__all__ = ["open_folder"]

ROOT = Path(__file__).parents[2]
DAY_S = 86_400.0


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        store(opened.folder, [article_at(day, f"Day {day}\n\nrain {day}") for day in range(300)])
        yield opened


def test_a_disk_that_fills_up_meanwhile_changes_nothing(library: Library) -> None:
    library.back_up()
    good = (library.folder / "backup" / "news.db").read_bytes()
    store(library.folder, [article_at(1, os.urandom(200_000).hex())])
    program = """
import resource, sys
from pathlib import Path
from reader.library import Library
with Library.open(Path(sys.argv[1])) as library:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    print(library.back_up(), len(library.hits().rows(0, 9)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(sorted(path.name for path in (library.folder / "backup").iterdir()))
    print(library.back_up())
"""
    os.utime(library.folder / "backup" / "news.db", (time.time() - DAY_S,) * 2)

    done = subprocess.run(
        [sys.executable, "-c", program, str(library.folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert done.stdout.splitlines() == ["False 9", "['news.db']", "True"], done.stderr
    assert (library.folder / "backup" / "news.older.db").read_bytes() == good


def test_a_copy_that_was_killed_is_made_anew(library: Library) -> None:
    program = """
import sys
from pathlib import Path
from reader.library import Library
from reader.store import backup
backup._STEP_PAGES = 1
backup._PAUSE_S = 600.0
with Library.open(Path(sys.argv[1])) as library:
    library.back_up()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(library.folder)], cwd=ROOT
    ) as copying:
        while not (library.folder / "backup" / "news.partial.db").exists():
            assert copying.poll() is None
        copying.kill()

    with Library.open(library.folder) as again:
        assert again.counts().articles == 301
        assert again.back_up()
        assert [path.name for path in (again.folder / "backup").iterdir()] == ["news.db"]
        assert is_whole(again.folder / "backup" / "news.db")


def backing_up(folder: Path) -> str:
    with Library.open(folder) as library:
        return f"{library.back_up()} {sorted(path.name for path in folder.iterdir())}"


def test_a_library_that_cannot_be_written_is_not_backed_up(open_folder: Path) -> None:
    folder = open_folder / "library"
    Library.open(folder).close()
    (folder / "news.db").chmod(0o444)
    folder.chmod(0o555)

    said = unprivileged.run(backing_up, folder)

    assert said.startswith("False")
    assert "backup" not in said
