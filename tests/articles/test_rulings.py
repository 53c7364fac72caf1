from dataclasses import replace

import pytest

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.mention import Label, Mention
from reader.articles.rulings import Rulings

ISIS = "organisation:isis"
STATE = "organisation:islamic state"
DAESH = "organisation:daesh"


def mention(entity: str = ISIS, *, name: str = "ISIS", label: Label = "ORG") -> Mention:
    return Mention(
        start=3, end=7, label=label, entity=entity, name=name, confidence=0.8, origin="model"
    )


def same(entity: str, target: str, name: str) -> Correction:
    return Correction(
        verdict=Verdict.SAME, scope=Scope.EVERYWHERE, surface=name, entity=entity,
        target=target, name=name,
    )  # fmt: skip


def not_a_name(surface: str, entity: str) -> Correction:
    return Correction(
        verdict=Verdict.NOT_A_NAME, scope=Scope.EVERYWHERE, surface=surface, entity=entity
    )


def split(surface: str, entity: str, target: str) -> Correction:
    return Correction(
        verdict=Verdict.SPLIT, scope=Scope.EVERYWHERE, surface=surface, entity=entity,
        target=target, name=surface,
    )  # fmt: skip


def test_nothing_said_changes_nothing() -> None:
    assert Rulings().ruled(mention(), "ISIS") == mention()


def test_an_entity_that_is_the_same_as_another_takes_its_key_and_name() -> None:
    rulings = Rulings([same(ISIS, STATE, "Islamic State")])

    ruled = rulings.ruled(mention(), "ISIS")

    assert ruled is not None
    assert (ruled.entity, ruled.name, ruled.origin) == (STATE, "Islamic State", "user")
    assert rulings.members(STATE) == {ISIS, STATE}
    assert rulings.members(ISIS) == {ISIS, STATE}


def test_what_is_merged_twice_ends_in_one_entity() -> None:
    rulings = Rulings([same(DAESH, ISIS, "ISIS"), same(ISIS, STATE, "Islamic State")])

    ruled = rulings.ruled(mention(DAESH, name="Daesh"), "Daesh")

    assert ruled is not None
    assert (ruled.entity, ruled.name) == (STATE, "Islamic State")
    assert rulings.members(DAESH) == {DAESH, ISIS, STATE}


def test_merging_back_turns_the_name_around_and_makes_no_circle() -> None:
    rulings = Rulings([same(ISIS, STATE, "Islamic State"), same(STATE, ISIS, "ISIS")])

    assert rulings.final(STATE) == ISIS
    assert rulings.final(ISIS) == ISIS
    assert rulings.members(STATE) == {ISIS, STATE}


def test_a_name_split_off_leaves_the_others_merged() -> None:
    rulings = Rulings(
        [
            same(ISIS, STATE, "Islamic State"),
            same(DAESH, STATE, "Islamic State"),
            split("Daesh", STATE, DAESH),
        ]
    )

    of_its_own = rulings.ruled(mention(DAESH, name="Daesh"), "Daesh")
    merged = rulings.ruled(mention(), "ISIS")

    assert of_its_own is not None
    assert of_its_own.entity == DAESH
    assert merged is not None
    assert merged.entity == STATE
    assert rulings.members(STATE) == {ISIS, STATE}


def test_a_split_names_every_member_it_was_taken_for() -> None:
    rulings = Rulings([same(ISIS, STATE, "Islamic State"), split("IS", STATE, "organisation:is")])

    ruled = [rulings.ruled(mention(entity), "IS") for entity in (ISIS, STATE)]

    assert [one.entity for one in ruled if one] == ["organisation:is"] * 2


def test_no_name_is_dropped_for_that_entity_alone() -> None:
    rulings = Rulings([not_a_name("Supreme", "organisation:supreme")])

    assert rulings.ruled(mention("organisation:supreme"), "Supreme") is None
    assert rulings.ruled(mention("person:supreme", label="PERSON"), "Supreme") is not None
    assert rulings.ruled(mention("organisation:supreme"), "SUPREME") is not None


def test_no_name_of_no_entity_is_dropped_whatever_it_was_taken_for() -> None:
    rulings = Rulings([not_a_name("Supreme", "")])

    assert rulings.ruled(mention("person:supreme", label="PERSON"), "Supreme") is None


@pytest.mark.parametrize("label", ["GPE", "LOC"])
def test_another_kind_brings_its_label_and_keeps_a_finer_one(label: Label) -> None:
    place = Correction(
        verdict=Verdict.KIND, scope=Scope.EVERYWHERE, surface="Tigris",
        entity="organisation:tigris", label="LOC", target="place:tigris", name="Tigris",
    )  # fmt: skip
    rulings = Rulings([place])

    from_model = rulings.ruled(mention("organisation:tigris", name="Tigris"), "Tigris")
    already = mention("place:tigris", name="Tigris", label=label)

    assert from_model is not None
    assert (from_model.entity, from_model.label) == ("place:tigris", "LOC")
    assert rulings.ruled(already, "Tigris") == already


def test_what_was_said_of_one_place_outweighs_what_holds_everywhere() -> None:
    rulings = Rulings([not_a_name("ISIS", ISIS)])

    assert rulings.ruled(replace(mention(), origin="user"), "ISIS") is not None


def test_a_name_after_all_undoes_no_name() -> None:
    name = Correction(
        verdict=Verdict.NAME, scope=Scope.EVERYWHERE, surface="Supreme", target="person:supreme",
        label="PERSON", name="Supreme",
    )  # fmt: skip

    rulings = Rulings([not_a_name("Supreme", "organisation:supreme"), name])

    assert rulings.ruled(mention("organisation:supreme"), "Supreme") is not None
    assert list(rulings.added) == ["Supreme"]


def test_corrections_of_one_article_rule_nothing_else() -> None:
    here = replace(not_a_name("ISIS", ISIS), scope=Scope.ARTICLE)

    assert Rulings([here]).ruled(mention(), "ISIS") is not None
