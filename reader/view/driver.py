"""The terminal driver: Textual's, made to leave at once and to draw again when needed."""

import os
import signal
from types import FrameType

from textual.drivers.linux_driver import LinuxDriver
from typing_extensions import override


class Driver(LinuxDriver):
    """Leaves without waiting for the thread that reads keys, and repaints a lost screen.

    Textual's own waits up to two polls of 0.1 s for the thread. When the app ends the
    process ends too, and the thread with it, so there is nothing to wait for.

    A terminal loses what it showed when the app is stopped, and when its window becomes
    small and large again before the app looks; Textual draws only for a new size.
    """

    is_leaving = False
    """Whether the process is about to end."""

    @override
    def start_application_mode(self) -> None:
        """Take the terminal, and keep an eye on its size."""
        super().start_application_mode()
        resized = signal.getsignal(signal.SIGWINCH)

        def look(number: int, frame: FrameType | None) -> None:
            if callable(resized):
                resized(number, frame)
            if tuple(self._app.size) == tuple(os.get_terminal_size(self.fileno)):
                self._loop.call_soon_threadsafe(self._app.refresh)

        signal.signal(signal.SIGWINCH, look)

    @override
    def resume_application_mode(self) -> None:
        """Take the terminal again after a stop, and draw all anew."""
        super().resume_application_mode()
        self._loop.call_soon_threadsafe(self._app.refresh)

    @override
    def disable_input(self) -> None:
        """Take no more keys."""
        if not self.is_leaving:
            super().disable_input()
            return
        self._disable_mouse_support()
        self.exit_event.set()

    @override
    def _run_input_thread(self) -> None:
        """Read keys until the end; a terminal that is gone is the end."""
        try:
            self.run_input_thread()
        except OSError:
            self._app.call_later(self._app.exit)
