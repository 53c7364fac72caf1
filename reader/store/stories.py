"""Stories: articles that are copies of one text, each known by one number in the truth."""

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import apsw

from reader.articles.article import ArticleId


def stories(connection: apsw.Connection) -> dict[int, int]:
    """The stories of all articles that have copies; an article alone is not in it."""
    query = "SELECT id, story FROM article WHERE story IS NOT NULL"
    return dict(connection.execute(query))


def stories_of(connection: apsw.Connection, ids: Sequence[int]) -> dict[int, int]:
    """The stories of those of these articles that have copies."""
    query = (
        "SELECT id, story FROM article WHERE id IN (SELECT value FROM json_each(?))"
        " AND story IS NOT NULL"
    )
    return dict(connection.execute(query, (f"[{','.join(map(str, ids))}]",)))


def copies(connection: apsw.Connection, number: ArticleId) -> list[ArticleId]:
    """The other articles of this one's story, newest first."""
    query = (
        "SELECT id FROM article WHERE story = (SELECT story FROM article WHERE id = ?1)"
        " AND id <> ?1 ORDER BY date DESC, id DESC"
    )
    return [ArticleId(row[0]) for row in connection.execute(query, (number,))]


class Folded(NamedTuple):
    """A list in which each story takes one line."""

    ids: "array[int]"
    """One article of each story, and those alone, in the list's order."""
    under: dict[int, list[int]]
    """By an article of `ids`, those folded under it, in the list's order; never empty."""


def folded(ids: Sequence[int], stories: Mapping[int, int]) -> Folded:
    """Fold the copies in a list under the first of each story: the newest, if that is first.

    What is not in the list has no part in it, so that no story vanishes from it.

    Args:
        ids: Of the articles, in the list's order, each once.
        stories: As `stories` gives them; articles that are alone may be missing.
    """
    shown = array(ids.typecode if isinstance(ids, array) else "q")
    first: dict[int, int] = {}
    under: dict[int, list[int]] = {}
    for number in ids:
        story = stories.get(number)
        if story is None:
            shown.append(number)
        elif story in first:
            under.setdefault(first[story], []).append(number)
        else:
            first[story] = number
            shown.append(number)
    return Folded(shown, under)
