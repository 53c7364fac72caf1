from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.rewriting import exact_term
from reader.library import Library
from tests.archive import article_at, mention, store, titles

TEXTS = {
    "Islamic State": "Islamic State is driven out",
    "Islamic State of Iraq": "Islamic State of Iraq is declared",
    'Dwayne "Rock" Johnson': 'Dwayne "Rock" Johnson acts',
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        for place, (name, text) in enumerate(TEXTS.items()):
            (number,) = store(opened.folder, [article_at(place * 86_400, text)])
            digest = opened.article(number).digest
            found = [mention(text, name, name=name)]
            opened.names.keep_mentions(number, digest, "model/1", found)
        yield opened


def test_a_name_means_all_entities_whose_names_have_its_words(library: Library) -> None:
    assert len(titles(library, 'org:"Islamic State"')) == 2


@pytest.mark.parametrize("query", ['org:="Islamic State"', 'name:="the islamic-state"'])
def test_an_exact_name_means_one_entity_however_it_is_folded(library: Library, query: str) -> None:
    assert titles(library, query) == [TEXTS["Islamic State"]]
    assert titles(library, f"-{query}").count(TEXTS["Islamic State"]) == 0


def test_an_exact_name_of_another_kind_or_of_nobody_means_what_its_words_do(
    library: Library,
) -> None:
    assert titles(library, 'person:="Islamic State"') == []
    assert titles(library, "org:=Islamic") == titles(library, "org:Islamic")


def test_the_term_for_any_entity_finds_it(library: Library) -> None:
    for name, text in TEXTS.items():
        assert titles(library, exact_term("org", name)) == [text]


def test_an_exact_name_that_is_being_typed_goes_on(library: Library) -> None:
    assert len(titles(library, "org:=Isl", is_typing=True)) == 2


@pytest.fixture
def union(library: Library) -> Library:
    """A library in which the European Union is written EU, and nowhere in full."""
    (number,) = store(library.folder, [article_at(9 * 86_400, "The EU decides")])
    found = [mention("The EU decides", "EU", name="European Union")]
    library.names.keep_mentions(number, library.article(number).digest, "model/1", found)
    return library


@pytest.mark.parametrize("query", ['org:"european union"', "org:european", "name:=EU", "org:eu"])
def test_a_name_is_found_that_is_written_nowhere_in_full(union: Library, query: str) -> None:
    assert titles(union, query) == ["The EU decides"]


@pytest.mark.parametrize(
    ("surface", "verdict", "found"),
    [("Islamic State", Verdict.SAME, ["The EU decides"]), ("EU", Verdict.NOT_A_NAME, [])],
)
def test_a_name_that_is_written_nowhere_in_full_goes_with_its_last_alias(
    union: Library, surface: str, verdict: Verdict, found: list[str]
) -> None:
    entities = {"EU": "organisation:european union"}
    said = Correction(
        verdict=verdict,
        scope=Scope.EVERYWHERE,
        surface=surface,
        entity=entities.get(surface, "organisation:islamic state"),
        target="" if verdict is Verdict.NOT_A_NAME else "organisation:european union",
        name="" if verdict is Verdict.NOT_A_NAME else "European Union",
    )
    union.names.corrections.make(said)

    assert titles(union, 'org:"european union" EU') == found
