"""A library whose names are found, and the app on it, driven by keys."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.config import Config
from reader.entities.recognizer import DEFAULT_ID, default_recognizer
from reader.library import Library
from reader.view.app import NewsReader
from reader.view.screens.main import MainScreen

ARTICLES = {
    "mosul.txt": """Old city of Mosul: the return

People came back to Mosul this week, and the Iraqi army let them pass.

The United Nations (UN) said that 40,000 had returned. Angela Merkel said in Berlin that
Germany would help the UN to rebuild Mosul.
""",
    "sinai.txt": """Egypt: gunmen attack a mosque in Sinai

Gunmen killed 235 people at a mosque in Bir al-Abed on Friday, state media said.

President Abdel Fattah al-Sisi declared three days of mourning.
""",
    "cobalt.txt": "Cobalt price doubles in a year\n\n" + "\n\n".join(
        f"Paragraph {number} of a long report on what the metal costs, who digs it, who needs it."
        for number in range(40)
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def named_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the seeds and three articles, with all their names."""
    root = tmp_path_factory.mktemp("named")
    wire = root / "wire"
    wire.mkdir()
    for name, text in ARTICLES.items():
        (wire / name).write_text(text)
    recognizer = default_recognizer()
    with Library.open(root / "library") as library:
        library.add([wire])
        for number in library.names.unnamed(DEFAULT_ID):
            article = library.article(number)
            mentions = recognizer.find(article.text)
            library.names.keep_mentions(number, article.digest, DEFAULT_ID, mentions)
    return root / "library"


class Reader:
    """The app on a library of its own, and the keys to drive it."""

    def __init__(self, app: NewsReader, library: Library, pilot: Pilot[int]) -> None:
        self.app = app
        self.library = library
        self._pilot = pilot

    @property
    def main(self) -> MainScreen:
        return self.app.main

    @property
    def title(self) -> str:
        """Headline of the article that is shown."""
        article = self.main.reading.article
        return article.headline.title if article else ""

    @property
    def focused(self) -> str:
        """The words of the name in focus."""
        focus, article = self.main.reading.focus_name, self.main.reading.article
        if focus is None or article is None:
            return ""
        return article.text[focus.mention.start : focus.mention.end]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they do is done."""
        for key in keys:
            await self._pilot.press(key)
        await self.settle()

    async def type(self, words: str) -> None:
        """Type words, letter by letter."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        while self.app.workers:
            # One that a newer one overtook is cancelled.
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
        await self._pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    def lines(self) -> list[str]:
        """The screen's lines."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]


OpenReader = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def open_reader(named_library: Path, tmp_path: Path) -> OpenReader:
    """Opens the app on a copy of the named library, kept from one opening to the next."""
    folder = tmp_path / "library"

    @asynccontextmanager
    async def opened(
        width: int = 120, height: int = 36, config: Config | None = None, **environ: str
    ) -> AsyncIterator[Reader]:
        if not folder.exists():
            shutil.copytree(named_library, folder)
        with Library.open(folder) as library:
            app = NewsReader(library, config or Config(), environ, timer=lambda: 0.0)
            async with app.run_test(size=(width, height)) as pilot:
                reader = Reader(app, library, pilot)
                await reader.settle()
                yield reader
                app.exit()

    return opened
