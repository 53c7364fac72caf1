import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.errors import LibraryDamaged
from reader.library import Library
from reader.store.copies import COPIES_NAME, link_copies
from reader.store.database import Database
from reader.store.index_file import remove_index
from tests.archive import store
from tests.editions import edition, run, stories_in


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


def of_another_version(path: Path) -> None:
    run(path, "UPDATE about SET version = 'older'; DELETE FROM compared; DELETE FROM band")


def of_another_library(path: Path) -> None:
    run(path, "UPDATE about SET library = 'other'; DELETE FROM compared; DELETE FROM band")


def of_another_past(path: Path) -> None:
    run(path, "UPDATE about SET stamp = stamp + 1; DELETE FROM compared; DELETE FROM band")


def without_tables(path: Path) -> None:
    run(path, "DROP TABLE about")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three editions of twelve texts, from article 2 on."""
    Library.open(tmp_path).close()
    store(tmp_path, [edition(body, number) for number in range(3) for body in range(12)])
    with Library.open(tmp_path) as opened:
        assert opened.link_copies()
        yield opened


@pytest.mark.parametrize(
    "damage",
    [
        remove,
        cut_short,
        noise,
        tear,
        of_another_version,
        of_another_library,
        of_another_past,
        without_tables,
    ],
)
def test_what_is_compared_is_made_anew_when_in_doubt(
    library: Library, damage: Callable[[Path], None]
) -> None:
    before = stories_in(library.folder)

    damage(library.folder / COPIES_NAME)
    store(library.folder, [edition(0, 7)])
    assert library.link_copies()

    assert len(before) == 36
    assert stories_in(library.folder) == before | {38: 2}


def test_a_torn_library_is_not_taken_for_torn_copies(library: Library) -> None:
    library.close()
    kept = (library.folder / COPIES_NAME).read_bytes()
    cut_short(library.folder / "news.db")

    writer = Database(library.folder / "news.db", "write")
    with pytest.raises(LibraryDamaged, match=r"news\.db"):
        link_copies(library.folder, writer)
    writer.close()

    assert (library.folder / COPIES_NAME).read_bytes() == kept
