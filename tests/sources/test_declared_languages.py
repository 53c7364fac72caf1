import pytest

from reader.sources.languages import declared_language


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("en_US.UTF-8", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("ger", "de"),
        ("Deutsch", "de"),
        ("iw", "he"),
        (" pt-BR ", "pt"),
    ],
)
def test_a_language_is_known_by_what_articles_call_it(declared: str, code: str) -> None:
    assert declared_language(declared) == code


@pytest.mark.parametrize("declared", ["", "xx", "none", "und", None, 5, "e" * 100, ["en"]])
def test_what_is_no_language_is_none(declared: object) -> None:
    assert declared_language(declared) is None
