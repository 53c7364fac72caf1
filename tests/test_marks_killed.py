import random
import subprocess
import sys
from datetime import date
from pathlib import Path

from reader.articles.article import ArticleId
from reader.library import Library
from tests.archive import article_at, store

ROUNDS = 10
ARTICLES = 3_000

MARKER = """
import sys
from datetime import date
from pathlib import Path
from reader.library import Library

with Library.open(Path(sys.argv[1])) as library:
    for number in range(int(sys.argv[2]), 3_000):
        library.mark_read([number], is_read=True)
        library.mark_starred([number], is_starred=number % 2 == 0)
        library.dates.set(number, date.fromordinal(700_000 + number))
        print(number, flush=True)
"""


def killed_marking(folder: Path, first: int, marks: int) -> int:
    """The last article that was said to be marked before the process was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", MARKER, str(folder), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    ) as marking:
        assert marking.stdout is not None
        for _ in range(marks):
            marking.stdout.readline()
        marking.kill()
        lines = marking.stdout.read().split()
    return int(lines[-1]) if lines else first + marks - 1


def test_no_mark_that_was_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder):
        store(folder, [article_at(day, f"Day {day}") for day in range(ARTICLES)])
    chosen = random.Random(3)  # noqa: S311 -- the same moments in each run
    done = 0
    for _ in range(ROUNDS):
        done = killed_marking(folder, done + 1, chosen.randint(1, 40))

        with Library.open(folder) as library:
            for number in range(1, done + 1):
                headline = library.article(ArticleId(number)).headline
                assert headline.is_read, f"article {number} of {done}"
                assert headline.is_starred == (number % 2 == 0)
                assert library.dates.get(headline.id) == date.fromordinal(700_000 + number)
            assert library.counts().unread in {ARTICLES + 1 - done, ARTICLES - done}
            assert [one for one in library.checkup() if not one.ok] == []
