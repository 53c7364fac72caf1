"""Opening the app from the command line, and ending the process with it."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.articles.article import ArticleId
from reader.config import Config
from reader.library import Library
from reader.view.first_theme import first_theme
from reader.view.session import Session

_SETTINGS = {
    # Textual reads these when it is imported. Frames that wait for a clock tick make a
    # search appear a sixtieth of a second late; an idle app costs nothing either way.
    "TEXTUAL_FPS": "240",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


_SWITCHED_AFTER_S = 0.0005
"""How long a thread in the background may keep a key waiting; Python's own is ten times that."""


def run(
    library_folder: Path,
    *,
    config: Config,
    added: Sequence[ArticleId] = (),
    adding: Sequence[str] = (),
    notice: str = "",
) -> int:
    """Open the app and stay in it until the reader leaves.

    Args:
        library_folder: Where the library is, or is to be made.
        config: The user's settings.
        added: Articles that were just added; the first one is shown.
        adding: Files and folders to add while the app is open.
        notice: Something to say at the start, as what could not be added.

    Returns:
        The exit status.

    Raises:
        StoreError: The library cannot be opened.
        ConfigError: A setting cannot be understood.
    """
    gc.disable()  # importing makes no garbage; the app turns it on again
    sys.setswitchinterval(_SWITCHED_AFTER_S)
    environ = os.environ
    for name, value in _SETTINGS.items():
        environ.setdefault(name, value)
    environ["TEXTUAL_THEME"] = first_theme(config, Session.load(library_folder), environ)
    from reader.view.app import NewsReader  # noqa: PLC0415 (after the settings)

    with Library.open(library_folder) as library:
        library.builds_beside = True
        app = NewsReader(library, config, environ, added, adding=adding, notice=notice)
        app.run()
    for stream in filter(None, (sys.stdout, sys.stderr)):  # one may have been closed
        stream.flush()
    # Nothing is left to do, and tearing the interpreter down takes 50 ms.
    os._exit(app.return_code or 0)
