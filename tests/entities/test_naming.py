import pytest

from reader.articles.entity import entity_key
from reader.articles.mention import Kind
from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.naming import named
from tests.entities.spans import marked


def keys(text: str) -> list[str]:
    plain, spans = marked(text)
    return [mention.entity for mention in named(plain, spans, shipped_lexicon())]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Islamic State", "organisation:islamic state"),
        ("The Ångström Co., Inc.", "organisation:angstrom"),
        ("U.N.", "organisation:un"),
        ("Coca-Cola", "organisation:coca cola"),
        ("The", "organisation:the"),
        ("Inc", "organisation:inc"),
        ("...", "organisation:..."),
    ],
)
def test_a_key_is_the_kind_and_the_folded_name(name: str, key: str) -> None:
    assert entity_key(Kind.ORGANISATION, name) == key


@pytest.mark.parametrize("form", ["IS", "ISIS", "ISIL", "Daesh", "Islamic State"])
def test_each_name_of_islamic_state_is_one_organisation(form: str) -> None:
    assert keys(f"[{form}|ORG]") == ["organisation:islamic state"]


@pytest.mark.parametrize(
    ("forms", "label", "key"),
    [
        (("U.S.", "USA", "US", "United States", "America"), "GPE", "place:united states"),
        (("UK", "U.K.", "Britain", "United Kingdom"), "GPE", "place:united kingdom"),
        (("UN", "U.N.", "United Nations"), "ORG", "organisation:united nations"),
        (("EU", "European Union"), "ORG", "organisation:european union"),
        (("Iraqi", "Iraqis"), "NORP", "group:iraqi"),
    ],
)
def test_the_lexicons_aliases_are_one_entity(
    forms: tuple[str, ...],
    label: str,
    key: str,
) -> None:
    assert keys(" ".join(f"[{form}|{label}]" for form in forms)) == [key] * len(forms)


def test_an_abbreviation_is_what_the_article_says_it_is() -> None:
    text = "the [Information Society|ORG] ([IS|ORG]) and [IS|ORG]"

    assert set(keys(text)) == {"organisation:information society"}


def test_an_abbreviation_is_spelled_by_the_one_name_with_its_initials() -> None:
    text = "[Kish Relief Agency|ORG] said. [KRA|ORG] left."

    assert set(keys(text)) == {"organisation:kish relief agency"}


def test_a_surname_is_the_person_last_named_in_full() -> None:
    text = (
        "[Ann Lee|PERSON] met [Bob Lee|PERSON]. [Lee|PERSON] left. [Ann Lee|PERSON] said"
        " [Lee|PERSON] and [Ann|PERSON]."
    )

    assert keys(text)[2] == "person:bob lee"
    assert keys(text)[4:] == ["person:ann lee", "person:ann lee"]


def test_a_surname_before_the_full_name_is_that_person() -> None:
    assert set(keys("[Lee|PERSON] wins. [Ann Lee|PERSON] left.")) == {"person:ann lee"}


def test_a_surname_with_particles_is_its_person_at_a_sentences_start() -> None:
    text = "[Ursula von der Leyen|PERSON] came. [Von der Leyen|PERSON] left."

    assert set(keys(text)) == {"person:ursula von der leyen"}


def test_a_known_name_in_a_headlines_capitals_is_the_same() -> None:
    assert set(keys("[FED|ORG] and [Fed|ORG]")) == {"organisation:federal reserve"}


def test_one_name_of_two_kinds_is_two_entities() -> None:
    assert keys("[Jordan|PERSON] in [Jordan|GPE]") == ["person:jordan", "place:jordan"]


def test_all_mentions_of_an_entity_show_one_name() -> None:
    plain, spans = marked("[Al Assad|PERSON] and [al-Assad|PERSON]")

    names = {mention.name for mention in named(plain, spans, shipped_lexicon())}

    assert names == {"Al Assad"}
