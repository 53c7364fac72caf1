import pytest

from reader.view.first_theme import default_theme
from reader.view.themes import DARK_HUES, LIGHT_HUES, THEMES


def test_every_theme_says_every_colour() -> None:
    assert all(set(DARK_HUES) <= set(theme.variables) for theme in THEMES)
    assert set(LIGHT_HUES) == set(DARK_HUES)


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({}, "newsreader-dark"),
        ({"COLORFGBG": "15;0"}, "newsreader-dark"),
        ({"COLORFGBG": "0;15"}, "newsreader-light"),
        ({"COLORFGBG": "0;default;15"}, "newsreader-light"),
        ({"COLORFGBG": "nonsense"}, "newsreader-dark"),
        ({"COLORFGBG": "0;15", "NO_COLOR": ""}, "terminal"),
    ],
)
def test_the_first_theme_is_what_the_terminal_says(environ: dict[str, str], theme: str) -> None:
    assert default_theme(environ) == theme
