import random
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from reader.articles.article import Article
from reader.errors import LibraryDamaged
from reader.library import Library
from reader.store import copies as module
from reader.store.copies import COPIES_NAME, Copies
from reader.store.database import Database
from reader.store.index_file import remove_index
from reader.store.stories import stories
from tests.archive import article_at, store, write_article

DICE = random.Random(5)  # noqa: S311 -- the same texts in each run
WORDS = [f"word{number}" for number in range(500)]
BODIES = [" ".join(DICE.choices(WORDS, k=80)) for _ in range(12)]
DAY_S = 86_400


def version(body: int, edition: int, day: int | None = 0) -> Article:
    """An edition of a text: other editions of it are its copies."""
    text = f"Title {body} {edition}\n\n{BODIES[body]} edition {edition}"
    return article_at(None if day is None else 1_700_000_000 + day * DAY_S, text)


def read_stories(folder: Path) -> dict[int, int]:
    news = Database(folder / "news.db", "read")
    with news.reading() as connection:
        found = stories(connection)
    news.close()
    return found


def run(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql).fetchall()
    connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with the seed alone, which is article 1."""
    Library.open(tmp_path).close()
    return tmp_path


@pytest.fixture
def copies(folder: Path) -> Iterator[Copies]:
    writer = Database(folder / "news.db", "write")
    opened = Copies(folder / COPIES_NAME, Database(folder / "news.db", "read"), writer)
    yield opened
    opened.close()
    writer.close()


def test_copies_get_the_number_of_the_first_one(folder: Path, copies: Copies) -> None:
    store(
        folder, [version(0, 1), version(1, 1), version(0, 2, day=2), version(1, 2), version(2, 1)]
    )

    assert copies.catch_up()

    assert read_stories(folder) == {2: 2, 4: 2, 3: 3, 5: 3}


@pytest.mark.parametrize("day", [0, None])
def test_articles_that_come_one_by_one_are_linked_as_all_at_once(
    folder: Path, copies: Copies, day: int | None
) -> None:
    articles = [version(edition % 5, edition, day) for edition in range(20)]
    for one in articles:
        store(folder, [one])
        copies.catch_up()
    one_by_one = read_stories(folder)

    copies.close()
    remove_index(folder / COPIES_NAME)
    run(folder / "news.db", "UPDATE article SET story = 77")
    writer = Database(folder / "news.db", "write")
    anew = Copies(folder / COPIES_NAME, Database(folder / "news.db", "read"), writer)
    anew.catch_up()
    anew.close()
    writer.close()

    assert read_stories(folder) == one_by_one
    assert len({*one_by_one.values()}) == 5


def test_an_article_that_changes_leaves_its_story(
    folder: Path, tmp_path: Path, copies: Copies
) -> None:
    wire = tmp_path / "wire"
    for name, body in (("a", 0), ("b", 0), ("c", 1), ("d", 1)):
        write_article(wire, f"{name}.txt", f"Title {name}\n\n{BODIES[body]} {name}")
    with Library.open(folder) as library:
        library.add([wire])
        copies.catch_up()
        before = read_stories(folder)

        (wire / "b.txt").write_text(f"Title\n\n{BODIES[2]}")
        (wire / "c.txt").write_text("Title\n\nToo short to tell.")
        library.add([wire])
        copies.catch_up()

    assert before == {2: 2, 3: 2, 4: 4, 5: 4}
    assert read_stories(folder) == {}


def test_a_story_that_loses_its_first_article_stays_together(folder: Path, copies: Copies) -> None:
    store(folder, [version(0, edition) for edition in range(4)])
    copies.catch_up()

    run(
        folder / "news.db",
        "DELETE FROM article WHERE id = 2; INSERT INTO change(article, op) VALUES(2, 1)",
    )
    copies.catch_up()

    assert read_stories(folder) == {3: 3, 4: 3, 5: 3}


def test_a_story_of_which_one_article_is_left_is_none(folder: Path, copies: Copies) -> None:
    store(folder, [version(0, 1), version(0, 2)])
    copies.catch_up()

    run(
        folder / "news.db",
        "DELETE FROM article WHERE id = 3; INSERT INTO change(article, op) VALUES(3, 1)",
    )
    copies.catch_up()

    assert read_stories(folder) == {}


def test_nothing_is_written_when_nothing_has_changed(folder: Path, copies: Copies) -> None:
    store(folder, [version(0, 1), version(0, 2)])
    copies.catch_up()
    files = [folder / "news.db-wal", folder / f"{COPIES_NAME}-wal"]
    before = [file.read_bytes() for file in files]

    run(folder / "news.db", "INSERT INTO change(article, op) VALUES(2, 2)")
    written = files[0].read_bytes()
    copies.catch_up()

    assert [file.read_bytes() for file in files] == [written, before[1]]


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
    folder: Path, copies: Copies, damage: Callable[[Path], None]
) -> None:
    store(folder, [version(body, edition) for edition in range(3) for body in range(12)])
    copies.catch_up()
    before = read_stories(folder)
    copies.close()

    damage(folder / COPIES_NAME)
    store(folder, [version(0, 7)])
    writer = Database(folder / "news.db", "write")
    again = Copies(folder / COPIES_NAME, Database(folder / "news.db", "read"), writer)
    assert again.catch_up()
    again.close()
    writer.close()

    assert len(before) == 36
    assert read_stories(folder) == before | {38: 2}


def test_a_torn_library_is_not_taken_for_torn_copies(folder: Path, copies: Copies) -> None:
    store(folder, [version(0, 1), version(0, 2)])
    copies.catch_up()
    copies.close()
    kept = (folder / COPIES_NAME).read_bytes()
    cut_short(folder / "news.db")

    writer = Database(folder / "news.db", "write")
    again = Copies(folder / COPIES_NAME, Database(folder / "news.db", "read"), writer)
    with pytest.raises(LibraryDamaged, match=r"news\.db"):
        again.catch_up()
    again.close()
    writer.close()

    assert (folder / COPIES_NAME).read_bytes() == kept


def test_a_torn_text_keeps_no_other_from_being_linked(folder: Path, copies: Copies) -> None:
    store(folder, [version(0, 1), version(0, 2), version(0, 3)])
    run(folder / "news.db", "UPDATE body SET packed = x'00' WHERE article = 3")

    copies.catch_up()

    assert read_stories(folder) == {2: 2, 4: 2}


def test_linking_stops_between_batches_and_goes_on(
    folder: Path, copies: Copies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 10)
    store(folder, [version(0, edition) for edition in range(35)])
    asked = 0

    def is_stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    assert not copies.catch_up(is_stopped)
    half = read_stories(folder)
    assert copies.catch_up()

    assert len(half) == 19
    assert len(read_stories(folder)) == 35


def test_two_newsreaders_link_what_one_alone_would(folder: Path, copies: Copies) -> None:
    writer = Database(folder / "news.db", "write")
    other = Copies(folder / COPIES_NAME, Database(folder / "news.db", "read"), writer)
    for edition in range(6):
        store(folder, [version(body, edition) for body in range(3)])
        (copies, other)[edition % 2].catch_up()

    copies.catch_up()
    other.catch_up()
    other.close()
    writer.close()

    assert read_stories(folder) == {number: 2 + (number - 2) % 3 for number in range(2, 20)}


def test_stories_survive_a_new_index(folder: Path, copies: Copies) -> None:
    store(folder, [version(0, 1), version(0, 2)])
    copies.catch_up()
    remove_index(folder / "index.db")

    with Library.open(folder) as library:
        assert len(library.hits("edition")) == 2
    copies.catch_up()

    assert read_stories(folder) == {2: 2, 3: 2}
