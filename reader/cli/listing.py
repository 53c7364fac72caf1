"""``newsreader list`` and ``newsreader search``."""

import argparse
from collections.abc import Iterator, Sequence

from reader.articles.article import Headline, Hit
from reader.articles.clean import clean_cells, clean_line
from reader.articles.snippet import Snippet
from reader.cli.indexing import make_searchable
from reader.cli.library import library_of
from reader.cli.output import (
    Manner,
    Output,
    cells,
    fitted,
    shortened,
    standard_error,
    standard_output,
    terminal_width,
)
from reader.cli.records import headline_record, hit_record
from reader.exports.records import date_of
from reader.library import Hits, Library

_ROWS = 500
_SOURCE_CELLS = 16
_INDENT = "    "
_BOLD, _OFF = "\x1b[1m", "\x1b[0m"
_LIT = {Manner.COLOUR: "\x1b[30;43m", Manner.MONOCHROME: "\x1b[7m"}


def run(arguments: argparse.Namespace) -> int:
    """List the articles that answer a query, or all."""
    errors = standard_error()
    with library_of(arguments.library) as library:
        if arguments.query:
            make_searchable(library)
        hits = library.hits(arguments.query, sort=arguments.sort)
        for hint in hits.query.hints:
            errors.message(f"newsreader: {hint}")
        if not hits and errors.is_terminal:
            _suggest(library, hits, errors)
        if arguments.json:
            _print_records(hits, arguments.limit, has_snippets=arguments.has_snippets)
        else:
            print_list(hits, limit=arguments.limit, has_snippets=arguments.has_snippets)
    return 0


def print_list(hits: Hits, *, limit: int | None = None, has_snippets: bool = False) -> None:
    """Print articles for people, one a line, with a second line for the snippet.

    Args:
        hits: What to print, in order.
        limit: At most so many; None: all.
        has_snippets: Show where the query's words stand.
    """
    output = standard_output()
    for rows in _pages(hits, limit):
        id_width = max(4, len(str(max(hit.headline.id for hit in rows))))
        for hit in rows:
            _print_headline(output, hit.headline, id_width)
            if has_snippets and hit.snippet is not None and hit.snippet.text:
                _print_snippet(output, hit.snippet)


def _suggest(library: Library, hits: Hits, errors: Output) -> None:
    meant = library.suggestion(hits.query)
    if meant is not None:
        errors.message(f"newsreader: nothing found; did you mean {meant}")


def _print_records(hits: Hits, limit: int | None, *, has_snippets: bool) -> None:
    output = standard_output()
    for rows in _pages(hits, limit):
        for hit in rows:
            output.json(hit_record(hit) if has_snippets else headline_record(hit.headline))


def _pages(hits: Hits, limit: int | None) -> Iterator[Sequence[Hit]]:
    if hits.is_capped and (limit is None or limit > len(hits)):
        hits = hits.whole()
    total = len(hits) if limit is None else min(limit, len(hits))
    for start in range(0, total, _ROWS):
        rows = hits.rows(start, min(start + _ROWS, total))
        if rows:
            yield rows


def _print_headline(output: Output, headline: Headline, id_width: int) -> None:
    date = date_of(headline.published)
    marks = " " if headline.is_read else "●"
    marks += "★" if headline.is_starred else " "
    before = (
        f"{headline.id:>{id_width}}  {date.date().isoformat() if date else 'no date':<10} {marks} "
        f"{fitted(clean_line(headline.source), _SOURCE_CELLS)}  "
    )
    title = clean_line(headline.title)
    if not output.is_terminal:
        output.line(before + title)
        return
    title = shortened(title, max(10, terminal_width() - cells(before)))
    if output.manner is Manner.DUMB or headline.is_read:
        output.line(before + title)
    else:
        output.styled(f"{clean_cells(before)}{_BOLD}{clean_cells(title)}{_OFF}")


def _print_snippet(output: Output, snippet: Snippet) -> None:
    text = clean_cells(snippet.text)
    if output.is_terminal:
        text = shortened(text, max(10, terminal_width() - len(_INDENT)))
    lit = _LIT.get(output.manner)
    if lit is None:
        output.line(_INDENT + text)
        return
    drawn = [_INDENT]
    place = 0
    for start, end in snippet.matches:
        drawn += text[place:start], lit, text[start:end], _OFF
        place = end
    output.styled("".join([*drawn, text[place:]]))
