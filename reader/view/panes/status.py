"""The status line: what is in focus, and the few keys that apply there."""

from collections.abc import Iterable, Sequence

from reader.articles.mention import kind_of
from reader.view.commands import Command, key_shown
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Line, Piece
from reader.view.panes.reading import Focus


class StatusLine(Line):
    """One line at the foot.

    Args:
        glyphs: Signs between facts.
        id: Of the widget.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def show_status(
        self, focus: Focus | None, facts: str, commands: Sequence[Command], level: str
    ) -> None:
        """Show what is in focus and what can be done.

        Args:
            focus: The name in focus.
            facts: What to say when no name is.
            commands: Those to hint at, the most useful first.
            level: How much is lit.
        """
        self.show(
            [*self._focus_pieces(focus, facts), *hints(commands)], [Piece(f"{level} ", "quiet")]
        )

    def say(self, words: str, *, is_alert: bool = False) -> None:
        """Say something until something else is shown."""
        self.show([Piece(f" {words}", "alert" if is_alert else "plain")])

    def _focus_pieces(self, focus: Focus | None, facts: str) -> list[Piece]:
        if focus is None:
            return [Piece(f" {facts}", "quiet")]
        mention = focus.mention
        kind = kind_of(mention.label).value
        place = (
            f" {self._glyphs.dot} {kind} {self._glyphs.dot} {focus.number} of {focus.total} here"
        )
        return [Piece(" "), Piece(mention.name, kind), Piece(place, "quiet")]


def hints(commands: Iterable[Command]) -> list[Piece]:
    """Keys and words for these commands; one without a key or a hint is left out."""
    pieces = []
    for command in commands:
        if command.keys and command.hint:
            pieces += [Piece(f"   {key_shown(command.keys[0])}", "key")]
            pieces += [Piece(f" {command.hint}", "quiet")]
    return pieces
