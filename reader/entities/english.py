"""The shipped recognizer: the model, then what a reader knows of names in a document."""

from collections.abc import Sequence

from reader.articles.mention import Mention
from reader.entities.model.engine import Engine
from reader.entities.naming import named
from reader.entities.span import Span

LONGEST = 500_000
"""Code points of a text in which names are looked for, 80,000 words or 3 s; the rest of a
longer one (a dump, a book) has none."""


class English:
    """Finds names in English news. Not thread-safe."""

    def __init__(self, *, name: str, version: str) -> None:
        """Load the model.

        Args:
            name: under which it is known.
            version: changes whenever its answers may change.
        """
        self._name = name
        self._version = version
        self._engine = Engine()

    @property
    def name(self) -> str:
        """Under which it is known."""
        return self._name

    @property
    def version(self) -> str:
        """Changes whenever its answers may change."""
        return self._version

    def find(self, text: str) -> list[Mention]:
        """The mentions in one text: in order of start, none overlapping another."""
        text = text[:LONGEST]
        spans = [Span(*entity, "model") for entity in self._engine.find(text)]
        return named(text, spans)

    def find_many(self, texts: Sequence[str]) -> list[list[Mention]]:
        """As `find` for each text, in the same order."""
        return [self.find(text) for text in texts]
