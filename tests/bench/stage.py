"""Where programs are started to be watched: a home of their own and a terminal of one size."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.library import Library
from tests.bench.watched import Watched
from tests.e2e.home import CHECKOUT, Home

COLUMNS, ROWS = 120, 40


class Stage:
    """A fresh home for programs.

    Args:
        folder: The home; what settings a library needs are made in it.
    """

    def __init__(self, folder: Path) -> None:
        self._home = Home(folder)

    def app(self, library: Path, *, settings: str = "") -> Watched:
        """Start newsreader with a library; what was open in it before is forgotten."""
        (library / "session.txt").unlink(missing_ok=True)
        arguments = ["--library", str(library)]
        if settings:
            path = self._home.folder / "config.toml"
            path.write_text(settings, encoding="utf-8")
            arguments += ["--config", str(path)]
        return self._started("reader", *arguments)

    def module(self, name: str, *arguments: str) -> Watched:
        """Start a module of ours."""
        return self._started(name, *arguments)

    def _started(self, module: str, *arguments: str) -> Watched:
        return Watched(
            [sys.executable, "-m", module, *arguments],
            environ=self._home.environ(PYTHONPATH=str(CHECKOUT), TEXTUAL_ANIMATIONS="none"),
            columns=COLUMNS,
            rows=ROWS,
            cwd=self._home.folder,
        )


@contextmanager
def stage() -> Iterator[Stage]:
    """A stage that is cleared afterwards."""
    with TemporaryDirectory() as folder:
        yield Stage(Path(folder))


def newest_headline(library: Path) -> str:
    """The beginning of the headline that the list begins with, as far as a narrow list has it."""
    with Library.open(library) as opened:
        return opened.hits().rows(0, 1)[0].headline.title[:24]
