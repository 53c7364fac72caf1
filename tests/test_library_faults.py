import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.errors import LibraryDamaged, LibraryReadOnly
from reader.library import Library
from tests import unprivileged
from tests.archive import article_at, store, titles, write_article
from tests.unprivileged import give_to_nobody, open_folder

__all__ = ["open_folder"]

ROOT = Path(__file__).parent.parent


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def in_a_full_disk(folder: Path, wire: Path) -> str:
    """What another process says that adds files while no file may grow beyond 200 kB."""
    program = """
import resource, signal, sys
from pathlib import Path
from reader.errors import DiskFull
from reader.library import Library
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Library.open(Path(sys.argv[1])) as library:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        library.add([Path(sys.argv[2])])
    except DiskFull as error:
        print(error)
    try:
        library.mark_starred([1], is_starred=True)
        print("starred")
    except DiskFull:
        print("not starred")
    print(library.counts().articles, library.article(1).headline.title)
    print(len(library.hits("iraqi")))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(library.add([Path(sys.argv[2])]).troubles)
    print(library.counts().articles, len(library.hits("rain")))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder), str(wire)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_full_disk_is_said_in_words_and_nothing_is_lost(tmp_path: Path) -> None:
    for number in range(400):
        noise = os.urandom(900).hex()
        write_article(tmp_path / "wire", f"{number}.txt", f"Story {number}\n\nrain {noise}")

    said = in_a_full_disk(tmp_path / "library", tmp_path / "wire").splitlines()

    assert "full" in said[0]
    assert "news.db" in said[0]
    assert said[2:4] == ["1 Iraqi forces launch anti-IS offensive near Syria border", "1"]
    assert said[4:] == ["[]", "401 400"]
    with Library.open(tmp_path / "library") as library:
        assert [one for one in library.checkup() if not one.ok] == []
        assert library.article(ArticleId(1)).headline.is_starred == (said[1] == "starred")


def reading_only(folder: Path) -> str:
    with Library.open(folder) as library:
        refused = []
        for write in (
            lambda: library.mark_read([ArticleId(1)], is_read=True),
            lambda: library.mark_starred([ArticleId(1)], is_starred=True),
            lambda: library.add([Path(__file__)]),
            lambda: library.names.keep_mentions(ArticleId(1), "", "model/1", []),
        ):
            try:
                write()
            except LibraryReadOnly as error:
                refused.append("cannot be written" in str(error))
        found = titles(library, "rain"), titles(library, '"day 2"')
        return f"{library.is_read_only} {refused} {len(library.hits())} {found}"


def make_read_only(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


@pytest.mark.parametrize("index", ["there", "missing", "stale"])
def test_a_library_that_cannot_be_written_is_read_and_searched(
    open_folder: Path, index: str
) -> None:
    folder = open_folder / "library"
    with Library.open(folder) as library:
        store(folder, [article_at(day, f"Day {day}\n\nrain") for day in range(3)])
        if index == "there":
            library.hits("rain")
    if index == "missing":
        (folder / "index.db").unlink()
    make_read_only(folder)
    before = {path: path.read_bytes() for path in folder.iterdir()}

    said = unprivileged.run(reading_only, folder)

    found = (["Day 2", "Day 1", "Day 0"], ["Day 2"])
    assert said == f"True {[True] * 4} 4 {found}"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_read_only_library_is_read_with_what_only_its_log_holds(open_folder: Path) -> None:
    folder = open_folder / "library"
    with Library.open(folder) as library:
        library.hits("rain")
        store(folder, [article_at(day, f"Day {day}\n\nrain") for day in range(3)])
        copy = open_folder / "copy"
        copy.mkdir()
        for name in ("news.db", "news.db-wal", "index.db", "index.db-wal"):
            (copy / name).write_bytes((folder / name).read_bytes())
    make_read_only(copy)

    said = unprivileged.run(reading_only, copy)

    assert said.endswith(f"4 {(['Day 2', 'Day 1', 'Day 0'], ['Day 2'])}")


def opening(folder: Path) -> str:
    try:
        with Library.open(folder) as library:
            return f"open {len(library.hits())}"
    except Exception as error:  # noqa: BLE001 -- its kind is what is asked for
        return f"{type(error).__name__}: {error}"


def test_a_library_that_may_not_be_read_is_refused_in_words(open_folder: Path) -> None:
    Library.open(open_folder / "library").close()
    (open_folder / "library" / "news.db").chmod(0)
    (open_folder / "library").chmod(0o755)

    said = unprivileged.run(opening, open_folder / "library")

    assert said.startswith(("StoreError", "LibraryReadOnly"))
    assert "permission" in said


def test_a_library_of_another_owner_s_folder_is_refused_in_words(open_folder: Path) -> None:
    if os.geteuid() != 0:
        open_folder.chmod(0o555)

    said = unprivileged.run(opening, open_folder / "library")

    assert said.startswith("StoreError: the library cannot be made in")
    assert "--library" in said


def test_a_folder_of_one_s_own_is_enough_for_a_library(open_folder: Path) -> None:
    (open_folder / "library").mkdir()
    give_to_nobody(open_folder / "library")

    assert unprivileged.run(opening, open_folder / "library") == "open 1"


def test_newsreaders_that_start_at_once_share_one_new_library(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reader.library import Library\n"
        "sys.stdin.readline()\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    library.mark_starred([1], is_starred=True)\n"
        "    print(len(library.hits()), len(library.hits('mosul')))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "library")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(4)
    ]

    said = [process.communicate("go\n") for process in started]

    assert said == [("1 1\n", "")] * 4


def test_two_newsreaders_read_mark_and_add_side_by_side(library: Library, tmp_path: Path) -> None:
    wires = [tmp_path / "first", tmp_path / "second"]
    for wire in wires:
        for number in range(600):
            text = f"Story {number} of {wire.name}\n\nrain"
            write_article(wire, f"{number}.txt", text)
    with Library.open(library.folder) as other:
        threads = [
            threading.Thread(target=one.add, args=([wire],))
            for one, wire in zip((library, other), wires, strict=True)
        ]
        for thread in threads:
            thread.start()
        for _ in range(20):
            for one in (library, other):
                one.mark_read([ArticleId(1)], is_read=True)
                one.mark_starred([ArticleId(1)], is_starred=True)
                assert one.article(ArticleId(1)).headline.is_starred
                one.hits("rain").rows(0, 9)
        for thread in threads:
            thread.join()

        for one in (library, other):
            assert len(one.hits("rain").whole()) == 1_200
            assert one.counts().articles == 1_201
    assert [one for one in library.checkup() if not one.ok] == []


def test_a_torn_text_is_named_by_the_checkup_and_refused_when_opened(library: Library) -> None:
    store(library.folder, [article_at(day, f"Day {day}\n\nrain") for day in range(3)])
    library.close()
    path = library.folder / "news.db"
    kept = path.read_bytes()
    start = kept.index(b"\x78\x5e", kept.index(b"CREATE TABLE change"))
    path.write_bytes(kept[: start + 12] + b"\xff\xff" + kept[start + 14 :])

    with Library.open(library.folder) as again:
        (finding,) = [one for one in again.checkup() if one.name == "texts"]
        torn = ArticleId(int(finding.words.split(" is article ")[1].split(";")[0].split()[0]))
        assert not finding.ok
        with pytest.raises(LibraryDamaged, match=r"news\.db is damaged"):
            again.article(torn)
        assert len(again.hits().rows(0, 9)) == 4
