"""The terminal driver: Textual's, made to leave at once and to draw again what was lost."""

import asyncio
import codecs
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from typing_extensions import override

_HUNG_UP = 128 + signal.SIGHUP
"""Exit status where the terminal is gone, as for the signal that tells of it."""
_SETTLING_S = 0.05
"""After a change of size: a window that is dragged changes it many times a second."""
_AT_ONCE = 4_096
"""Bytes read from the terminal."""
_ESCAPE_S = constants.ESCAPE_DELAY + 0.01
"""After a key, until it is certain that no more of it comes: an ESC may begin one."""


class _Outlet:
    """The terminal to write to; one that is gone takes everything, and leaves a word.

    Args:
        file: The terminal.
        lose: Called by the thread that writes, at the first write that fails.
    """

    def __init__(self, file: TextIO, lose: Callable[[], object]) -> None:
        self._file = file
        self._lose = lose
        self._is_lost = False

    def write(self, text: str) -> None:
        """Write, as long as there is something to write to."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Have it written."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Of the terminal."""
        return self._file.fileno()

    def _try(self, write: Callable[[], object]) -> None:
        if not self._is_lost:
            try:
                write()
            except OSError:
                self._is_lost = True
                self._lose()


def _terminal() -> TextIO:
    """The terminal to draw on: standard error as Textual has it, unless that goes elsewhere."""
    error = sys.__stderr__
    if error is not None and error.isatty():
        return error
    # Standard output is one, else no app is opened. A character must not end what writes.
    return open(1, "w", encoding="utf-8", errors="replace", closefd=False)


class Driver(LinuxDriver):
    """Leaves without waiting for the thread that reads keys, and repaints a lost screen.

    Textual's own waits up to two polls of 0.1 s for the thread. When the app ends the
    process ends too, and the thread with it, so there is nothing to wait for.

    Textual's thread looks ten times a second whether there are keys; this one sleeps until
    there are, so that an app that is left alone costs nothing.

    A terminal loses what it showed when the app is stopped, and when its window becomes
    small and large again before the app looks; Textual draws only for a new size.
    """

    is_leaving = False
    """Whether the process is about to end."""
    _repainting: asyncio.TimerHandle | None = None
    _hang_up: "select.epoll | None" = None
    _waker: tuple[int, int] | None = None
    """A pipe that wakes the thread that reads keys: where it reads, and where to write."""

    @override
    def start_application_mode(self) -> None:
        """Take the terminal, and keep an eye on its size and on whether it is there."""
        # Textual's thread that writes would end at the first error, and the app would wait
        # for it for ever.
        if not isinstance(self._file, _Outlet):
            outlet = _Outlet(_terminal(), self._lose_terminal)
            self._file = outlet  # type: ignore[assignment]
        self._waker = self._waker or os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._watch_terminal()
        resized = signal.getsignal(signal.SIGWINCH)

        def repaint() -> None:
            if callable(resized):
                resized(signal.SIGWINCH, None)
            self._repaint_soon()

        # Between two events: Textual's handlers interrupt each other, so that an old size can
        # be the last one told, and write to a queue that may be locked.
        self._loop.add_signal_handler(signal.SIGWINCH, repaint)
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)

    @override
    def resume_application_mode(self) -> None:
        """Take the terminal again after a stop, and draw all anew."""
        super().resume_application_mode()
        self._loop.call_soon_threadsafe(self._repaint_soon)

    @override
    def disable_input(self) -> None:
        """Take no more keys."""
        if self.is_leaving:
            self._disable_mouse_support()
            self.exit_event.set()
        elif self._waker is not None:
            os.write(self._waker[1], b"!")
            super().disable_input()  # which waits for the thread
            os.read(self._waker[0], 1)

    def _watch_terminal(self) -> None:
        """Be told when the terminal is gone: reading from it gives nothing, again and again."""
        if self._hang_up is None and self.input_tty and hasattr(select, "epoll"):
            self._hang_up = select.epoll()
            self._hang_up.register(self.fileno, 0)
            self._loop.add_reader(self._hang_up.fileno(), self._lose_terminal)

    def _lose_terminal(self) -> None:
        """Leave: there is nobody to show anything to."""

        def leave() -> None:
            if self._hang_up is not None:
                self._loop.remove_reader(self._hang_up.fileno())
            self.exit_event.set()
            self._app.exit(_HUNG_UP, return_code=_HUNG_UP)

        with suppress(RuntimeError):  # the loop has ended: so has everything
            self._loop.call_soon_threadsafe(leave)

    def _repaint_soon(self) -> None:
        if self._repainting is not None:
            self._repainting.cancel()
        self._repainting = self._loop.call_later(_SETTLING_S, self._app.refresh)

    @override
    def _run_input_thread(self) -> None:
        """Read keys until the end; a terminal that is gone is the end."""
        try:
            self.run_input_thread()
        except OSError:
            self._app.call_later(self._app.exit)

    @override
    def run_input_thread(self) -> None:
        """Hand on what is typed until `exit_event`; a terminal that is gone ends it, too.

        Raises:
            OSError: The terminal cannot be read.
        """
        parser = XTermParser(self._debug)
        # A terminal in another character set sends what is no text.
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        waker = self._waker[0] if self._waker is not None else self.fileno
        patience: float | None = None
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, waker], [], [], patience)
            patience = None
            if self.fileno in ready:
                typed = os.read(self.fileno, _AT_ONCE)
                if not typed:
                    return
                patience = _ESCAPE_S
                # Of a character cut in two there is no text yet, which would be the end.
                for event in parser.feed(text) if (text := decode(typed)) else ():
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
