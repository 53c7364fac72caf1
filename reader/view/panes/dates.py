"""An article's dates: on a line, and one below the other."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.articles.dating.days import Answer, Days, Undated, one_day
from reader.view.drawing.cells import fit
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Piece
from reader.view.drawing.paint import paint_of
from reader.view.drawing.rows import RowLines, Rows
from reader.view.drawing.timeline import Mark, TimeScale, days_shown

_AROUND = 60
"""Code points of the text that are shown before a date, at most."""
_MARGIN_CELLS = 3


class ArticleDate(NamedTuple):
    """A date that an article mentions."""

    start: int
    """First code point of its words."""
    end: int
    answer: Answer


class OwnDate(NamedTuple):
    """The article's own date."""

    day: date | None
    is_users: bool
    """The user has given it."""


class Told(NamedTuple):
    """The dates of an article, as far as they are told."""

    dates: Sequence[ArticleDate] = ()
    """By their days, and after them, in the text's order, those that mean none."""
    dated: int = 0
    """How many mean any."""
    days: Sequence[Days] = ()
    """What they mean, each once, the widest first, so that single days are seen in them."""


def in_order(dates: Sequence[ArticleDate]) -> Told:
    """Put dates in order; of many that takes a while."""
    dated = [(one.answer, one) for one in dates if isinstance(one.answer, Days)]
    dated.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[1].start))
    undated = [one for one in dates if isinstance(one.answer, Undated)]
    days = sorted({days for days, _ in dated}, key=lambda days: days.first - days.last)
    return Told([*(one for _, one in dated), *undated], len(dated), days)


class TimeLine(Widget):
    """Three lines: marks, an axis, the words of its ticks.

    Args:
        glyphs: Signs to draw with.
    """

    DEFAULT_CSS = """
    TimeLine { height: 3; margin: 0 1; }
    """

    ALLOW_SELECT = False

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._days: Sequence[Days] = ()
        self._own: date | None = None
        self._current: Days | None = None

    def show_days(self, days: Sequence[Days], own: date | None) -> None:
        """Mark other days.

        Args:
            days: Of the text, as `Told` has them.
            own: Of the article.
        """
        self._days = days
        self._own = own
        self.refresh()

    def point_out(self, current: Days | None) -> None:
        """Make some days stand out, and no others."""
        self._current = current
        self.refresh()

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The three lines; blank while there is nothing to mark."""
        paint = paint_of(self.app)
        width = self.size.width
        lines = self._lines(width)[crop.y : crop.bottom]
        strips = [
            Strip([Segment(text, paint.base + paint[part]) for text, part in line])
            for line in lines
        ]
        blank = Strip.blank(width, paint.base)
        strips += [blank] * (crop.height - len(strips))
        return [
            strip.adjust_cell_length(width, paint.base).crop(crop.x, crop.right) for strip in strips
        ]

    def _lines(self, width: int) -> list[list[Piece]]:
        own = [] if self._own is None else [one_day(self._own)]
        if not width or not (own or self._days):
            return []
        scale = TimeScale([*own, *self._days], width)
        marks = [Mark(days, "plain" if days.is_sure else "quiet") for days in self._days]
        if self._current is not None:
            marks.append(Mark(self._current, "focused"))
        line = scale.marks(marks, self._own, self._glyphs)
        return [line, [Piece(scale.axis(self._glyphs), "rule")], [Piece(scale.words(), "quiet")]]


class DateRows(Rows):
    """The article's own date, then those in its text.

    Args:
        text: The article's.
        glyphs: Signs to draw with.
    """

    ROW_HEIGHT: ClassVar[int] = 1

    def __init__(self, text: str, glyphs: Glyphs) -> None:
        super().__init__(self._row_lines, glyphs)
        self.divider_words = "without a day"
        self._text = text
        self._own = OwnDate(None, is_users=False)
        self._dates: Sequence[ArticleDate] = ()

    @property
    def current(self) -> ArticleDate | None:
        """The date of the text under the cursor; None on the article's own."""
        return self._dates[self.cursor - 1] if self.cursor else None

    def show_dates(self, told: Told, own: OwnDate, current: int | None = None) -> None:
        """List other dates.

        Args:
            told: Those of the text.
            own: Of the article.
            current: Where in the text the date begins that gets the cursor; None: the cursor
                stays on its date.
        """
        if current is None and self.current is not None:
            current = self.current.start
        self._dates, self._own = told.dates, own
        row = 0
        if current is not None:
            places = (row for row, one in enumerate(told.dates, 1) if one.start == current)
            row = next(places, 0)
        has_undated = told.dated < len(told.dates)
        self.set_rows(len(told.dates) + 1, row, divider=told.dated + 1 if has_undated else None)

    def _row_lines(self, row: int, width: int, style: Style) -> RowLines:
        pieces = self._pieces(self._dates[row - 1]) if row else self._own_pieces()
        days_cells, words_cells = _columns(width)
        cells = (_MARGIN_CELLS, days_cells, words_cells)
        paint = paint_of(self.app)
        segments: list[Segment] = []
        left = width
        for piece, wanted in zip(pieces, (*cells, width), strict=True):
            room = min(left, wanted)
            words = fit(piece.text, max(0, min(cell_len(piece.text), room - 1)))
            segments.append(Segment(words, style + paint[piece.part]))
            segments.append(Segment(" " * (room - cell_len(words)), style))
            left -= room
        return [segments]

    def _own_pieces(self) -> list[Piece]:
        own = self._own
        days = "no date" if own.day is None else days_shown(one_day(own.day))
        hint = "given by you; = changes it" if own.is_users else "= gives it another"
        return [
            Piece(f" {self.glyphs.here}"),
            Piece(days, "quiet" if own.day is None else "headline"),
            Piece("of the article"),
            Piece("= gives it one" if own.day is None else hint, "quiet"),
        ]

    def _pieces(self, one: ArticleDate) -> list[Piece]:
        words = " ".join(self._text[one.start : one.end].split())
        match one.answer:
            case Undated(reason):
                return [Piece(""), Piece(""), Piece(words, "quiet"), Piece(reason, "quiet")]
            case Days() as days:
                around = self._around(one)
                told = f"{days.doubt} {self.glyphs.dot} {around}" if days.doubt else around
                part = "plain" if days.is_sure else "quiet"
                sign = "" if days.is_sure else "?"
                return [
                    Piece(f" {sign}", part),
                    Piece(days_shown(days), part),
                    Piece(words, "date"),
                    Piece(told, "quiet"),
                ]

    def _around(self, one: ArticleDate) -> str:
        """The date with the words around it, from the beginning of its line or of a word."""
        line = self._text.rfind("\n", 0, one.start) + 1
        start = line
        if one.start - line > _AROUND // 2:
            start = self._text.find(" ", one.start - _AROUND // 2, one.start) + 1 or one.start
        after = self._text[one.start : one.end + 2 * _AROUND].partition("\n")[0]
        return " ".join((self._text[start : one.start] + after).split())


def _columns(width: int) -> tuple[int, int]:
    """Cells of the days and of the words, of so many in all."""
    if width < 60:
        return 12, max(0, width - 12 - _MARGIN_CELLS)
    return (21, 20) if width < 100 else (25, 26)
