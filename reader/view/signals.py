"""Leaving when the system says so."""

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable

_GRACE_S = 2.0
"""Longest that leaving in good order may take."""


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Leave when told to end, or when the terminal is gone.

    Called on a running event loop. A leave that takes too long is cut short.

    Args:
        leave: Saves and ends; gets the exit status, 128 and the signal's number.
    """

    def told(number: int) -> None:
        watchdog = threading.Timer(_GRACE_S, os._exit, [128 + number])
        watchdog.daemon = True
        watchdog.start()
        leave(128 + number)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        with contextlib.suppress(RuntimeError, ValueError):  # not in the main thread
            loop.add_signal_handler(number, told, number)
