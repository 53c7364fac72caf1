"""What every end-to-end test starts with: a fresh home, and terminals that are surely ended."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.home import Home
from tests.e2e.terminal import Terminal


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "home"
    folder.mkdir()
    return Home(folder=folder)


@pytest.fixture
def start(home: Home) -> Iterator[Callable[..., Terminal]]:
    with ExitStack() as terminals:

        def start(
            *arguments: str | Path,
            size: tuple[int, int] = (80, 24),
            argv: Sequence[str | Path] | None = None,
            environ: dict[str, str] | None = None,
            stdin: int | None = None,
            stdout: int | None = None,
        ) -> Terminal:
            return terminals.enter_context(
                Terminal(
                    argv or [*home.newsreader, *arguments],
                    environ=environ or home.environ(),
                    columns=size[0],
                    rows=size[1],
                    cwd=home.folder,
                    stdin=stdin,
                    stdout=stdout,
                )
            )

        yield start
