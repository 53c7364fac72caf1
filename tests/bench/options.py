"""What a benchmark is asked to do."""

from dataclasses import dataclass

from tests.bench.stock import Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """From the command line."""

    articles: int
    """How many the archive has."""
    stock: Stock
    rounds: int = 5
    """How often each thing is measured, in turns with what it is compared with."""
    queries: int = 0
    """How many generated queries are checked besides."""
    idle_s: float = 10
    """How long an app is watched that has nothing to do."""
    held_s: float = 4
    """How long a key is held."""
    huge_bytes: int = 10_000_000
    """Size of the largest article."""


class WrongAnswerError(Exception):
    """What was measured did not do what it has to; the message says how."""
