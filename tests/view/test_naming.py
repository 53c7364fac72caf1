import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.mention import Mention
from reader.entities import process
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import DiskFull
from reader.library import Library
from reader.store.naming import Names
from reader.view.panes.status import StatusLine
from tests.view.conftest import OpenReader, Reader

# The real child, but for one text that kills it and one that it answers with nonsense.
CHILD = """
import os, sys
from reader.entities import child
find = child.recognizer_named
class Frail:
    def __init__(self): self.sound = find("newsreader-en")
    def find(self, text):
        if "poison" in text: os.kill(os.getpid(), 9)
        if "nonsense" in text: os.write(1, b"?" * 99)
        return self.sound.find(text)
child.recognizer_named = lambda name: Frail()
child.serve(sys.stdin.buffer, sys.stdout.buffer)
"""


@pytest.fixture
def add(named_library: Path, tmp_path: Path) -> Callable[[list[str]], None]:
    """Adds articles to the library that `open_reader` opens; nobody has read them for names."""
    shutil.copytree(named_library, tmp_path / "library")

    def add(texts: list[str]) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text)
        with Library.open(tmp_path / "library") as library:
            library.add([folder])

    return add


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the status line says of the work under way."""
    words: list[str] = []
    show = StatusLine.show_work

    def noted(self: StatusLine, work: str) -> None:
        words.append(work)
        show(self, work)

    monkeypatch.setattr(StatusLine, "show_work", noted)
    return words


async def find_names(reader: Reader) -> None:
    reader.main.want_names()
    await reader.settle()


async def test_a_library_whose_names_are_found_is_walked_once(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks: list[str] = []
    walk = Names.unnamed

    def counted(
        self: Names, recognizer: str, is_stopped: Callable[[], bool]
    ) -> Iterator[ArticleId]:
        walks.append(recognizer)
        return walk(self, recognizer, is_stopped)

    monkeypatch.setattr(Names, "unnamed", counted)
    async with open_reader() as reader:
        await find_names(reader)
        await reader.press("J", "J", "K")
        assert len(walks) == 1

        reader.main.look_for_names_again()
        await reader.settle()

        assert len(walks) == 2


async def test_many_articles_are_counted_while_their_names_are_found(
    open_reader: OpenReader, add: Callable[[list[str]], None], said: list[str]
) -> None:
    add([f"Day {day}\n\nAngela Merkel went to Berlin.\n" for day in range(60)])

    async with open_reader() as reader:
        await find_names(reader)

        assert said == ["names: 5 of 64", ""]
        assert reader.library.names.count_named(DEFAULT_ID) == 64
        assert "names:" not in reader.lines()[-1]


async def test_few_articles_are_not_counted(
    open_reader: OpenReader, add: Callable[[list[str]], None], said: list[str]
) -> None:
    add([f"Day {day}\n\nAngela Merkel went to Berlin.\n" for day in range(9)])

    async with open_reader() as reader:
        await find_names(reader)

        assert said == []
        assert reader.library.names.count_named(DEFAULT_ID) == 13


async def test_names_of_the_rest_are_kept_many_at_once(
    open_reader: OpenReader, add: Callable[[list[str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    add([f"Day {day}\n\nAngela Merkel went to Berlin.\n" for day in range(60)])
    sizes: list[int] = []
    keep = Names.keep

    def counted(
        self: Names, found: Sequence[tuple[StoredArticle, Sequence[Mention]]], recognizer: str
    ) -> list[ArticleId]:
        sizes.append(len(found))
        return keep(self, found, recognizer)

    monkeypatch.setattr(Names, "keep", counted)

    async with open_reader() as reader:
        await find_names(reader)

        assert sum(sizes) == 60
        assert len(sizes) <= 60 // 16 + 4


@pytest.mark.parametrize("word", ["poison", "nonsense"])
async def test_an_article_that_ends_the_child_says_that_its_names_are_missing(
    open_reader: OpenReader,
    add: Callable[[list[str]], None],
    monkeypatch: pytest.MonkeyPatch,
    word: str,
) -> None:
    add(["Berlin\n\nAngela Merkel.\n", f"Paris\n\nFull of {word}.\n", "Rome\n\nMario Draghi.\n"])
    monkeypatch.setattr(process, "command", lambda *_: [sys.executable, "-c", CHILD])

    async with open_reader() as reader:
        while reader.title != "Paris":
            await reader.press("J")

        assert "its names are missing: The process that finds names" in reader.lines()[-1]
        await reader.press("J", "K")
        assert "its names are missing" in reader.lines()[-1]
        assert reader.library.names.count_named(DEFAULT_ID) == 6
        await reader.press("J")
        assert "its names are missing" not in reader.lines()[-1]


async def test_a_child_that_never_starts_is_not_started_for_all_articles(
    open_reader: OpenReader, add: Callable[[list[str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    add([f"Day {day}\n\nAngela Merkel went to Berlin.\n" for day in range(30)])
    starts: list[object] = []

    def command(*arguments: object) -> list[str]:
        starts.append(arguments)
        return [sys.executable, "-c", "raise SystemExit(1)"]

    monkeypatch.setattr(process, "command", command)

    async with open_reader(width=160) as reader:
        await find_names(reader)

        assert "names are found only in what you open: The process" in reader.lines()[-1]
        assert len(starts) < 20
        await reader.press("g", "enter")
        assert "its names are missing" in reader.lines()[-1]


async def test_names_that_cannot_be_kept_are_shown_all_the_same(
    open_reader: OpenReader, add: Callable[[list[str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    add([f"Day {day}\n\nAngela Merkel went to Berlin.\n" for day in range(3)])

    def full(*_: object) -> list[ArticleId]:
        raise DiskFull("there is no room")

    monkeypatch.setattr(Names, "keep", full)

    async with open_reader(width=160) as reader:
        await find_names(reader)

        assert "names are found only in what you open: there is no room" in reader.lines()[-1]
        while not reader.title.startswith("Day"):
            await reader.press("J")
        await reader.press("]")
        assert reader.focused.startswith("Day")  # a date, and lit


async def test_where_no_names_are_looked_for_it_is_said(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.entities.span.LONGEST", 500)

    async with open_reader() as reader:
        while not reader.title.startswith("Cobalt"):
            await reader.press("J")
        await reader.press("enter")
        assert "no names are looked for" not in reader.lines()[-1]

        await reader.press("space")

        assert "no names are looked for so far into a text" in reader.lines()[-1]
