"""The card: in six lines at the foot, who the name in focus is, and why we think so."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from textual import work

from reader.articles.why import why
from reader.library import Library
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Piece
from reader.view.drawing.lined import Lined
from reader.view.panes.learning import learned
from reader.view.panes.telling import LABEL_CELLS, MARGIN, Subject, Teller, Told

_DELAY_S = 0.03
"""A name that is passed sooner than this is not looked up."""
_COMPANIONS = 12


class Card(Lined):
    """Tells of one subject at a time, at once what is at hand and the rest as it comes.

    Args:
        library: Where it is looked up.
        glyphs: Signs to draw with.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    Card { height: 6; max-height: 40%; }
    """

    def __init__(self, library: Library, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._library = library
        self._glyphs = glyphs
        self._told: Told | None = None

    def tell(self, subject: Subject | None, lack: str, *, is_naming: bool) -> None:
        """Tell of a subject.

        Args:
            subject: None for nobody.
            lack: What to say then.
            is_naming: Whether articles are left whose names are not known.
        """
        before = self._told
        if subject is None:
            self._told = None
            self.workers.cancel_node(self)
            self.show(lambda _: [[Piece(f" {lack}", "quiet")]])
        elif before is None or before.subject.entity != subject.entity:
            self._told = Told(subject=subject, is_naming=is_naming)
            self._learn(self._told)
            self.show(self._lines)
        elif (before.subject, before.is_naming) != (subject, is_naming):
            self._told = replace(before, subject=subject, is_naming=is_naming)
            self.show(self._lines)

    def forget(self) -> None:
        """Look the subject up anew the next time, as after the user's word on it."""
        self._told = None

    @work(exclusive=True, group="card")
    async def _learn(self, told: Told) -> None:
        await asyncio.sleep(_DELAY_S)
        async for more in learned(self._library, told, most=_COMPANIONS):
            now = self._told
            if now is None or now.subject.entity != told.subject.entity:
                return
            # The focus may have gone on to another mention of it.
            self._told = replace(more, subject=now.subject, is_naming=now.is_naming)
            self.show(self._lines)

    def _lines(self, width: int) -> Sequence[Sequence[Piece]]:
        told = self._told
        if told is None:
            return ()
        teller = Teller(self._glyphs, has_sigils=self.app.no_color)
        reason = why(told.subject.mention) if told.subject.mention is not None else ""
        label = " " * MARGIN + "why".ljust(LABEL_CELLS)
        return [
            teller.head(told),
            teller.names(told, width),
            teller.seen(told),
            teller.companions(told, width),
            teller.tied(told, width) if told.tied else teller.near(told, width),
            [Piece(label, "quiet"), Piece(reason)] if reason else [],
        ]
