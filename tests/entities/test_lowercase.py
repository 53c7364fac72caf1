import pytest

from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.lowercase import with_small_places
from reader.entities.span import Span
from tests.entities.spans import after


def small(text: str, spans: list[Span]) -> list[Span]:
    return with_small_places(text, spans, shipped_lexicon())


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("i live in france now", "i live in [france|GPE] now"),
        ("in new mexico, say", "in [new mexico|GPE], say"),
        ("in sri lanka", "in [sri lanka|GPE]"),
        ("a turkey and fine china-made cups", "a turkey and fine china-made cups"),
        ("see www.iran.example or x@iran.example", "see www.iran.example or x@iran.example"),
        ("on the east coast", "on the east coast"),
        ("it told us in march", "it told us in march"),
        ("[club france|ORG] said", "[club france|ORG] said"),
    ],
)
def test_places_written_small_are_found(before: str, found: str) -> None:
    assert after(small, before) == found
