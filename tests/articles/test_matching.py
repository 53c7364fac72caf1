from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.articles.matching import matches, snippet
from reader.articles.nodes import And, Node, Or, Phrase, Term
from reader.articles.parsing import parse
from reader.articles.words import is_unspaced, words

WORDS = st.sampled_from([
    "us", "U.S.", "us.", "u", "s", "don't", "dont", "Assad's", "assad", "off", "offensive", "中国",
    "中国人", "中", "ß", "ss", "é", "e\u0301", "ﬁ", "fi", "½", "2", "-", "'", "\n", "  ",
])  # fmt: skip
TEXTS = st.lists(WORDS).map(" ".join) | st.lists(WORDS).map("".join) | st.text()
QUERIES = st.lists(WORDS | st.sampled_from(["off*", '"us dont"', '"', "OR", "(", "u*"])).map(
    " ".join
)

STORY = """Old city of Mosul: the return

Families came back on Friday. Most of them had lost their homes.

"Iraqi troops took our city back," said a teacher. She lost her school in the battle of Mosul.
"""


def looked_for(node: Node | None) -> list[tuple[tuple[str, ...], bool]]:
    match node:
        case Term(token, is_prefix):
            return [((token,), is_prefix)]
        case Phrase(tokens, is_prefix):
            return [(tokens, is_prefix)]
        case And(nodes) | Or(nodes):
            return [found for inner in nodes for found in looked_for(inner)]
        case _:
            return []


def matched_code_points(query: str, text: str) -> set[int]:
    """The same by comparing each word of the text with each of the query."""
    found = list(words(text))
    lit: set[int] = set()
    for tokens, is_prefix in looked_for(parse(query).root):
        for first in range(len(found) - len(tokens) + 1):
            window = found[first : first + len(tokens)]
            there = [word.token for word in window]
            ends = there[-1].startswith(tokens[-1]) if is_prefix else there[-1] == tokens[-1]
            if ends and there[:-1] == list(tokens[:-1]):
                is_half = is_prefix and is_unspaced(tokens[-1])
                end = window[-1].start + len(tokens[-1]) if is_half else window[-1].end
                lit.update(range(window[0].start, end))
    return lit


def lit(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in matches(parse(query), text)]


@given(QUERIES, TEXTS)
@example("us", "a.u.s. us U.S.'s")
@example("a", "a'b a")
@example("us", "กUS中us")
def test_what_is_lit_is_what_the_words_say(query: str, text: str) -> None:
    spans = matches(parse(query), text)

    assert {place for span in spans for place in range(*span)} == matched_code_points(query, text)


@given(QUERIES, TEXTS, st.integers(0, 3))
def test_spans_are_in_order_apart_and_no_more_than_asked_for(
    query: str, text: str, limit: int
) -> None:
    spans = matches(parse(query), text)

    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert matches(parse(query), text, limit=limit) == spans[:limit]


@given(QUERIES, TEXTS, TEXTS, st.integers(8, 120))
def test_a_snippet_is_one_line_within_its_width(
    query: str, title: str, body: str, width: int
) -> None:
    shown = snippet(parse(query), f"{title}\n{body}", width)

    assert len(shown.text) <= width
    assert shown.text == " ".join(shown.text.split())
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.matches)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("mosul", "Mosul, MOSUL and mosul's", ["Mosul", "MOSUL", "mosul"]),
        ("us", "The U.S. and US, thus us", ["U.S", "US", "us"]),
        ("dont", "Don't, don’t, dont", ["Don't", "don’t", "dont"]),
        ("off*", "Off the offensive coffin", ["Off", "offensive"]),
        ('"islamic state"', "Islamic State; state, Islamic", ["Islamic State"]),
        ('"pick up"', "pick-up trucks pick\nup", ["pick-up", "pick\nup"]),
        ("a -b", "a b", ["a"]),
        ("a OR b", "b a", ["b", "a"]),
        ("-a", "a", []),
        ("", "a", []),
        ("naive", "naïve nai\u0308ve", ["naïve", "nai\u0308ve"]),
        ("国人", "中国人民", ["国人"]),
        ("中", "中国 国中", ["中", "中"]),
        ("brien", "O'Brien", []),
    ],
)
def test_the_words_of_a_query_are_lit_as_they_are_written(
    query: str, text: str, expected: list[str]
) -> None:
    found = lit(query, text)

    assert found == expected


def test_overlapping_matches_are_one() -> None:
    found = lit('"a b" "b c"', "a b c")

    assert found == ["a b c"]


def test_a_snippet_starts_with_the_sentence_of_the_first_match_after_the_headline() -> None:
    shown = snippet(parse("homes"), STORY, 100)

    assert shown.text == "Most of them had lost their homes."
    assert shown.matches == ((28, 33),)


def test_a_snippet_goes_on_to_the_end_of_the_paragraph() -> None:
    shown = snippet(parse("families"), STORY, 64)

    assert shown.text == "Families came back on Friday. Most of them had lost their homes."
    assert shown.matches == ((0, 8),)


def test_a_snippet_marks_where_the_text_goes_on() -> None:
    shown = snippet(parse("teacher"), STORY, 40)

    assert shown.text == "…said a teacher. She lost her school in…"
    assert shown.matches == ((8, 15),)


def test_without_a_match_in_the_body_a_snippet_is_its_beginning() -> None:
    shown = snippet(parse("return"), STORY, 31)

    assert shown.text == "Families came back on Friday.…"
    assert shown.matches == ()


@pytest.mark.parametrize("text", ["", "Headline", "Headline\n", "\n\n\n"])
def test_an_article_without_a_body_has_an_empty_snippet(text: str) -> None:
    shown = snippet(parse("headline"), text, 40)

    assert shown.text == ""
    assert shown.matches == ()


def test_a_match_far_down_a_long_article_is_shown() -> None:
    text = "Headline\n\n" + "Nothing of note here.\n" * 20_000 + "Then Mosul fell.\n"

    shown = snippet(parse("mosul"), text, 40)

    assert "Mosul" in shown.text
