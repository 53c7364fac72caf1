"""A question at the foot of the screen that is answered in one line."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from typing_extensions import override

from reader.view.panes.search import QueryInput


class Prompt(ModalScreen[str | None]):
    """Asks for one line; its result is the line, or None when the reader thought better.

    Args:
        question: A few words before the line.
        answer: What is there already.
    """

    DEFAULT_CSS = """
    Prompt { align: left bottom; background: $background 0%; }
    Prompt > Horizontal { height: 1; background: $background; }
    Prompt Static { width: auto; padding: 0 1; color: $quiet; }
    Prompt QueryInput { width: 1fr; }
    """
    """Here, not in the style sheet, which is parsed at every start."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave")]
    """
    | Key(s) | Description |
    | :- | :- |
    | escape | Leave it as it was. |
    """

    def __init__(self, question: str, answer: str = "") -> None:
        super().__init__()
        self._question = question
        self._answer = answer

    @override
    def compose(self) -> ComposeResult:
        """Question and line."""
        with Horizontal():
            yield Static(Content(self._question))
            line = QueryInput(value=self._answer, compact=True, select_on_focus=True)
            line.cursor_blink = False
            yield line

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.value.strip())
