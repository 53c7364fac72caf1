"""Opening links in the reader's browser, and only what is one."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from reader.articles.clean import clean_line
from reader.articles.link import host_shown, safe_link

Launch = Callable[[Sequence[str]], None]
"""Starts a program, given as its argument list; raises OSError if it cannot be started."""

_OPENERS = ("open",) if sys.platform == "darwin" else ("xdg-open", "wslview", "sensible-browser")
_SHOWN = 60
"""Most code points of an address that is refused."""


_running: list[subprocess.Popen[bytes]] = []
"""What was started and may still run; asked at the next start, so that none is left waiting."""


def launched(command: Sequence[str]) -> None:
    """Start a program that outlives the app and neither reads nor writes its terminal.

    Raises:
        OSError: It could not be started.
    """
    _running[:] = [process for process in _running if process.poll() is None]
    _running.append(
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


def open_link(url: str, environ: Mapping[str, str] = os.environ, launch: Launch = launched) -> str:
    """Open a link, or do not.

    Args:
        url: As others wrote it.
        environ: The process's environment.
        launch: Starts the browser.

    Returns:
        What was done, or why it was not, in words.
    """
    safe = safe_link(url)
    if safe is None:
        shown = clean_line(url, _SHOWN)
        return f"Not opened: {shown} is no address of a web page or of mail"
    browser = _browser(environ)
    if browser is None:
        return f"No browser was found to open {clean_line(safe)}; set BROWSER to yours"
    try:
        launch([part.replace("%s", safe) for part in browser])
    except OSError as error:
        return f"{browser[0]} could not be started: {error.strerror or error}"
    return f"Opened {clean_line(host_shown(safe))}"


def _browser(environ: Mapping[str, str]) -> list[str] | None:
    """The command that opens ``%s``: the first of BROWSER that is there, else the system's."""
    for command in environ.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        if words and shutil.which(words[0], path=environ.get("PATH")):
            return words if any("%s" in word for word in words) else [*words, "%s"]
    for opener in _OPENERS:
        if shutil.which(opener, path=environ.get("PATH")):
            return [opener, "%s"]
    return None
