"""The terminal driver: Textual's, made to leave at once."""

from textual.drivers.linux_driver import LinuxDriver
from typing_extensions import override


class Driver(LinuxDriver):
    """Leaves without waiting for the thread that reads keys.

    Textual's own waits up to two polls of 0.1 s for it. When the app ends the process
    ends too, and the thread with it, so there is nothing to wait for.
    """

    is_leaving = False
    """Whether the process is about to end."""

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
