from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.mention import Label, Mention
from reader.articles.ruling import (
    around,
    boilerplate,
    occurrences,
    place_of,
    surface_of,
    with_corrections,
)
from reader.articles.rulings import Rulings

TEXT = (
    "The IS fled. He is at IS\nheadquarters; the Salvation Army, an army, met IS-K and Washington."
)


def found(word: str, entity: str, label: Label = "ORG", *, nth: int = 0) -> Mention:
    places = [place for place in range(len(TEXT)) if TEXT.startswith(word, place)]
    start = places[nth]
    return Mention(
        start=start, end=start + len(word), label=label, entity=entity, name=word,
        confidence=0.9, origin="model",
    )  # fmt: skip


def said(verdict: Verdict, mention: Mention, scope: Scope = Scope.HERE, **more: str) -> Correction:
    before, after = around(TEXT, mention.start, mention.end)
    correction = Correction(
        verdict=verdict, scope=scope, surface=surface_of(TEXT, mention.start, mention.end),
        entity=mention.entity, start=mention.start, before=before, after=after,
    )  # fmt: skip
    return replace(correction, **more)  # type: ignore[arg-type]


FIRST = found("IS", "organisation:islamic state")
SECOND = found("IS", "organisation:islamic state", nth=1)


def test_words_are_found_whole_and_as_written() -> None:
    places = list(occurrences(TEXT, ["IS", "Salvation Army", "Army", "at IS headquarters"]))

    assert [TEXT[slice(*place)] for place in places] == [
        "IS",
        "at IS\nheadquarters",
        "Salvation Army",
        "IS",
    ]


def test_no_name_here_leaves_the_others() -> None:
    correction = said(Verdict.NOT_A_NAME, SECOND)

    assert with_corrections(TEXT, [FIRST, SECOND], Rulings(), [correction]) == [FIRST]


def test_no_name_in_the_article_drops_all_that_are_written_so() -> None:
    other = found("Salvation Army", "organisation:islamic state")
    correction = said(Verdict.NOT_A_NAME, FIRST, Scope.ARTICLE)

    assert with_corrections(TEXT, [FIRST, SECOND, other], Rulings(), [correction]) == [other]


def test_the_same_as_another_takes_all_names_of_the_entity_in_the_article() -> None:
    other = found("Salvation Army", "organisation:islamic state")
    correction = said(
        Verdict.SAME, FIRST, Scope.ARTICLE, target="organisation:x", name="X", label="ORG"
    )

    ruled = with_corrections(TEXT, [FIRST, SECOND, other], Rulings(), [correction])

    assert {one.entity for one in ruled} == {"organisation:x"}
    assert {one.origin for one in ruled} == {"user"}


def test_a_name_that_nothing_found_takes_the_place_of_what_it_touches() -> None:
    wrong = found("Army, an", "person:army an", "PERSON")
    whole = found("Salvation Army", "organisation:salvation army")
    correction = said(Verdict.NAME, whole, target="organisation:salvation army", name="S. A.")

    ruled = with_corrections(TEXT, [FIRST, wrong], Rulings(), [correction])

    assert [TEXT[one.start : one.end] for one in ruled] == ["IS", "Salvation Army"]


def test_a_name_everywhere_gives_way_to_a_longer_one() -> None:
    longer = found("Salvation Army", "organisation:salvation army")
    name = Correction(
        verdict=Verdict.NAME, scope=Scope.EVERYWHERE, surface="Army", target="organisation:army",
        name="Army",
    )  # fmt: skip

    assert with_corrections(TEXT, [longer], Rulings([name]), []) == [longer]


def test_a_place_is_found_again_in_a_changed_text() -> None:
    correction = said(Verdict.NOT_A_NAME, SECOND)
    changed = "A new first line about IS in full.\n" + TEXT.replace("fled", "has fled")

    place = place_of(changed, correction)

    assert place is not None
    assert changed[place[0] - 6 : place[1]] == "is at IS"


def test_a_place_that_is_gone_is_not_guessed() -> None:
    correction = said(Verdict.NOT_A_NAME, SECOND)

    assert place_of("Quite another text, in which IS stands too.", correction) is None


@pytest.mark.parametrize(
    ("pattern", "is_like"),
    [
        ("More news: *", True),
        ("*news:*", True),
        ("More news: Thousands", True),
        ("more news: *", False),
        ("More*news*Thousands*", True),
        ("*Thousands*news*", False),
        ("More news: Thousands*Thousands", False),
    ],
)
def test_a_pattern_takes_whole_lines(pattern: str, *, is_like: bool) -> None:
    text = "First line.\n  More news:  Thousands \nLast line."

    lines = [text[slice(*span)] for span in boilerplate(text, [pattern])]

    assert lines == (["  More news:  Thousands "] if is_like else [])


def test_boilerplate_has_no_names() -> None:
    text = "The IS fled.\nMore news: IS elsewhere"
    first = Mention(
        start=4, end=6, label="ORG", entity="o", name="IS", confidence=1, origin="model"
    )
    second = replace(first, start=24, end=26)
    pattern = Correction(
        verdict=Verdict.BOILERPLATE, scope=Scope.EVERYWHERE, surface="More news: *"
    )

    assert with_corrections(text, [first, second], Rulings([pattern]), []) == [first]


@given(st.text("ab* \n"), st.text("ab*"))
def test_any_pattern_of_any_text_gives_lines_in_order(text: str, pattern: str) -> None:
    spans = list(boilerplate(text, [pattern]))

    assert spans == sorted(spans)
    assert all("\n" not in text[slice(*span)] for span in spans)


@given(st.text("IS .\n"), st.lists(st.text("IS ", min_size=1), max_size=4))
def test_occurrences_never_overlap(text: str, surfaces: list[str]) -> None:
    places = list(occurrences(text, surfaces))

    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert all(surface_of(text, *place) in {" ".join(s.split()) for s in surfaces}
               for place in places)  # fmt: skip
