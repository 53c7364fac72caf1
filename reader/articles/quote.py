"""Words that somebody is said to have said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that somebody is said to have said. Offsets are code points, ends exclusive."""

    start: int
    """Of the words said, the mark before them left out."""
    end: int
    """After them, the mark after them left out."""
    is_direct: bool
    """Whether all of them are in marks; of indirect speech some may be."""
    cue: tuple[int, int] | None
    """Span of the verb or of "according to"; None where none stands with these words."""
    by: tuple[int, int] | None
    """Span of the words that tell who speaks: "an army spokesman"; None where none do.

    Of a quote that goes on they may stand in a sentence before it.
    """
    entity: str | None
    """Key of the entity that speaks; None where none is named."""
    speaker: str | None
    """Its name; None where none is named."""
    sentence: tuple[int, int]
    """Span of the sentence that they stand in, marks and speaker included."""
    mentioned: frozenset[str]
    """Keys of the entities that the words mention."""
    confidence: float
    """From 0 to 1: that it was said, and by this speaker."""
