from collections.abc import Callable, Iterator

import pytest

from reader.articles.article import ArticleId
from reader.store.naming import Names
from tests.view.conftest import OpenReader


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
        reader.main.want_names()
        await reader.settle()
        await reader.press("J", "J", "K")
        assert len(walks) == 1

        reader.main.look_for_names_again()
        await reader.settle()

        assert len(walks) == 2
