"""Selecting a piece of an article, with the mouse or word by word with the keyboard."""

from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.timer import Timer
from typing_extensions import override

from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.places import character_at, offset_below
from reader.view.drawing.prose import Page, Prose

_SCROLL_EVERY_S = 0.05
"""Time between lines that scroll by while the mouse is held outside the pane."""


class Marking(NamedTuple):
    """Words that are being marked with the keyboard."""

    anchor: tuple[int, int]
    """Span of the word that marking began with."""
    head: tuple[int, int]
    """Span of the word that it has come to."""

    @property
    def span(self) -> tuple[int, int]:
        """All that is marked."""
        return min(self.anchor[0], self.head[0]), max(self.anchor[1], self.head[1])


class Selecting(Prose):
    """Running text of which a piece can be selected.

    A span is selected by code points of the text, so what is copied of it is the text,
    not its lines on the screen.
    """

    class Selected(Message):
        """Another piece is selected, or none."""

    def __init__(self, glyphs: Glyphs, *, measure: int, id: str | None = None) -> None:
        super().__init__(glyphs, measure=measure, id=id)
        self.selection: tuple[int, int] | None = None
        """Span of what is selected, code points into the text, end exclusive."""
        self.text = ""
        """What is shown, without signs; empty for an empty pane."""
        self._marking: Marking | None = None
        self._pressed: tuple[int, int] | None = None
        self._held_at = (0, 0)
        self._scrolling: Timer | None = None

    @property
    def is_marking(self) -> bool:
        """Whether words are being marked with the keyboard."""
        return self._marking is not None

    @property
    def selected_text(self) -> str:
        """What is selected, as it stands in the text."""
        return self.text[slice(*self.selection)] if self.selection is not None else ""

    @override
    def show_page(self, page: Page | None, *, offset: int = 0) -> None:
        """Show another text, with nothing selected, or the same one anew."""
        text = page.text if page is not None else ""
        if text is not self.text:
            self.text = text
            self.clear_selection()
        super().show_page(page, offset=offset)

    def mark(self, span: tuple[int, int] | None = None) -> None:
        """Begin marking at a span, else the word marked last, the selection, the top line."""
        if span is None and self._marking is not None:
            span = self._marking.head
        span = span or self.selection
        if span is None:
            from reader.articles.pointing import next_word  # noqa: PLC0415 -- 3 ms of patterns

            span = next_word(self.text, self.offset_at_top)
        if span is not None:
            self._extend(Marking(span, span))

    def mark_words(self, step: int) -> None:
        """Go on to the next (1) or back to the previous (-1) word."""
        from reader.articles.pointing import next_word, previous_word  # noqa: PLC0415 -- as above

        if self._marking is not None:
            start, end = self._marking.head
            there = next_word(self.text, end) if step > 0 else previous_word(self.text, start)
            if there is not None:
                self._extend(self._marking._replace(head=there))

    def mark_lines(self, step: int) -> None:
        """Go on to the next (1) or back to the previous (-1) line."""
        from reader.articles.pointing import previous_word, word_at  # noqa: PLC0415 -- as above

        if self._marking is not None:
            wrapping, place = self.wrapped(), self._marking.head[0]
            there = offset_below(wrapping, place, step) if wrapping is not None else place
            word = word_at(self.text, there) or previous_word(self.text, there)
            if word is not None:
                self._extend(self._marking._replace(head=word))

    def clear_selection(self) -> bool:
        """Select nothing; whether something was selected."""
        self._marking = self._pressed = None
        was_selected = self.selection is not None
        if was_selected:
            self._choose(None)
        return was_selected

    def _extend(self, marking: Marking) -> None:
        self._marking = marking
        self._choose(marking.span)
        self.reveal(marking.head[0])

    def _choose(self, span: tuple[int, int] | None) -> None:
        self.selection = span
        self.select(span)
        self.post_message(self.Selected())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select at the character under the mouse."""
        if event.button == 1:
            self.clear_selection()
            self._pressed = self.character_at(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the character under the mouse."""
        if self._pressed is None:
            return
        self._held_at = (event.x, event.y)
        self._select_to_mouse()
        is_outside = not 0 <= event.y < self.size.height
        if is_outside and self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL_EVERY_S, self._scroll_to_mouse)
        elif not is_outside:
            self._stop_scrolling()

    def on_mouse_up(self) -> None:
        """End selecting."""
        self._pressed = None
        self._stop_scrolling()
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word, at a third click the paragraph, under the mouse."""
        if event.chain > 1:
            from reader.articles.pointing import paragraph_at, word_at  # noqa: PLC0415 -- as above

            place = self.character_at(event.x, event.y)[0]
            find = word_at if event.chain == 2 else paragraph_at
            self._choose(find(self.text, place))

    def character_at(self, x: int, y: int) -> tuple[int, int]:
        """Span of the character at a cell of the pane, or of the nearest one."""
        wrapping = self.wrapped()
        if wrapping is None:
            return 0, 0
        return character_at(wrapping, wrapping.moved(self.top, y), x - self.margin)

    def _select_to_mouse(self) -> None:
        x, y = self._held_at
        pressed = self._pressed
        start, end = self.character_at(x, max(-1, min(y, self.size.height)))
        if pressed is not None and (self.selection is not None or (start, end) != pressed):
            self._choose((min(start, pressed[0]), max(end, pressed[1])))

    def _scroll_to_mouse(self) -> None:
        self.scroll_lines(-1 if self._held_at[1] < 0 else 1)
        self._select_to_mouse()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None
