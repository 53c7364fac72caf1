"""Choosing the entity that a name means the same as, by any of its names."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from typing_extensions import override

from reader.articles.entity import entity_key
from reader.articles.judging import Words
from reader.articles.mention import Kind, Label, Mention, kind_of
from reader.errors import StoreError
from reader.library import Library
from reader.store.profile import Companion
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.rows import Rows
from reader.view.panes.choices import Choice, Choices
from reader.view.panes.search import QueryInput

_MOST = 8
"""Entities that are offered at once."""


class Another(NamedTuple):
    """The entity that was chosen."""

    entity: str
    """Its key."""
    name: str
    label: Label


class AnotherScreen(ModalScreen[Another | None]):
    """Asks for an entity; its result is that.

    Args:
        library: Whose entities are offered.
        words: Of which something is said.
        mentions: All names of the article, as shown.
        glyphs: Signs to draw with.
    """

    DEFAULT_CSS = """
    AnotherScreen { align: left bottom; background: $background 0%; }
    AnotherScreen > Vertical { height: auto; background: $background; }
    AnotherScreen Horizontal { height: 1; }
    AnotherScreen Static { width: auto; padding: 0 1; color: $quiet; }
    AnotherScreen QueryInput { width: 1fr; }
    AnotherScreen Choices { width: 64; max-width: 100%; height: 8; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave"),
        Binding("down", "step(1)", "Down", priority=True),
        Binding("up", "step(-1)", "Up", priority=True),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | escape | Leave all as it is. |
    | up, down | Go through what is offered. |
    | enter | Choose it; where nothing is offered, what was typed is a new name. |
    """

    def __init__(
        self, library: Library, words: Words, mentions: Sequence[Mention], glyphs: Glyphs
    ) -> None:
        super().__init__()
        self._library = library
        self._words = words
        self._mentions = mentions
        self._choices = Choices(glyphs, is_bare=True)
        self._offered: list[Another] = []

    @override
    def compose(self) -> ComposeResult:
        """What is offered, and the line to type in."""
        with Vertical():
            yield self._choices
            with Horizontal():
                yield Static(Content(f'"{self._words.surface}" is the same as:'))
                line = QueryInput(compact=True)
                line.cursor_blink = False
                yield line

    def on_mount(self) -> None:
        """Offer what is likely before anything is typed."""
        self.query_one(QueryInput).focus()
        self._offer("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what has such a name."""
        event.stop()
        self._offer(event.value.strip())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose what is under the cursor, or give a new name."""
        event.stop()
        self._choose(event.value)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Keep it here."""
        event.stop()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        self._choose("")

    def action_step(self, rows: int) -> None:
        """Go through what is offered."""
        self._choices.move(rows)

    def _choose(self, typed: str) -> None:
        name = " ".join(typed.split())
        if self._offered:
            self.dismiss(self._offered[self._choices.cursor])
        elif name:
            label: Label = self._words.mention.label if self._words.mention else "ORG"
            self.dismiss(Another(entity_key(kind_of(label), name), name, label))

    @work(exclusive=True, group="offer")
    async def _offer(self, typed: str) -> None:
        try:
            found = await asyncio.to_thread(self._found, typed)
        except StoreError:
            found = []  # what is typed can be a new name
        self._offered = [Another(one.entity, one.name, one.label) for one in found]
        self._choices.show_choices([_choice(one) for one in found])

    def _found(self, typed: str) -> list[Companion]:
        profiles = self._library.names.profiles
        own = self._words.entity
        if typed:
            found = [*profiles.begun(typed, most=_MOST + 1)]
        else:
            mention = self._words.mention
            known = profiles.known(own) if own else None
            near = profiles.near_misses(known) if known is not None else ()
            kind = kind_of(mention.label) if mention is not None else None
            here = dict.fromkeys(
                one.entity for one in self._mentions if kind in {None, kind_of(one.label)}
            )
            found = [*near, *profiles.others(here)]
        others = {one.entity: one for one in found if one.entity != own}
        return list(others.values())[:_MOST]


def _choice(one: Companion) -> Choice:
    kind = one.kind
    amount = f"{kind.value}  {one.articles:>7,}"
    part = kind.value if kind is not Kind.OTHER else "plain"
    return Choice(one.name, one.entity, amount, part=part)
