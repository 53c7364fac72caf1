"""``newsreader doctor``."""

import argparse
import locale
import os
import platform
import shutil
import sys
from collections.abc import Iterator

from reader import __version__
from reader.articles.clean import clean_line
from reader.cli.indexing import make_searchable
from reader.cli.library import folder_of, library_of
from reader.cli.output import Manner, Output, standard_output
from reader.errors import ConfigError, ReaderError, RecognizerError
from reader.store.checkup import Finding

_SAMPLE = "Angela Merkel met Barack Obama in Berlin."


def run(arguments: argparse.Namespace) -> int:
    """Check what newsreader stands on; the status tells whether all is well."""
    output = standard_output()
    if arguments.salvage:
        return _salvage(arguments, output)
    is_well = True
    for finding in _findings(arguments):
        is_well = is_well and finding.ok
        words = clean_line(finding.words)
        output.line(f"{'ok' if finding.ok else 'BAD':<4} {finding.name:<12} {words}")
    return 0 if is_well else 1


def _salvage(arguments: argparse.Namespace, output: Output) -> int:
    from reader.store.salvage import salvage

    folder = folder_of(arguments.library)
    salvaged = salvage(folder)
    if salvaged is None:
        output.message(f"nothing to salvage: the library in {folder} is whole")
        return 0
    joined = salvaged.joined
    rest = joined.articles - joined.rescued
    words = f"{joined.articles:,} articles saved: {joined.rescued:,} from the damaged file"
    if salvaged.backup is not None:
        words += f", {rest:,} from the backup {salvaged.backup}"
    output.message(words)
    output.message(f"{joined.marked:,} of them are read, starred or tagged")
    lost = f"{joined.lost:,} articles are lost" if joined.lost else "no article is known to be lost"
    output.message(lost)
    if salvaged.kept is not None:
        output.message(f"the damaged file is kept as {salvaged.kept}")
    with library_of(arguments.library) as library:
        make_searchable(library)
    return 0


def _findings(arguments: argparse.Namespace) -> Iterator[Finding]:
    yield _good("newsreader", f"{__version__}, Python {platform.python_version()}")
    yield _settings(arguments)
    try:
        with library_of(arguments.library) as library:
            yield from library.checkup()
    except ReaderError as error:
        yield _bad("library", f"{folder_of(arguments.library)}: {error}")
    yield _terminal()
    yield _characters()
    yield _model()


def _settings(arguments: argparse.Namespace) -> Finding:
    from reader.config import load_config
    from reader.paths import config_file
    from reader.view.commands import COMMANDS
    from reader.view.keymap import with_keys
    from reader.view.themes import need_theme

    path = config_file(arguments.config)
    try:
        config = load_config(path)
        with_keys(COMMANDS, config.keys)
        need_theme(config.theme)
    except ConfigError as error:
        return _bad("settings", str(error))
    return _good("settings", str(path) if path.exists() else f"{path}, not there: all as it comes")


def _terminal() -> Finding:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return _good("terminal", "none here; lists are printed plain")
    term = os.environ.get("TERM", "")
    size = shutil.get_terminal_size()
    if standard_output().manner is Manner.DUMB:
        return _bad("terminal", f'TERM is "{term}": the reader cannot be drawn, lists can')
    return _good("terminal", f"{term}, {size.columns} by {size.lines}")


def _characters() -> Finding:
    encoding = locale.nl_langinfo(locale.CODESET)
    if encoding.upper().replace("-", "") == "UTF8":
        return _good("characters", encoding)
    return _bad("characters", f"{encoding}; in a UTF-8 locale all of them can be shown")


def _model() -> Finding:
    from reader.entities.process import RecognizerProcess
    from reader.entities.recognizer import DEFAULT_ID

    try:
        with RecognizerProcess() as process:
            found = process.find(_SAMPLE)
    except RecognizerError as error:
        return _bad("names", str(error))
    if {mention.label for mention in found} >= {"PERSON", "GPE"}:
        return _good("names", f"{DEFAULT_ID} finds them")
    return _bad("names", f"{DEFAULT_ID} does not find the ones it should; install newsreader anew")


def _good(name: str, words: str) -> Finding:
    return Finding(name=name, ok=True, words=words)


def _bad(name: str, words: str) -> Finding:
    return Finding(name=name, ok=False, words=words)
