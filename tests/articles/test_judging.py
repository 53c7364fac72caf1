from dataclasses import replace

import pytest

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.judging import Words, boilerplate_pattern
from reader.articles.mention import Mention
from reader.articles.ruling import place_of, with_corrections
from reader.articles.rulings import Rulings

TEXT = "IS fled.\nMore news: IS at IS gates, and Mosul"
EVERYWHERE, ARTICLE, HERE = Scope.EVERYWHERE, Scope.ARTICLE, Scope.HERE


def mentions() -> list[Mention]:
    first = Mention(
        start=0, end=2, label="ORG", entity="organisation:islamic state", name="Islamic State",
        confidence=0.9, origin="model",
    )  # fmt: skip
    return [replace(first, start=at, end=at + 2) for at in (0, 20, 26)]


def words(nth: int | None = 1) -> Words:
    if nth is None:
        start = TEXT.index("Mosul")
        return Words(text=TEXT, start=start, end=start + 5, mention=None)
    found = mentions()[nth]
    return Words(text=TEXT, start=found.start, end=found.end, mention=found)


def applied(correction: Correction) -> list[Mention]:
    """The article's names after one correction."""
    own = [] if correction.scope is EVERYWHERE else [correction]
    rulings = Rulings([correction])
    ruled = with_corrections(TEXT, mentions(), rulings, own)
    every = (rulings.ruled(one, TEXT[one.start : one.end]) for one in ruled)
    return [one for one in every if one is not None]


@pytest.mark.parametrize(("scope", "left"), [(HERE, 2), (ARTICLE, 0), (EVERYWHERE, 0)])
def test_no_name_where_it_was_said(scope: Scope, left: int) -> None:
    correction = words().not_a_name(scope)

    assert len(applied(correction)) == left
    assert words().places(correction, mentions()) == 3 - left


@pytest.mark.parametrize(("scope", "changed"), [(HERE, 1), (ARTICLE, 3), (EVERYWHERE, 3)])
def test_another_kind_where_it_was_said(scope: Scope, changed: int) -> None:
    correction = words().of_kind("GPE", scope)

    assert [one.label for one in applied(correction)].count("GPE") == changed
    assert words().places(correction, mentions()) == changed


def test_a_name_that_nothing_found_is_of_the_kind_that_is_said() -> None:
    correction = words(None).of_kind("GPE", EVERYWHERE)

    (found,) = [one for one in applied(correction) if one.label == "GPE"]

    assert correction.verdict is Verdict.NAME
    assert (found.entity, TEXT[found.start : found.end]) == ("place:mosul", "Mosul")
    assert words(None).places(correction, mentions()) == 1


def test_the_same_as_another() -> None:
    correction = words().same_as("organisation:isis", "ISIS", "ORG", ARTICLE)

    assert {one.entity for one in applied(correction)} == {"organisation:isis"}


def test_split_off_is_an_entity_of_that_name() -> None:
    correction = words().split_off(EVERYWHERE)

    assert {(one.entity, one.name) for one in applied(correction)} == {("organisation:is", "IS")}


def test_split_off_under_the_entitys_own_name_is_another_of_that_name() -> None:
    named_so = replace(mentions()[1], entity="organisation:is", name="IS")

    correction = Words(text=TEXT, start=20, end=22, mention=named_so).split_off(HERE)

    assert correction.name == "IS (2)"
    assert correction.target != "organisation:is"


def test_no_words_can_be_split_off_that_are_no_name() -> None:
    with pytest.raises(ValueError, match="split"):
        words(None).split_off(HERE)


def test_what_holds_in_one_place_knows_the_place() -> None:
    here = words().not_a_name(HERE)

    assert place_of(TEXT, here) == (20, 22)
    assert (words().not_a_name(EVERYWHERE).start, here.start) == (-1, 20)


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("More news: Thousands to come", "More news: *"),
        ("Read more", "Read more"),
        ("Sign up for our daily newsletter today", "Sign up for our *"),
        ("The man who said this today: nothing", "The man who said *"),
    ],
)
def test_a_pattern_is_offered_for_a_line(line: str, pattern: str) -> None:
    assert boilerplate_pattern(line) == pattern


def test_the_line_of_words() -> None:
    assert words().line == "More news: IS at IS gates, and Mosul"
    assert words(0).line == "IS fled."
