"""What every engine that finds names offers, and where engines are found."""

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from reader.articles.mention import Mention
from reader.errors import RecognizerError

DEFAULT_NAME = "newsreader-en"
DEFAULT_VERSION = "3"
"""Of the shipped recognizer. Raise it when its answers change: stored names with an
older version are found anew."""

DEFAULT_ID = f"{DEFAULT_NAME}/{DEFAULT_VERSION}"
"""Under which the shipped recognizer's mentions are stored."""

ENTRY_POINTS = "newsreader.recognizers"
"""Group in which other packages offer engines: a callable each that returns a recognizer."""


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


def default_recognizer() -> Recognizer:
    """The shipped recognizer, loaded and ready: 0.2 s of CPU, 50 MB."""
    from reader.entities.english import English  # noqa: PLC0415 - it imports NumPy, 20 MB

    return English(name=DEFAULT_NAME, version=DEFAULT_VERSION)


def recognizer_names() -> tuple[str, ...]:
    """Names of the installed recognizers, the shipped one first."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - it takes 15 ms

    others = sorted(entry_points(group=ENTRY_POINTS).names - {DEFAULT_NAME})
    return (DEFAULT_NAME, *others)


def recognizer_named(name: str) -> Recognizer:
    """The recognizer of this name, loaded and ready.

    Raises:
        RecognizerError: none of this name is installed, or it does not load.
    """
    if name == DEFAULT_NAME:
        return default_recognizer()
    from importlib.metadata import entry_points  # noqa: PLC0415 - it takes 15 ms

    for point in entry_points(group=ENTRY_POINTS, name=name):
        try:
            make = cast("Callable[[], Recognizer]", point.load())
            return make()
        except (ImportError, AttributeError, OSError, TypeError, ValueError) as error:
            raise RecognizerError(f"The recognizer {name} does not load: {error}") from error
    known = ", ".join(recognizer_names())
    raise RecognizerError(f"No recognizer is called {name}; installed: {known}")
