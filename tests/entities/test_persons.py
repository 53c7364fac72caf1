import pytest

from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.persons import with_whole_persons
from reader.entities.span import Span
from tests.entities.spans import after


def whole(text: str, spans: list[Span]) -> list[Span]:
    return with_whole_persons(text, spans, shipped_lexicon())


@pytest.mark.parametrize(
    ("before", "person"),
    [
        ("[Echoing Annan|PERSON], they said", "Echoing [Annan|PERSON], they said"),
        ("[Hassan Annan|PERSON] said", "[Hassan Annan|PERSON] said"),
        ("He met [Price Waterhouse|PERSON].", "He met [Price Waterhouse|PERSON]."),
        ("Pope [John Paul|PERSON] II said", "Pope [John Paul II|PERSON] said"),
        ("Delwyn [J. Lange|PERSON] said", "[Delwyn J. Lange|PERSON] said"),
        ("Daniel [Craig|PERSON] said", "[Daniel Craig|PERSON] said"),
        ("[Daniel|PERSON] Craig said", "[Daniel Craig|PERSON] said"),
        ("[Daniel|PERSON] O'Brien-Lee said", "[Daniel O'Brien-Lee|PERSON] said"),
        ("[Daniel|PERSON] Monday said", "[Daniel|PERSON] Monday said"),
        ("[Daniel|PERSON] [Iraq|GPE] said", "[Daniel|PERSON] [Iraq|GPE] said"),
        ("President [J. Lange|PERSON] said", "President [J. Lange|PERSON] said"),
        ('[Ann|PERSON] "Bee" [Lee|PERSON] said', '[Ann "Bee" Lee|PERSON] said'),
        ('[Ann|PERSON] "[Bee|ORG]" [Lee|PERSON] said', '[Ann "Bee" Lee|PERSON] said'),
        ("[Ann|PERSON] and [Lee|PERSON] said", "[Ann|PERSON] and [Lee|PERSON] said"),
        ("[Somali Ibrahim Ahmad|ORG] said", "[Somali|NORP] [Ibrahim Ahmad|PERSON] said"),
        ("[Somali Red Crescent|ORG] said", "[Somali Red Crescent|ORG] said"),
    ],
)
def test_a_person_has_the_whole_name_and_nothing_more(before: str, person: str) -> None:
    assert after(whole, before) == person
