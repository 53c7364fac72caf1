import sys
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.articles.entity import entity_key
from reader.articles.mention import Kind
from reader.articles.quote import Quote
from reader.articles.quotes import LONGEST, about, by, quotes
from tests.articles.spoken import HELD_OUT, KNOWN, Spoken, spoken

PIECES = st.sampled_from([
    '"', "“", "”", "„", "«", "»", "'", "‘", "’", "``", "''", ",", ".", "?", ":", " - ", "(", ")",
    "\n", "\n\n", " ", " said ", "said", " he ", " told ", " that ", "[@Ann Lee]", "[#Red Cross]",
    "[!Friday]", "the mayor", "We go", "according to ", "saying", "as ", "quoted ", " and ", "who ",
    "U.S. ", "Mr. ", "😀", "e\u0301", "\xa0",
])  # fmt: skip
WRITTEN = st.lists(PIECES, max_size=60).map("".join)

HOSTILE = [
    '"', '" ', "“", "“a” ", "''", "'a' ", "' ", "‘", "``", "«", '"a," he said. ', "he said ",
    "X said ", "said that ", "said, ", "according to he, ", ". ", "...", '."', "!?", "(", "- ",
    ", ",
    ': "a" ', '\n\n"a b c d e', "as saying ", "quoted ", "who said, ", "and said ", "Mr. ", "a",
    "the mayor of x and the mayor of y ", '"A b!" C d e f g h i j k l. ', "[@Ann Lee], ",
    "[@Ann Lee] said [@Ann Lee] ", "he said she said it said ", '"a b" and "c d" ',
]  # fmt: skip


def article(written: str) -> Spoken:
    return spoken(f"Headline\n\n{written}")


def found_in(written: str) -> list[Quote]:
    read = article(written)
    return quotes(read.text, read.mentions)


def lines_run(written: str) -> int:
    """How many lines of ours are run to read a text."""
    read = article(written)
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace if "articles" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type] # a tracer may return itself
    try:
        quotes(read.text, read.mentions)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("written", "speakers"), KNOWN + HELD_OUT)
def test_what_is_said_is_found_with_who_says_it(
    written: str, speakers: tuple[str | None, ...]
) -> None:
    read = article(written)

    found = quotes(read.text, read.mentions)

    assert [read.text[quote.start : quote.end] for quote in found] == [
        read.text[start:end] for start, end in read.said
    ]
    assert tuple(quote.speaker for quote in found) == speakers


def test_headline_may_hold_a_quote() -> None:
    read = spoken("[@Ann Lee]: ‘{We shall not be moved}’\n\nThe mayor spoke on [!Friday].")

    found = quotes(read.text, read.mentions)

    assert [(quote.start, quote.end, quote.speaker) for quote in found] == [
        (*read.said[0], "Ann Lee")
    ]


def test_quote_tells_by_which_words_it_is_given_to_whom() -> None:
    read = article('Rain fell. "We will rebuild the school," said army general [@Omar Haddad].')

    (quote,) = quotes(read.text, read.mentions)

    assert quote.cue is not None
    assert quote.by is not None
    assert read.text[slice(*quote.cue)] == "said"
    assert read.text[slice(*quote.by)] == "army general Omar Haddad"
    assert quote.entity == entity_key(Kind.PERSON, "Omar Haddad")
    assert read.text[slice(*quote.sentence)].startswith('"We will')
    assert quote.is_direct


def test_who_is_not_named_is_told_in_the_words_of_the_text() -> None:
    read = article('"They opened fire on us," an army spokesman said.')

    (quote,) = quotes(read.text, read.mentions)

    assert quote.entity is None
    assert quote.by is not None
    assert read.text[slice(*quote.by)] == "an army spokesman"


def test_told_speech_is_told_from_quoted_speech() -> None:
    (told,) = found_in("[@Ann Lee] said the bridge was shut.")
    (cited,) = found_in('[@Ann Lee] said: "The bridge is shut."')

    assert not told.is_direct
    assert cited.is_direct


def test_pronoun_is_less_sure_than_a_name() -> None:
    named, meant = found_in('[@Ann Lee] said it was late. "We must go," she said.')

    assert meant.speaker == "Ann Lee"
    assert meant.confidence < named.confidence


def test_she_is_not_the_man_who_was_named_last() -> None:
    (quote,) = found_in(
        'Mrs. [@Brown] met Mr. [@White] in [^Rome]. "We talked for hours about it," she said.'
    )

    assert quote.speaker == "Brown"


def test_title_means_the_one_person_who_bore_it() -> None:
    (quote,) = found_in('Mayor [@Ann Lee] came late. "We must hurry up now," the mayor said.')

    assert quote.speaker == "Ann Lee"


def test_title_of_two_people_means_neither() -> None:
    (quote,) = found_in(
        'President [@Ann Lee] met President [@Tom Reed]. "We are close," the president said.'
    )

    assert quote.speaker is None


def test_quotes_by_and_about_an_entity_are_apart() -> None:
    found = found_in(
        "[@Ann Lee] said [@Tom Reed] had lied. “[@Ann Lee] is wrong,” said [@Tom Reed]. “I am "
        "Tom,” he said."
    )
    lee = {entity_key(Kind.PERSON, "Ann Lee"), "person:a lee"}

    assert [quote.speaker for quote in by(found, lee)] == ["Ann Lee"]
    assert [quote.speaker for quote in about(found, lee)] == ["Tom Reed"]


@pytest.mark.parametrize("name", ['"Islamic State"', "‘The Wolves’", '"caliphate"', "“so-called”"])
def test_name_or_word_in_marks_is_no_quote(name: str) -> None:
    assert found_in(f"Troops drove {name} out of the valley on Friday.") == []


@given(WRITTEN)
@example(" said  said  and  said  he  said ")
def test_any_text_gives_quotes_in_order_that_lie_in_it(written: str) -> None:
    read = article(written)

    found = quotes(read.text, read.mentions)

    for quote in found:
        assert 0 <= quote.sentence[0] <= quote.start < quote.end <= quote.sentence[1]
        assert quote.sentence[1] <= len(read.text)
        assert 0 < quote.confidence <= 1
        assert (quote.entity is None) == (quote.speaker is None)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text())
def test_text_of_any_characters_is_read(text: str) -> None:
    assert all(quote.end <= len(text) for quote in quotes(text, ()))


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once = lines_run(piece * 150)

    twice = lines_run(piece * 300)

    assert twice <= 2.2 * once + 200


def test_no_more_is_read_than_has_names() -> None:
    found = found_in("x" * LONGEST + ' "We go there at night," he said.')

    assert found == []
