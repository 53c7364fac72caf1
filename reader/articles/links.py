"""Addresses that stand in a text, and the references to those listed at its end."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reader.articles.link import LINK_LIMIT

_BEGINNING = re.compile(r"(?:[Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)(?=[^\s\"<>])")
_ADDRESS = re.compile(rf"[^\s\"<>\\^`“”„«»‹›，。、；：！？）】》」』]{{1,{LINK_LIMIT}}}")
_TAIL = ".,;:!?'’*_…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_REFERENCE = re.compile(r"\[(\d{1,4})\]")
_LISTED = re.compile(r"\[(\d{1,4})\] (\S+)")


class Link(NamedTuple):
    """An address in a text, or a reference to one."""

    start: int
    """First code point of what is shown of it, from 0."""
    end: int
    """Exclusive."""
    number: int
    """Of the address in the list at the text's end, from 1; 0 for one that is not there."""
    url: str
    """As written: it may be opened only if `reader.articles.link.safe_link` agrees."""


def listed(text: str) -> tuple[int, dict[int, str]]:
    """The list of numbered addresses that is a text's last paragraph.

    Returns:
        Where it starts, the text's length if there is none; the addresses by number.
    """
    found: dict[int, str] = {}
    start = end = len(text.rstrip()) if text[-1:].isspace() else len(text)
    while end > 0:
        line = text.rfind("\n", max(0, end - LINK_LIMIT), end) + 1
        entry = _LISTED.fullmatch(text, line, end) if line else None
        if entry is None or not _BEGINNING.match(entry[2]):
            break
        found[int(entry[1])] = entry[2]
        start, end = line, line - 1
    if not found:
        return len(text), {}
    return start, dict(reversed(found.items()))


def written(text: str, start: int, end: int) -> Iterator[Link]:
    """The addresses that start in ``start:end`` of a text, in order."""
    while (beginning := _BEGINNING.search(text, start, min(len(text), end + 8))) is not None:
        if beginning.start() >= end:
            return
        address = _ADDRESS.match(text, beginning.start())
        if address is None:
            return
        url = _without_tail(address.group())
        start = beginning.start() + len(url)
        if beginning.end() < start:
            yield Link(beginning.start(), start, 0, url)
        start = max(start, beginning.end())


def references(
    text: str, start: int, end: int, urls: Mapping[int, str], list_start: int
) -> Iterator[Link]:
    """The references that touch ``start:end`` of a text to the addresses listed at its end.

    Args:
        text: The text.
        start: First code point looked at.
        end: One past the last.
        urls: The addresses by number.
        list_start: Where the list starts; in it an address is part of its reference.
    """
    around = LINK_LIMIT if end > list_start else 6
    for reference in _REFERENCE.finditer(text, max(0, start - around), end + around):
        first, last = reference.span()
        url = urls.get(int(reference[1]))
        if url is not None:
            last += (1 + len(url)) * (first >= list_start)
            if first < end and last > start:
                yield Link(first, last, int(reference[1]), url)


def _without_tail(url: str) -> str:
    """The address without the signs of the sentence that it ends."""
    while url:
        last = url[-1]
        if last in _TAIL:
            url = url.rstrip(_TAIL)
        elif last in _BRACKETS and url.count(last) > url.count(_BRACKETS[last]):
            url = url[:-1]
        else:
            break
    return url
