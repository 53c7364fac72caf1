import ctypes
import platform
import resource
import subprocess
import sys
from types import SimpleNamespace

import pytest

from reader.view import heap
from reader.view.screens import listing
from tests.view.conftest import OpenReader

# Blocks too small to be given back by themselves, and one above them that stays.
HOLDS_AND_FREES = """
import sys
from reader.view.heap import give_back

def pages():
    return int(open("/proc/self/statm").read().split()[1])

blocks = [bytearray(65_536) for _ in range(500)]
last = bytearray(65_536)
held = pages()
del blocks
freed = pages()
give_back()
print(held - freed, held - pages())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="keeps what is freed only there")
def test_what_is_freed_goes_back_to_the_system() -> None:
    command = [sys.executable, "-c", HOLDS_AND_FREES]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    by_itself, given_back = map(int, told.stdout.split())

    block_pages = 500 * 65_536 // resource.getpagesize()
    assert by_itself < block_pages / 2
    assert given_back > block_pages * 3 / 4


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
