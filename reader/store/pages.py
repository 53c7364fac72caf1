"""The pages of a SQLite file and its log, read one by one however torn the file is.

Source: https://www.sqlite.org/fileformat2.html, sections 1.5 (free pages) and 4 (log).
"""

import os
from collections.abc import Iterator
from pathlib import Path

from reader.store.schema import PAGE_BYTES

_LOG_HEAD_BYTES = 32
_FRAME_HEAD_BYTES = 24


class Pages:
    """A file's pages, each as the log last has it.

    Args:
        path: The file; its log is looked for beside it. Neither is ever written.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._log = _opened(path.with_name(f"{path.name}-wal"))
        self._in_log = _committed(self._log)
        in_file = -(-os.fstat(self._file).st_size // PAGE_BYTES)
        self._last = max(in_file, *self._in_log, 0) if self._in_log else in_file
        self.size = self._last * PAGE_BYTES
        """Bytes that all pages have."""

    def close(self) -> None:
        """Let go of the files."""
        os.close(self._file)
        if self._log is not None:
            os.close(self._log)

    def page(self, number: int) -> bytes:
        """A page by its number, from 1: `PAGE_BYTES` bytes, zeros where there are none."""
        if not 0 < number <= self._last:
            raise ValueError(f"there is no page {number}")
        if self._log is not None and number in self._in_log:
            return _read(self._log, self._in_log[number])
        return _read(self._file, (number - 1) * PAGE_BYTES)

    def __iter__(self) -> Iterator[bytes]:
        """All pages; last those that are free, which hold what was once."""
        free = self._free()
        for number in range(1, self._last + 1):
            if number not in free:
                yield self.page(number)
        for number in sorted(free):
            yield self.page(number)

    def _free(self) -> set[int]:
        free: set[int] = set()
        if not self._last:
            return free
        trunk = int.from_bytes(self.page(1)[32:36])
        while 1 < trunk <= self._last and trunk not in free:
            page = self.page(trunk)
            count = min(int.from_bytes(page[4:8]), PAGE_BYTES // 4 - 2)
            listed = (int.from_bytes(page[at : at + 4]) for at in range(8, 8 + 4 * count, 4))
            free |= {trunk, *(number for number in listed if 1 < number <= self._last)}
            trunk = int.from_bytes(page[:4])
        return free


def _opened(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None


def _committed(log: int | None) -> dict[int, int]:
    """Where in the log the last committed version of each page begins."""
    committed: dict[int, int] = {}
    if log is None:
        return committed
    pending: dict[int, int] = {}
    salt: bytes | None = None
    at = _LOG_HEAD_BYTES
    size = os.fstat(log).st_size
    while at + _FRAME_HEAD_BYTES + PAGE_BYTES <= size:
        head = os.pread(log, _FRAME_HEAD_BYTES, at)
        if salt is not None and head[8:16] != salt:
            break  # left from before the log was last begun anew
        salt = head[8:16]
        pending[int.from_bytes(head[:4])] = at + _FRAME_HEAD_BYTES
        if any(head[4:8]):
            committed |= pending
            pending = {}
        at += _FRAME_HEAD_BYTES + PAGE_BYTES
    # Numbers that no file of ours reaches come from a torn log.
    return {number: place for number, place in committed.items() if 0 < number < 1 << 26}


def _read(file: int, at: int) -> bytes:
    try:
        return os.pread(file, PAGE_BYTES, at).ljust(PAGE_BYTES, b"\0")
    except OSError:  # a part of the disk that cannot be read any more
        return bytes(PAGE_BYTES)
