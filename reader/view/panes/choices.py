"""A list to choose from, in the place of the headlines: facets, saved searches, sources."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from typing_extensions import override

from reader.library import Hits
from reader.view.commands import Where
from reader.view.drawing.cells import fit
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.paint import paint_of
from reader.view.drawing.rows import RowLines, Rows

if TYPE_CHECKING:
    from reader.view.panes.telling import Subject


class Choice(NamedTuple):
    """One line of the list."""

    label: str
    query: str = ""
    """What choosing it asks for, in the query language."""
    amount: str = ""
    """At the right edge."""
    mark: str = " "
    """One cell before the label."""
    part: str = "plain"
    """How the label looks, of `reader.view.styles.parts`."""
    is_saved: bool = False
    """A search that the reader has saved, and can remove."""
    is_heading: bool = False
    """Stands above others; the cursor passes it by."""


class Choices(Rows):
    """Labels with their counts, under headings."""

    ROW_HEIGHT: ClassVar[int] = 1

    DEFAULT_CSS = """
    Choices { width: 40; }
    """

    def __init__(
        self,
        glyphs: Glyphs,
        *,
        is_bare: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(self._row_lines, glyphs, id=id, classes=classes)
        self.is_bare = is_bare
        self._choices: Sequence[Choice] = ()

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor, if there is one."""
        choice = self._choices[self.cursor] if self.count else None
        return None if choice is None or choice.is_heading else choice

    def at(self, row: int) -> Choice:
        """The choice or heading on a row."""
        return self._choices[row]

    @property
    def where(self) -> Where:
        """Where the keys go, for the hints at the foot."""
        return Where.ASIDE

    @property
    def subject(self) -> "Subject | None":
        """Who or what is under the cursor; None where the choices are of other things."""
        return None

    def choose(self, *, is_excluded: bool = False) -> None:
        """Do what the choice under the cursor offers, or the opposite; nothing by itself."""

    def update(self, hits: Hits) -> None:
        """Follow what was found; nothing by itself."""

    def load_again(self) -> None:
        """List what there is to choose from now; nothing by itself."""

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """List other choices, with the cursor on the one that it was on, or on the first."""
        before = self.current
        self._choices = choices
        places = [place for place, choice in enumerate(choices) if not choice.is_heading]
        same = [place for place in places if before and choices[place].query == before.query]
        self.set_rows(len(choices), (same or places or [0])[0])

    @override
    def go(self, row: int) -> bool:
        """Put the cursor on a choice: on the nearest one on the way to that row or past it."""
        row = max(0, min(row, self.count - 1))
        is_down = row > self.cursor
        on = range(row, self.count) if is_down else range(row, -1, -1)
        back = range(row, self.cursor, -1 if is_down else 1)
        choices = (place for place in (*on, *back) if not self._choices[place].is_heading)
        place = next(choices, None) if self.count else None
        return place is not None and super().go(place)

    @override
    def _edge(self, *, is_thumb: bool) -> Segment:
        """The rule, which a list that is whole on a screen of its own has no use for."""
        if self.is_bare:
            return Segment(" ", paint_of(self.app).base)
        return super()._edge(is_thumb=is_thumb)

    def _row_lines(self, row: int, width: int, style: Style) -> RowLines:
        choice = self._choices[row]
        paint = paint_of(self.app)
        if choice.is_heading:
            return [[Segment(fit(f" {choice.label}", width), style + paint["quiet"])]]
        amount = f" {choice.amount} " if choice.amount else " "
        room = max(0, width - 3 - cell_len(amount))
        # A name's own look ends with the name.
        label = fit(choice.label, min(room, cell_len(choice.label)))
        return [
            [
                Segment(fit(f" {choice.mark} ", min(3, width)), style + paint["mark"]),
                Segment(label, style + paint[choice.part]),
                Segment(" " * (room - cell_len(label)), style),
                Segment(
                    fit(amount, min(cell_len(amount), max(0, width - 3))), style + paint["facts"]
                ),
            ]
        ]
