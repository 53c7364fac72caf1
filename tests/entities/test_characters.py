from hypothesis import given
from hypothesis import strategies as st

from reader.entities.characters import plain_characters, unwrapped

WRAPPED = (
    "Headline\n"
    "The minister met farmers of the northern province of Kish in Port\n"
    "Ellery, where he spoke of water and wheat.\n"
    "\n"
    "Then he left."
)


def test_odd_blanks_hyphens_and_quotes_become_plain_ones() -> None:
    assert plain_characters("“IS”\u00a0al\u2011Assad’s 5\u202f%") == '"IS" al-Assad\'s 5 %'


def test_a_line_cut_to_fit_a_page_goes_on_with_a_blank() -> None:
    assert "in Port Ellery, where" in unwrapped(WRAPPED)


def test_headlines_and_ends_of_paragraphs_keep_their_line_end() -> None:
    lines = unwrapped(WRAPPED).split("\n")

    assert lines[0] == "Headline"
    assert lines[-1] == "Then he left."


def test_a_line_before_the_field_of_a_form_keeps_its_end() -> None:
    form = "Form\nAcme Media Limited, 14 Harbour Lane, Port Ellery PE1 4RN\nAttn: Ann Lee"

    assert unwrapped(form) == form


@given(st.text())
def test_each_character_stays_where_it_was(text: str) -> None:
    assert len(unwrapped(plain_characters(text))) == len(text)
