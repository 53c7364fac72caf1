import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.mention import Mention
from reader.articles.why import RULE_WORDS
from reader.entities.english import English
from reader.entities.recognizer import Recognizer
from reader.entities.span import LONGEST

WORDS = st.sampled_from(
    (
        *("Iraq", "IS", "U.S.", "anti-IS", "the Islamic State", "USA -backed", "Mr", "al-Assad"),
        *(
            "President Hassan Rouhani",
            "said",
            "\n",
            "\n\n",
            "\u00a0",
            "🎉",
            "中文",
            "(UN)",
            "“",
            "”",
        ),
        *("known as", "World Food Programme (WFP)", "e\u0301", "—", "...", "$5m", "BAGHDAD", "\t"),
    )
)


def assert_sound(text: str, mentions: list[Mention]) -> None:
    past = 0
    for one in mentions:
        assert past <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert 0 <= one.confidence <= 1
        assert one.entity.partition(":")[2]
        past = one.end


@given(text=st.text(max_size=200))
def test_mentions_of_any_text_are_sound(english: Recognizer, text: str) -> None:
    mentions = english.find(text)

    assert_sound(text, mentions)


@given(words=st.lists(WORDS, max_size=30))
def test_mentions_of_any_news_are_sound(english: Recognizer, words: list[str]) -> None:
    text = " ".join(words)

    mentions = english.find(text)

    assert_sound(text, mentions)


@settings(max_examples=20)
@given(words=st.lists(WORDS, max_size=30))
def test_the_same_text_has_the_same_mentions(english: Recognizer, words: list[str]) -> None:
    text = "".join(words)

    first, second = english.find(text), english.find(text)

    assert [(one.start, one.entity) for one in first] == [(one.start, one.entity) for one in second]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Iraq met\nAngela Merkel in Berlin 🎉🎉.",
        "In\u00a0Baghdad, Hassan\u00a0Rouhani said.",
        "北京 Iraq 北京 said Iraq 🇮🇶 Iraq.",
        "\n\n\nIraq\n\n",
    ],
)
def test_offsets_hold_among_odd_characters(english: Recognizer, text: str) -> None:
    mentions = english.find(text)

    assert mentions
    assert_sound(text, mentions)


def test_each_way_to_write_a_country_is_one_place(english: Recognizer) -> None:
    text = "The U.S. and the USA, the US and the United States are America."

    keys = {one.entity for one in english.find(text)}

    assert keys == {"place:united states"}


def test_short_forms_match_in_capitals_only(english: Recognizer) -> None:
    text = "He told us who is there. It is for us, and they are what they are."

    assert english.find(text) == []


def test_capitals_all_around_are_no_evidence(english: Recognizer) -> None:
    text = "THIS IS WHAT HE TOLD US AND WHO IS THERE"

    labels = {one.label for one in english.find(text)}

    assert not labels & {"ORG", "GPE"}


def test_people_are_a_group_apart_from_their_country(english: Recognizer) -> None:
    text = "Iraq thanked the Iraqi army. Iraqis in Iraq cheered."

    keys = [one.entity for one in english.find(text)]

    assert keys == ["place:iraq", "group:iraqi", "group:iraqi", "place:iraq"]


def test_a_title_alone_is_no_name(english: Recognizer) -> None:
    text = "Iran's Supreme Leader and the Prime Minister met the President."

    shown = [text[one.start : one.end] for one in english.find(text)]

    assert shown == ["Iran"]


def test_an_article_with_one_kind_of_step_skipped_differs() -> None:
    text = "Greece's finance minister met Maria Kostas. Kostas said he would go."
    whole = English(name="x", version="1")
    without = English(name="x", version="1", skipped=frozenset({"surnames", "repeats"}))

    assert {one.entity for one in whole.find(text)} >= {"person:maria kostas"}
    assert len(without.find(text)) <= len(whole.find(text))


def test_every_step_has_a_name_of_its_own() -> None:
    english = English(name="x", version="1")

    names = [name for name, _ in (*english.preparations(), *english.steps())]

    assert len(names) == len(set(names)) >= 9


def test_every_step_can_be_told_in_words() -> None:
    english = English(name="x", version="1")

    assert {name for name, _ in english.steps()} <= set(RULE_WORDS)


def test_a_mention_says_which_rule_found_it(english: Recognizer) -> None:
    text = (
        "The Unity Front, known by its acronym Nadir, was led by Maria Kostas. "
        "Iraqi forces retook Mosul. The AFP agency told us on Monday."
    )

    said = {text[one.start : one.end]: (one.origin, one.rule) for one in english.find(text)}

    assert said["Maria Kostas"] == ("model", "")
    assert said["Nadir"] == ("rule", "aliases")
    assert said["Mosul"] == ("lexicon", "lexicon")
    assert said["AFP"] == said["Monday"] == ("model", "")


def test_many_texts_are_answered_in_order(english: Recognizer) -> None:
    texts = ["Iraq said so.", "", "France said so."]

    answers = english.find_many(texts)

    assert [[one.name for one in answer] for answer in answers] == [["Iraq"], [], ["France"]]


def test_a_huge_text_is_answered_up_to_its_bound(english: Recognizer) -> None:
    text = "Iraq said so. " * (LONGEST // 14 + 5000)

    mentions = english.find(text)

    assert mentions[0].start == 0
    assert LONGEST - 100 < mentions[-1].end <= LONGEST


@pytest.mark.parametrize("text", ["(" * 20_000, "Aa" * 20_000, "a.b" * 20_000, "X (Y), " * 5000])
def test_tables_and_rules_of_characters_are_survived(english: Recognizer, text: str) -> None:
    mentions = english.find(text)

    assert_sound(text, mentions)
