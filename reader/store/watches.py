"""The names that the user watches."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import apsw

from reader.articles.mention import LABELS, Label
from reader.articles.rulings import Rulings
from reader.store.database import Database
from reader.store.mention_codec import aliases_in
from reader.store.rule_book import RuleBook

_LABELS: dict[str, Label] = {label: label for label in LABELS}


class Watch(NamedTuple):
    """A name that is watched."""

    entity: str
    """Its key, as in `Mention.entity`."""
    name: str
    label: Label


class Watches:
    """Keeps and tells which names are watched; used from any thread.

    Args:
        news: Reads the library.
        writer: Writes it.
        need_writing: Raises `LibraryReadOnly` where nothing can be written.
        rules: What the user said of names: who watches one name watches all that are one with it.
    """

    def __init__(
        self,
        news: Database,
        writer: Database,
        need_writing: Callable[[], None],
        rules: RuleBook,
    ) -> None:
        self._news = news
        self._writer = writer
        self._need_writing = need_writing
        self._rules = rules

    def all(self) -> list[Watch]:
        """Every name that is watched, by name."""
        query = "SELECT entity, name, label FROM watch ORDER BY name COLLATE NOCASE, entity"
        with self._news.reading() as news:
            rows: list[tuple[str, str, str]] = list(news.execute(query))
        return [Watch(entity, name, _LABELS[label]) for entity, name, label in rows]

    def is_watched(self, entity: str) -> bool:
        """Whether an entity, or one that is one with it, is watched."""
        with self._news.reading() as news:
            rulings = self._rulings(news)
            return rulings.final(entity) in {rulings.final(one) for one in _watched(news)}

    def turn(self, watch: Watch) -> bool:
        """Watch a name, or no longer; whether it is watched now. On disk when this returns."""
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            rulings = self._rulings(news)
            final = rulings.final(watch.entity)
            same = [one for one in _watched(news) if rulings.final(one) == final]
            if same:
                news.executemany("DELETE FROM watch WHERE entity = ?", ((one,) for one in same))
            else:
                news.execute("INSERT INTO watch VALUES(?, ?, ?, unixepoch())", watch)
        return not same

    def mentioned(self, ids: Sequence[int]) -> set[int]:
        """Which of these articles, at most a screenful, mention a name that is watched."""
        with self._news.snapshot() as news:
            watched = set(_watched(news))
            if not watched:
                return set()
            rulings = self._rulings(news)
            members = set[str]().union(*map(rulings.members, watched))
            kept = {number: aliases_in(blob) for number, blob in _kept(news, ids)}
            aliases = set[int]().union(*kept.values())
            those = {alias for alias in aliases if _means(news, rulings, alias, members)}
        return {number for number, here in kept.items() if not those.isdisjoint(here)}

    def _rulings(self, news: apsw.Connection) -> Rulings:
        ruler = self._rules.ruler(news)
        return Rulings() if ruler is None else ruler.rulings(news)


def _watched(news: apsw.Connection) -> list[str]:
    rows: list[tuple[str]] = list(news.execute("SELECT entity FROM watch"))
    return [entity for (entity,) in rows]


def _kept(news: apsw.Connection, ids: Iterable[int]) -> list[tuple[int, bytes]]:
    query = (
        "SELECT article, coalesce(ruled, mentions) FROM naming"
        " WHERE article IN (SELECT value FROM json_each(?))"
    )
    rows: list[tuple[int, bytes]] = list(news.execute(query, (f"[{','.join(map(str, ids))}]",)))
    return rows


def _means(news: apsw.Connection, rulings: Rulings, alias: int, members: set[str]) -> bool:
    query = "SELECT a.surface, e.key FROM alias a JOIN entity e ON e.id = a.entity WHERE a.id = ?"
    row: tuple[str, str] | None = news.execute(query, (alias,)).fetchone()
    return row is not None and rulings.meant(*row) in members
