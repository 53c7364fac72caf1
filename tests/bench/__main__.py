"""Benchmarks of newsreader: ``python -m tests.bench NAME``, from the root of a checkout."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from platformdirs import user_cache_path

from tests.bench.options import Options, WrongAnswerError
from tests.bench.progress import say
from tests.bench.rows import show
from tests.bench.stock import Stock

NAMES = {
    "archive": "make the archive, and print where it is",
    "search": "queries, against FTS5 as it comes, tantivy and ripgrep where they are installed",
    "list": "the first page, pages anywhere, sorts, the whole list",
    "intake": "articles a second, size on disk, memory",
    "start": "start, quit, idling and memory of the app, against a minimal Textual app",
    "keys": "keys in a list, held keys, typing in the search, bytes written",
    "article": "opening an article and scrolling in it, small and huge",
    "entity": "what is told of a name: card, page, months, company, facets, filter",
    "names": "words a second of the name finder, its start and memory",
}


def main(arguments: list[str]) -> int:
    """Run a benchmark; 1 if an answer was wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measures newsreader with a generated archive.",
        epilog="\n".join(f"{name:8} {what}" for name, what in NAMES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=NAMES, metavar="NAME")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--json", action="store_true", help="a JSON object a row")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="default %(default)s")
    parser.add_argument(
        "--queries", type=int, default=0, metavar="N", help="search: check so many generated ones"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=user_cache_path("newsreader") / "bench",
        help="where archives and libraries are kept; %(default)s",
    )
    asked = parser.parse_args(arguments)
    options = Options(
        articles=asked.articles,
        stock=Stock(asked.folder),
        rounds=asked.rounds,
        queries=asked.queries,
    )
    try:
        rows = import_module(f"tests.bench.runs.{asked.name}").measure(options)
        show(list(rows), asked.name, is_json=asked.json, facts={"articles": asked.articles})
    except WrongAnswerError as error:
        say(f"wrong: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
