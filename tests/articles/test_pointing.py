import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.pointing import next_word, paragraph_at, previous_word, word_at

TEXT = """Anti-IS talks in the U.S.

Mr O'Neil said “40,000” went.
Not Mosul's, he said.

漢字です。"""


def words(text: str) -> list[str]:
    found, place = [], 0
    while (word := next_word(text, place)) is not None:
        found.append(text[slice(*word)])
        place = word[1]
    return found


def test_words_keep_what_joins_them_and_leave_what_stands_beside_them() -> None:
    assert words(TEXT) == [
        "Anti-IS", "talks", "in", "the", "U.S", ".", "Mr", "O'Neil", "said", "“", "40,000", "”",
        "went", ".", "Not", "Mosul's", ",", "he", "said", ".", "漢", "字", "で", "す", "。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "word"), [(0, "Anti-IS"), (5, "Anti-IS"), (7, None), (31, "O'Neil"), (45, "40,000")]
)
def test_the_word_at_a_place_is_whole(place: int, word: str | None) -> None:
    span = word_at(TEXT, place)

    assert (TEXT[slice(*span)] if span else None) == word


def test_a_paragraph_is_found_from_any_place_in_it() -> None:
    assert paragraph_at(TEXT, 3) == (0, 25)
    assert paragraph_at(TEXT, 30) == paragraph_at(TEXT, 60) == (27, TEXT.index("\n\n漢"))
    assert paragraph_at(TEXT, len(TEXT) - 1) == (len(TEXT) - 5, len(TEXT))
    assert paragraph_at(TEXT, 26) is None


texts = st.lists(
    st.sampled_from(["a", "b-c", "é", " ", "\n", ".", "漢", "word " * 90]), max_size=30
)


@given(texts.map("".join))
def test_going_on_and_going_back_find_the_same_words(text: str) -> None:
    forwards, place = [], 0
    while (word := next_word(text, place)) is not None:
        forwards.append(word)
        place = word[1]
    backwards, place = [], len(text)
    while (word := previous_word(text, place)) is not None:
        backwards.append(word)
        place = word[0]

    assert forwards == backwards[::-1]
    assert "".join(text[slice(*word)] for word in forwards) == "".join(text.split())
    assert all(word_at(text, place) == word for word in forwards for place in range(*word))


def test_one_line_of_ten_megabytes_is_not_looked_through() -> None:
    text = "Head\n\n" + "word " * 2_000_000

    start, end = paragraph_at(text, 5_000_000) or (0, 0)

    assert start <= 5_000_000 < end < start + 50_000
    assert previous_word(text, 5_000_001) == (4_999_996, 5_000_000)
