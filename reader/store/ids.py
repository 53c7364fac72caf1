"""Lists of articles' ids in little memory: four bytes for each, and none twice."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import compress
from operator import itemgetter
from typing import TypeAlias, overload

from typing_extensions import override

_AT_ONCE = 1_000
"""Ids that are taken from a list to be gone through."""


def typecode(highest: int) -> str:
    """Of an array of numbers up to this one: a million ids in 4 MB."""
    return "i" if highest < 1 << 31 else "q"


def ordered(numbers: Collection[int]) -> "array[int]":
    """Numbers from 0 on in ascending order, each once, without a set of objects."""
    highest = max(numbers, default=-1)
    marks, found = _marked(numbers, highest), array(typecode(highest))
    number = marks.find(1)
    while number >= 0:
        found.append(number)
        number = marks.find(1, number + 1)
    return found


def places(ids: "array[int]", numbers: Collection[int]) -> "array[int]":
    """The places in a list of those of these numbers that are in it, in order."""
    found = array("i")
    marks = _marked(numbers, max(numbers, default=0))
    # A thousand in one step, so that other threads run meanwhile.
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        # The last is beyond the range and not heeded: the marks of one alone were no tuple.
        marks_of = itemgetter(*part, 0)
        try:
            are_there = marks_of(marks)
        except IndexError:
            marks.extend(bytes(max(part) + 1 - len(marks)))
            are_there = marks_of(marks)
        found.extend(compress(range(start, start + len(part)), are_there))
    return found


def _marked(numbers: Collection[int], highest: int) -> bytearray:
    """A byte for each number from 0 to the highest, which is 1 for these."""
    marks = bytearray(highest + 1)
    for number in numbers:
        marks[number] = 1
    return marks


class Remaining(Sequence[int]):
    """A list of ids without those at some places; it shares the list, which must not change.

    Args:
        ids: The whole list.
        hidden: Places in it, in ascending order, each once.
    """

    def __init__(self, ids: "array[int]", hidden: "array[int]") -> None:
        self._ids = ids
        # By those hidden: how many remain before each.
        self._before = array(hidden.typecode, (place - n for n, place in enumerate(hidden)))

    @property
    def typecode(self) -> str:
        """Of the list, as an array has it."""
        return self._ids.typecode

    @override
    def __len__(self) -> int:
        return len(self._ids) - len(self._before)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> "array[int]": ...
    @override
    def __getitem__(self, index: int | slice) -> "int | array[int]":
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return self._part(start, stop) if step == 1 else self[:][index]
        place = range(len(self))[index]
        return self._ids[place + bisect_right(self._before, place)]

    @override
    def __iter__(self) -> Iterator[int]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    @override
    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        place = self._ids.index(value)
        hidden = bisect_left(range(len(self._before)), place, key=self._hidden)
        is_hidden = hidden < len(self._before) and self._hidden(hidden) == place
        if is_hidden or place - hidden not in range(*slice(start, stop).indices(len(self))):
            raise ValueError(f"{value} is not in the list")
        return place - hidden

    def _hidden(self, number: int) -> int:
        """The place in the whole list of one that is hidden."""
        return self._before[number] + number

    def _part(self, start: int, stop: int) -> "array[int]":
        """Those from one place up to but not including another."""
        first = bisect_right(self._before, start)
        end = bisect_left(self._before, stop, lo=first)
        # Of the right size at once: one that grows leaves twice its size behind.
        part = array(self._ids.typecode, [0]) * max(0, stop - start)
        filled = 0
        for hidden in range(first, end + 1):
            until = self._before[hidden] if hidden < end else stop
            left = start + filled + hidden
            part[filled : until - start] = self._ids[left : until + hidden]
            filled = until - start
        return part


Ids: TypeAlias = "array[int] | Remaining"
"""A list of ids; parts of it are arrays."""
