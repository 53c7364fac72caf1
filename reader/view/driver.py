"""The terminal driver: Textual's, made to leave at once and to draw again what was lost."""

import asyncio
import signal

from textual.drivers.linux_driver import LinuxDriver
from typing_extensions import override

_SETTLING_S = 0.05
"""After a change of size: a window that is dragged changes it many times a second."""


class Driver(LinuxDriver):
    """Leaves without waiting for the thread that reads keys, and repaints a lost screen.

    Textual's own waits up to two polls of 0.1 s for the thread. When the app ends the
    process ends too, and the thread with it, so there is nothing to wait for.

    A terminal loses what it showed when the app is stopped, and when its window becomes
    small and large again before the app looks; Textual draws only for a new size.
    """

    is_leaving = False
    """Whether the process is about to end."""
    _repainting: asyncio.TimerHandle | None = None

    @override
    def start_application_mode(self) -> None:
        """Take the terminal, and keep an eye on its size."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
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
        if not self.is_leaving:
            super().disable_input()
            return
        self._disable_mouse_support()
        self.exit_event.set()

    def _repaint_soon(self) -> None:
        if self._repainting is not None:
            self._repainting.cancel()
        self._repainting = self._loop.call_later(_SETTLING_S, self._app.refresh)

    @override
    def _run_input_thread(self) -> None:
        """Read keys until the end; a terminal that is gone is the end."""
        while not self.exit_event.is_set():
            try:
                self.run_input_thread()
            except UnicodeDecodeError:
                continue  # not text, as a terminal in another character set sends it
            except OSError:
                self._app.call_later(self._app.exit)
            return
