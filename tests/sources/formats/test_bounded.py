import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from reader.sources.formats.format import Format
from reader.sources.formats.registry import JSON, JSON_LINES, MAILBOX, NEWSML, TABLE
from tests.sources.formats.samples import ORIGIN

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SIZE = 60_000_000
TEXT = "The words of the text go on, and nobody holds them. " * 800


class Made(io.RawIOBase):
    """A large file that is made as it is read.

    Args:
        start: Its first bytes.
        item: What follows, by its number, until the file is large enough.
    """

    def __init__(self, start: bytes, item: Callable[[int], bytes]) -> None:
        self._items = self._made(item)
        self._left = start
        self.size = len(start)

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer).cast("B")
        self._left = self._left or next(self._items, b"")
        given, self._left = self._left[: len(room)], self._left[len(room) :]
        room[: len(given)] = given
        return len(given)

    def _made(self, item: Callable[[int], bytes]) -> Iterator[bytes]:
        number = 0
        while self.size < SIZE:
            made = item(number)
            self.size += len(made)
            number += 1
            yield made


def record(number: int) -> dict[str, object]:
    return {"id": number, "title": f"Title {number}", "text": TEXT, "date": "2017-11-05"}


def news_item(number: int) -> bytes:
    return (
        f'<newsItem guid="{number}"><contentMeta><headline>Title {number}</headline></contentMeta>'
        f"<contentSet><inlineData>{TEXT}</inlineData></contentSet></newsItem>"
    ).encode()


def letter(number: int) -> bytes:
    return f"From a@b Sun Nov  5 10:15:00 2017\nSubject: Title {number}\n\n{TEXT}\n\n".encode()


@pytest.mark.parametrize(
    ("form", "start", "item"),
    [
        (JSON_LINES, b"\n", lambda n: json.dumps(record(n)).encode() + b"\n"),
        (JSON, b"[", lambda n: json.dumps(record(n)).encode() + b","),
        (TABLE, b"id,title,text\n", lambda n: f'{n},Title {n},"{TEXT}"\n'.encode()),
        (MAILBOX, b"\n", letter),
        (NEWSML, b"<newsMessage><itemSet>", news_item),
        (JSON_LINES, b'{"text": "', lambda _: TEXT.encode()),
        (TABLE, b'title,text\nA,"', lambda _: TEXT.encode()),
        (JSON, b'[{"text": "', lambda _: TEXT.encode()),
    ],
    ids=["lines", "list", "table", "mailbox", "newsml", "line", "field", "object"],
)
def test_a_large_file_is_never_held(
    form: Format, start: bytes, item: Callable[[int], bytes]
) -> None:
    stream = io.BufferedReader(Made(start, item))
    count = 0
    tracemalloc.start()

    for one in form.read(stream, ORIGIN):
        count += one.article is not None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    is_one_item = start.endswith(b'"')
    assert count == 0 if is_one_item else count > 0.9 * SIZE / len(item(99_999))
    assert peak < (40_000_000 if is_one_item else 12_000_000)
