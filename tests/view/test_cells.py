import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from reader.view.drawing.cells import fit, piece
from reader.view.drawing.dates import day


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 5, "abcd…"),
        ("abc def", 5, "abc… "),
        ("漢字漢字", 5, "漢字…"),
        (" / ", 3, " / "),
        ("abc", 0, ""),
    ],
)
def test_a_line_is_padded_or_cut(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


@given(st.text(), st.integers(0, 40))
@example("\u200d", 1)
@example("a\u200d\ufe0f漢字", 3)
def test_a_line_fills_its_width_and_holds_nothing_a_terminal_obeys(text: str, width: int) -> None:
    shown = fit(text, width)

    assert cell_len(shown) == width
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(st.text())
def test_a_piece_keeps_all_that_is_seen(text: str) -> None:
    assert len(piece(text, Style()).text) == len(text.lstrip("\u200c\u200d"))


def test_joiners_that_join_nothing_are_not_drawn() -> None:
    assert fit("\u200d\u200d漢字漢字", 5) == "漢字…"
    assert piece("\u200d\u200d漢", Style()).text == "漢"


@pytest.mark.parametrize(
    ("published", "shown"),
    [(None, "no date"), (0, "1 Jan 1970"), (1499731200, "11 Jul 2017"), (10**20, "no date")],
)
def test_a_day_is_written_in_words(published: int | None, shown: str) -> None:
    assert day(published) == shown
