from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.articles import matching
from reader.articles.folding import Folded
from reader.articles.matching import matches, snippet
from reader.articles.mention import Kind
from reader.articles.nodes import Named, Near, Phrase, Term, WordField, positive
from reader.articles.parsing import parse
from reader.articles.words import Word, is_unspaced, words

WORDS = st.sampled_from([
    "us", "U.S.", "us.", "u", "s", "don't", "dont", "Assad's", "assad", "off", "offensive", "中国",
    "中国人", "中", "ß", "ss", "é", "e\u0301", "ﬁ", "fi", "½", "2", "-", "'", "\n", "  ",
])  # fmt: skip
TEXTS = st.lists(WORDS).map(" ".join) | st.lists(WORDS).map("".join) | st.text()
QUERIES = st.lists(
    WORDS
    | st.sampled_from(
        [
            "off*",
            '"us dont"',
            '"',
            "OR",
            "(",
            "u*",
            '"us off"~1',
            '"us s ss"~2',
            "title:us",
            'title:"us s"',
            "-us",
            "tag:us",
        ]
    )
).map(" ".join)

STORY = """Old city of Mosul: the return

Families came back on Friday. Most of them had lost their homes.

"Iraqi troops took our city back," said a teacher. She lost her school in the battle of Mosul.
"""


def regions(text: str) -> list[tuple[WordField, list[Word]]]:
    """The words of the headline, and those of what follows it."""
    headline, _, body = text.partition("\n")
    after = len(headline) + 1
    below = [Word(word.token, word.start + after, word.end + after) for word in words(body)]
    return [("title", [*words(headline)]), ("text", below)]


def rows(found: list[Word], tokens: tuple[str, ...], *, is_prefix: bool) -> Iterator[range]:
    for first in range(len(found) - len(tokens) + 1):
        window = found[first : first + len(tokens)]
        there = [word.token for word in window]
        ends = there[-1].startswith(tokens[-1]) if is_prefix else there[-1] == tokens[-1]
        if ends and there[:-1] == list(tokens[:-1]):
            is_half = is_prefix and is_unspaced(tokens[-1])
            end = window[-1].start + len(tokens[-1]) if is_half else window[-1].end
            yield range(window[0].start, end)


def clumps(found: list[Word], near: Near) -> Iterator[range]:
    places = [[n for n, word in enumerate(found) if word.token == one] for one in near.tokens]
    for chosen in product(*places):
        if max(chosen) - min(chosen) + 1 - len(chosen) <= near.distance:
            yield from (range(found[n].start, found[n].end) for n in chosen)


def matched_code_points(query: str, text: str) -> set[int]:
    """The same by comparing each word of the text with each of the query."""
    lit: set[int] = set()
    for where, found in regions(text):
        for leaf in positive(parse(query).root):
            match leaf:
                case Term(token, is_prefix) if leaf.field in {where, "text"}:
                    lit.update(*rows(found, (token,), is_prefix=is_prefix))
                case Phrase(tokens, is_prefix) if leaf.field in {where, "text"}:
                    lit.update(*rows(found, tokens, is_prefix=is_prefix))
                case Near() if leaf.field in {where, "text"}:
                    lit.update(*clumps(found, leaf))
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


@given(QUERIES, TEXTS | TEXTS.map(lambda text: text * 9), st.data())
def test_a_part_of_a_text_has_the_spans_of_the_whole_that_overlap_it(
    query: str, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    found = matches(parse(query), text, start=start, end=end)

    whole = matches(parse(query), text)
    assert found == [span for span in whole if span[0] < end and span[1] > start]


@given(QUERIES, st.lists(TEXTS, min_size=1, max_size=4))
def test_a_text_of_many_blocks_is_lit_like_a_short_one(query: str, texts: list[str]) -> None:
    text = "\n".join(texts) * 3

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "_BLOCK_LENGTH", 200)
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
        ('"pick up"', "trucks\npick-up pick\nup", ["pick-up", "pick\nup"]),
        ('"pick up"', "pick\nup", []),
        ("title:mosul", "Mosul\nMosul", ["Mosul"]),
        ('title:"old mosul" mosul', "Old Mosul\nOld Mosul", ["Old Mosul", "Mosul"]),
        (
            '"oil iraq"~1',
            "Iraqi oil\nIraq sold oil to Iraq; later the oil",
            ["Iraq", "oil", "Iraq"],
        ),
        ('"oil iraq"~0', "Iraq sold oil to Iraq; oil", ["Iraq", "oil"]),
        ('"a b c"~1', "a x b c y b z a", ["a", "b", "c"]),
        ("source:bbc person:merkel tag:x", "BBC: Merkel x", []),
        ("a -b", "a b", ["a"]),
        ("a OR b", "b a", ["b", "a"]),
        ("-a", "a", []),
        ("", "a", []),
        ("naive", "naïve nai\u0308ve", ["naïve", "nai\u0308ve"]),
        ("国人", "中国人民", ["国人"]),
        ("대통령", "한국대통령이", ["대통령"]),
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


def test_words_of_the_headline_only_are_not_lit_in_a_snippet() -> None:
    shown = snippet(parse("title:mosul friday"), STORY, 80)

    assert shown.text == "Families came back on Friday. Most of them had lost their homes."
    assert shown.matches == ((22, 28),)


def test_the_names_that_a_query_asks_for_are_known_apart_from_its_words() -> None:
    query = parse("person:merkel -org:eu (place:berlin OR x)")

    asked = [leaf for leaf in positive(query.root) if isinstance(leaf, Named)]

    assert asked == [Named(Kind.PERSON, ("merkel",)), Named(Kind.PLACE, ("berlin",))]


def test_a_part_of_a_long_text_is_all_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def folded(text: str) -> Folded:
        read.append(len(text))
        return Folded(text)

    monkeypatch.setattr(matching, "Folded", folded)
    text = "Headline\n" + "Mosul fell again. " * 100_000

    first = matches(parse("mosul"), text, limit=1)
    part = matches(parse('"fell again"'), text, start=900_000, end=900_100)

    assert first == [(9, 14)]
    assert len(part) == 6
    assert sum(read) < 50_000


def test_a_text_that_parts_no_words_is_not_read_over_and_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []

    def folded(text: str) -> Folded:
        read.append(len(text))
        return Folded(text)

    def parted(text: str) -> Iterator[Word]:
        read.append(len(text))
        return words(text)

    monkeypatch.setattr(matching, "Folded", folded)
    monkeypatch.setattr(matching, "words", parted)
    text = "Headline\n" + "\u200d" * 240_000

    matches(parse('"us off"'), text)

    assert sum(read) < 6 * len(text)


def test_a_match_far_down_a_long_article_is_shown() -> None:
    text = "Headline\n\n" + "Nothing of note here.\n" * 20_000 + "Then Mosul fell.\n"

    shown = snippet(parse("mosul"), text, 40)

    assert "Mosul" in shown.text
