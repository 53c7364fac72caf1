"""What an intake tells: how far it has come, and what it did in the end."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from reader.articles.article import ArticleId
from reader.store.shelving import Outcome

TROUBLES = 1_000
"""Most of what was passed over that is told one by one."""
IDS = 10_000
"""Most articles that are told one by one."""
_REASONS = 100
_OTHER_REASONS = "for other reasons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an intake has come; what it counts as done is on disk."""

    done: int
    """Items taken in or passed over: files, and the articles of files that hold many."""
    position: int
    """Bytes read or passed over, of the files as they are, packed or not."""
    size: int
    """Bytes there are, as counted at the start; at the end, `position`."""
    current: Path | None = None
    """The last file that was looked at."""
    is_indexing: bool = False
    """All is read, and being indexed: `position` and `size` are articles of the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that was passed over."""

    where: str
    """A file, and which part of it."""
    reason: str
    """In words."""


@dataclass(slots=True, kw_only=True)
class Report:
    """What an intake did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    """How much was passed over."""
    troubles: list[Trouble] = field(default_factory=list)
    """The first `TROUBLES` of that."""
    reasons: Counter[str] = field(default_factory=Counter)
    """How much was passed over by reasons, in words."""
    gone: int = 0
    """Articles whose files were there the last time and are not now; they are kept."""
    others: int = 0
    """Files of a kind that is not read, as pictures, in folders and archives."""
    guesses: Counter[str] = field(default_factory=Counter)
    """Encodings that were guessed, with how many files and members were read in each."""
    ids: list[ArticleId] = field(default_factory=list)
    """Of the first `IDS` articles added and updated, in the order of their files."""
    known_ids: list[ArticleId] = field(default_factory=list)
    """Of the first `IDS` articles that the library had already."""

    def count(self, number: ArticleId, outcome: Outcome) -> None:
        """Note what was done with one article."""
        match outcome:
            case "added":
                self.added += 1
            case "updated":
                self.updated += 1
            case "unchanged":
                self.unchanged += 1
        ids = self.known_ids if outcome == "unchanged" else self.ids
        if len(ids) < IDS:
            ids.append(number)

    def skip(self, where: str, reason: str) -> None:
        """Note what was passed over."""
        self.skipped += 1
        if len(self.troubles) < TROUBLES:
            self.troubles.append(Trouble(where=where, reason=reason))
        known = reason in self.reasons or len(self.reasons) < _REASONS
        self.reasons[reason if known else _OTHER_REASONS] += 1

    @property
    def done(self) -> int:
        """Items taken in or passed over."""
        return self.added + self.updated + self.unchanged + self.skipped
