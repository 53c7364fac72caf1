import random
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library import Library
from reader.store.copies import COPIES_NAME, Copies
from reader.store.database import Database
from reader.store.stories import stories
from tests.archive import article_at, store

ARTICLES = 3_000
ROUNDS = 6

LINKER = """
import sys
from pathlib import Path
from reader.store import copies
from reader.store.database import Database

copies._AT_ONCE = 50
folder = Path(sys.argv[1])
news = folder / "news.db"
linker = copies.Copies(folder / "copies.db", Database(news, "read"), Database(news, "write"))
linker.catch_up(lambda: print("batch", flush=True))
print("end", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library in which every third article is a copy of one shortly before it."""
    Library.open(tmp_path).close()
    dice = random.Random(3)  # noqa: S311 -- the same articles in each run
    words = [f"word{number}" for number in range(900)]
    bodies: list[str] = []
    for number in range(ARTICLES):
        is_copy = number % 3 == 2
        bodies.append(dice.choice(bodies[-9:]) if is_copy else " ".join(dice.choices(words, k=60)))
    texts = [f"Title {number}\n\n{body} {number}" for number, body in enumerate(bodies)]
    store(tmp_path, [article_at(day * 600, text) for day, text in enumerate(texts)])
    return tmp_path


def kill(folder: Path, batches: int, delay_ms: float) -> bool:
    """Link, and be killed so long after so many batches; whether it was in time."""
    with subprocess.Popen(
        [sys.executable, "-c", LINKER, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    ) as linking:
        assert linking.stdout is not None
        for _ in range(batches):
            linking.stdout.readline()
        try:
            linking.wait(delay_ms / 1_000)
        except subprocess.TimeoutExpired:
            linking.kill()
        return "end" not in linking.stdout.read()


def linked(folder: Path, name: str) -> dict[int, int]:
    news, writer = (Database(folder / "news.db", access) for access in ("read", "write"))
    copies = Copies(folder / name, news, writer)
    assert copies.catch_up()
    copies.close()
    with writer.reading() as connection:
        found = dict(stories(connection))
    writer.close()
    return found


def test_killed_at_any_moment_linking_ends_as_if_it_had_not_been(folder: Path) -> None:
    dice = random.Random(7)  # noqa: S311 -- the same moments in each run
    kills = [kill(folder, dice.randint(1, 8), dice.uniform(0, 20)) for _ in range(ROUNDS)]

    found = linked(folder, COPIES_NAME)

    assert any(kills)
    assert found == linked(folder, "copies-anew.db")
    assert len(found) > ARTICLES / 2
