"""Who and what is together with a subject, or nearly has its name: each a door of its own."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from typing_extensions import override

from reader.store.profile import Companion
from reader.view.drawing.names import SIGILS
from reader.view.panes.choices import Choice, Choices
from reader.view.panes.telling import Subject, Told


class Company(Choices):
    """Lists the companions, the names that are nearly the same, and what the name is tied to."""

    HAS_RULE: ClassVar[bool] = False

    @property
    @override
    def subject(self) -> Subject | None:
        """Who or what is under the cursor."""
        return self._subjects.get(self.current.query) if self.current is not None else None

    def show_told(self, told: Told) -> None:
        """List what is known of it by now."""
        self._subjects: dict[str, Subject] = {}
        groups = {
            "Together with": told.companions,
            "Nearly the same name": told.near,
            "Its place, or its people": told.tied,
        }
        listed: list[Choice] = []
        for heading, those in groups.items():
            if those:
                listed += [Choice(heading, is_heading=True), *self._choices_of(those)]
        self.show_choices(listed)

    def _choices_of(self, those: Sequence[Companion]) -> Iterator[Choice]:
        for one in those:
            self._subjects[one.entity] = Subject(one.entity, one.name, one.label)
            sigil = SIGILS.get(one.kind, "") if self.app.no_color else ""
            name, part = f"{sigil}{one.name}", one.kind.value
            yield Choice(name, one.entity, f"{one.articles:,}", part=part)
