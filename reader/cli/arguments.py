"""What was written after ``newsreader``, understood; and the help that says what may be."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.cli.commands import COMMANDS, OPEN, Command
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
    notes = f"{command.notes}\n\n" if command.notes else ""
    return f"{notes}examples:\n{examples}"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, harmless whatever it quotes."""

    @override
    def error(self, message: str) -> NoReturn:
        standard_error().message(f"{self.prog}: {message}; see {self.prog} --help")
        raise SystemExit(USAGE_STATUS)
