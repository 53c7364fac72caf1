"""The article that is read: its text, its names lit, the matches of the search."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.message import Message

from reader.articles.article import StoredArticle
from reader.articles.mention import Kind, Mention
from reader.articles.query import Query
from reader.articles.text import paragraphs, reading_minutes
from reader.view.drawing.dates import day
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.names import Density, Sigils, lit
from reader.view.drawing.prose import Page, Prose
from reader.view.drawing.spans import Span, Spans

_MATCH_LIMIT = 2_000
"""Matches lit in one article; a word that occurs more often is no help."""


class Focus(NamedTuple):
    """The name in focus."""

    mention: Mention
    number: int
    """Which of its entity's mentions it is, from 1."""
    total: int
    """How many there are in this article."""


def _matches(query: Query, text: str) -> list[tuple[int, int]]:
    from reader.articles.matching import matches  # noqa: PLC0415 (only a search needs it)

    return matches(query, text, limit=_MATCH_LIMIT)


class Reading(Prose):
    """The article pane.

    A name or a match of the search may be in focus, whichever the reader went to last.
    """

    class Changed(Message):
        """Another article, or another name in it, is in focus, or more is known of it."""

    def __init__(self, glyphs: Glyphs, *, measure: int, id: str | None = None) -> None:
        super().__init__(glyphs, measure=measure, id=id)
        self.article: StoredArticle | None = None
        self.density = Density.ALL
        self.hidden: set[Kind] = set()
        self.mentions: Sequence[Mention] | None = None
        self._lit: list[Mention] = []
        self._sigils = Sigils("")
        self._names = Spans()
        self._matches = Spans()
        self._focused: int | None = None
        self._match: int | None = None

    @property
    def focus_name(self) -> Focus | None:
        """The name in focus, if one is."""
        if self._focused is None:
            return None
        mention = self._lit[self._focused]
        same = [m for m in self._lit if m.entity == mention.entity]
        return Focus(mention, same.index(mention) + 1, len(same))

    @property
    def match_place(self) -> tuple[int, int] | None:
        """Number of the match in focus, from 1, and how many there are."""
        return None if self._match is None else (self._match + 1, len(self._matches))

    @property
    def reading_offset(self) -> int:
        """The article's code point at the top of the pane."""
        return self._sigils.unshift(self.offset_at_top)

    def show_article(
        self,
        article: StoredArticle | None,
        mentions: Sequence[Mention] | None,
        query: Query,
        *,
        offset: int = 0,
    ) -> None:
        """Show an article; with words searched for, open it at the first match.

        Args:
            article: None for an empty pane.
            mentions: Its names, in order; None while they are not known.
            query: What was searched for.
            offset: Code point to begin at where nothing was searched for.
        """
        self.article = article
        self.mentions = mentions
        self._focused = self._match = None
        text = article.text if article else ""
        self._found = spans = _matches(query, text) if query.root else []
        self._typeset(offset)
        if spans:
            self._match = 0
            self._light()
            self.reveal(self._matches[0].start)
        self.post_message(self.Changed())

    def show_names(self, mentions: Sequence[Mention]) -> None:
        """Light the names that were just found, without moving the text."""
        focus = self.focus_name
        self.mentions = mentions
        self._focused = None
        self._typeset(self.reading_offset)
        if focus is not None and focus.mention in self._lit:
            self._focused = self._lit.index(focus.mention)
            self._light()
        self.post_message(self.Changed())

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

    def step_name(self, step: int) -> bool:
        """Focus the next (1) or previous (-1) name on; whether there is one."""
        if not self._lit:
            return False
        if self._focused is not None:
            following = (self._focused + step) % len(self._lit)
        else:
            here = self.offset_at_top
            after = self._names.next_after(here - 1) if step > 0 else self._names.last_before(here)
            following = after if after is not None else 0 if step > 0 else len(self._lit) - 1
        self._match = None
        self._focus_name(following)
        return True

    def step_same(self, step: int) -> bool:
        """Focus the next or previous mention of the same name, or match; whether there is one.

        Mentions go round and round; matches end where the article ends, so that the
        search can go on in another.
        """
        if self._focused is not None:
            entity = self._lit[self._focused].entity
            same = [i for i, mention in enumerate(self._lit) if mention.entity == entity]
            self._focus_name(same[(same.index(self._focused) + step) % len(same)])
            return True
        following = (-1 if step > 0 else len(self._matches)) if self._match is None else self._match
        if not 0 <= following + step < len(self._matches):
            return False
        self._match = following + step
        self._light()
        self.reveal(self._matches[self._match].start)
        self.post_message(self.Changed())
        return True

    def focus_last_match(self) -> None:
        """Go to the article's last match, as when coming from the article below."""
        self._match = None
        self.step_same(-1)

    def clear_focus(self) -> bool:
        """Take the name out of focus; whether one was."""
        if self._focused is None:
            return False
        self._focused = None
        self._light()
        self.post_message(self.Changed())
        return True

    def _focus_name(self, index: int) -> None:
        self._focused = index
        self._light()
        self.reveal(self._names[index].start)
        self.post_message(self.Changed())

    def _typeset(self, offset: int) -> None:
        """Lay the text out, from the line that holds `offset` of the article on."""
        article = self.article
        self._lit = lit(self.mentions or (), self.density, self.hidden)
        if article is None:
            self._sigils, self._names, self._matches = Sigils(""), Spans(), Spans()
            self.show_page(None)
            return
        self._sigils = sigils = Sigils(article.text, self._lit if self.app.no_color else ())
        self._names = sigils.names(self._lit)
        self._matches = Spans(Span(a, b, "match") for a, b in sigils.spans(self._found))
        end = article.text.find("\n")
        self.show_page(
            Page(
                text=sigils.text,
                headline=(0, sigils.shift(end if end >= 0 else len(article.text))),
                meta=self._meta(article),
                paragraphs=lambda: sigils.spans(paragraphs(article.text)),
            ),
            offset=sigils.shift(offset),
        )
        self._light()

    def _meta(self, article: StoredArticle) -> str:
        headline = article.headline
        minutes = reading_minutes(headline.words)
        facts = [headline.source, day(headline.published), headline.author or ""]
        facts += [f"{headline.words:,} words", f"{minutes} min"]
        return f" {self._glyphs.dot} ".join(fact for fact in facts if fact)

    def _light(self) -> None:
        """Draw the layers: names, the focus, matches, the current match."""
        focus: list[Span] = []
        marked: list[int] = []
        if self._focused is not None:
            entity = self._lit[self._focused].entity
            for index, mention in enumerate(self._lit):
                if mention.entity == entity:
                    span = self._names[index]
                    part = "focused" if index == self._focused else "same"
                    focus.append(Span(span.start, span.end, part))
                    marked.append(span.start)
        current: list[Span] = []
        if self._match is not None:
            span = self._matches[self._match]
            current.append(Span(span.start, span.end, "match-current"))
        self.set_layers([self._names, Spans(focus), self._matches, Spans(current)], marked)
