"""The user's rulings as they are kept: read anew only when they have changed."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from stat import S_ISREG

import apsw

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.mention import LABELS, Label, Mention
from reader.articles.ruling import surface_of, with_corrections, without_boilerplate
from reader.articles.rulings import Rulings
from reader.articles.word_list import listed_names

COLUMNS = "verdict, scope, surface, entity, label, target, name, start, before, after"
"""Of a row that `corrections_of` makes a correction of."""

Row = tuple[str, str, str, str, str, str, str, int, str, str]

GONE = 2
"""In place of 1 in ``is_undone``: cannot be done again, and is kept until it is settled."""

_LABELS: dict[str, Label] = {label: label for label in LABELS}


class Ruler:
    """Reads what the user said of names everywhere; used from any thread.

    Args:
        word_list: The file of the user's own lexicon; it need not exist.
    """

    def __init__(self, word_list: Path) -> None:
        self._list = word_list
        self._listed: tuple[tuple[int, int], str] = (0, 0), ""
        self._known: tuple[tuple[str, str], Rulings] = ("", ""), Rulings()

    def rulings(self, connection: apsw.Connection, news: str = "") -> Rulings:
        """What holds everywhere now; the corrections outweigh the word list.

        Args:
            connection: To the truth, or to another file with the truth attached.
            news: Before the names of the truth's tables: empty, or ``news.``.
        """
        version = _version(connection, news), self.word_list()
        known, rulings = self._known
        if version != known:
            query = f"SELECT {COLUMNS} FROM {news}correction"  # noqa: S608 -- names of ours
            query += " WHERE article IS NULL AND NOT is_undone ORDER BY id"
            corrections = corrections_of(connection.execute(query))
            rulings = Rulings([*listed_names(version[1]).corrections, *corrections])
            self._known = version, rulings
        return rulings

    def ruled(
        self, connection: apsw.Connection, number: int, text: str, found: Sequence[Mention]
    ) -> list[Mention] | None:
        """What was found in an article after the corrections that take its text to apply.

        Args:
            connection: To the truth.
            number: The article's id.
            text: Its text.
            found: By a recognizer, in order.

        Returns:
            None where they change nothing.
        """
        rulings = self.rulings(connection)
        own = own_corrections(connection, number)
        if not (own or rulings.added or rulings.patterns):
            return None
        ruled = with_corrections(text, found, rulings, own)
        return None if ruled == [*found] else ruled

    def without_boilerplate(
        self, connection: apsw.Connection, bodies: dict[int, str]
    ) -> dict[int, str]:
        """Texts without the lines that are no part of an article."""
        patterns = self.rulings(connection).patterns
        if not patterns:
            return bodies
        return {number: without_boilerplate(text, patterns) for number, text in bodies.items()}

    def corrected(
        self, connection: apsw.Connection, number: int, text: str, found: Sequence[Mention]
    ) -> list[Mention]:
        """What was found in an article after all that the user said; arguments as of `ruled`."""
        rulings = self.rulings(connection)
        ruled = self.ruled(connection, number, text, found)
        every = found if ruled is None else ruled
        those = (rulings.ruled(one, surface_of(text, one.start, one.end)) for one in every)
        return [mention for mention in those if mention is not None]

    def moved(self, connection: apsw.Connection, aliases: str) -> dict[int, int | None]:
        """The entities that those of some aliases mean that were moved; None: no name.

        Args:
            connection: To the truth.
            aliases: Their numbers, as a list in JSON.
        """
        rulings = self.rulings(connection)
        if not rulings.moved:
            return {}
        query = (
            "SELECT a.id, a.surface, e.key FROM alias a JOIN entity e ON e.id = a.entity"
            " WHERE a.id IN (SELECT value FROM json_each(?))"
        )
        moved: dict[int, int | None] = {}
        rows: list[tuple[int, str, str]] = list(connection.execute(query, (aliases,)))
        for alias, surface, entity in rows:
            means = rulings.meant(surface, entity)
            if means != entity:
                found = connection.execute("SELECT id FROM entity WHERE key = ?", (means,)).get
                moved[alias] = found
        return moved

    def is_settled(self, connection: apsw.Connection) -> bool:
        """Whether all that was said has been applied to what is kept; see `Corrections.settle`."""
        if connection.execute("SELECT 1 FROM correction WHERE NOT is_settled LIMIT 1").get:
            return False
        return settled_list(connection) == self.word_list()

    def list_problems(self) -> list[str]:
        """A line of words for each line of the user's lexicon that cannot be understood."""
        problems = listed_names(self.word_list()).problems
        return [f"{self._list.name}, {problem}" for problem in problems]

    def stamp(self, connection: apsw.Connection) -> str:
        """Another text whenever something else holds."""
        return f"{_version(connection, '')} {hash(self.word_list())}"

    def word_list(self) -> str:
        """The text of the user's own lexicon, read when it has changed; empty if there is none."""
        try:
            state = self._list.stat()
            stamp = state.st_mtime_ns, state.st_size
            if self._listed[0] != stamp:
                # A pipe would be waited on for ever.
                is_file = S_ISREG(state.st_mode)
                text = self._list.read_text("utf-8-sig", "replace") if is_file else ""
                self._listed = stamp, text
        except OSError:
            self._listed = (0, 0), ""
        return self._listed[1]


def note_new_rulings(connection: apsw.Connection) -> None:
    """Have everyone read the rulings anew; in a transaction."""
    connection.execute(
        "INSERT INTO about VALUES('rulings', hex(randomblob(8)))"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    )


def settled_list(connection: apsw.Connection) -> str:
    """The text of the user's lexicon that has been applied to what is kept."""
    query = "SELECT value FROM about WHERE key = 'word list'"
    text: str | None = connection.execute(query).get
    return text or ""


def own_corrections(connection: apsw.Connection, article: int) -> list[Correction]:
    """The corrections of one article alone that hold, in the order in which they were made."""
    query = f"SELECT {COLUMNS} FROM correction WHERE article = ? AND NOT is_undone ORDER BY id"  # noqa: S608 -- names of ours
    return list(corrections_of(connection.execute(query, (article,))))


def corrections_of(rows: Iterable[Row]) -> Iterator[Correction]:
    """The corrections that rows of `COLUMNS` are."""
    for verdict, scope, surface, entity, label, target, name, start, before, after in rows:
        yield Correction(
            verdict=Verdict(verdict),
            scope=Scope(scope),
            surface=surface,
            entity=entity,
            label=_LABELS[label],
            target=target,
            name=name,
            start=start,
            before=before,
            after=after,
        )


def _version(connection: apsw.Connection, news: str) -> str:
    query = f"SELECT value FROM {news}about WHERE key = 'rulings'"  # noqa: S608 -- a name of ours
    version: str | None = connection.execute(query).get
    return version or ""
