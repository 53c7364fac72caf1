"""Try an installed newsreader as on a fresh machine: no checkout, an empty home, a terminal.

Usage: python .ci/installed.py PATH-OF-NEWSREADER
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.e2e.home import Home
from tests.e2e.terminal import Terminal

HEADLINE = "Iraqi forces launch anti-IS offensive near Syria border"


def lists_the_seed(home: Home) -> None:
    """Fail unless the command line lists the seed article, of which no date is known."""
    rows = home.rows("list")
    assert [(row["title"], row["published"]) for row in rows] == [(HEADLINE, None)], rows


def shows_the_seed_with_its_names_lit(home: Home) -> None:
    """Fail unless the app opens on the seed, lights its names and can be left."""
    command = home.newsreader
    with Terminal(command, environ=home.environ(), columns=120, rows=36, cwd=home.folder) as app:
        app.wait_for(HEADLINE[:30])
        app.wait_for(lambda app: any(look.is_italic for look in app.looks_of("Euphrates")))
        app.press("q")
        status = app.wait_exit()
        assert status == 0, f"left with {status}"
        print(f"{len(app.raw)} bytes drawn, left with {status}")


def main() -> None:
    """Try what a user does first."""
    newsreader = Path(sys.argv[1]).absolute()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder=Path(folder), newsreader=(str(newsreader),), checkout=None)
        lists_the_seed(home)
        shows_the_seed_with_its_names_lit(home)


if __name__ == "__main__":
    main()
