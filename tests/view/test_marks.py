from hypothesis import given
from hypothesis import strategies as st

from reader.view.drawing.marks import fall, thumb


def test_a_list_that_fits_has_no_thumb() -> None:
    assert thumb(0, 10, 10, 20) == (0, 0)


def test_the_thumb_is_at_the_foot_when_the_end_is_in_view() -> None:
    first, last = thumb(990, 10, 1000, 20)

    assert (first, last) == (19, 20)


@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 10_000), st.integers(1, 60))
def test_the_thumb_stays_inside_the_pane(top: int, page: int, count: int, height: int) -> None:
    first, last = thumb(min(top, max(0, count - page)), page, count, height)

    assert 0 <= first <= last <= height


def test_a_text_that_fits_is_marked_line_by_line() -> None:
    assert fall([0, 3, 9], top=0, count=10, height=20) == {0, 3, 9}


def test_a_longer_text_is_marked_in_proportion() -> None:
    assert fall([0, 50, 99], top=40, count=100, height=10) == {0, 5, 9}
