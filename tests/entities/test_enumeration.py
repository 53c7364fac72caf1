import pytest

from reader.entities.enumeration import with_lists
from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.span import Span
from tests.entities.spans import after


def listed(text: str, spans: list[Span]) -> list[Span]:
    return with_lists(text, spans, shipped_lexicon())


@pytest.mark.parametrize(
    ("before", "alike"),
    [
        ("[Mosul|GPE], [Metz|ORG] and [Paris|GPE]", "[Mosul|GPE], [Metz|GPE] and [Paris|GPE]"),
        ("[Mosul|GPE] and [Metz|ORG]", "[Mosul|GPE] and [Metz|GPE]"),
        ("[Mosul|GPE], [Metz|ORG]", "[Mosul|GPE], [Metz|ORG]"),
        ("[Mosul|GPE] of [Metz|ORG]", "[Mosul|GPE] of [Metz|ORG]"),
        ("[Mosul|GPE], [Kehl|ORG] and [NATO|ORG]", "[Mosul|GPE], [Kehl|ORG] and [NATO|ORG]"),
        ("[Mosul|GPE], [Kehl|ORG], [Metz|ORG] and [Oise|ORG]",) * 2,
    ],
)
def test_unsure_names_are_what_they_are_listed_with(before: str, alike: str) -> None:
    assert after(listed, before, confidence=0.6) == alike


def test_a_sure_name_keeps_its_kind_in_a_list() -> None:
    before = "[Mosul|GPE] and [Metz|ORG]"

    assert after(listed, before, confidence=0.94) == before
