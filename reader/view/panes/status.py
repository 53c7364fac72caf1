"""The status line: what is in focus, and the few keys that apply there."""

from collections.abc import Iterable, Mapping

from rich.cells import cell_len

from reader.articles.mention import kind_of
from reader.view.commands import Command, Where, key_shown
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Line, Piece
from reader.view.drawing.names import Focus

_HINTS = {
    Where.LIST: (
        ("down", "move"), ("open", "read"), ("next-name", "name"), ("search", "search"),
        ("help", "keys"),
    ),
    Where.ARTICLE: (
        ("next-name", "name"), ("next-same", "same"), ("card", "card"), ("entity-page", "its page"),
        ("back", "back"), ("page-down", "page"),
        ("search", "search"), ("help", "keys"),
    ),
    Where.SELECTION: (
        ("copy", "copy"), ("back", "leave"), ("focus-article", "word"), ("down", "line"),
        ("mark-words", "from here"),
    ),
    Where.ASIDE: (
        ("down", "move"), ("open", "ask for it"), ("without-name", "not for it"), ("back", "back"),
    ),
    Where.SEARCHES: (("down", "move"), ("open", "ask for it"), ("back", "back")),
    Where.SAVED: (
        ("down", "move"), ("open", "ask for it"), ("without-name", "remove"), ("back", "back"),
    ),
    Where.NAMES: (
        ("down", "move"), ("open", "go to it"), ("entity-page", "its page"), ("card", "card"),
        ("names-here", "headlines"),
    ),
    Where.PAGE: (
        ("down", "move"), ("open", "open"), ("only-name", "only its articles"), ("watch", "watch"),
        ("back", "back"),
        ("help", "keys"),
    ),
    Where.SEARCH: (("open", "list"), ("up", "earlier"), ("back", "clear")),
}  # fmt: skip
"""The few commands worth a hint, with a word for each, the most useful first."""


class StatusLine(Line):
    """One line at the foot.

    Args:
        glyphs: Signs between facts.
        id: Of the widget.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._is_held = False
        self.work = ""
        """What is under way, in words; see `show_work`."""
        self._level = ""
        self._said: list[Piece] = []
        self._hints: list[tuple[str, str]] = []

    def show_work(self, words: str) -> None:
        """Say at the right what is under way, until other words or none are given."""
        self.work = words
        if self._is_held:
            self.show(self._left, self._at_right())
        else:
            self._show_hints()

    def show_status(
        self,
        focus: Focus | None,
        facts: str,
        where: Where,
        commands: Mapping[str, Command],
        level: str,
    ) -> None:
        """Show what is in focus and what can be done.

        Args:
            focus: The name in focus.
            facts: What to say when no name is.
            where: Where the keys go.
            commands: The table by command ids, with the user's keys.
            level: How much is lit.
        """
        self._level = level
        if self._is_held:
            return
        self._said = self._focus_pieces(focus, facts)
        self._hints = []
        for name, word in _HINTS[where]:
            keys = commands[name].keys
            if where is Where.SEARCH:  # a letter would be typed
                keys = tuple(key for key in keys if len(key) > 1)
            self._hints += [(key_shown(key), word) for key in keys[:1]]
        self._show_hints()

    def say(self, words: str, *, is_alert: bool = False) -> None:
        """Say something until `release`, that is, until the next command."""
        self._is_held = True
        said = [Piece(f" {words}", "alert" if is_alert else "plain")]
        self.show(said, self._at_right()[:-1])

    def release(self) -> None:
        """Let go of what was said last."""
        self._is_held = False

    def _show_hints(self) -> None:
        """As many as fit; what is under way goes before them."""
        right = self._at_right()
        room = self.app.size.width - _cells(self._said)
        if self.work:
            room -= _cells(right) + 2
        self.show([*self._said, *_hint_pieces(self._hints, room)], right)

    def _at_right(self) -> list[Piece]:
        work = [Piece(f"{self.work}   ", "quiet")] if self.work else []
        return [*work, Piece(f"{self._level} ", "quiet")]

    def _focus_pieces(self, focus: Focus | None, facts: str) -> list[Piece]:
        if focus is None:
            return [Piece(f" {facts}", "quiet")]
        mention = focus.mention
        kind = kind_of(mention.label).value
        dot = self._glyphs.dot
        place = f" {dot} {kind} {dot} {focus.number:,} of {focus.total:,} here"
        return [Piece(" "), Piece(mention.name, kind), Piece(place, "quiet")]


def _cells(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)


def _hint_pieces(hints: Iterable[tuple[str, str]], room: int) -> list[Piece]:
    """Keys and words, as many as fit a number of cells."""
    pieces: list[Piece] = []
    for key, word in hints:
        hint = [Piece(f"   {key}", "key"), Piece(f" {word}", "quiet")]
        room -= _cells(hint)
        if room < 0:
            break
        pieces += hint
    return pieces
