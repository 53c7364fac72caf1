"""The process that finds names: ``python -m reader.entities.child [RECOGNIZER]``.

It reads texts from its standard input and answers each with its mentions, in the form of
`reader.entities.messages`, until the input is closed. While it is at work it says that it
is alive: who waits can tell a hard text from a process that hangs.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import IO

from reader.entities.messages import (
    ALIVE,
    PULSE_S,
    Garbled,
    as_text,
    packed,
    read_message,
    write_message,
)
from reader.entities.recognizer import DEFAULT_NAME, recognizer_named

NICENESS = 19


def main() -> None:
    """Serve until the other side closes."""
    # NumPy reads it once, when it is imported: a second thread would only fight the app's.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Nothing that an engine prints may get between the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers, *sys.argv[1:2])


def serve(requests: IO[bytes], answers: IO[bytes], name: str = DEFAULT_NAME) -> None:
    """Answer each text until the requests end.

    Args:
        requests: messages, each a text.
        answers: messages, each ``{"mentions": [...]}`` or ``{"error": "words"}``, and
            before it `ALIVE` as often as it takes.
        name: of the recognizer.
    """
    with _pulse(answers):
        recognizer = recognizer_named(name)
    while True:
        try:
            text = as_text(read_message(requests))
            with _pulse(answers):
                mentions = recognizer.find(text)
            answer: object = {"mentions": [packed(mention) for mention in mentions]}
        except (EOFError, KeyboardInterrupt):
            return
        except Garbled as error:
            answer = {"error": str(error)}
        except Exception as error:  # noqa: BLE001 - the outermost boundary: one bad text is one answer
            answer = {"error": f"{type(error).__name__}: {error}"}
        try:
            write_message(answers, answer)
        except OSError:
            return


@contextmanager
def _pulse(answers: IO[bytes]) -> Iterator[None]:
    """Say every `PULSE_S` seconds that this process is alive, until the block ends."""
    is_done = Event()

    def beat() -> None:
        while not is_done.wait(PULSE_S):
            with suppress(OSError):
                write_message(answers, ALIVE)

    beating = Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield
    finally:
        is_done.set()
        beating.join()


if __name__ == "__main__":
    main()
