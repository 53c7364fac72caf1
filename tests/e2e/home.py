"""A user's fresh home: nothing installed, nothing read, nothing set."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Home:
    """A folder that newsreader takes for the user's home.

    Attributes:
        folder: The home folder; the library will be somewhere under it.
        newsreader: The command that starts newsreader.
        checkout: Where the command imports newsreader from; None where it is installed.
    """

    folder: Path
    newsreader: tuple[str, ...] = (sys.executable, "-m", "reader")
    checkout: Path | None = CHECKOUT

    def environ(self, **variables: str) -> dict[str, str]:
        """Return a whole environment, with nothing of ours in it.

        Args:
            variables: To be set beside or instead of the usual ones; empty ones are left out.

        Returns:
            The environment of a modern terminal with true colour, in UTF-8.
        """
        usual = {
            "HOME": str(self.folder),
            "PATH": os.defpath,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(self.checkout or ""),
        }
        return {name: value for name, value in (usual | variables).items() if value}

    def run(
        self, *arguments: str | Path, environ: dict[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of newsreader to its end, without a terminal.

        Args:
            arguments: The command line after `newsreader`.
            environ: The environment, the usual one where none is given.
            stdin: What the command can read.

        Returns:
            Its status, and what it wrote, as text.
        """
        return subprocess.run(
            [*self.newsreader, *arguments],
            env=environ or self.environ(),
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )

    def rows(self, *arguments: str | Path) -> list[dict[str, object]]:
        """Run a command that must succeed, and return the objects it printed as JSON Lines."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def files(self, articles: Sequence[str]) -> Path:
        """Write articles into a folder, one a file, and return the folder.

        Args:
            articles: Their texts, headline first; the first file is the oldest.
        """
        folder = self.folder / "articles"
        folder.mkdir(exist_ok=True)
        for number, text in enumerate(articles):
            path = folder / f"{number:04}.txt"
            path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        return folder
