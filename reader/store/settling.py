"""Bringing what is kept and counted of names after what the user said of them."""

from array import array
from collections.abc import Callable, Iterator
from typing import NamedTuple

import apsw

from reader.articles.correction import Correction, Verdict
from reader.articles.nodes import Node, Phrase, Term
from reader.articles.word_list import listed_names
from reader.articles.words import index_words
from reader.store import names
from reader.store.articles import texts
from reader.store.database import Database
from reader.store.finding import Finder
from reader.store.mention_codec import aliases_in
from reader.store.rule_book import RuleBook
from reader.store.ruler import COLUMNS, GONE, Ruler, corrections_of, settled_list

Ask = Callable[[Callable[[Finder], "array[int]"]], "array[int]"]

_AT_ONCE = 50
"""Articles in a transaction; more would keep others waiting."""

_TAKES_TEXT = {Verdict.NAME, Verdict.BOILERPLATE}


class _Task(NamedTuple):
    """A correction, made or undone, that what is kept is to be brought after."""

    correction: Correction
    article: int | None
    """Of which it is; None where it holds everywhere."""
    number: int
    stamp: int
    """Another one when it is undone, or made again, meanwhile."""


class Settling:
    """Goes through the articles that corrections concern, long after they show.

    Stopped at any moment it begins anew with the correction it was at.

    Args:
        writer: Writes the library.
        rules: Applies the corrections.
        ask: Asks the index, which must know all texts.
    """

    def __init__(self, writer: Database, rules: RuleBook, ask: Ask) -> None:
        self._writer = writer
        self._rules = rules
        self._ask = ask

    def settle(self, is_stopped: Callable[[], bool] = lambda: False) -> bool:
        """Apply all that was said to all that is kept; whether it was done to the end.

        Args:
            is_stopped: Asked after every `_AT_ONCE` articles.

        Raises:
            StoreError: The leaf that says what went wrong.
        """
        with self._writer.reading() as news:
            ruler = self._rules.ruler(news)
            if ruler is None or ruler.is_settled(news):
                return True
            tasks = list(_tasks(news))
            before, after = settled_list(news), ruler.word_list()
        for task in tasks:
            if not self._settle(task.correction, ruler, is_stopped, article=task.article):
                return False
            self._note_done(task)
        if before != after:
            changed = _changed(before, after)
            if not all(self._settle(one, ruler, is_stopped) for one in changed):
                return False
            with self._writer.writing() as news:
                news.execute(
                    "INSERT INTO about VALUES('word list', ?)"
                    " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                    (after,),
                )
        return True

    def _settle(
        self,
        correction: Correction,
        ruler: Ruler,
        is_stopped: Callable[[], bool],
        *,
        article: int | None = None,
    ) -> bool:
        concerned = self._concerned(correction) if article is None else array("q", [article])
        with self._writer.reading() as news:
            written = _written(news, correction.surface)
        takes_text = article is not None or correction.verdict in _TAKES_TEXT
        for start in range(0, len(concerned), _AT_ONCE):
            if is_stopped():
                return False
            with self._writer.writing() as news:
                for number in concerned[start : start + _AT_ONCE]:
                    kept = names.any_kept(news, number)
                    if kept is None:
                        continue  # the corrections will be applied when its names are found
                    if takes_text or kept.ruled is not None:
                        rule_again(self._writer, news, ruler, number)
                    if not written.isdisjoint(aliases_in(kept.shown)):
                        names.note_names_changed(news, number)
        return True

    def _concerned(self, correction: Correction) -> "array[int]":
        """The articles whose text may have what a correction is of."""
        root = _words_of(correction)
        if root is None:
            with self._writer.reading() as news:
                return array("q", (row[0] for row in news.execute("SELECT article FROM naming")))
        return self._ask(lambda finder: finder.articles(root, -1))

    def _note_done(self, task: _Task) -> None:
        with self._writer.writing() as news:
            news.execute(
                "UPDATE correction SET is_settled = 1 WHERE id = ? AND stamp = ?",
                (task.number, task.stamp),
            )
            news.execute("DELETE FROM correction WHERE is_undone = ? AND is_settled", (GONE,))


def rule_again(database: Database, news: apsw.Connection, ruler: Ruler, number: int) -> None:
    """Apply the corrections that take its text to the names that are kept of an article.

    Args:
        database: In a transaction of this thread.
        news: Its connection.
        ruler: Knows the corrections.
        number: The article's id; if its names are not kept, nothing happens.
    """
    kept = names.any_kept(news, number)
    if kept is None:
        return
    text = texts(news, [number]).get(number)
    if text is None:
        return  # torn: it is left as it is
    found = [mention for mention, _ in names.revived(database, kept.found)]
    names.keep_ruled(news, number, text, ruler.ruled(news, number, text, found))


def _tasks(news: apsw.Connection) -> Iterator[_Task]:
    query = "SELECT article, id, stamp FROM correction WHERE NOT is_settled ORDER BY id"
    rows: list[tuple[int | None, int, int]] = list(news.execute(query))
    for article, number, stamp in rows:
        query = f"SELECT {COLUMNS} FROM correction WHERE id = ?"  # noqa: S608 -- names of ours
        (correction,) = corrections_of(news.execute(query, (number,)))
        yield _Task(correction, article, number, stamp)


def _changed(before: str, after: str) -> list[Correction]:
    """What one word list says and the other does not."""
    some, others = listed_names(before).corrections, listed_names(after).corrections
    return [*({*some} ^ {*others})]


def _written(news: apsw.Connection, surface: str) -> set[int]:
    """Numbers of the aliases that are written so, of whatever entity."""
    query = "SELECT id FROM alias WHERE surface = ?"
    return {number for (number,) in list(news.execute(query, (surface,)))}


def _words_of(correction: Correction) -> Node | None:
    """What articles that are concerned hold in the index; None: any may be."""
    longest = max(correction.surface.split("*"), key=len)
    if correction.verdict is not Verdict.BOILERPLATE:
        longest = correction.surface
    tokens = tuple(index_words(longest).split())
    if not tokens:
        return None
    return Term(tokens[0]) if len(tokens) == 1 else Phrase(tokens)
