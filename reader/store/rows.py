"""The rows that one page of a SQLite file holds, torn ones left out.

Source: https://www.sqlite.org/fileformat2.html, sections 1.6 (pages) and 2.1 (records).
"""

import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.store.schema import PAGE_BYTES

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 13, 10, 2

_LEAST_HERE = (PAGE_BYTES - 12) * 32 // 255 - 23
"""Bytes of a row that goes on elsewhere which are on the page itself, at least."""
_MOST_HERE = {
    _TABLE_LEAF: PAGE_BYTES - 35,
    _INDEX_LEAF: (PAGE_BYTES - 12) * 64 // 255 - 23,
    _INDEX_INTERIOR: (PAGE_BYTES - 12) * 64 // 255 - 23,
}
"""Bytes of a row that are on the page itself, at most."""
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = int | float | str | bytes | None


class Row(NamedTuple):
    """A row of a table or an index."""

    number: int | None
    """Of the row in its table; None in an index and in a table without numbers."""
    values: tuple[Value, ...]


def rows(page: bytes, page_at: Callable[[int], bytes], limit: int) -> Iterator[Row]:
    """The rows of a page that can be read whole.

    Args:
        page: `PAGE_BYTES` bytes.
        page_at: Gives the pages that a long row goes on in; ValueError if there is none.
        limit: Longest row, in bytes.
    """
    kind = page[0]
    if kind not in _MOST_HERE:
        return
    first = 12 if kind == _INDEX_INTERIOR else 8
    count = min(int.from_bytes(page[3:5]), (PAGE_BYTES - first) // 2)
    for at in range(first, first + 2 * count, 2):
        try:
            row = _row(page, int.from_bytes(page[at : at + 2]), page_at, limit)
        except (ValueError, IndexError):  # torn
            continue
        yield row


def _row(page: bytes, at: int, page_at: Callable[[int], bytes], limit: int) -> Row:
    kind = page[0]
    size, at = _varint(page, at + 4 if kind == _INDEX_INTERIOR else at)
    number = None
    if kind == _TABLE_LEAF:
        number, at = _varint(page, at)
    if size > limit:
        raise ValueError("longer than the file")
    most = _MOST_HERE[kind]
    here = size
    if size > most:
        here = _LEAST_HERE + (size - _LEAST_HERE) % (PAGE_BYTES - 4)
        here = here if here <= most else _LEAST_HERE
    parts = [page[at : at + here]]
    following = int.from_bytes(page[at + here : at + here + 4])
    missing = size - here
    while missing > 0:
        more = page_at(following)
        parts.append(more[4 : 4 + missing])
        missing -= PAGE_BYTES - 4
        following = int.from_bytes(more[:4])
    return Row(number, _values(b"".join(parts), size))


def _values(record: bytes, size: int) -> tuple[Value, ...]:
    """The values of a record; ValueError unless it is exactly as long as they are."""
    head, at = _varint(record, 0)
    kinds: list[int] = []
    while at < head:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(record, at, kind)
        values.append(value)
    if at != size or len(record) != size or not kinds:
        raise ValueError("a torn record")
    return tuple(values)


def _value(record: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind >= 12:
        end = at + (kind - 12) // 2
        written = record[at:end]
        return written.decode() if kind % 2 else written, end
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(record[at:end], signed=True), end
    match kind:
        case 0:
            return None, at
        case 7:
            (number,) = struct.unpack(">d", record[at : at + 8].ljust(8, b"\0"))
            return float(number), at + 8
        case 8 | 9:
            return kind - 8, at
    raise ValueError("a kind of value that there is not")


def _varint(written: bytes, at: int) -> tuple[int, int]:
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | written[place] & 0x7F
        if written[place] < 0x80:
            return number, place + 1
    return number << 8 | written[at + 8], at + 9
