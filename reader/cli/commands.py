"""The commands of the command line: what each does, takes, and shows as its help."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of the command line."""

    name: str
    summary: str
    """What it does, as the list of commands shows it."""
    examples: tuple[str, ...]
    """What to write after ``newsreader``, and what that does, as help shows it."""
    declare: Callable[[argparse.ArgumentParser], object]
    """Adds its own arguments."""
    module: str
    """Whose ``run(arguments)`` carries it out, returning the exit status."""
    takes_query: bool = False
    """Its arguments are a query, whose words may begin with "-"."""
    notes: str = ""
    """What else there is to know, as help shows it."""


def _declare_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "places", nargs="+", metavar="PATH", help="a text file, or a folder of them"
    )
    parser.add_argument("--tag", metavar="T", help="a tag for every article found there")
    _declare_json(parser)


def _declare_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to be found; none: all")
    parser.add_argument(
        "--sort",
        choices=("date", "title", "source"),
        default="date",
        help="order of the list; by date, which is the default, is newest first",
    )
    parser.set_defaults(has_snippets=False)
    _declare_limit(parser)
    _declare_json(parser)


def _declare_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="+", metavar="QUERY", help='words, pre*, "a phrase", -not, OR, ( )'
    )
    parser.set_defaults(sort="date", has_snippets=True)
    _declare_limit(parser)
    _declare_json(parser)


def _declare_show(parser: argparse.ArgumentParser) -> None:
    _declare_items(parser, "+")
    _declare_json(parser)
    parser.add_argument("--plain", action="store_true", help="the text alone, no name lit")
    parser.add_argument(
        "--quotes", action="store_true", help="who is said to have said what; with --json too"
    )


def _declare_entities(parser: argparse.ArgumentParser) -> None:
    _declare_items(parser, "*")
    _declare_json(parser)


def _declare_names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="processes at work; default: one a processor"
    )


def _declare_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("articles", "entities", "corrections"), help="what to take out"
    )
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY|ID",
        help="of which articles: a query, or their numbers; none: of all",
    )
    parser.add_argument(
        "--format",
        choices=("jsonl", "csv", "conll", "brat", "md", "html", "txt", "tsv"),
        help="articles: jsonl, md, html, txt; entities: jsonl, csv, conll, brat; "
        "by default as the output's name ends, else jsonl; corrections: tsv",
    )
    parser.add_argument(
        "--output",
        metavar="PATH",
        help="a file, or for brat a folder; none or -: standard output",
    )
    parser.add_argument("--force", action="store_true", help="replace what is there")


def _declare_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--salvage",
        action="store_true",
        help="make a whole library of a damaged one and its backup; the damaged file is kept",
    )


def _declare_items(parser: argparse.ArgumentParser, count: str) -> None:
    parser.add_argument(
        "items",
        nargs=count,
        metavar="ID|PATH|-",
        help="a number as list shows it, a file (./123 where its name is a number), "
        "or - for standard input",
    )


def _declare_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=_count, metavar="N", help="at most so many articles")


def _declare_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON Lines, one object a line")


COMMANDS = (
    Command(
        name="add",
        summary="add files and folders of articles",
        examples=("add ~/news", "add --tag budget report.txt"),
        declare=_declare_add,
        module="reader.cli.adding",
    ),
    Command(
        name="list",
        summary="list the articles",
        examples=("list", "list --sort title --limit 20", "list --json mosul"),
        declare=_declare_list,
        module="reader.cli.listing",
        takes_query=True,
    ),
    Command(
        name="search",
        summary="list the articles that hold words, with the place they are at",
        examples=(
            "search islamic state",
            "search '\"islamic state\" -syria (mosul OR raqqa)'",
            "search --json --limit 5 parliam*",
        ),
        declare=_declare_search,
        module="reader.cli.listing",
        takes_query=True,
    ),
    Command(
        name="show",
        summary="print an article, its names lit",
        examples=(
            "show 1",
            "show --json 1",
            "show --quotes 1",
            "show --plain report.txt",
            "show - < report.txt",
        ),
        declare=_declare_show,
        module="reader.cli.showing",
    ),
    Command(
        name="entities",
        summary="list whom and what articles mention; without any, what the library does",
        examples=("entities", "entities 1 2", "entities --json report.txt"),
        declare=_declare_entities,
        module="reader.cli.mentioned",
    ),
    Command(
        name="names",
        summary="find the names in all articles that were not read yet",
        examples=("names", "names --jobs 4"),
        declare=_declare_names,
        module="reader.cli.naming",
    ),
    Command(
        name="export",
        summary="take out articles, or the names in them, for other programs",
        examples=(
            "export entities --format csv --output names.csv",
            "export entities mosul --format brat --output mosul",
            "export articles 1 2 3 --output report.html",
            "export corrections --output corrections.tsv",
        ),
        declare=_declare_export,
        module="reader.cli.exporting",
        takes_query=True,
        notes=(
            "entities: jsonl and csv have a row a mention (article, title, published, source,\n"
            "start, end, text, label, entity, name, confidence, origin, rule); offsets are code\n"
            "points of the article's text. In csv a text that begins with = + - @ has a ' before\n"
            "it, lest a spreadsheet computes it. conll is CoNLL-2003: a token a line, IOB2 tags.\n"
            "brat is a folder: the texts, and their names beside them.\n"
            "Names that were not looked for yet are found first."
        ),
    ),
    Command(
        name="import",
        summary="take in what export corrections wrote",
        examples=("import corrections.tsv",),
        declare=lambda parser: parser.add_argument("file", metavar="FILE", help="a table"),
        module="reader.cli.corrected",
        notes=(
            "Corrections that hold already stay as they are, so that a table may be taken in\n"
            "twice, or come back from someone who added to it."
        ),
    ),
    Command(
        name="doctor",
        summary="check the library, the terminal and the finding of names",
        examples=("doctor", "doctor --salvage"),
        declare=_declare_doctor,
        module="reader.cli.doctor",
    ),
)
"""All commands but opening the app, which has no name."""

OPEN = Command(
    name="",
    summary="open the reader; files and folders named are added first",
    examples=("", "~/news", "--library /tmp/trial"),
    declare=lambda parser: parser.add_argument(
        "places",
        nargs="*",
        metavar="PATH",
        help="a text file, or a folder of them, to add and show",
    ),
    module="reader.cli.opening",
)
"""What ``newsreader`` without a command does."""


def _count(written: str) -> int:
    if not written.isascii() or not written.isdecimal() or not 0 < len(written) <= 9:
        raise argparse.ArgumentTypeError("a number from 1 is needed")
    if not int(written):
        raise argparse.ArgumentTypeError("a number from 1 is needed")
    return int(written)
