"""``newsreader export corrections`` and ``newsreader import``: what the user said of names."""

import argparse
from pathlib import Path

from reader.cli.exporting import Request
from reader.cli.indexing import make_searchable
from reader.cli.library import library_of
from reader.cli.output import standard_error, standard_output
from reader.cli.target import opened_file
from reader.errors import ExportError, ImportRefused
from reader.exports.corrections import corrections_in_table, read_corrections
from reader.library import Library

_LARGEST_BYTES = 64 << 20


def export(library: Library, request: Request) -> int:
    """Write the corrections that hold; returns the exit status."""
    if request.query:
        raise ExportError("all corrections are taken out together, whatever they are of")
    with opened_file(request.output, is_forced=request.is_forced) as write:
        for line in corrections_in_table(library.names.corrections.all()):
            write(line)
    return 0


def run(arguments: argparse.Namespace) -> int:
    """Take a table of corrections in; returns the exit status."""
    read = read_corrections(_text(Path(arguments.file)))
    if read is None:
        raise ImportRefused(
            f"{arguments.file} is no table of corrections, as newsreader export writes it"
        )
    with library_of(arguments.library) as library:
        taken = library.names.corrections.make_all(read.corrections)
        make_searchable(library)
        library.names.settle()
    parts = [f"{taken.made:,} made", f"{taken.there:,} there already"]
    if taken.lost:
        parts.append(f"{taken.lost:,} of articles that are not here")
    standard_output().line(f"Corrections: {', '.join(parts)}")
    for problem in read.problems:
        standard_error().message(f"newsreader import: {arguments.file}: {problem}")
    return 1 if read.problems or taken.lost else 0


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise ImportRefused(f"{path} is no file; name the table to take in")
        if path.stat().st_size > _LARGEST_BYTES:
            raise ImportRefused(f"{path} is over {_LARGEST_BYTES >> 20} MB, too large for a table")
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read: {error.strerror}") from error
