"""The least that a Textual app can be: one line of text, which a key changes."""

from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static
from typing_extensions import override

READY, ANSWERED = "minimal app is ready", "key was answered"


class MinimalApp(App[None]):
    """What the start and the keys of newsreader are compared with."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Leave")]
    ENABLE_COMMAND_PALETTE = False

    @override
    def compose(self) -> ComposeResult:
        yield Static(READY)

    def on_key(self, event: events.Key) -> None:
        """Answer any other key."""
        if event.key == "j":
            self.query_one(Static).update(ANSWERED)


if __name__ == "__main__":
    MinimalApp().run()
