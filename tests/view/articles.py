"""The app opened on one article of a test's own."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.library import Library
from tests.view.conftest import OpenReader, Reader

OpenArticle = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def open_article(open_reader: OpenReader, named_library: Path, tmp_path: Path) -> OpenArticle:
    """Opens the app with the keys in an article of this text, and with these names in it."""

    @asynccontextmanager
    async def opened(
        text: str,
        width: int = 80,
        height: int = 24,
        names: tuple[Mention, ...] = (),
        **environ: str,
    ) -> AsyncIterator[Reader]:
        wire = tmp_path / "own" / "wire.txt"
        wire.parent.mkdir()
        wire.write_text(text, encoding="utf-8")
        shutil.copytree(named_library, tmp_path / "library")
        with Library.open(tmp_path / "library") as library:
            number = library.add([wire]).ids[0]
            library.names.keep_mentions(number, library.article(number).digest, DEFAULT_ID, names)
        async with open_reader(width, height, **environ) as reader:
            await reader.press("enter")
            yield reader

    return opened
