"""What every engine that finds names offers."""

from collections.abc import Sequence
from typing import Protocol

from reader.articles.mention import Mention

DEFAULT_NAME = "newsreader-en"
DEFAULT_VERSION = "1"
"""Of the shipped recognizer. Raise it when its answers change: stored names with an
older version are found anew."""


class Recognizer(Protocol):
    """Finds the names in texts. Other engines come by entry point ``newsreader.recognizers``."""

    @property
    def name(self) -> str:
        """Short name of the engine, unique among the installed ones."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever its answers may change."""
        ...

    def find(self, text: str) -> list[Mention]:
        """The mentions in one text: in order of start, none overlapping another.

        Offsets are code points into `text` exactly as given.
        """
        ...

    def find_many(self, texts: Sequence[str]) -> list[list[Mention]]:
        """As `find` for each text, in the same order; may be faster in all."""
        ...
