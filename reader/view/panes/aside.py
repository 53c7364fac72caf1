"""What may stand in the headlines' place: facets of what was found, searches and sources."""

import asyncio
from collections.abc import Sequence
from enum import Enum

from textual import work
from textual.message import Message
from typing_extensions import override

from reader.articles.fields import Field, field_of
from reader.articles.mention import Kind, Label, kind_of
from reader.articles.parsing import parts
from reader.articles.rewriting import (
    Stance,
    exact_term,
    stance,
    term,
    with_term,
    without_term,
)
from reader.errors import QueryInterrupted, StoreError
from reader.library import Hits, Library
from reader.store.facets import Facet
from reader.view.commands import Where
from reader.view.drawing.dates import month
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.rows import Rows
from reader.view.panes.choices import Choice, Choices

_HEADINGS: dict[Field, tuple[str, str]] = {
    "person": ("People", "person"),
    "org": ("Organisations", "organisation"),
    "place": ("Places", "place"),
    "group": ("Groups", "group"),
    "source": ("Sources", "plain"),
    "date": ("Months", "plain"),
}
"""Fields that are counted, with their headings and how their values look."""

_MOST = 12
"""Values of a field that are listed."""

_MARKS: dict[Stance | None, str] = {"included": "+", "excluded": "-", None: " "}


class Content(Enum):
    """What is listed."""

    FACETS = "facets"
    SEARCHES = "searches"


