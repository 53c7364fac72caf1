import pytest

from reader.entities.aliases import with_aliases
from tests.entities.spans import after


@pytest.mark.parametrize(
    ("before", "both"),
    [
        (
            '[Acme Foods, Inc.|ORG] ("Acme") fell. Acme said',
            '[Acme Foods, Inc.|ORG] ("[Acme|ORG]") fell. [Acme|ORG] said',
        ),
        (
            '[HARROW STREET BANK|ORG], of [Leeds|GPE] ("Bank"), lends. Bank may',
            '[HARROW STREET BANK|ORG], of [Leeds|GPE] ("[Bank|ORG]"), lends. [Bank|ORG] may',
        ),
        (
            '[Acme Foods|ORG] ("[Acme|PERSON]") and [Acme Foods|ORG]',
            '[Acme Foods|ORG] ("[Acme|ORG]") and [Acme Foods|ORG]',
        ),
    ],
)
def test_a_defined_part_of_a_name_is_that_name(before: str, both: str) -> None:
    assert after(with_aliases, before) == both


@pytest.mark.parametrize(
    "text",
    [
        '[Acme|ORG] of [Leeds|GPE] (hereinafter referred to as the "Company"). The Company is',
        '[Acme|ORG] of [Leeds|GPE], referred to as the "Buyer". The Buyer is',
        '[Harrow Street Bank|ORG] (the "Bank"). The Bank may',
        'Acme Foods in [Leeds|GPE] ("Acme"). Acme is',
        '[Acme Foods|ORG] fell.\nFoods of Acme in [Leeds|GPE] ("Acme"). Acme is',
    ],
)
def test_a_defined_noun_is_no_second_name(text: str) -> None:
    assert after(with_aliases, text) == text
