"""Articles that are copies of one another, for the tests: editions of a few invented texts."""

import random
from pathlib import Path

import apsw

from reader.articles.article import Article
from reader.store.database import Database
from reader.store.stories import stories
from tests.archive import article_at

_DICE = random.Random(5)  # noqa: S311 -- the same texts in each run
_WORDS = [f"word{number}" for number in range(500)]
BODIES = [" ".join(_DICE.choices(_WORDS, k=80)) for _ in range(12)]
_DAY_S = 86_400


def edition(body: int, number: int, day: int | None = 0) -> Article:
    """One edition of a text: the others of it are its copies."""
    text = f"Title {body} {number}\n\n{BODIES[body]} edition {number}"
    return article_at(None if day is None else 1_700_000_000 + day * _DAY_S, text)


def stories_in(folder: Path) -> dict[int, int]:
    """The stories of all articles that have copies in the library in a folder."""
    news = Database(folder / "news.db", "read")
    with news.reading() as connection:
        found = dict(stories(connection))
    news.close()
    return found


def run(path: Path, sql: str) -> None:
    """Change a database behind everybody's back."""
    connection = apsw.Connection(str(path))
    connection.execute(sql).fetchall()
    connection.close()
