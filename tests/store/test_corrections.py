from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.ruling import around
from reader.errors import NoSuchArticle
from reader.library import Library
from tests.archive import article_at, mention, store, titles, write_article

RECOGNIZER = "test/1"
TEXTS = [
    "ISIS retreats\n\nISIS fighters left Mosul.",
    "Daesh hits back\n\nDaesh is what its foes call ISIS.",
    "Court meets\n\nThe Supreme head of the court spoke.",
    "Islamic State\n\nIslamic State and the Salvation Army.",
]
ISIS, DAESH, STATE = (f"organisation:{name}" for name in ("isis", "daesh", "islamic state"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "library"
    with Library.open(folder) as opened:
        store(folder, [article_at(day * 86_400, text) for day, text in enumerate(TEXTS)])
        for number, text in enumerate(TEXTS, start=2):
            keep(opened, ArticleId(number), text)
        yield opened


def keep(library: Library, number: ArticleId, text: str) -> None:
    """What a recognizer finds that knows four names."""
    found = [
        replace(mention(text[at:], name, name=name), start=at, end=at + len(name))
        for name in ("ISIS", "Daesh", "Supreme", "Islamic State")
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    found.sort(key=lambda one: one.start)
    assert library.names.keep_mentions(number, library.article(number).digest, RECOGNIZER, found)


def shown(library: Library, number: int) -> list[tuple[str, str]]:
    """The names in an article as written, and what they mean."""
    text = library.article(ArticleId(number)).text
    mentions = library.names.mentions(ArticleId(number), RECOGNIZER) or ()
    return [(text[one.start : one.end], one.entity) for one in mentions]


def everywhere(verdict: Verdict, surface: str, entity: str, target: str = "") -> Correction:
    return Correction(
        verdict=verdict, scope=Scope.EVERYWHERE, surface=surface, entity=entity, target=target,
        name=target.partition(":")[2].title(),
    )  # fmt: skip


def one_place(library: Library, verdict: Verdict, number: int, nth: int = 0) -> Correction:
    text = library.article(ArticleId(number)).text
    found = (library.names.mentions(ArticleId(number), RECOGNIZER) or ())[nth]
    before, after = around(text, found.start, found.end)
    return Correction(
        verdict=verdict, scope=Scope.HERE, surface=text[found.start : found.end],
        entity=found.entity, start=found.start, before=before, after=after,
    )  # fmt: skip


def test_entities_that_are_the_same_are_one_at_once_in_text_search_and_facets(
    library: Library,
) -> None:
    library.names.corrections.make(everywhere(Verdict.SAME, "ISIS", ISIS, STATE))
    library.names.corrections.make(everywhere(Verdict.SAME, "Daesh", DAESH, STATE))

    assert shown(library, 3) == [("Daesh", STATE), ("Daesh", STATE), ("ISIS", STATE)]
    everything = ["Islamic State", "Daesh hits back", "ISIS retreats"]
    for name in ("ISIS", "daesh", '"islamic state"', '="Islamic State"'):
        assert titles(library, f"org:{name}") == everything
    facets = library.facets(library.hits("is:unread").query)
    (organisation,) = [one for one in facets.by_field["org"] if one.value != "Supreme"]
    assert (organisation.value, organisation.articles) == ("Islamic State", 3)


def test_undoing_and_redoing_go_back_and_forth_without_limit(library: Library) -> None:
    corrections = library.names.corrections
    for surface, entity in (("ISIS", ISIS), ("Daesh", DAESH)):
        corrections.make(everywhere(Verdict.SAME, surface, entity, STATE))

    undone = [corrections.undo() for _ in range(3)]
    before = shown(library, 3)
    redone = [corrections.redo() for _ in range(3)]

    assert [made.correction.surface for made in undone if made] == ["Daesh", "ISIS"]
    assert before == [("Daesh", DAESH), ("Daesh", DAESH), ("ISIS", ISIS)]
    assert [made.correction.surface for made in redone if made] == ["ISIS", "Daesh"]
    assert {entity for _, entity in shown(library, 3)} == {STATE}


def test_corrections_survive_a_restart(library: Library) -> None:
    library.names.corrections.make(everywhere(Verdict.SAME, "ISIS", ISIS, STATE))
    library.names.corrections.make(
        everywhere(Verdict.NOT_A_NAME, "Supreme", "organisation:supreme")
    )

    with Library.open(library.folder) as again:
        assert shown(again, 2) == [("ISIS", STATE), ("ISIS", STATE)]
        assert shown(again, 4) == []
        made = again.names.corrections.undo()
        assert made is not None
        assert made.correction.surface == "Supreme"


def test_what_is_no_name_is_gone_from_text_and_search(library: Library) -> None:
    correction = everywhere(Verdict.NOT_A_NAME, "Supreme", "organisation:supreme")
    assert titles(library, "org:supreme") == ["Court meets"]

    library.names.corrections.make(correction)

    assert shown(library, 4) == []
    assert titles(library, "org:supreme") == []
    assert "Court meets" in titles(library, "supreme")


def test_a_name_that_is_split_off_is_found_apart_once_it_is_settled(library: Library) -> None:
    corrections = library.names.corrections
    corrections.make(everywhere(Verdict.SAME, "ISIS", ISIS, STATE))
    corrections.make(everywhere(Verdict.SAME, "Daesh", DAESH, STATE))

    corrections.make(everywhere(Verdict.SPLIT, "Daesh", STATE, DAESH))
    assert library.names.settle()

    assert shown(library, 3) == [("Daesh", DAESH), ("Daesh", DAESH), ("ISIS", STATE)]
    assert titles(library, "org:daesh") == ["Daesh hits back"]
    assert titles(library, "org:isis") == ["Islamic State", "Daesh hits back", "ISIS retreats"]


def test_a_name_that_nothing_found_is_lit_at_once_and_found_when_it_is_settled(
    library: Library,
) -> None:
    name = everywhere(Verdict.NAME, "Salvation Army", "", "organisation:salvation army")

    library.names.corrections.make(name)
    at_once = shown(library, 5)
    is_done = library.names.settle()

    assert ("Salvation Army", "organisation:salvation army") in at_once
    assert is_done
    assert shown(library, 5) == at_once
    assert titles(library, "org:salvation") == ["Islamic State"]
    library.names.corrections.undo()
    assert ("Salvation Army", "organisation:salvation army") not in shown(library, 5)
    assert library.names.settle()
    assert titles(library, "org:salvation") == []


def test_a_name_of_another_kind_is_found_under_that_kind_only(library: Library) -> None:
    tigris = everywhere(Verdict.KIND, "Supreme", "organisation:supreme", "place:supreme")

    library.names.corrections.make(replace(tigris, label="LOC"))

    (mentioned,) = library.names.mentions(ArticleId(4), RECOGNIZER) or ()
    assert (mentioned.label, mentioned.entity) == ("LOC", "place:supreme")
    assert titles(library, "place:supreme") == ["Court meets"]
    assert titles(library, "org:supreme") == []


def test_one_place_is_no_name_though_the_rest_of_the_article_is(library: Library) -> None:
    correction = one_place(library, Verdict.NOT_A_NAME, 2)

    library.names.corrections.make(correction, ArticleId(2))

    assert shown(library, 2) == [("ISIS", ISIS)]
    assert shown(library, 3)[-1] == ("ISIS", ISIS)
    library.names.corrections.undo()
    assert shown(library, 2) == [("ISIS", ISIS), ("ISIS", ISIS)]


def test_a_correction_of_an_article_survives_a_read_of_its_changed_file(
    library: Library, tmp_path: Path
) -> None:
    path = write_article(tmp_path / "wire", "a.txt", "The ISIS story\n\nISIS again.")
    (number,) = library.add([path]).ids
    keep(library, number, library.article(number).text)
    library.names.corrections.make(one_place(library, Verdict.NOT_A_NAME, number, 1), number)

    path.write_text("The ISIS story\n\nFirst of all: ISIS again.", encoding="utf-8")
    library.add([path])
    keep(library, number, library.article(number).text)

    assert shown(library, number) == [("ISIS", ISIS)]
    assert library.article(number).text.count("ISIS") == 2


def test_what_is_found_later_is_corrected_too(library: Library) -> None:
    library.names.corrections.make(everywhere(Verdict.SAME, "ISIS", ISIS, STATE))
    name = everywhere(Verdict.NAME, "Salvation Army", "", "organisation:salvation army")
    library.names.corrections.make(name)
    assert library.names.settle()

    (number,) = store(library.folder, [article_at(99, "ISIS and\n\nthe Salvation Army.")])
    keep(library, number, library.article(number).text)

    assert shown(library, number) == [
        ("ISIS", STATE),
        ("Salvation Army", "organisation:salvation army"),
    ]
    assert titles(library, "org:salvation") == ["Islamic State", "ISIS and"]


def test_names_are_counted_as_corrected(library: Library) -> None:
    library.names.corrections.make(everywhere(Verdict.SAME, "ISIS", ISIS, STATE))
    supreme = everywhere(Verdict.NOT_A_NAME, "Supreme", "organisation:supreme")
    library.names.corrections.make(supreme)

    counted = {one.entity: one for one in library.names.entities()}

    assert counted.keys() == {STATE, DAESH}
    assert (counted[STATE].mentions, counted[STATE].articles) == (5, 3)
    assert set(counted[STATE].aliases) == {"ISIS", "Islamic State"}
    of_one = {one.entity: one for one in library.names.entities([ArticleId(3)])}
    assert (of_one[STATE].mentions, of_one[STATE].articles) == (1, 1)


def test_the_users_own_list_names_and_unnames_and_is_read_while_it_changes(
    library: Library,
) -> None:
    listed = library.folder / "names.tsv"
    listed.write_text("# ours\nSalvation Army\torganisation\nSupreme\t-\n", encoding="utf-8")

    at_once = shown(library, 4), shown(library, 5)[-1]
    assert library.names.settle()

    assert at_once == ([], ("Salvation Army", "organisation:salvation army"))
    assert titles(library, "org:salvation") == ["Islamic State"]
    listed.write_text("Mosul\tplace\tMosul, Iraq\n", encoding="utf-8")
    assert shown(library, 2)[-1] == ("Mosul", "place:mosul iraq")
    assert shown(library, 4) == [("Supreme", "organisation:supreme")]
    listed.unlink()
    assert library.names.settle()
    assert titles(library, "org:salvation") == []
    assert shown(library, 2) == [("ISIS", ISIS), ("ISIS", ISIS)]


def test_boilerplate_has_no_names(library: Library) -> None:
    pattern = Correction(verdict=Verdict.BOILERPLATE, scope=Scope.EVERYWHERE, surface="*fighters*")

    library.names.corrections.make(pattern)
    at_once = shown(library, 2)
    assert library.names.settle()

    assert at_once == shown(library, 2) == [("ISIS", ISIS)]
    (hit,) = library.hits("fighters").rows(0, 1)
    assert hit.snippet is not None
    assert "fighters" not in hit.snippet.text
    assert "fighters" in library.article(ArticleId(2)).text


def test_settling_that_is_stopped_goes_on_later(library: Library) -> None:
    name = everywhere(Verdict.NAME, "Salvation Army", "", "organisation:salvation army")
    library.names.corrections.make(name)

    is_done = library.names.settle(lambda: True)

    assert not is_done
    assert titles(library, "org:salvation") == []
    assert library.names.settle()
    assert titles(library, "org:salvation") == ["Islamic State"]


def test_a_correction_holds_in_an_article_that_there_is_or_everywhere(library: Library) -> None:
    here = one_place(library, Verdict.NOT_A_NAME, 2)

    with pytest.raises(NoSuchArticle):
        library.names.corrections.make(here, ArticleId(99))
    with pytest.raises(ValueError, match="everywhere"):
        library.names.corrections.make(here)
    with pytest.raises(ValueError, match="everywhere"):
        library.names.corrections.make(replace(here, scope=Scope.EVERYWHERE), ArticleId(2))

    assert library.names.corrections.undo() is None


def test_what_was_undone_is_forgotten_when_something_else_is_said(library: Library) -> None:
    corrections = library.names.corrections
    corrections.make(everywhere(Verdict.SAME, "ISIS", ISIS, STATE))
    corrections.undo()

    corrections.make(everywhere(Verdict.SAME, "Daesh", DAESH, STATE))

    assert corrections.redo() is None
    assert [one.surface for one, _ in corrections.all()] == ["Daesh"]
