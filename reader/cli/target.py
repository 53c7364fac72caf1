"""Where an export goes: all of it or nothing, and never over what somebody else wrote."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from reader.cli.output import standard_output
from reader.errors import ExportError

STANDARD_OUTPUT = "-"

Write = Callable[[str], object]
"""Takes the next piece of the text."""
Put = Callable[[str, str], object]
"""Takes a file's name and its text."""


@contextmanager
def opened_file(output: str, *, is_forced: bool) -> Iterator[Write]:
    """A file that has its name once it is whole; nothing is left of it if the block raises.

    Args:
        output: Its path, or "-" for standard output. A device or pipe is written as it is.
        is_forced: A file of this name, unless it is empty, is replaced; else refused.

    Raises:
        ExportError: It cannot be written, or there is one.
    """
    if output == STANDARD_OUTPUT:
        shown = standard_output()
        yield shown.piece
        shown.flush()
        return
    with _in_words(output):
        if _is_stream(Path(output)):
            with Path(output).open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
                yield stream.write
            return
        path = Path(os.path.realpath(output))
        _need_room_for(path, is_forced=is_forced)
        partial = _partial(path)
        try:
            with partial.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
                yield file.write
                file.flush()
                os.fsync(file.fileno())
            _need_room_for(path, is_forced=is_forced)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


@contextmanager
def opened_folder(output: str, *, is_forced: bool) -> Iterator[Put]:
    """A folder that has its files once all of them are written.

    Args:
        output: Its path.
        is_forced: Files of the same names, where the folder is there and not empty, are
            replaced and others left; else such a folder is refused.

    Raises:
        ExportError: It cannot be written, or there is one.
    """
    with _in_words(output):
        path = Path(os.path.realpath(output))
        has_files = path.is_dir() and any(path.iterdir())
        if (has_files and not is_forced) or (path.exists() and not path.is_dir()):
            raise ExportError(f"{output} is there and not empty; name another folder, or --force")
        partial = _partial(path)
        try:
            partial.mkdir()

            def put(name: str, text: str) -> None:
                content = text.encode("utf-8", "replace")
                (partial / name).write_bytes(content)

            yield put
            if not has_files:
                partial.replace(path)
                return
            for file in partial.iterdir():
                file.replace(path / file.name)
            partial.rmdir()
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise


def _need_room_for(path: Path, *, is_forced: bool) -> None:
    try:
        known = path.stat()
    except FileNotFoundError:
        return
    if S_ISDIR(known.st_mode):
        raise ExportError(f"{path} is a folder; name a file with --output")
    if known.st_size and not is_forced:
        raise ExportError(f"{path} is there already; name another file, or --force to replace it")


def _is_stream(path: Path) -> bool:
    """Whether it is a device or a pipe, which no file can take the place of."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not S_ISREG(mode) and not S_ISDIR(mode)


def _partial(path: Path) -> Path:
    return path.with_name(f".newsreader-{os.getpid()}.partial")


@contextmanager
def _in_words(output: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{output} cannot be written: {reason}") from error
