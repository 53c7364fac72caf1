from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.errors import LibraryReadOnly
from reader.library import Library
from reader.store import copies as module
from reader.store.copies import COPIES_NAME, Copies
from reader.store.database import Database
from reader.store.index_file import remove_index
from tests.archive import store, write_article
from tests.editions import BODIES, edition, run, stories_in


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
        folder, [edition(0, 1), edition(1, 1), edition(0, 2, day=2), edition(1, 2), edition(2, 1)]
    )

    assert copies.catch_up()

    assert stories_in(folder) == {2: 2, 4: 2, 3: 3, 5: 3}


@pytest.mark.parametrize("day", [0, None])
def test_articles_that_come_one_by_one_are_linked_as_all_at_once(
    folder: Path, copies: Copies, day: int | None
) -> None:
    articles = [edition(number % 5, number, day) for number in range(20)]
    for one in articles:
        store(folder, [one])
        copies.catch_up()
    one_by_one = stories_in(folder)

    copies.close()
    remove_index(folder / COPIES_NAME)
    run(folder / "news.db", "UPDATE article SET story = 77")
    with Library.open(folder) as library:
        library.link_copies()

    assert stories_in(folder) == one_by_one
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
        before = stories_in(folder)

        (wire / "b.txt").write_text(f"Title\n\n{BODIES[2]}")
        (wire / "c.txt").write_text("Title\n\nToo short to tell.")
        library.add([wire])
        copies.catch_up()

    assert before == {2: 2, 3: 2, 4: 4, 5: 4}
    assert stories_in(folder) == {}


def test_a_story_that_loses_its_first_article_stays_together(folder: Path, copies: Copies) -> None:
    store(folder, [edition(0, number) for number in range(4)])
    copies.catch_up()

    run(
        folder / "news.db",
        "DELETE FROM article WHERE id = 2; INSERT INTO change(article, op) VALUES(2, 1)",
    )
    copies.catch_up()

    assert stories_in(folder) == {3: 3, 4: 3, 5: 3}


def test_a_story_of_which_one_article_is_left_is_none(folder: Path, copies: Copies) -> None:
    store(folder, [edition(0, 1), edition(0, 2)])
    copies.catch_up()

    run(
        folder / "news.db",
        "DELETE FROM article WHERE id = 3; INSERT INTO change(article, op) VALUES(3, 1)",
    )
    copies.catch_up()

    assert stories_in(folder) == {}


def test_nothing_is_written_when_nothing_has_changed(folder: Path, copies: Copies) -> None:
    store(folder, [edition(0, 1), edition(0, 2)])
    copies.catch_up()
    files = [folder / "news.db-wal", folder / f"{COPIES_NAME}-wal"]
    before = [file.read_bytes() for file in files]

    run(folder / "news.db", "INSERT INTO change(article, op) VALUES(2, 2)")
    written = files[0].read_bytes()
    copies.catch_up()

    assert [file.read_bytes() for file in files] == [written, before[1]]


def test_a_torn_text_keeps_no_other_from_being_linked(folder: Path, copies: Copies) -> None:
    store(folder, [edition(0, 1), edition(0, 2), edition(0, 3)])
    run(folder / "news.db", "UPDATE body SET packed = x'00' WHERE article = 3")

    copies.catch_up()

    assert stories_in(folder) == {2: 2, 4: 2}


def test_linking_stops_between_batches_and_goes_on(
    folder: Path, copies: Copies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 10)
    store(folder, [edition(0, number) for number in range(35)])
    asked = 0

    def is_stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    assert not copies.catch_up(is_stopped)
    half = stories_in(folder)
    assert copies.catch_up()

    assert len(half) == 19
    assert len(stories_in(folder)) == 35


def test_two_newsreaders_link_what_one_alone_would(folder: Path, copies: Copies) -> None:
    writer = Database(folder / "news.db", "write")
    other = Copies(folder / COPIES_NAME, Database(folder / "news.db", "read"), writer)
    for number in range(6):
        store(folder, [edition(body, number) for body in range(3)])
        (copies, other)[number % 2].catch_up()

    copies.catch_up()
    other.catch_up()
    other.close()
    writer.close()

    assert stories_in(folder) == {number: 2 + (number - 2) % 3 for number in range(2, 20)}


def test_stories_survive_a_new_index(folder: Path, copies: Copies) -> None:
    store(folder, [edition(0, 1), edition(0, 2)])
    copies.catch_up()
    remove_index(folder / "index.db")

    with Library.open(folder) as library:
        assert len(library.hits("edition")) == 2
    copies.catch_up()

    assert stories_in(folder) == {2: 2, 3: 2}


def test_reading_an_article_reads_its_copies(folder: Path) -> None:
    store(folder, [edition(0, 1), edition(1, 1), edition(0, 2, day=1), edition(0, 3, day=2)])

    with Library.open(folder) as library:
        assert library.link_copies()
        library.mark_read([ArticleId(4)], is_read=True)
        read = [hit.headline.id for hit in library.hits().rows(0, 9) if hit.headline.is_read]
        unread = library.counts().unread
        library.mark_read([ArticleId(5)], is_read=False)

        assert library.copies(ArticleId(4)) == [5, 2]
        assert sorted(read) == [2, 4, 5]
        assert unread == 2
        assert library.counts().unread == 3


def test_a_star_is_for_one_article_alone(folder: Path) -> None:
    store(folder, [edition(0, 1), edition(0, 2)])

    with Library.open(folder) as library:
        library.link_copies()
        library.mark_starred([ArticleId(2)], is_starred=True)

        hits = library.hits().rows(0, 9)
        assert [hit.headline.id for hit in hits if hit.headline.is_starred] == [2]


def test_nothing_is_linked_in_a_library_that_cannot_be_written(folder: Path) -> None:
    store(folder, [edition(0, 1), edition(0, 2)])
    with Library.open(folder) as library:
        library.is_read_only = True

        with pytest.raises(LibraryReadOnly):
            library.link_copies()

    assert not (folder / COPIES_NAME).exists()
