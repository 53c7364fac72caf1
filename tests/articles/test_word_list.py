import pytest

from reader.articles.correction import Verdict
from reader.articles.word_list import listed_names


def test_a_line_is_a_name_its_kind_and_what_it_is_called() -> None:
    listed = listed_names("Daesh\torganisation\tIslamic State\nMosul\tPlace\nSupreme\t-\n")

    said = [(one.verdict, one.surface, one.target, one.name) for one in listed.corrections]
    assert said == [
        (Verdict.NAME, "Daesh", "organisation:islamic state", "Islamic State"),
        (Verdict.NAME, "Mosul", "place:mosul", "Mosul"),
        (Verdict.NOT_A_NAME, "Supreme", "", ""),
    ]
    assert listed.problems == []


def test_organizations_are_organisations() -> None:
    (one,) = listed_names("NATO\tOrganization\n").corrections

    assert (one.target, one.label) == ("organisation:nato", "ORG")


@pytest.mark.parametrize("text", ["", "\n \n", "# Mosul\tplace", "\t\t\n"])
def test_blank_lines_and_remarks_say_nothing(text: str) -> None:
    assert listed_names(text) == ([], [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Mosul", "nothing is no kind of name"),
        ("Mosul\ttown", "town is no kind of name"),
        ("\tplace", "a name has 1 to 200 characters"),
        ("M" * 201 + "\tplace", "a name has 1 to 200 characters"),
    ],
)
def test_a_line_that_cannot_be_understood_is_told_and_the_others_hold(
    line: str, problem: str
) -> None:
    listed = listed_names(f"Raqqa\tplace\n{line}\nRawa\tplace\n")

    assert [one.surface for one in listed.corrections] == ["Raqqa", "Rawa"]
    assert [one[:8] for one in listed.problems] == ["line 2: "]
    assert problem in listed.problems[0]


def test_control_characters_never_become_part_of_a_name() -> None:
    (one,) = listed_names("Mo\x1b[31msul\x07\tplace\n").corrections

    assert one.surface == "Mosul"


def test_a_list_that_is_too_long_says_so() -> None:
    listed = listed_names("".join(f"Name{number}\tperson\n" for number in range(20_001)))

    assert len(listed.corrections) == 20_000
    assert "more than 20,000 names" in listed.problems[0]
