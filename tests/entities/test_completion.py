import pytest

from reader.entities.completion import with_completion
from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.span import Span
from tests.entities.spans import after


def completed(text: str, spans: list[Span]) -> list[Span]:
    return with_completion(text, spans, shipped_lexicon())


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("[Acme Foods|ORG], Inc. said", "[Acme Foods, Inc.|ORG] said"),
        ("for [Dow|GPE] Chemical Co of", "for [Dow Chemical Co|ORG] of"),
        ("with [Airland|PERSON] International Limited", "with [Airland International Limited|ORG]"),
        ("by [Gold Hill|GPE] Capital, L.P. and", "by [Gold Hill Capital, L.P.|ORG] and"),
        ("the [Montreal|GPE] [Hockey Club|ORG] lost", "the [Montreal Hockey Club|ORG] lost"),
        (
            "at [Emil Touma|PERSON] Institute for Peace Studies.",
            "at [Emil Touma Institute for Peace Studies|ORG].",
        ),
        (
            "the [Ministry of|ORG] Health and Sport said",
            "the [Ministry of Health and Sport|ORG] said",
        ),
        (
            "the Ministry of Health and [Ann Lee|PERSON] said",
            "the [Ministry of Health|ORG] and [Ann Lee|PERSON] said",
        ),
        ("the [West Jersey|GPE] River is", "the [West Jersey River|LOC] is"),
        ("the [Thialf|ORG] Stadium is", "the [Thialf Stadium|FAC] is"),
        ("the [Iraqi|NORP] Navy sailed", "the [Iraqi|NORP] Navy sailed"),
        ("the [US|GPE] Senate met", "the [US|GPE] Senate met"),
        ("on Monday Radio Kuban said", "on Monday Radio Kuban said"),
        ("Call Center Cabs came", "Call Center Cabs came"),
        ("He left. Local Police came", "He left. Local Police came"),
        ("the expansion of [West Bank|GPE] towns", "the expansion of [West Bank|GPE] towns"),
        ("[Michigan|GPE]'s University of Arts", "[Michigan|GPE]'s [University of Arts|ORG]"),
        ("the [University of Michigan|ORG]'s August", "the [University of Michigan|ORG]'s August"),
    ],
)
def test_a_name_has_all_of_its_words(before: str, whole: str) -> None:
    assert after(completed, before) == whole


@pytest.mark.parametrize("label", ["GPE", "PERSON"])
def test_a_companys_ending_outweighs_what_the_model_says(label: str) -> None:
    assert after(completed, f"by [Quillon GmbH|{label}] and", 0.99) == "by [Quillon GmbH|ORG] and"
