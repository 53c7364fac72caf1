"""What somebody is said to have said, or what others said of them; each a guess."""

import asyncio
from array import array
from collections.abc import Collection
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import work
from textual.message import Message

from reader.articles.article import ArticleId, Headline
from reader.articles.mention import Kind
from reader.articles.quote import Quote
from reader.articles.quotes import about, by, quotes
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import StoreError
from reader.library import Hits, Library
from reader.view.drawing.dates import day
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Piece
from reader.view.drawing.lined import segments
from reader.view.drawing.paint import paint_of
from reader.view.drawing.rows import RowLines, Rows

_AT_ONCE = 4
"""Articles that are looked through before the next key has its turn."""
_MOST_ARTICLES = 300
"""Of the newest that are looked through."""
_QUOTE_CELLS = 400
"""Longest quote that is kept, in code points: no line is longer."""
_SURE = 0.7
"""Confidence below which a speaker is shown as unsure."""


class _Saying(NamedTuple):
    """A quote as it is listed."""

    headline: Headline
    start: int
    """Code point of the article's text."""
    words: str
    speaker: str
    part: str
    """How the speaker looks."""
    confidence: float
    is_direct: bool


class Said(Rows):
    """Lists quotes of the newest articles, two lines each, as they are found.

    Args:
        library: Where the articles are.
        hits: The articles that mention the subject.
        keys: All keys that mean it.
        glyphs: Signs to draw with.
        is_by: What it said; else what others said of it.
    """

    HAS_RULE: ClassVar[bool] = False

    class Looked(Message):
        """More articles were looked through."""

    def __init__(
        self,
        library: Library,
        hits: Hits,
        keys: Collection[str],
        glyphs: Glyphs,
        *,
        is_by: bool,
    ) -> None:
        super().__init__(self._row_lines, glyphs)
        self._library = library
        self._hits = hits
        self._keys = keys
        self._find = by if is_by else about
        self._sayings: list[_Saying] = []
        self.looked_through = 0
        """Articles, of the newest."""
        self.is_done = False

    @property
    def current(self) -> tuple[ArticleId, int] | None:
        """The article of the quote under the cursor, and where in it that is."""
        if not self.count:
            return None
        saying = self._sayings[self.cursor]
        return saying.headline.id, saying.start

    @property
    def lack(self) -> str:
        """What to say while it lists nothing; then nothing."""
        if self.count:
            return ""
        said = "by" if self._find is by else "about"
        so_far = "were found" if self.is_done else "found so far"
        return f"no words said {said} this name {so_far}"

    def on_mount(self) -> None:
        """Begin to look."""
        self._look()

    @work(exclusive=True, group="said")
    async def _look(self) -> None:
        ids = self._hits.first[:_MOST_ARTICLES]
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            self._sayings += await asyncio.to_thread(self._found, part)
            self.looked_through += len(part)
            self.count = len(self._sayings)
            self.redraw()
            self.post_message(self.Looked())
        self.is_done = True
        self.post_message(self.Looked())

    def _found(self, ids: "array[int]") -> list[_Saying]:
        found: list[_Saying] = []
        for number in map(ArticleId, ids):
            try:
                article = self._library.article(number)
                mentions = self._library.names.mentions(number, DEFAULT_ID) or ()
            except StoreError:  # gone, or torn: `newsreader doctor` tells of it
                continue
            those = self._find(quotes(article.text, mentions), self._keys)
            found += [_saying(article.headline, article.text, quote) for quote in those]
        return found

    def _row_lines(self, row: int, width: int, style: Style) -> RowLines:
        saying, dot = self._sayings[row], f" {self.glyphs.dot} "
        marks = ("“", "”") if saying.is_direct else ("", "")
        words = [Piece(f"   {marks[0]}{saying.words}{marks[1]}")]
        speaker = saying.speaker or "somebody"
        guess = "guess" if saying.confidence >= _SURE else "unsure guess"
        facts = f"{dot}{saying.headline.source}{dot}{day(saying.headline.published)}{dot}{guess}"
        paint = paint_of(self.app)
        return [
            segments(words, width, style, paint),
            segments(
                [Piece("   "), Piece(speaker, saying.part), Piece(facts, "facts")],
                width,
                style,
                paint,
            ),
        ]


def _saying(headline: Headline, text: str, quote: Quote) -> _Saying:
    words = " ".join(text[quote.start : min(quote.end, quote.start + _QUOTE_CELLS)].split())
    speaker = quote.speaker or ""
    if not speaker and quote.by is not None:
        speaker = " ".join(text[slice(*quote.by)].split())
    kind = (quote.entity or "").partition(":")[0]
    part = kind if kind in list(Kind) else "plain"
    return _Saying(headline, quote.start, words, speaker, part, quote.confidence, quote.is_direct)
