"""``newsreader export``: what is in the library, in forms that other programs read."""

import argparse
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reader.cli.arguments import USAGE_STATUS
from reader.cli.library import library_of
from reader.cli.output import standard_error
from reader.cli.target import STANDARD_OUTPUT
from reader.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be taken out."""

    what: str
    format: str
    query: str
    """Which articles, as a query or as their numbers; empty for all."""
    output: str
    """Where to: a path, or "-" for standard output."""
    is_forced: bool
    """What is there may be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    module: str
    """Whose ``export(library, request)`` takes it out, returning the exit status."""
    formats: tuple[str, ...]
    """The usual one first."""
    folders: frozenset[str] = frozenset()
    """Those of the formats that are a folder of files."""


class _Module(Protocol):
    def export(self, library: Library, request: Request) -> int: ...


_EXPORTS = {
    "articles": _Export(module="reader.cli.taking", formats=("jsonl", "md", "html", "txt")),
    "entities": _Export(
        module="reader.cli.taking",
        formats=("jsonl", "csv", "conll", "brat"),
        folders=frozenset(("brat",)),
    ),
    "corrections": _Export(module="reader.cli.corrected", formats=("tsv",)),
}
_SUFFIXES = {
    ".csv": "csv", ".conll": "conll", ".md": "md", ".html": "html", ".htm": "html", ".txt": "txt",
}  # fmt: skip
"""What a file of such a name holds, where no format is asked for."""


def run(arguments: argparse.Namespace) -> int:
    """Take something out of the library."""
    export = _EXPORTS[arguments.what]
    output: str = arguments.output or STANDARD_OUTPUT
    usual = _SUFFIXES.get(Path(output).suffix.lower(), "")
    wanted = arguments.format or (usual if usual in export.formats else export.formats[0])
    if wanted not in export.formats:
        return _refused(f"{arguments.what} are written as {', '.join(export.formats)}")
    if wanted in export.folders and output == STANDARD_OUTPUT:
        return _refused(f"{wanted} is a folder of files: name one with --output")
    if output == STANDARD_OUTPUT and sys.stdout is None:
        standard_error().message("newsreader: standard output is closed; name a file with --output")
        return 1
    request = Request(
        what=arguments.what,
        format=wanted,
        query=arguments.query,
        output=output,
        is_forced=arguments.force,
    )
    with library_of(arguments.library) as library:
        return cast("_Module", import_module(export.module)).export(library, request)


def _refused(words: str) -> int:
    standard_error().message(f"newsreader export: {words}; see newsreader export --help")
    return USAGE_STATUS
