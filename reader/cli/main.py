"""The command line from its first word to the exit status."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from reader.cli.output import standard_error
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse

DONE, FAILED = 0, 1
INTERRUPTED = 130
"""As shells report a command that Ctrl-C ended."""
PIPE_CLOSED = 141
"""As shells report a command whose reader went away."""


class _Module(Protocol):
    def run(self, arguments: "argparse.Namespace") -> int: ...


def carry_out(argv: Sequence[str]) -> int:
    """Do what the command line asks for.

    Args:
        argv: What was written after the program's name.

    Returns:
        The exit status: 0 done, 1 failed (one line on standard error tells what), 2 for
        a command line that cannot be understood.
    """
    try:
        status = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except ReaderError as error:
        return _failed(str(error))
    except OSError as error:
        _forget_output()
        named = f"{error.filename}: " if error.filename else ""
        return _failed(f"cannot go on: {named}{(error.strerror or str(error)).lower()}")
    except Exception as error:  # noqa: BLE001 -- the outermost boundary
        from traceback import extract_tb

        place = extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(place.filename)}:{place.lineno}"  # noqa: PTH119 -- a text
        return _failed(f"a defect: {type(error).__name__} at {where}: {error}; please report it")
    return status


def _run(argv: Sequence[str]) -> int:
    is_elsewhere = len(argv) == 2 and argv[0] == "--library" and not argv[1].startswith("-")
    if not argv or is_elsewhere:  # the usual starts, which argparse would lengthen by a tenth
        from reader.cli.opening import open_reader

        return open_reader(library=argv[1] if is_elsewhere else None)
    from reader.cli.arguments import understood
    from reader.cli.commands import OPEN

    try:
        command, arguments = understood(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    module = cast("_Module", import_module(command.module))
    if command is not OPEN:
        gc.enable()
    return module.run(arguments)


def _failed(words: str) -> int:
    try:
        standard_error().message(f"newsreader: {words}")
    except OSError:
        _forget_output()
    return FAILED


def _forget_output() -> None:
    """Let what is still buffered go nowhere, for Python writes it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
