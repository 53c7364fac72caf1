"""What may be written after ``newsreader``, and the help that says so."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.cli.output import standard_error

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method: object) -> object:
        """Stand in for the real one, whose import takes longer than --version may."""
        return method


USAGE_STATUS = 2
"""Exit status of a command line that cannot be understood."""

# Words of a query may begin with "-", and anything after "--"; argparse would take them
# for options, so their "-" is hidden behind a character that no keyboard types.
_MINUS = "\ue0ff"


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


def _declare_entities(parser: argparse.ArgumentParser) -> None:
    _declare_items(parser, "*")
    _declare_json(parser)


def _declare_names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="processes at work; default: one a processor"
    )


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
        examples=("show 1", "show --json 1", "show --plain report.txt", "show - < report.txt"),
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


def understood(argv: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """The command that is meant, and its arguments.

    Args:
        argv: What was written after the program's name.

    Raises:
        SystemExit: Help or the version was asked for and printed, or the arguments
            cannot be understood, which was said.
    """
    place = _first_word(argv)
    by_name = {command.name: command for command in COMMANDS}
    command = by_name.get(argv[place], OPEN) if place is not None else OPEN
    rest = list(argv)
    if place is not None and command is not OPEN:
        del rest[place]
    arguments = _parser(command).parse_intermixed_args(_hidden(rest, command))
    for name in ("query", "places", "items"):
        words = [word.replace(_MINUS, "-") for word in getattr(arguments, name, ())]
        setattr(arguments, name, " ".join(words) if name == "query" else words)
    return command, arguments


def _first_word(argv: Sequence[str]) -> int | None:
    """Where the first argument stands that is neither an option nor one's value."""
    is_value = False
    for place, word in enumerate(argv):
        if is_value:
            is_value = False
        elif word in {"--library", "--config"}:
            is_value = True
        elif word == "--":
            return None
        elif not word.startswith("-") or word == "-":
            return place
    return None


def _hidden(words: Sequence[str], command: Command) -> list[str]:
    """The words with the "-" hidden of those that are no options."""
    end = words.index("--") if "--" in words else len(words)
    hidden = [
        _MINUS + word[1:] if command.takes_query and _is_excluded(word) else word
        for word in words[:end]
    ]
    hidden += [_MINUS + word[1:] if word.startswith("-") else word for word in words[end + 1 :]]
    return hidden


def _is_excluded(word: str) -> bool:
    """Whether a word looks as one that a query excludes: "-syria"."""
    return word.startswith("-") and not word.startswith("--") and word not in {"-", "-h"}


def _parser(command: Command) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"newsreader {command.name}".strip(),
        description=_description(command),
        epilog=_epilog(command),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        usage=None if command.name else "newsreader [PATH ...]\n       newsreader COMMAND ...",
    )
    command.declare(parser)
    parser.add_argument(
        "--library", metavar="DIR", help="the library's folder (or NEWSREADER_LIBRARY)"
    )
    parser.add_argument("--config", metavar="FILE", help="the settings' file")
    if not command.name:
        parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    return parser


def _description(command: Command) -> str:
    if command.name:
        return command.summary[0].upper() + command.summary[1:] + "."
    listed = "\n".join(f"  {one.name:<10}{one.summary}" for one in COMMANDS)
    return (
        "A terminal news reader that knows the names in the news.\n\n"
        f"Without a command: {command.summary}.\n\n"
        f"commands: {{{','.join(one.name for one in COMMANDS)}}}\n{listed}\n\n"
        "newsreader COMMAND --help tells more of one."
    )


def _epilog(command: Command) -> str:
    examples = "\n".join(f"  newsreader {example}".rstrip() for example in command.examples)
    return f"examples:\n{examples}"


def _count(written: str) -> int:
    if not written.isascii() or not written.isdecimal() or not 0 < len(written) <= 9:
        raise argparse.ArgumentTypeError("a number from 1 is needed")
    if not int(written):
        raise argparse.ArgumentTypeError("a number from 1 is needed")
    return int(written)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, harmless whatever it quotes."""

    @override
    def error(self, message: str) -> NoReturn:
        standard_error().message(f"{self.prog}: {message}; see {self.prog} --help")
        raise SystemExit(USAGE_STATUS)
