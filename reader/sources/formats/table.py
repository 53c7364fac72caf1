"""Tables as text, CSV and TSV: a record a row, under the names of the first row."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal, NamedTuple, Self

from reader.articles.clean import clean_line
from reader.errors import SourceError
from reader.sources.formats.format import ITEM_LIMIT, Origin, Reading
from reader.sources.formats.keys import Keys, refusal
from reader.sources.formats.lines import Lines
from reader.sources.formats.records import Record, known, reading

_SHOWN = 8


class Style(NamedTuple):
    """How a table is written."""

    quoting: Literal[0, 3]
    """Of quotes as usual, or of no quotes at all, as `csv` numbers them."""
    escape: str | None
    """Before a quote inside quotes, where it is not written twice."""
    is_spaced: bool
    """Whether blanks may stand before a field, and before its quotes."""
    between: str
    """Between two fields."""

    def rows(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """The rows, each of as many lines as it takes; goes on after a `csv.Error`."""
        return csv.reader(
            lines,
            delimiter=self.between,
            quoting=self.quoting,
            escapechar=self.escape,
            skipinitialspace=self.is_spaced,
            strict=strict,
        )


_QUOTES: list[tuple[Literal[0, 3], str | None]] = [
    (csv.QUOTE_MINIMAL, None),
    (csv.QUOTE_MINIMAL, "\\"),
    (csv.QUOTE_NONE, None),
]
_BETWEEN = ",\t;|"
"""The likelier first, as all of these."""
_SEPARATOR = re.compile(r"\"?sep=(?P<sign>[^\"\w\r\n])\"?[ ,;\t]*(?:\r?\n|\Z)", re.IGNORECASE)
"""A first line by which Excel is told what is between two fields."""
_QUOTED = re.compile(r'\s+"')


def read(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """See `reader.sources.formats.format.Format.read`."""
    csv.field_size_limit(ITEM_LIMIT)
    lines = Lines(stream)
    names: list[str] | None = None
    keys = Keys()
    is_empty = True
    for row in _rows(lines):
        if names is None and isinstance(row, list):
            names = row
            if not Record(dict.fromkeys(names, "-")).has_article:
                break
            continue
        is_empty = False
        try:
            yield reading(_fields(names or [], row), origin, keys, lines.position)
        except SourceError as error:
            yield refusal(error, keys, lines.position)
    if is_empty:
        yield Reading(key="", article=None, reason=_nothing(names), position=lines.position)


def style_of(head: str, *, is_whole: bool) -> Style:
    """How a table is written.

    Args:
        head: Its beginning.
        is_whole: Whether that is all of it; else its last row may be cut.
    """
    lines = head[: None if is_whole else head.rfind("\n") + 1].splitlines(keepends=True)
    said = _SEPARATOR.match(head)
    styles = [
        Style(*quotes, is_spaced=is_spaced, between=between)
        for is_spaced in (False, True)
        for quotes in _QUOTES
        for between in (said["sign"] if said else _BETWEEN)
    ]
    fitness = {one: _fitness(one, lines[bool(said) :], is_whole=is_whole) for one in styles}
    best = max(styles, key=lambda style: fitness[style][:2])
    return max((best, best._replace(is_spaced=True)), key=fitness.__getitem__)


def _fitness(style: Style, lines: list[str], *, is_whole: bool) -> tuple[int, float, int]:
    """How well a style fits; the larger, the better.

    Returns:
        How many columns have names that are known, what share of the rows has all columns,
        and as a negative number how many fields have quotes after blanks.
    """
    rows = style.rows(lines, strict=True)
    names: list[str] = []
    fits: list[bool] = []
    late = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error:
            fits.append(False)
            continue
        late += sum(_QUOTED.match(field) is not None for field in row)
        if names and row:
            fits.append(len(row) == len(names))
        names = names or row
    if not is_whole:
        fits = fits[:-1]
    return known(names), sum(fits) / len(fits) if fits else 0.0, -late


class _Fed:
    """Lines for a reader of rows, which it is not to hold for longer than a row may be."""

    def __init__(self, lines: Lines) -> None:
        self._lines = iter(lines)
        self.size = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.size += ITEM_LIMIT + 1 if line is None else len(line) + 1
        if self.size > ITEM_LIMIT:
            raise SourceError(f"larger than {ITEM_LIMIT // 1_000_000} MB")
        return f"{line}\n"


def _rows(lines: Lines) -> Iterator[list[str] | SourceError]:
    """The rows that are not blank, and what stands in place of those that can't be read."""
    fed = _Fed(lines)
    rows = style_of(lines.head, is_whole=lines.is_whole).rows(fed)
    if _SEPARATOR.match(lines.head):
        next(fed)
    while True:
        fed.size = 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield SourceError(f"not a row of a table: {error}")
        except SourceError as error:
            yield error
        else:
            if any(row):
                yield row


def _fields(names: list[str], row: list[str] | SourceError) -> dict[str, str]:
    if isinstance(row, SourceError):
        raise row
    if any(row[len(names) :]):
        raise SourceError(f"{len(row)} fields in a table of {len(names)} columns")
    return dict(zip(names, row, strict=False))


def _nothing(names: list[str] | None) -> str:
    if names is None:
        return "empty"
    shown = ", ".join(clean_line(name, 30) for name in names[:_SHOWN])
    if Record(dict.fromkeys(names, "-")).has_article:
        return "nothing below the names of the columns"
    return f"no column is called title or text; there are: {shown}"
