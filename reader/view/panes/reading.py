"""The article that is read: its text, its names lit, the matches of the search."""

from collections.abc import Iterable, Sequence
from functools import partial

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from typing_extensions import override

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.mention import Kind, Mention
from reader.articles.query import Query
from reader.articles.text import headline_end
from reader.view.drawing.dimmed import Dimmed
from reader.view.drawing.facts import meta
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.linked import Links
from reader.view.drawing.matched import Matches
from reader.view.drawing.names import Density, Focus, Names
from reader.view.drawing.prose import Page
from reader.view.drawing.signs import Sign
from reader.view.drawing.spans import Layer, Span, Spans
from reader.view.panes.selecting import Selecting

_AT_ONCE = 4
"""Portions of a text in which matches are looked for at a time."""
_LOOKING_EVERY_S = 0.01
"""Time between two looks at the rest of a long text."""


def _matches(query: Query, text: str) -> Matches:
    if query.root is None:
        return Matches()
    from reader.articles.matching import matches  # noqa: PLC0415 (only a search needs it)

    return Matches(text, partial(matches, query))


class Reading(Selecting):
    """The article pane.

    A name or a match of the search may be in focus, whichever the reader went to last.
    """

    class Changed(Message):
        """Another article, or another name in it, is in focus, or more is known of it."""

    class LinkChosen(Message):
        """A link is to be opened."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url
            """As it was written: not known to be safe."""

    def __init__(self, glyphs: Glyphs, *, measure: int, id: str | None = None) -> None:
        super().__init__(glyphs, measure=measure, id=id)
        self.article: StoredArticle | None = None
        self.density = Density.ALL
        self.hidden: set[Kind] = set()
        self.mentions: Iterable[Mention] | None = None
        self.names = Names()
        """The article's names, as they are lit."""
        self._matches = Matches()
        self._focused: int | None = None
        self._same: list[int] = []
        self.links = Links()
        """The article's links, with their numbers."""
        self._patterns: Sequence[str] = ()
        self._catching_up: Names | None = None
        self._left: dict[ArticleId, int] = {}

    @property
    def focus_name(self) -> Focus | None:
        """The name in focus, if one is."""
        if self._focused is None:
            return None
        number = self._same.index(self._focused) + 1
        return Focus(self.names[self._focused], number, len(self._same))

    @property
    def match_place(self) -> tuple[int, int] | None:
        """Number of the match in focus, from 1, and how many there are, once that is known."""
        return self._matches.place

    @property
    def reading_offset(self) -> int:
        """The article's code point at the top of the pane."""
        return self.offset_at_top

    def show_article(
        self,
        article: StoredArticle | None,
        mentions: Iterable[Mention] | None,
        query: Query,
        *,
        offset: int = 0,
    ) -> None:
        """Show an article where it was left; with words searched for, at the first match.

        Args:
            article: None for an empty pane.
            mentions: Its names, in order; None while they are not known.
            query: What was searched for.
            offset: Code point to begin at where nothing was searched for; 0: where it
                was left.
        """
        if self.article is not None:
            self._left[self.article.headline.id] = self.reading_offset
        if article is not None:
            offset = offset or self._left.get(article.headline.id, 0)
        self.article = article
        self.mentions = mentions
        self._focused = None
        self._matches = _matches(query, article.text if article else "")
        self._typeset(offset)
        self._look_further(self._matches, self.offset_at_top)
        self.post_message(self.Changed())

    def show_names(self, mentions: Iterable[Mention]) -> None:
        """Light the names that were just found, without moving the text."""
        focus = self.focus_name
        self.mentions = mentions
        self._focused = None
        self._typeset(self.reading_offset)
        index = self.names.index(focus.mention) if focus is not None else None
        if index is not None:
            self._focus(index)
        self.post_message(self.Changed())

    def show_boilerplate(self, patterns: Sequence[str]) -> None:
        """Dim the lines that are like these patterns."""
        if patterns != self._patterns:
            self._patterns = patterns
            self._light()

    def change_density(self, density: Density) -> None:
        """Light more or less."""
        self.density = density
        if self.mentions is not None:
            self.show_names(self.mentions)

    def toggle_kind(self, kind: Kind) -> None:
        """Light names of one kind, or no longer."""
        self.hidden ^= {kind}
        if self.mentions is not None:
            self.show_names(self.mentions)

    def step_name(self, step: int, here: int | None = None) -> bool:
        """Focus the next (1) or previous (-1) name, from `here` if told; whether there is one."""
        if here is None:
            last = None if self._focused is None else self.names[self._focused].start
            here = self.offset_at_top if last is None else last + (step > 0)
        names = self.names
        index = names.following(here) if step > 0 else names.preceding(here)
        if index is None:
            return False
        self._matches.current = None
        self.go_to_name(index)
        return True

    def step_same(self, step: int) -> bool:
        """Focus the next or previous mention of the same name, or match; whether there is one.

        They end where the article ends, so that whoever looks for them can go on in another.
        """
        if self._focused is not None:
            following = self._same.index(self._focused) + step
            if not 0 <= following < len(self._same):
                return False
            self.go_to_name(self._same[following])
            return True
        if self._matches.step(step):
            self._go_to_match()
            return True
        return False

    def focus_last_match(self) -> None:
        """Go to the article's last match, as when coming from the article below."""
        self._matches.current = None
        self.step_same(-1)

    def clear_focus(self) -> bool:
        """Take the name out of focus; whether one was."""
        if self._focused is None:
            return False
        self._focused = None
        self._light()
        self.post_message(self.Changed())
        return True

    def _focus(self, index: int) -> None:
        self._focused = index
        self._same = self.names.same(index)
        self._light()

    def go_to_name(self, index: int) -> None:
        """Focus one of `names`, and scroll to it."""
        self._focus(index)
        self.reveal(self.names[index].start)
        self.post_message(self.Changed())

    def _go_to_match(self) -> None:
        if self._matches.current is not None:
            self._light()
            self.reveal(self._matches.current.start)
            self.post_message(self.Changed())

    def _look_further(self, matches: Matches, opened_at: int) -> None:
        """Look for matches in the rest of the text, little by little; go to the first."""
        if matches is not self._matches:
            return
        for _ in range(_AT_ONCE):
            found = matches.look_further()
            if found is None:
                self.post_message(self.Changed())
                return
            is_free = matches.current is None and self._focused is None
            if found and is_free and self.offset_at_top == opened_at:
                matches.current = found[0]
                self._go_to_match()
        further = partial(self._look_further, matches, opened_at)
        self.set_timer(_LOOKING_EVERY_S, further)

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines; names that are far on in a long text are lit a little later."""
        strips = super().render_lines(crop)
        if self.names.is_behind and self._catching_up is not self.names:
            self._catching_up = self.names
            self.set_timer(_LOOKING_EVERY_S, partial(self._catch_up, self.names))
        return strips

    def _catch_up(self, names: Names) -> None:
        if names is not self.names:
            return
        if names.catch_up():
            self._catching_up = None
            self._lay_out(self.reading_offset)
        else:
            self.set_timer(_LOOKING_EVERY_S, partial(self._catch_up, names))

    def _typeset(self, offset: int) -> None:
        """Lay the text out, from the line that holds `offset` of the article on."""
        self.names = Names(self.mentions or (), self.density, self.hidden)
        text = self.article.text if self.article is not None else ""
        if text is not self.text:
            self.links = Links(text)
        self._lay_out(offset)

    def _lay_out(self, offset: int) -> None:
        article = self.article
        if article is None:
            self.show_page(None)
            return
        facts, text = meta(article.headline, self._glyphs.dot), article.text
        self.show_page(Page(text, headline_end(text), facts, self._signs), offset=offset)
        self._light()

    def _signs(self, start: int, end: int) -> Sequence[Sign]:
        signs = self.links.signs(start, end)
        return sorted([*signs, *self.names.sigils(start, end)]) if self.app.no_color else signs

    def _light(self) -> None:
        """Draw the layers: names, the focus, matches, the current match."""
        focus: list[Span] = []
        marked: list[int] = []
        if self._focused is not None:
            for index in self._same:
                mention = self.names[index]
                part = "focused" if index == self._focused else "same"
                focus.append(Span(mention.start, mention.end, part))
                marked.append(mention.start)
        match = self._matches.current
        current = Spans([match._replace(part="match-current")] if match is not None else [])
        layers: list[Layer] = [self.links, self.names, Spans(focus), self._matches, current]
        if self._patterns:
            layers.insert(0, Dimmed(self.text, self._patterns))
        self.set_layers(layers, marked)

    @override
    def on_click(self, event: events.Click) -> None:
        """Open the link under the mouse; else as for any text."""
        url = self.links.at(self.character_at(event.x, event.y)[0])
        if event.chain == 1 and url is not None and self.selection is None:
            self.post_message(self.LinkChosen(url))
