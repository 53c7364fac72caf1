import ctypes
from types import SimpleNamespace

import pytest

from reader.view import heap
from reader.view.screens import listing
from tests.view.conftest import OpenReader


def test_what_is_freed_goes_back_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []
    library = SimpleNamespace(
        mallopt=lambda *values: asked.append(values), malloc_trim=lambda pad: asked.append((pad,))
    )
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)

    heap.give_back()

    assert asked == [(-3, 131_072), (-1, 131_072), (-8, 1), (0,)]


def test_a_system_that_keeps_nothing_is_not_asked_to_give_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())

    heap.give_back()


async def test_what_a_long_list_took_is_given_back(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[None] = []
    monkeypatch.setattr("reader.store.hits.COUNTED", 2)

    async with open_reader() as reader:
        monkeypatch.setattr(listing, "give_back", lambda: given_back.append(None))
        reader.main.search.ask(is_same=True)
        await reader.settle()
        await reader.press("G")

        assert reader.main.headlines.count > 2
        assert given_back
