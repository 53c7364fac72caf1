from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.text import (
    is_hard_wrapped,
    is_promo,
    paragraphs,
    reading_minutes,
    soft_breaks,
    word_count,
)

SEED = Path(__file__).parent.parent.parent / "seeds" / "000_b42f03f3b5cf94ed.txt"
SENTENCE = "The quick brown fox of the ministry jumped over the lazy budget of the province. "


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@given(st.text(st.sampled_from("ab .\n-1"), max_size=300))
def test_paragraphs_hold_all_of_the_body_but_white_space(text: str) -> None:
    body = text.partition("\n")[2]

    assert "".join("".join(pieces(text)).split()) == "".join(body.split())


@given(st.text(st.sampled_from("ab .\n-1"), max_size=300))
def test_paragraphs_are_in_order_and_neither_empty_nor_padded(text: str) -> None:
    spans = list(paragraphs(text))

    assert spans == sorted(spans)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_blank_lines_part_paragraphs_and_the_title_is_none() -> None:
    found = pieces("Title\n\n\nOne.\n \nTwo\nlines.\n")

    assert found == ["One.", "Two\nlines."]


def test_long_lines_are_paragraphs_each() -> None:
    line = (SENTENCE * 3).strip()

    found = pieces(f"Title\n{line}\n{line}\nShort.")

    assert found == [line, line, "Short."]


@pytest.mark.parametrize(
    "signs", [("- ", "  - ", "    - "), ("1. ", "2) ", ""), ("> ", "> ", "> ")]
)
def test_a_list_or_a_quote_is_one_paragraph_however_long_its_lines(signs: tuple[str, ...]) -> None:
    line = (SENTENCE * 3).strip()
    rows = [f"{sign}{line}" for sign in signs]

    assert pieces("\n".join(["Title", "", *rows])) == ["\n".join(rows)]


def test_the_seed_has_fourteen_paragraphs_and_one_plug() -> None:
    text = SEED.read_text(encoding="utf-8")

    found = pieces(text)

    assert len(found) == 14
    assert [piece for piece in found if is_promo(piece)] == [
        "More news: Thousands to come out for food, companionship at Salvation Army Thanksgiving"
    ]


@pytest.mark.parametrize("width", [50, 66, 72, 80, 99])
def test_text_wrapped_by_hand_may_be_reflowed(width: int) -> None:
    text = "Title\n\n" + fill(SENTENCE * 6, width)

    start, end = next(iter(paragraphs(text)))

    assert len(list(paragraphs(text))) == 1
    assert [text[place] for place in soft_breaks(text, start, end)] == ["\n"] * text[7:].count("\n")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Roses are red,\nviolets are blue,\nsugar is sweet.",
        "1. The first of the items that the minister had on her long list\n2. The second of the",
        "- one that is as long as a line of text may well be in many a news\n- two of them here",
        "Results:\nNorth 12\nSouth 7",
        "A single line",
        "",
    ],
)
def test_verse_lists_and_tables_keep_their_lines(paragraph: str) -> None:
    breaks = soft_breaks(paragraph, 0, len(paragraph))

    assert breaks == []


def test_one_line_is_not_wrapped() -> None:
    assert not is_hard_wrapped(["One line"])


@pytest.mark.parametrize(
    "paragraph",
    [
        "More news: Thousands to come out",
        "Read more: Iraq's army",
        "READ ALSO: Ten things",
        "Related: The battle",
        "[Read more]",
        "Watch: the fall of Mosul",
        "Advertisement",
        "Sign up for our newsletter",
        "Follow us on Twitter",
        "Don’t miss: a story",
    ],
)
def test_a_plug_for_something_else_is_one(paragraph: str) -> None:
    assert is_promo(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "More news came from the front on Friday.",
        "Watching the border, troops waited.",
        "Related groups said so.",
        "Advertisements are a third of its income.",
        "Read more slowly, the teacher said.",
        "More news: " + "a long paragraph that only begins like a plug " * 10,
        "",
    ],
)
def test_a_paragraph_of_the_story_is_no_plug(paragraph: str) -> None:
    assert not is_promo(paragraph)


def test_words_are_parted_by_white_space() -> None:
    assert word_count("Iraqi forces\n\nlaunch anti-IS offensive") == 5


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (230, 1), (231, 2), (327, 2), (2300, 10)]
)
def test_reading_takes_a_minute_at_least(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Title\n\nTwo words.", 3),
        ("中国人民\n\n" + "中国" * 500 + "。", 503),
        ("BBC 中国人", 3),
        ("ประเทศไทย" * 4, 9),
        ("대통령이 서울에", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert word_count(text) == words
