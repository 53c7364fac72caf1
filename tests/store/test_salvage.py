import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from reader.articles.article import ArticleId
from reader.articles.correction import Correction, Scope, Verdict
from reader.errors import LibraryDamaged, LibraryTooNew
from reader.library import Library
from reader.store import schema
from reader.store.salvage import salvage
from reader.store.watches import Watch
from tests.archive import write_article
from tests.wreckage import ARTICLES, Held, damage, folder, head, need_well, salvaged, whole

__all__ = ["folder", "whole"]


def test_a_torn_page_of_texts_loses_the_texts_on_it_and_nothing_else(folder: Path) -> None:
    held = Held(folder / "news.db")
    before = (folder / "news.db").read_bytes()
    number = before.index(held.packed[150]) // schema.PAGE_BYTES
    texts_page = slice(number * schema.PAGE_BYTES, (number + 1) * schema.PAGE_BYTES)
    gone = {one for one, packed in held.packed.items() if packed in before[texts_page]}

    def tear(kept: bytearray) -> None:
        kept[texts_page] = bytes(schema.PAGE_BYTES)

    damage(folder, tear)

    found = salvaged(folder)

    now = Held(folder / "news.db")
    assert 150 in gone
    assert held.texts.keys() - now.texts.keys() == gone
    assert found.joined.lost == len(gone)
    assert now.marks == {one: flags for one, flags in held.marks.items() if one not in gone}
    assert now.tags == {(one, tag) for one, tag in held.tags if one not in gone}
    one = max(now.texts.keys())
    with Library.open(folder) as library:
        assert library.article(ArticleId(one)).headline.source == "wire"
        path = library.article(ArticleId(one)).path
        assert path is not None
        assert path.endswith(f"/wire/{one - 2}.txt")


def test_a_torn_primer_loses_only_texts_that_refer_to_what_is_torn(folder: Path) -> None:
    held = Held(folder / "news.db")

    def tear(kept: bytearray) -> None:
        for start in middles(kept, held.primer):
            kept[start : start + 100] = bytes(100)

    damage(folder, tear)

    found = salvaged(folder)

    assert len(held.texts) // 4 < found.joined.articles < len(held.texts)
    assert found.joined.articles + found.joined.lost == len(held.texts)


def test_a_primer_has_a_spare(folder: Path) -> None:
    held = Held(folder / "news.db")

    def tear(kept: bytearray) -> None:
        start = middles(kept, held.primer)[-1]
        kept[start : start + 100] = bytes(100)

    damage(folder, tear)

    assert salvaged(folder).joined.rescued == len(held.texts)


def middles(kept: bytearray, primer: bytes) -> list[int]:
    """Where a hundred bytes from the middle of the primer are, in each copy of it."""
    part = next(
        part
        for part in (primer[at : at + 100] for at in range(30_000, 60_000, 100))
        if kept.count(part) == 2
    )
    return [found.start() for found in re.finditer(re.escape(part), kept)]


def test_the_backup_lends_a_torn_primer(folder: Path) -> None:
    held = Held(folder / "news.db")
    with Library.open(folder) as library:
        library.back_up()

    def tear(kept: bytearray) -> None:
        for start in middles(kept, held.primer):
            kept[start : start + 100] = bytes(100)

    damage(folder, tear)

    assert salvaged(folder).joined.rescued == len(held.texts)


