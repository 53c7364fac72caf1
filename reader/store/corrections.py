"""The user's corrections as a list that only grows at its end: made, undone, done again."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import apsw

from reader.articles.article import ArticleId
from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.judging import OF_SURFACE
from reader.errors import NoSuchArticle
from reader.store.database import Database
from reader.store.names import alias_of, entity_of
from reader.store.rule_book import RuleBook
from reader.store.ruler import COLUMNS, GONE, corrections_of, note_new_rulings
from reader.store.settling import rule_again

_LOOKED_UP = {Verdict.SAME, Verdict.KIND}
"""Verdicts that, where they hold everywhere, change nothing that is kept."""


class Made(NamedTuple):
    """A correction that was made."""

    correction: Correction
    article: ArticleId | None
    """Of which it is; None for all."""


class Taken(NamedTuple):
    """What came of corrections that were made elsewhere."""

    made: int
    there: int
    """That held here already."""
    lost: int
    """Of articles that are not here."""


class Corrections:
    """Makes, undoes and lists corrections; used from any thread.

    Each call is on disk when it returns. What holds everywhere shows at once wherever names
    are read; `Settling` brings what is kept and counted after it.

    Args:
        news: Reads the library.
        writer: Writes it.
        need_writing: Raises `LibraryReadOnly` where nothing can be written.
        rules: Applies them.
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

    def make(self, correction: Correction, article: ArticleId | None = None) -> None:
        """Keep a correction; what was undone can no longer be done again.

        Args:
            correction: What the user said.
            article: Of which; None where it holds everywhere.

        Raises:
            NoSuchArticle: The library has none with this id.
            ValueError: It holds in one article and none is given, or the other way round.
        """
        if (article is None) != (correction.scope is Scope.EVERYWHERE):
            raise ValueError("a correction holds in the article that is given, or everywhere")
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            news.execute("UPDATE correction SET is_undone = ? WHERE is_undone", (GONE,))
            news.execute("DELETE FROM correction WHERE is_undone AND is_settled")
            if article is not None:
                _need_article(news, article)
            _insert(news, correction, article, is_settled=_is_settled(correction, article))
            self._apply(news, correction, article)

    def make_all(self, corrections: Iterable[tuple[Correction, bytes | None]]) -> Taken:
        """Keep corrections that were made elsewhere; those that hold here already stay as they are.

        Args:
            corrections: In the order in which they were made, each with the digest of the text
                of the article that it is of; None for all.
        """
        self._need_writing()
        made = there = lost = 0
        with self._writer.writing(is_synced=True) as news:
            for correction, digest in corrections:
                query = "SELECT id FROM article WHERE digest = ?"
                article = None if digest is None else news.execute(query, (digest,)).get
                if digest is not None and article is None:
                    lost += 1
                elif put_back_correction(news, correction, article):
                    made += 1
                    self._apply(news, correction, article)
                else:
                    there += 1
        return Taken(made, there, lost)

    def undo(self) -> Made | None:
        """Take the last correction back; None if there is none."""
        return self._turn("SELECT max(id) FROM correction WHERE NOT is_undone", is_undone=True)

    def redo(self) -> Made | None:
        """Make the correction again that was taken back last; None if there is none."""
        query = "SELECT min(id) FROM correction WHERE is_undone = 1"
        return self._turn(query, is_undone=False)

    def places(self, correction: Correction) -> int:
        """How many mentions a correction of a name changes, where it holds everywhere."""
        query = (
            "SELECT coalesce(sum(a.mentions), 0) FROM alias a JOIN entity e ON e.id = a.entity"
            " WHERE e.key IN (SELECT value FROM json_each(?))"
        )
        with self._news.reading() as news:
            members = self._rules.always().rulings(news).members(correction.entity)
            values = [json.dumps([*members])]
            if correction.verdict in OF_SURFACE:
                query += " AND a.surface = ?"
                values.append(correction.surface)
            places: int = news.execute(query, values).get
        return places

    def all(self) -> Iterator[tuple[Correction, bytes | None]]:
        """All that hold, in the order in which they were made, each with its article's digest."""
        query = (
            "SELECT (SELECT digest FROM article a WHERE a.id = c.article)"
            " FROM correction c WHERE NOT is_undone ORDER BY id"
        )
        with self._news.snapshot() as news:
            digests: list[tuple[bytes | None]] = list(news.execute(query))
            query = f"SELECT {COLUMNS} FROM correction WHERE NOT is_undone ORDER BY id"  # noqa: S608 -- names of ours
            corrections = list(corrections_of(news.execute(query)))
        for correction, (digest,) in zip(corrections, digests, strict=True):
            yield correction, digest

    def _turn(self, query: str, *, is_undone: bool) -> Made | None:
        self._need_writing()
        with self._writer.writing(is_synced=True) as news:
            number = news.execute(query).get
            if number is None:
                return None
            query = f"SELECT {COLUMNS} FROM correction WHERE id = ?"  # noqa: S608 -- names of ours
            (correction,) = corrections_of(news.execute(query, (number,)))
            query = "SELECT article FROM correction WHERE id = ?"
            article: int | None = news.execute(query, (number,)).get
            made = Made(correction, None if article is None else ArticleId(article))
            news.execute(
                "UPDATE correction SET is_undone = ?, is_settled = ?, stamp = random()"
                " WHERE id = ?",
                (is_undone, _is_settled(correction, made.article), number),
            )
            self._apply(news, *made)
        return made

    def _apply(self, news: apsw.Connection, correction: Correction, article: int | None) -> None:
        """Have it hold from now on, or no longer."""
        if correction.target:
            # So that it can be searched for by a name that nothing has found for it yet.
            is_merged = correction.verdict in _LOOKED_UP
            entity, name = entity_of(news, correction.target, correction.name, correction.label)
            alias_of(news, entity, name if is_merged else correction.surface)
        note_new_rulings(news)
        if article is not None:
            rule_again(self._writer, news, self._rules.always(), article)


def _is_settled(correction: Correction, article: ArticleId | None) -> bool:
    return article is not None or correction.verdict in _LOOKED_UP


def put_back_correction(news: apsw.Connection, correction: Correction, article: int | None) -> bool:
    """Keep a correction from elsewhere, unsettled; False if it is there, or its article is not.

    Args:
        news: In a transaction.
        correction: As it was made.
        article: Of which; None where it holds everywhere.
    """
    there = "SELECT 1 FROM correction WHERE article IS ? AND verdict = ? AND surface = ?"
    there += " AND entity = ? AND target = ? AND start = ?"
    said = correction
    values = (article, said.verdict, said.surface, said.entity, said.target, said.start)
    if news.execute(f"{there} AND NOT is_undone", values).get:
        return False
    if article and not news.execute("SELECT 1 FROM article WHERE id = ?", (article,)).get:
        return False
    _insert(news, correction, article, is_settled=False)
    note_new_rulings(news)
    return True


def _insert(
    news: apsw.Connection, said: Correction, article: int | None, *, is_settled: bool
) -> None:
    news.execute(
        f"INSERT INTO correction(made, article, is_settled, {COLUMNS})"
        " VALUES(unixepoch(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article, is_settled, said.verdict, said.scope, said.surface, said.entity,
            said.label, said.target, said.name, said.start, said.before, said.after,
        ),
    )  # fmt: skip


def _need_article(news: apsw.Connection, article: ArticleId) -> None:
    if not news.execute("SELECT 1 FROM article WHERE id = ?", (article,)).get:
        raise NoSuchArticle(f"the library has no article {article}")
