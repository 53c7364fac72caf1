"""CSV: a row a mention."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from reader.articles.named import NamedArticle
from reader.exports.records import MENTION_FIELDS, mention_rows

# Spreadsheets compute a cell that begins so, the wide forms too; a quote makes it a text.
_COMPUTED = re.compile("'*[=+@\t\r\\-＝＋＠－]")
_QUOTED = re.compile("'+[=+@\t\r\\-＝＋＠－]")


def mentions_in_table(articles: Iterable[NamedArticle]) -> Iterator[str]:
    """The names of the fields, then a row a mention; a piece an article.

    A text that a spreadsheet would compute has a quote before it; see `as_text`.
    """
    yield _rows([MENTION_FIELDS])
    for one in articles:
        yield _rows([map(as_cell, row) for row in mention_rows(one)])


def as_cell(value: object) -> object:
    """The value as a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and _COMPUTED.match(value) else value


def as_text(cell: str) -> str:
    """The text that `as_cell` made a cell of."""
    return cell[1:] if _QUOTED.match(cell) else cell


def _rows(rows: Iterable[Iterable[object]]) -> str:
    sheet = StringIO()
    csv.writer(sheet, lineterminator="\n").writerows(rows)
    return sheet.getvalue()
