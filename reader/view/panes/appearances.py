"""The articles that mention somebody: when, where, how often, and where in each."""

from itertools import islice
from typing import ClassVar, NamedTuple

from rich.style import Style

from reader.articles.article import ArticleId, Headline
from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import StoreError
from reader.library import Hits, Library
from reader.view.drawing.bars import drawn, fallen
from reader.view.drawing.cells import fit
from reader.view.drawing.dates import day
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Piece
from reader.view.drawing.lined import segments
from reader.view.drawing.paint import paint_of
from reader.view.drawing.rows import RowLines, Rows
from reader.view.panes.telling import Subject

_PAGE = 12
"""Articles that are read at a time, half a millisecond each."""
_PAGES_KEPT = 64
_BAR_CELLS = 12
_MOST_MENTIONS = 4_000
"""Of an article that are looked at; only one of a megabyte has more."""
_DATE_CELLS, _COUNT_CELLS = 13, 5
_EXCERPT_FROM = 110
"""Narrowest list, in cells, that shows the words around the first mention, too."""
_SOURCE_FROM, _BAR_FROM = 70, 55
"""Narrowest lists with room for them beside a headline that can be told from others."""
_EXCERPT_CELLS = 30
_BEFORE_MENTION = 16
"""Code points of an excerpt before the mention."""


class _Appearance(NamedTuple):
    """What is shown of an article."""

    headline: Headline
    length: int
    """Of its text, in code points."""
    places: tuple[int, ...]
    """Code points where the subject is mentioned, in order."""
    excerpt: tuple[str, str, str]
    """Words before the first mention below the headline, the mention, words after it."""
    times: str
    """How often it is mentioned; empty where the names are still to be found."""


class Appearances(Rows):
    """Lists articles, one line each, read as far as one looks.

    Args:
        library: Where they are.
        subject: Whose mentions are shown.
        hits: The articles.
        glyphs: Signs to draw with.
    """

    ROW_HEIGHT: ClassVar[int] = 1
    HAS_RULE: ClassVar[bool] = False

    def __init__(self, library: Library, subject: Subject, hits: Hits, glyphs: Glyphs) -> None:
        super().__init__(self._row_lines, glyphs)
        self.hits = hits
        self._library = library
        self._subject = subject
        self._pages: dict[int, list[_Appearance]] = {}
        self.count = len(hits)

    @property
    def current(self) -> tuple[ArticleId, int] | None:
        """The article under the cursor and where the first mention is in it."""
        if not self.count:
            return None
        one = self._appearance(self.cursor)
        return one.headline.id, one.places[0] if one.places else 0

    def refetch(self) -> None:
        """Read the articles again, as when one was read."""
        self._pages.clear()
        self.redraw()

    def show_more(self, hits: Hits) -> None:
        """List the same articles and those after them."""
        self.hits = hits
        self.count = len(hits)
        self.redraw()

    def _appearance(self, row: int) -> _Appearance:
        number, place = divmod(row, _PAGE)
        if number not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            hits = self.hits.rows(number * _PAGE, (number + 1) * _PAGE)
            self._pages[number] = [self._looked_at(hit.headline) for hit in hits]
        return self._pages[number][place]

    def _looked_at(self, headline: Headline) -> _Appearance:
        try:
            text = self._library.article(headline.id).text
            read = self._library.names.mentions_as_read(headline.id, DEFAULT_ID)
            every = list(islice(read or (), _MOST_MENTIONS))
        except StoreError:  # torn; `newsreader doctor` tells of it
            return _Appearance(headline, 1, (), ("", "", ""), "")
        own = [mention for mention in every if mention.entity == self._subject.entity]
        count = f"{len(own):,}" + "+" * (len(every) == _MOST_MENTIONS)
        places = tuple(mention.start for mention in own)
        return _Appearance(
            headline, len(text), places, _excerpt(text, own), "" if read is None else count
        )

    def _row_lines(self, row: int, width: int, style: Style) -> RowLines:
        one = self._appearance(row)
        headline, glyphs = one.headline, self.glyphs
        source_cells, bar_cells, excerpt_cells = _columns(width)
        taken = 3 + _DATE_CELLS + source_cells + _COUNT_CELLS + 2 + bar_cells + excerpt_cells
        pieces = [
            Piece(f" {' ' if headline.is_read else glyphs.unread} ", "mark"),
            Piece(fit(day(headline.published), _DATE_CELLS - 2) + "  ", "facts"),
            Piece(fit(headline.source, source_cells - 2) + "  " if source_cells else "", "facts"),
            Piece(fit(headline.title, max(0, width - taken)) + " ", self._look(headline)),
            Piece(f"{one.times:>{_COUNT_CELLS}} ", "facts"),
        ]
        if bar_cells:
            counts = fallen(one.places, one.length, _BAR_CELLS)
            pieces += [
                Piece(glyphs.vertical, "rule"),
                Piece(drawn(counts, glyphs.levels)),
                Piece(f"{glyphs.vertical} ", "rule"),
            ]
        if excerpt_cells and one.excerpt[1]:
            before, mention, after = one.excerpt
            kind = self._subject.kind.value
            pieces += [Piece(before, "facts"), Piece(mention, kind), Piece(after, "facts")]
        return [segments(pieces, width, style, paint_of(self.app))]

    def _look(self, headline: Headline) -> str:
        return "read" if headline.is_read else "unread"


def _columns(width: int) -> tuple[int, int, int]:
    """Cells of the source, of the bar and of the excerpt, with what parts them from others."""
    if width >= _EXCERPT_FROM:
        return 18, _BAR_CELLS + 3, _EXCERPT_CELLS
    if width >= _SOURCE_FROM:
        return 10, _BAR_CELLS + 3, 0
    return 0, _BAR_CELLS + 3 if width >= _BAR_FROM else 0, 0


def _excerpt(text: str, mentions: list[Mention]) -> tuple[str, str, str]:
    """The words around the first mention below the headline, on one line."""
    below = text.find("\n")
    mention = next((one for one in mentions if one.start > below >= 0), None)
    if mention is None:
        return "", "", ""
    first = max(0, mention.start - _BEFORE_MENTION)
    whole, newline, begun = text[first : mention.start].rpartition("\n")
    before = begun
    if not newline and not whole and text[first - 1 : first].strip():
        before = begun.partition(" ")[2]  # a word was cut
    ellipsis = "" if newline else "…"
    after = text[mention.end : mention.end + _EXCERPT_CELLS].partition("\n")[0]
    surface = " ".join(text[mention.start : mention.end].split())
    return f"{ellipsis}{before.lstrip()}", surface, after
