"""The list of headlines."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from reader.articles.article import ArticleId, Hit
from reader.library import Hits
from reader.view.drawing.cells import fit
from reader.view.drawing.dates import day
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.paint import paint_of
from reader.view.drawing.rows import RowLines, Rows

if TYPE_CHECKING:
    from reader.articles.snippet import Snippet

_PAGE = 24
"""Hits fetched at a time: a screen shows 10 to 40, and a snippet takes 0.15 ms."""
_NEW_ROWS = 1_000
"""Rows that are looked through for the line between new articles and those seen before."""
_SNIPPET_CELLS = 16
"""Least room for a snippet; where source and date leave less, it stands alone."""


class Headlines(Rows):
    """The articles that answer the query: unread mark, title, source, date, snippet."""

    DEFAULT_CSS = """
    Headlines { width: 40; }
    """

    class Changed(Message):
        """Other articles, or more of them, are listed."""

    def __init__(
        self, glyphs: Glyphs, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(self._row_lines, glyphs, id=id, classes=classes)
        self._hits: Hits | None = None
        self.newest_known = 0
        """Highest id of an article that was there last time: the line is below the new ones."""
        self.watched: Callable[[Sequence[int]], set[int]] | None = None
        """Which of some articles mention a name that is watched; None: none is watched."""
        self._pages: dict[int, list[Hit]] = {}
        self._watched: set[int] = set()

    @property
    def hits(self) -> Hits | None:
        """What is listed; None before anything is."""
        return self._hits

    @property
    def current_hit(self) -> Hit | None:
        """What is known of the article under the cursor, if there is one."""
        return self._hit(self.cursor) if self.count else None

    @property
    def current(self) -> ArticleId | None:
        """The article under the cursor, if there is one."""
        return self._hit(self.cursor).headline.id if self.count else None

    def around_cursor(self) -> list[ArticleId]:
        """The article under the cursor and its neighbours, the nearest first."""
        rows = [self.cursor + step for step in (0, 1, -1, 2, -2)]
        return [self._hit(row).headline.id for row in rows if 0 <= row < self.count]

    def show_hits(self, hits: Hits, article: ArticleId | None = None) -> None:
        """List other articles, with the cursor on one of them or on the first."""
        self._show(hits, article)

    def update_hits(self, hits: Hits) -> None:
        """List what is there now, with the cursor on the article and the line it is on."""
        self._show(hits, self.current, above=self.cursor - self.top)

    def _show(self, hits: Hits, article: ArticleId | None, above: int | None = None) -> None:
        self._hits = hits
        self._pages.clear()
        row = (None if article is None else hits.position(article)) or 0
        self.count = len(hits)
        divider = self._first_known() if self.newest_known else None
        self.set_rows(len(hits), row, top=0 if above is None else row - above, divider=divider)
        self.post_message(self.Changed())

    def show_more(self, hits: Hits, article: ArticleId | None = None) -> None:
        """List the same articles and those after them.

        Args:
            hits: Which begin as those listed do.
            article: Where the cursor shall be; None: where it is.
        """
        self._hits = hits
        self._pages.clear()
        self.count = len(hits)
        row = None if article is None else hits.position(article)
        if row is not None:
            self.set_rows(len(hits), row, top=row - self.page_rows // 2, divider=self.divider)
        self.redraw()
        self.post_message(self.Changed())

    def refetch(self) -> None:
        """Read the articles' marks again and draw them."""
        self._pages.clear()
        self._watched.clear()
        self.redraw()

    def next_unread(self) -> bool:
        """Go to the next unread article below; whether there is one."""
        for row in range(self.cursor + 1, self.count):
            if not self._hit(row).headline.is_read:
                return self.go(row)
        return False

    def _first_known(self) -> int | None:
        """The row below the articles that came since, where the newest are listed first."""
        query = self._hits.query if self._hits else None
        if query is None or query.root is not None or query.sort not in {None, "date"}:
            return None
        for row in range(min(self.count, _NEW_ROWS)):
            if self._hit(row).headline.id <= self.newest_known:
                return row or None
        return None

    def _hit(self, row: int) -> Hit:
        number, place = divmod(row, _PAGE)
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) > 64:
                self._pages.clear()
                self._watched.clear()
            assert self._hits is not None  # noqa: S101 (rows exist only with hits)
            page = list(self._hits.rows(number * _PAGE, (number + 1) * _PAGE))
            self._pages[number] = page
            if self.watched is not None:
                self._watched |= self.watched([hit.headline.id for hit in page])
        return page[place]

    def _row_lines(self, row: int, width: int, style: Style) -> RowLines:
        hit = self._hit(row)
        headline = hit.headline
        glyphs = self.glyphs
        paint = paint_of(self.app)
        mark = style + paint["mark"]
        title = style + paint["read" if headline.is_read else "unread"]
        facts = style + paint["facts"]
        unread = " " if headline.is_read else glyphs.unread
        starred = glyphs.starred if headline.is_starred else " "
        watched = glyphs.watched if headline.id in self._watched else " "
        room = max(0, width - 3)
        words = f"{headline.source} {glyphs.dot} {day(headline.published)}"
        if hit.copies:
            words += f" {glyphs.dot} +{hit.copies:,}"
        # A margin without a sign has the style of what follows: one piece is fewer bytes than two.
        second = [
            Segment(fit(f" {starred} ", min(3, width)), mark if headline.is_starred else facts)
        ]
        if hit.snippet is None or not hit.snippet.text:
            second.append(Segment(fit(words, room), facts))
        else:
            words = f"{words} {glyphs.dot} "
            taken = cell_len(words) if cell_len(words) + _SNIPPET_CELLS <= room else 0
            second.append(Segment(fit(words, taken), facts))
            lit = facts + paint["match"]
            second += _snippet_segments(hit.snippet, room - taken, facts, lit)
        signs = f"{watched}{unread} "
        return [
            [
                Segment(fit(signs, min(3, width)), title if signs.isspace() else mark),
                Segment(fit(headline.title, room), title),
            ],
            second,
        ]


def _snippet_segments(snippet: "Snippet", width: int, plain: Style, lit: Style) -> list[Segment]:
    """The snippet from a little before its first match on, in exactly `width` cells."""
    first = snippet.matches[0] if snippet.matches else (0, 0)
    start = max(0, first[0] - max(0, width - (first[1] - first[0])) // 3)
    if start:
        start = snippet.text.find(" ", start, first[0]) + 1 or first[0]
    ellipsis = "…" if start else ""
    shown = fit(ellipsis + snippet.text[start:], width)
    skipped = start - len(ellipsis)
    segments, position = [], 0
    for match_start, match_end in snippet.matches:
        left, right = max(0, match_start - skipped), min(len(shown), match_end - skipped)
        if left >= right or left < position:
            continue
        segments += [Segment(shown[position:left], plain), Segment(shown[left:right], lit)]
        position = right
    return [*segments, Segment(shown[position:], plain)]
