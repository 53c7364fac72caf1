import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities.recasing import recased

EVERYDAY = {"army", "takes", "town", "in", "north", "after", "long", "battle", "is", "us", "of"}
BODY = "\nThe army of Iraq took Rawa, said Bill Long. NATO praised Iraq."


def sentence(text: str) -> str:
    whole = recased(text, is_common=EVERYDAY.__contains__, is_known={"FBI", "NATO"}.__contains__)
    return whole.partition("\n")[0]


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Army Takes Town After Battle", "Army takes town after battle"),
        ("ARMY TAKES TOWN IN NORTH", "Army takes town in north"),
        ("Army of Iraq Takes Rawa", "Army of Iraq takes Rawa"),
        ("IRAQ ARMY TAKES RAWA", "Iraq army takes Rawa"),
        ("NATO OR FBI IN IRAQ TOWN BATTLE", "NATO OR FBI in Iraq town battle"),
        ("IRAQ'S ARMY IS IN TOWN", "Iraq's army is in town"),
    ],
)
def test_headlines_are_read_by_the_words_of_the_article(headline: str, read: str) -> None:
    assert sentence(headline + BODY) == read


@pytest.mark.parametrize(
    "line",
    [
        "Army takes town in the north",
        "Kofi Annan, Bill Clinton, Hans Blix",
        "Too Short",
        "",
    ],
)
def test_sentences_and_lists_of_names_are_left_alone(line: str) -> None:
    assert sentence(line + BODY) == line


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Army Takes Town After Battle.", "Army Takes Town After Battle."),
        ("Army Takes Town After Battle", "Army takes town after battle"),
        ("Army: Bill Town, North Battle", "Army: Bill Town, North Battle"),
    ],
)
def test_a_sentence_or_a_field_further_down_is_no_headline(line: str, read: str) -> None:
    text = f"Talks{BODY}\n{line}"

    *_, last = recased(text, EVERYDAY.__contains__, lambda _: False).split("\n")

    assert last == read


@given(st.text())
def test_every_offset_stays(text: str) -> None:
    assert len(recased(text, is_common=lambda _: True, is_known=lambda _: False)) == len(text)
