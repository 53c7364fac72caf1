import pytest

from reader.entities.wording import is_title, occurrences, title_end


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("President Hassan Rouhani", " Hassan Rouhani"),
        ("Supreme Leader Ayatollah Ali Khamenei", " Ali Khamenei"),
        ("Brigadier General Shakir Kadhim", " Shakir Kadhim"),
        ("Lt. Col. Ann Marsh", " Ann Marsh"),
        ("Supreme Court", "Supreme Court"),
        ("Prime Video", "Prime Video"),
    ],
)
def test_titles_before_a_name_are_told_from_names(text: str, rest: str) -> None:
    assert text[title_end(text, 0, len(text)) :] == rest


def test_a_title_is_one_with_and_without_full_stop() -> None:
    assert is_title("Gen.")
    assert is_title("general")
    assert not is_title("Rouhani")


def test_a_form_is_found_as_a_word_of_its_own() -> None:
    text = "Rawa, Rawanduz, el-Rawa, a@Rawa and Rawa"

    assert list(occurrences(text, "Rawa")) == [(0, 4), (36, 40)]
