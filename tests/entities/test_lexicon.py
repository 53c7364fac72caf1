import pytest

from reader.articles.mention import LABELS
from reader.entities.lexicon.lexicon import FILES, FOLDER, is_short_form, shipped_lexicon
from reader.entities.lexicon.peoples import people_of, place_of


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.entry.name) for one in shipped_lexicon().find(text)]


@pytest.mark.parametrize("name", FILES)
def test_each_line_has_a_label_and_a_name(name: str) -> None:
    lines = (FOLDER / name).read_text("utf-8").splitlines()

    assert lines[0].startswith("#")
    for line in lines:
        if not line.startswith("#"):
            label, form, *_ = line.split("\t")
            assert label in LABELS
            assert form.strip() == form != ""


def test_the_longest_form_is_found() -> None:
    assert found("the New York Times") == [("New York Times", "New York Times")]


def test_forms_behind_a_prefix_are_found() -> None:
    assert found("anti-IS, pro-U.S. and non-EU") == [
        ("IS", "Islamic State"),
        ("U.S.", "United States"),
        ("EU", "European Union"),
    ]


@pytest.mark.parametrize("text", ["is it us", "ISIScool", "x@UN.example", "sub-UN", "Asia-Pacific"])
def test_pieces_of_other_words_are_not_found(text: str) -> None:
    assert found(text) == []


def test_capitals_of_up_to_five_letters_are_short_forms() -> None:
    assert is_short_form("U.S.")
    assert is_short_form("NATO")
    assert not is_short_form("Iraq")
    assert not is_short_form("DOCUMENT")


def test_everyday_words_hold_no_names() -> None:
    lexicon = shipped_lexicon()

    assert all(lexicon.is_everyday(word) for word in ("launch", "leaders", "near", "border"))
    assert not any(lexicon.is_everyday(word) for word in ("iraq", "mosul", "turkey", "smith"))


def test_given_names_hold_no_words_of_other_use() -> None:
    lexicon = shipped_lexicon()

    assert lexicon.is_given_name("Hassan")
    assert not lexicon.is_given_name("Will")


@pytest.mark.parametrize(
    ("group", "place"),
    [
        ("Iraqi", "Iraq"),
        ("Iraqis", "Iraq"),
        ("British", "United Kingdom"),
        ("Scotsman", "Scotland"),
        ("Londoners", "London"),
        ("European", "Europe"),
        ("Aruban", "Aruba"),
        ("Sunni", None),
        ("iraqi", None),
        ("Swis", None),
        ("", None),
    ],
)
def test_a_people_is_of_its_place(group: str, place: str | None) -> None:
    assert place_of(group) == place


def test_a_place_has_its_people() -> None:
    assert people_of("Iraq") == "Iraqi"
    assert people_of("Paris") == "Parisian"
    assert people_of("Mars") is None


def test_every_people_is_of_a_place_that_the_lexicon_knows_by_that_name() -> None:
    lexicon = shipped_lexicon()

    for file in ("groups.tsv", "peoples.tsv"):
        for line in (FOLDER / file).read_text("utf-8").splitlines():
            group, place = (*line.split("\t"), "", "", "")[1:4:2]
            entry = lexicon.entry(place)
            if place and not line.startswith("#"):
                assert entry is not None, group
                assert entry.name == place