def test_the_newer_word_of_the_damaged_file_wins(folder: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        library.back_up()
        library.mark_starred([ArticleId(7), ArticleId(95)], is_starred=True)
        library.mark_starred([ArticleId(95)], is_starred=False)
        library.mark_read([ArticleId(8)], is_read=False)
        write_article(tmp_path / "late", "late.txt", "Late story\n\nIt came after the backup.")
        library.add([tmp_path / "late"], tag="late")
    damage(folder, head)

    found = salvaged(folder)

    assert found.backup == folder / "backup" / "news.db"
    with Library.open(folder) as library:
        headlines = {n: library.article(ArticleId(n)).headline for n in (7, 8, 95, ARTICLES + 2)}
    assert [headlines[n].is_starred for n in (7, 95)] == [True, False]
    assert [headlines[n].is_read for n in (7, 8)] == [True, False]
    assert headlines[ARTICLES + 2].title == "Late story"
    assert headlines[ARTICLES + 2].tags == ("late",)


def test_notes_and_saved_searches_are_saved(folder: Path) -> None:
    with Library.open(folder) as library:
        library.back_up()
    write(folder, "INSERT INTO note VALUES(7, 'Ask the mayor.\n\nTwice.', 1000), (95, 'ü', 2000)")
    write(folder, "INSERT INTO saved(name, query, place) VALUES('Rain', 'rain is:unread', 1)")
    damage(folder, head)

    salvaged(folder)

    connection = apsw.Connection(str(folder / "news.db"))
    notes = connection.execute("SELECT article, text, changed FROM note").fetchall()
    searches = connection.execute("SELECT name, query FROM saved").fetchall()
    connection.close()
    assert notes == [(7, "Ask the mayor.\n\nTwice.", 1000), (95, "ü", 2000)]
    assert searches == [("Rain", "rain is:unread")]


def test_corrections_and_watches_are_saved_in_their_order(folder: Path) -> None:
    same = Correction(
        verdict=Verdict.SAME, scope=Scope.EVERYWHERE, surface="ISIS", entity="organisation:isis",
        target="organisation:is", name="IS",
    )  # fmt: skip
    back = replace(same, entity="organisation:is", target="organisation:isis", name="ISIS")
    here = Correction(
        verdict=Verdict.NOT_A_NAME, scope=Scope.HERE, surface="Rain", entity="person:rain",
        start=3, before="On ", after=" day",
    )  # fmt: skip
    with Library.open(folder) as library:
        library.names.corrections.make(same)
        library.back_up()
        library.names.corrections.make(here, ArticleId(7))
        library.names.corrections.make(back)
        library.names.watches.turn(Watch("organisation:isis", "ISIS", "ORG"))
        digest = bytes.fromhex(library.article(ArticleId(7)).digest)
    damage(folder, head)

    salvaged(folder)

    with Library.open(folder) as library:
        corrections = list(library.names.corrections.all())
        assert corrections == [(same, None), (here, digest), (back, None)]
        assert library.names.watches.all() == [Watch("organisation:isis", "ISIS", "ORG")]
        assert library.names.settle()


def test_a_note_without_a_backup_follows_its_article(folder: Path) -> None:
    write(folder, "INSERT INTO note VALUES(7, 'Ask the mayor.', 1000)")
    write(folder, "UPDATE article SET language = 'de' WHERE id = 7")
    damage(folder, head)

    salvaged(folder)

    connection = apsw.Connection(str(folder / "news.db"))
    query = "SELECT language, text FROM article a JOIN note n ON n.article = a.id"
    assert connection.execute(query).fetchall() == [("de", "Ask the mayor.")]
    connection.close()


def write(folder: Path, sql: str) -> None:
    connection = apsw.Connection(str(folder / "news.db"))
    connection.execute(sql).fetchall()
    connection.close()


def test_adding_the_same_files_again_adds_nothing(folder: Path, whole: Path) -> None:
    damage(folder, head)
    salvage(folder)

    with Library.open(folder) as library:
        report = library.add([whole.parent / "wire"])

    assert (report.added, report.updated, report.unchanged) == (0, 0, ARTICLES)


def test_a_lost_file_is_made_again_of_the_backup(folder: Path) -> None:
    with Library.open(folder) as library:
        library.back_up()
    (folder / "news.db").unlink()
    with pytest.raises(LibraryDamaged, match="salvage"):
        Library.open(folder)

    found = salvaged(folder)

    assert (found.joined.articles, found.kept) == (ARTICLES + 1, None)
    need_well(folder)


def test_a_rotten_backup_is_passed_over_for_the_one_before(folder: Path) -> None:
    with Library.open(folder) as library:
        library.back_up()
    backup = folder / "backup" / "news.db"
    shutil.copy(backup, folder / "backup" / "news.older.db")
    backup.write_bytes(backup.read_bytes()[: 20 * schema.PAGE_BYTES])
    (folder / "news.db").write_bytes(b"")

    found = salvaged(folder)

    assert found.backup == folder / "backup" / "news.older.db"
    assert found.joined.articles == ARTICLES + 1


def test_a_whole_library_is_left_alone(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert salvage(folder) is None
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_damaged_files_are_numbered(folder: Path) -> None:
    damage(folder, head)
    first = salvaged(folder)
    damage(folder, head)

    second = salvaged(folder)

    assert [first.kept, second.kept] == [folder / f"news.damaged-{n}.db" for n in (1, 2)]


def foreign(path: Path) -> None:
    path.unlink()
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE recipe(name)")
    connection.close()


def newer(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", schema.VERSION + 1)
    connection.close()


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (foreign, LibraryDamaged, "another program's database"),
        (newer, LibraryTooNew, "newer newsreader"),
        (lambda path: path.write_text("Dear diary,\n" * 9_000), LibraryDamaged, "nothing can be"),
        (lambda path: path.write_bytes(b""), LibraryDamaged, "nothing can be"),
    ],
    ids=["foreign", "newer", "text", "nothing"],
)
def test_what_cannot_be_salvaged_is_refused_in_words_and_left_alone(
    folder: Path, change: Callable[[Path], object], error: type[Exception], words: str
) -> None:
    change(folder / "news.db")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(error, match=words):
        salvage(folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