class Aside(Choices):
    """Lists what can be asked for beside what is asked for, or instead of it.

    Args:
        library: What is searched.
        glyphs: Signs to draw with.
        id: Of the widget.
    """

    class Wanted(Message):
        """Another query is wanted."""

        def __init__(self, query: str, *, is_instead: bool) -> None:
            super().__init__()
            self.query = query
            self.is_instead = is_instead
            """In place of what was asked for, so that there is nothing more to choose."""

    class Said(Message):
        """There is something to say of what was chosen, or why nothing can be listed."""

        def __init__(self, words: str, *, is_alert: bool = False) -> None:
            super().__init__()
            self.words = words
            self.is_alert = is_alert

    class Removed(Message):
        """A saved search is kept no longer."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, library: Library, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id, classes="list")
        self._library = library
        self._text = ""
        self._hits: Hits | None = None
        self.content = Content.FACETS

    def show_content(self, content: Content, hits: Hits) -> None:
        """List the facets of what was found, or searches and sources."""
        self.content = content
        self._text = hits.query.text
        self._hits = hits
        self._load(hits)

    @override
    def update(self, hits: Hits) -> None:
        """Something else was found: list its facets."""
        if self.content is Content.FACETS:
            self.show_content(self.content, hits)

    @property
    @override
    def where(self) -> Where:
        """Facets, or searches: the reader's own, or those that there always are."""
        if self.content is Content.FACETS:
            return Where.ASIDE
        return Where.SAVED if self.current and self.current.is_saved else Where.SEARCHES

    @override
    def load_again(self) -> None:
        """Something else can be chosen now: list it."""
        if self._hits is not None:
            self._load(self._hits)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Keep it from the screen: no article is meant."""
        event.stop()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        self.choose()

    @override
    def choose(self, *, is_excluded: bool = False) -> None:
        """Ask for the choice under the cursor, or for all without it; again, for neither."""
        choice = self.current
        if choice is None:
            return
        if self.content is Content.FACETS:
            wanted: Stance = "excluded" if is_excluded else "included"
            if stance(self._text, choice.query) == wanted:
                self._text = without_term(self._text, choice.query, is_typing=True)
            else:
                self._text = with_term(
                    self._text, choice.query, is_excluded=is_excluded, is_typing=True
                )
            self.post_message(self.Wanted(self._text, is_instead=False))
        elif is_excluded and choice.is_saved:
            self._remove(choice)
        elif is_excluded:
            self.post_message(self.Said("Only a search that you saved can be removed here"))
        else:
            self.post_message(self.Wanted(choice.query, is_instead=True))

    @work(exclusive=True, group="aside")
    async def _load(self, hits: Hits) -> None:
        is_facets = self.content is Content.FACETS
        try:
            choices = (
                await asyncio.to_thread(self._facets, hits)
                if is_facets
                else await asyncio.to_thread(self._searches)
            )
            self.show_choices(choices)
        except QueryInterrupted:
            return
        except StoreError as error:
            self.post_message(self.Said(str(error), is_alert=True))

    def _facets(self, hits: Hits) -> list[Choice]:
        """What was found has in common; marked is what the query says something of."""
        found = self._library.facets(hits.query, most=_MOST)
        choices = _under("Asked for", [self._asked(part.text) for part in parts(self._text)])
        if not found.is_whole:
            choices.append(Choice(f"of the newest {found.counted:,}", is_heading=True))
        for field, (heading, part) in _HEADINGS.items():
            values = [self._facet(one, part) for one in found.by_field[field]]
            listed = _listed(len(values), found.more.get(field, 0))
            choices += _under(f"{heading}{listed}", values)
        return choices

    def _asked(self, text: str) -> Choice:
        bare = text.removeprefix("-")
        return Choice(bare, bare, mark=_MARKS["included" if bare == text else "excluded"])

    def _facet(self, facet: Facet, part: str) -> Choice:
        asks = term if facet.field == "date" else exact_term
        asked = asks(facet.field, facet.value)
        label = month(facet.value) if facet.field == "date" else facet.value
        mark = _MARKS[stance(self._text, asked)]
        return Choice(label, asked, f"{facet.articles:,}", mark, part)

    def _searches(self) -> list[Choice]:
        """States, the user's searches, sources; each with how many articles it has."""
        searches = self._library.searches
        counts = self._library.counts()
        sources = searches.sources()
        saved = searches.all()
        return [
            Choice("All articles", "", f"{counts.articles:,}"),
            Choice("Unread", "is:unread", f"{counts.unread:,}"),
            Choice("Starred", "is:starred", self._count("is:starred")),
            *_under("Watched, with unread", self._watched()),
            *_under(
                "Searches",
                [Choice(name, asked, self._count(asked), is_saved=True) for name, asked in saved],
            ),
            *_under(
                "Sources",
                [
                    Choice(one.name, asked, f"{one.unread:,}/{one.articles:,}")
                    for one in sources
                    for asked in [exact_term("source", one.name)]
                ],
            ),
        ]

    def _watched(self) -> list[Choice]:
        watches = self._library.names.watches.all()
        return [
            Choice(one.name, asked, self._count(f"{asked} is:unread"), part=_part(one.label))
            for one in watches
            for asked in [exact_term(field_of(kind_of(one.label)), one.name)]
        ]

    def _count(self, query: str) -> str:
        hits = self._library.hits(query)
        return f"{hits.total:,}" + "+" * hits.is_capped

    @work(group="aside-removing")
    async def _remove(self, choice: Choice) -> None:
        """Keep a saved search no longer."""
        try:
            is_removed = await asyncio.to_thread(self._library.searches.remove, choice.label)
        except StoreError as error:
            self.post_message(self.Said(str(error), is_alert=True))
            return
        if is_removed:
            self.post_message(self.Removed(choice.label))
            self.load_again()


def _listed(count: int, more: int | None) -> str:
    """How much of a kind is listed, after its heading; nothing where all of it is."""
    if more == 0:
        return ""
    return f", the first {count:,}" if more is None else f", {count:,} of {count + more:,}"


def _under(heading: str, choices: Sequence[Choice]) -> list[Choice]:
    return [Choice(heading, is_heading=True), *choices] if choices else []


def _part(label: Label) -> str:
    """How a name of a label looks."""
    kind = kind_of(label)
    return "plain" if kind is Kind.OTHER else kind.value
