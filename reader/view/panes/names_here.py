"""The names of the article that is shown, by how often they are mentioned."""

from collections import Counter
from collections.abc import Iterable

from textual.message import Message
from typing_extensions import override

from reader.articles.mention import Kind, Mention, kind_of
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.names import SIGILS
from reader.view.drawing.rows import Rows
from reader.view.panes.choices import Choice, Choices
from reader.view.panes.telling import Subject, subject_of

_UNSURE = 0.5
"""Confidence below which a name is listed apart."""
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
        self._subjects: dict[str, Subject] = {}
        self._mentions: Iterable[Mention] | None = None

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
        counts, surest = Counter[str](), dict[str, float]()
        self._subjects = {}
        for mention in mentions or ():
            if kind_of(mention.label) in _NAMED:
                key = mention.entity
                counts[key] += 1
                surest[key] = max(surest.get(key, 0.0), mention.confidence)
                self._subjects.setdefault(key, subject_of(mention))
        ranked = [(key, n) for key, n in counts.most_common()]
        sure = [self._choice(key, n) for key, n in ranked if surest[key] >= _UNSURE]
        unsure = [self._choice(key, n) for key, n in ranked if surest[key] < _UNSURE]
        heading = "Names here" if ranked else "No names here"
        if mentions is None:
            heading = "The names are still being found"
        listed = [Choice(heading, is_heading=True), *sure]
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
