import pytest

from reader.view.screens.layout import layout


@pytest.mark.parametrize(
    ("width", "list_width"), [(80, 28), (100, 28), (120, 40), (140, 60), (300, 60)]
)
def test_the_list_gets_what_the_article_leaves(width: int, list_width: int) -> None:
    assert layout(width, 36, 76).list_width == list_width


@pytest.mark.parametrize("width", [1, 40, 79])
def test_a_narrow_screen_shows_one_pane(width: int) -> None:
    shape = layout(width, 24, 76)

    assert shape.is_narrow
    assert shape.list_width == width


def test_a_short_screen_has_no_room_for_rules() -> None:
    assert layout(80, 5, 76).is_short
    assert not layout(80, 10, 76).is_short
