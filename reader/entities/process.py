"""Finding names in a process of its own, so that a key never waits for it."""

import math
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from reader.articles.mention import Mention
from reader.children import command, environment, give_way
from reader.entities.messages import ALIVE, Garbled, read_message, unpacked, write_message
from reader.entities.recognizer import DEFAULT_NAME
from reader.entities.span import LONGEST
from reader.errors import RecognizerError

_ATTEMPTS = 2
_PATIENCE_S = 1.0

_SILENCE_S = 15.0
"""A child that is at work says so every second, also where others leave it little time."""

# One that works on and on: a code point takes 8 µs, on a busy machine 50 times as long.
_LOOP_S = 30.0
_LOOP_PER_CODE_POINT_S = 4e-4
_SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}


class RecognizerProcess:
    """A recognizer in a niced child process, reached through pipes.

    Safe to use from several threads: they take turns. The child ends when this is closed,
    and by itself when this process dies, for then its standard input ends.
    """

    def __init__(self, recognizer: str = DEFAULT_NAME) -> None:
        """Prepare; the child starts with `start` or the first `find`.

        Args:
            recognizer: name of an installed recognizer.
        """
        self._recognizer = recognizer
        self._turn = threading.Lock()
        self._change = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Of the child, while there is one."""
        child = self._child
        return child.pid if child else None

    def start(self) -> None:
        """Start the child without waiting for it, so that the first answer comes sooner.

        Raises:
            RecognizerError: it cannot be started, or this was closed.
        """
        with self._change:
            if self._is_closed:
                raise RecognizerError("Names are not looked for any more: newsreader is closing")
            if self._child is None:
                self._child = _started(self._recognizer)

    def find(self, text: str, *, timeout_s: float = math.inf) -> list[Mention]:
        """The mentions in one text: in order of start, none overlapping another.

        A child that dies, is silent, answers nonsense or takes too long for the text's
        length is replaced once; the text is then tried again.

        Args:
            text: any text; offsets are code points into it. Names are looked for in its
                first `LONGEST` code points; the rest is not sent.
            timeout_s: longest wait for the answer, the child's start included, in seconds.

        Raises:
            RecognizerError: the child failed twice, could not answer, or this was closed.
        """
        text = text[:LONGEST]
        with self._turn:
            for _ in range(_ATTEMPTS):
                self.start()
                child = self._child
                if child is None:
                    continue
                try:
                    return _mentions(_answer(child, text, timeout_s), len(text))
                except (OSError, EOFError, Garbled, ValueError):
                    self._drop(child)
        raise RecognizerError("The process that finds names stopped twice; this text has none")

    def close(self) -> None:
        """End the child, also in the middle of a text. Harmless when called again."""
        with self._change:
            self._is_closed = True
            child, self._child = self._child, None
        if child is not None:
            _end(child)

    def _drop(self, child: "subprocess.Popen[bytes]") -> None:
        with self._change:
            if self._child is child:
                self._child = None
        _end(child)


def _started(recognizer: str) -> "subprocess.Popen[bytes]":
    try:
        child = subprocess.Popen(
            command("reader.entities.child", recognizer),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment({**os.environ, **_SETTINGS}),
            # Ctrl-C and the terminal's end are the app's to handle.
            start_new_session=True,
        )
    except OSError as error:
        raise RecognizerError(f"The process that finds names does not start: {error}") from error
    give_way(child.pid, is_waited_for=True)
    return child


def _answer(child: "subprocess.Popen[bytes]", text: str, timeout_s: float) -> object:
    """The child's answer; a child that is silent or loops is killed, which ends its streams."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    ends_s = time.monotonic() + min(timeout_s, _LOOP_S + _LOOP_PER_CODE_POINT_S * len(text))
    with _killed_after(child, min(_SILENCE_S, timeout_s)):
        write_message(child.stdin, text)
    while True:
        with _killed_after(child, min(_SILENCE_S, ends_s - time.monotonic())):
            answer = read_message(child.stdout)
        if answer != ALIVE:
            return answer


@contextmanager
def _killed_after(child: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    """Kill the child unless the block ends in time."""
    alarm = threading.Timer(seconds, child.kill)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


def _mentions(answer: object, length: int) -> list[Mention]:
    """The mentions of an answer for a text of so many code points."""
    match answer:
        case {"mentions": list(found)}:
            mentions = [unpacked(mention) for mention in found]
            ends = [0, *(mention.end for mention in mentions)]
            starts = [*(mention.start for mention in mentions), length]
            if all(end <= start for end, start in zip(ends, starts, strict=True)):
                return mentions
        case {"error": str(words)}:
            raise RecognizerError(f"The names of this text cannot be found: {words}")
    raise Garbled("no answer")


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child and free what it held."""
    child.kill()
    with suppress(subprocess.TimeoutExpired):
        child.wait(_PATIENCE_S)
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            # What was not sent yet cannot be flushed any more.
            with suppress(OSError):
                stream.close()
