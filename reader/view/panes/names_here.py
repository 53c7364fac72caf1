"""The names of the article that is shown, by how often they are mentioned."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice

from textual.message import Message
from typing_extensions import override

from reader.articles.mention import Kind, Mention, kind_of
from reader.errors import StoreError
from reader.view.commands import Where
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.names import SIGILS
from reader.view.drawing.rows import Rows
from reader.view.panes.choices import Choice, Choices
from reader.view.panes.telling import Subject, subject_of

_UNSURE = 0.5
"""Confidence below which a name is listed apart."""
_AT_ONCE = 1_000
"""Names that are counted at a time, in some 5 ms; an article of 10 MB has 100,000."""
_EVERY_S = 0.01
_NAMED = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.GROUP}


class NamesHere(Choices):
    """Lists who and what an article mentions, in the headlines' place.

    Args:
        glyphs: Signs to draw with.
        id: Of the widget.
    """

    class Wanted(Message):
        """Somebody's first mention is to be gone to."""

        def __init__(self, subject: Subject) -> None:
            super().__init__()
            self.subject = subject

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id, classes="list")
        self._mentions: Iterable[Mention] | None = None
        self._left: Iterator[Mention] = iter(())
        self._counts = Counter[str]()
        self._surest: dict[str, float] = {}
        self._subjects: dict[str, Subject] = {}

    @property
    @override
    def where(self) -> Where:
        """Among names, where there are any."""
        return super().where if self.subject is None else Where.NAMES

    @property
    @override
    def subject(self) -> Subject | None:
        """Who or what is under the cursor."""
        return self._subjects.get(self.current.query) if self.current is not None else None

    def show_names(self, mentions: Iterable[Mention] | None) -> None:
        """List an article's names, unless they are listed already.

        Args:
            mentions: In order; None while they are not known.
        """
        if mentions is self._mentions and self.count:
            return
        self._mentions = mentions
        self._counts, self._surest, self._subjects = Counter(), {}, {}
        self._left = iter(mentions or ())
        self._count_some(self._left)

    def _count_some(self, left: Iterator[Mention]) -> None:
        """Count some of the names, list them, and go on when the next key had its turn."""
        if left is not self._left:
            return  # of another article
        is_whole = True
        with suppress(StoreError):  # torn from there on; `newsreader doctor` tells of it
            for number, mention in enumerate(islice(left, _AT_ONCE), 1):
                is_whole = number < _AT_ONCE
                if kind_of(mention.label) in _NAMED:
                    key = mention.entity
                    self._counts[key] += 1
                    self._surest[key] = max(self._surest.get(key, 0.0), mention.confidence)
                    self._subjects.setdefault(key, subject_of(mention))
        self._list(is_whole=is_whole)
        if not is_whole:
            self.set_timer(_EVERY_S, partial(self._count_some, left))

    def _list(self, *, is_whole: bool) -> None:
        ranked = self._counts.most_common()
        sure = [self._choice(key, n) for key, n in ranked if self._surest[key] >= _UNSURE]
        unsure = [self._choice(key, n) for key, n in ranked if self._surest[key] < _UNSURE]
        heading = "Names here" if ranked else "No names here"
        if self._mentions is None:
            heading = "The names are still being found"
        listed = [Choice(heading + "…" * (not is_whole), is_heading=True), *sure]
        if unsure:
            listed.append(Choice("Unsure", is_heading=True))
        self.show_choices([*listed, *(choice._replace(mark="?") for choice in unsure)])

    def go_to(self, entity: str) -> None:
        """Put the cursor on somebody, if they are listed."""
        if entity in self._subjects:
            self.go(next(row for row in range(self.count) if self.at(row).query == entity))

    @override
    def choose(self, *, is_excluded: bool = False) -> None:
        """Go to the first mention of the one under the cursor."""
        if self.subject is not None:
            self.post_message(self.Wanted(self.subject))

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Keep it from the screen: no article is meant."""
        event.stop()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        self.choose()

    def _choice(self, key: str, count: int) -> Choice:
        subject = self._subjects[key]
        sigil = SIGILS.get(subject.kind, "") if self.app.no_color else ""
        return Choice(f"{sigil}{subject.name}", key, f"{count:,}", part=subject.kind.value)
