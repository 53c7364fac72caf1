"""The help: every key, and what the colours mean."""

from collections.abc import Sequence
from itertools import groupby
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static
from typing_extensions import override

from reader.articles.mention import Kind
from reader.view.commands import Command, key_shown

_LEGEND = (
    (Kind.PERSON, "Angela Merkel", "people: bold"),
    (Kind.ORGANISATION, "United Nations", "organisations: underlined"),
    (Kind.PLACE, "Mosul", "places: italic"),
    (Kind.GROUP, "Iraqi", "peoples, faiths and parties: underlined, no colour"),
    (Kind.DATE, "last Friday", "dates and times: underlined twice"),
)
_LOOKS = {
    Kind.PERSON: "bold $person",
    Kind.ORGANISATION: "underline $organisation",
    Kind.PLACE: "italic $place",
    Kind.GROUP: "underline",
    Kind.DATE: "underline2",
}


_KEYS_CELLS, _EXAMPLE_CELLS = 14, 18
"""Columns before what keys do, and before what looks mean."""
_LEAST_CELLS = 10
"""Of the column after them, on the narrowest screen."""


class _Keys(Static):
    """What each key does, and a legend; long lines go on under their own column.

    Args:
        commands: The table, with the user's keys.
        id: Of the widget.
    """

    def __init__(self, commands: Sequence[Command], *, id: str) -> None:
        super().__init__(id=id)
        self._commands = commands
        self._width = 0

    def on_resize(self, event: Resize) -> None:
        """Break the lines anew where they are to be longer or shorter."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.update(self._text(self._width))

    def _text(self, width: int) -> Content:
        parts: list[Content | tuple[str, str] | str] = []
        for group, commands in groupby(self._commands, key=lambda command: command.group):
            parts.append((f"{group}\n", "bold"))
            for command in commands:
                keys = " ".join(key_shown(key) for key in command.keys)
                parts.append((f"  {keys:<{_KEYS_CELLS - 3}} ", "$accent"))
                parts.append(_column(command.help, width, _KEYS_CELLS))
            parts.append("\n")
        parts.append(("What is lit\n", "bold"))
        for kind, example, meaning in _LEGEND:
            gap = " " * (_EXAMPLE_CELLS - 2 - len(example))
            parts += ["  ", (example, _LOOKS[kind]), gap, _column(meaning, width, _EXAMPLE_CELLS)]
        parts.append("\nEsc closes this.")
        return Content.assemble(*parts)


def _column(words: str, width: int, before: int) -> str:
    """The words as lines of a column that has so many cells before it."""
    lines = wrap(words, max(_LEAST_CELLS, width - before))
    return f"\n{' ' * before}".join(lines) + "\n"


class HelpScreen(ModalScreen[None]):
    """Keys by what they are for, then a legend.

    Args:
        commands: The table, with the user's keys.
    """

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 70%; }
    HelpScreen > #help-text, HelpScreen > #help-text:focus {
        width: 76; max-width: 100%; height: 90%; padding: 1 2; background: $background;
        border: round $faint; scrollbar-size-vertical: 1;
    }
    """
    """Here, not in the style sheet, which is parsed at every start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "Close"),
        Binding("j", "scroll('down')", "Down"),
        Binding("k", "scroll('up')", "Up"),
        Binding("space", "scroll('page_down')", "Page down"),
        Binding("b", "scroll('page_up')", "Page up"),
        Binding("g,home", "scroll('home')", "Top"),
        Binding("G,end", "scroll('end')", "End"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | escape, q, ? | Close. |
    | j, k, space, b, g, G | Scroll. |
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    @override
    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(id="help-text"):
            yield _Keys(self._commands, id="help-keys")

    def action_scroll(self, where: str) -> None:
        """Scroll the text."""
        text = self.query_one(VerticalScroll)
        {
            "down": text.scroll_down,
            "up": text.scroll_up,
            "page_down": text.scroll_page_down,
            "page_up": text.scroll_page_up,
            "home": text.scroll_home,
            "end": text.scroll_end,
        }[where](animate=False)
