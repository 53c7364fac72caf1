import pytest

from reader.articles.mention import Kind, Mention, kind_of
from reader.entities.recognizer import Recognizer


@pytest.fixture(scope="module")
def mentions(english: Recognizer, seed: str) -> list[Mention]:
    return english.find(seed)


def shown(seed: str, mentions: list[Mention], kind: Kind) -> set[str]:
    return {seed[one.start : one.end] for one in mentions if kind_of(one.label) is kind}


def test_all_eleven_mentions_of_islamic_state_are_one_organisation(
    seed: str,
    mentions: list[Mention],
) -> None:
    forms = ("Islamic State", "IS", "ISIS", "Daesh")

    found = [one for one in mentions if seed[one.start : one.end] in forms]

    assert len(found) == 11
    assert {one.entity for one in found} == {"organisation:islamic state"}
    assert {one.label for one in found} == {"ORG"}
    assert {one.name for one in found} == {"Islamic State"}


def test_the_mention_in_a_compound_is_found(seed: str, mentions: list[Mention]) -> None:
    start = seed.index("anti-IS") + len("anti-")

    assert any((one.start, one.end) == (start, start + 2) for one in mentions)


def test_rivers_and_towns_are_places(seed: str, mentions: list[Mention]) -> None:
    places = shown(seed, mentions, Kind.PLACE)

    assert {"Tigris", "Euphrates", "Siniyah", "Saleheddin", "Rawa", "Mosul", "Iraq"} <= places


def test_persons_are_persons_without_their_titles(seed: str, mentions: list[Mention]) -> None:
    persons = shown(seed, mentions, Kind.PERSON)

    assert persons == {"Hassan Rouhani", "Ali Khamenei", "Shakir Kadhim", "Bashar al-Assad"}


def test_the_united_states_are_one_place_under_two_names(
    seed: str,
    mentions: list[Mention],
) -> None:
    keys = {one.entity for one in mentions if seed[one.start : one.end] in {"U.S.", "USA"}}

    assert keys == {"place:united states"}


def test_organisations_are_found_and_half_a_title_is_not(
    seed: str,
    mentions: list[Mention],
) -> None:
    assert {"Hashed Al Shaabi", "Salvation Army"} <= shown(seed, mentions, Kind.ORGANISATION)
    assert not any("Supreme" in seed[one.start : one.end] for one in mentions)
