"""Textual's own list with so many rows, which the keys of newsreader are compared with."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList
from typing_extensions import override

READY = "row 0 of"


class MinimalList(App[None]):
    """An `OptionList` that fills the screen.

    Args:
        rows: How many it has.
    """

    BINDINGS = [("q", "quit", "Leave"), ("j", "down"), ("k", "up")]  # noqa: RUF012 -- as Textual has it
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    @override
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"row {row} of {self._rows}: a headline" for row in range(self._rows)))

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(OptionList).highlighted = 0

    def action_down(self) -> None:
        """Go to the next row."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go to the row before."""
        self.query_one(OptionList).action_cursor_up()


if __name__ == "__main__":
    MinimalList(int(sys.argv[1])).run()
