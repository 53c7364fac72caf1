from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from typing_extensions import override

from reader.view.drawing.glyphs import UNICODE
from reader.view.drawing.rows import Rows
from reader.view.themes import THEMES

DIVIDER = "you had read to here"


def numbered(row: int, width: int, style: Style) -> Sequence[Sequence[Segment]]:
    return [[Segment(f"{row}{part}".ljust(width), style)] for part in "ab"]


class RowsApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.rows = Rows(numbered, UNICODE)
        self.rows.divider_words = DIVIDER

    @override
    def compose(self) -> ComposeResult:
        yield self.rows

    def words(self) -> list[str]:
        """What each line of the pane says, its rule and blanks left out."""
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip(" │┃─") for strip in strips]


@asynccontextmanager
async def rows_of(height: int) -> AsyncIterator[RowsApp]:
    app = RowsApp()
    async with app.run_test(size=(40, height)) as pilot:
        await pilot.pause()
        yield app


async def test_a_line_stands_between_two_rows() -> None:
    async with rows_of(6) as app:
        app.rows.set_rows(5, divider=1)
        await app.rows.app.workers.wait_for_complete()

        assert app.words()[:2] == ["0a", "0b"]
        assert app.words()[2].strip(" ─") == DIVIDER
        assert app.words()[3:] == ["1a", "1b", "2a"]


@pytest.mark.parametrize("height", [1, 2, 3, 4, 5, 6, 9])
@pytest.mark.parametrize("divider", [None, 0, 1, 3, 9, 10])
async def test_the_cursor_is_always_in_view(height: int, divider: int | None) -> None:
    async with rows_of(height) as app:
        app.rows.set_rows(10, divider=divider)

        for row in [*range(10), *range(9, -1, -1), 5, 9, 0]:
            app.rows.go(row)
            app.rows.refresh()
            lines = app.words()

            assert f"{row}a" in lines
            assert height < 3 or f"{row}b" in lines
            rows = [line for line in lines if line[:1].isdigit()]
            first = int(rows[0][0])
            expected = [f"{n}{part}" for n in range(first, 10) for part in "ab"]
            assert rows == expected[: len(rows)]


async def test_what_is_below_the_line_is_chosen_where_it_is_drawn() -> None:
    async with rows_of(6) as app:
        app.rows.set_rows(5, divider=1)

        assert [app.rows._row_at(y) for y in range(6)] == [
            (0, 0), (0, 1), (1, -1), (1, 0), (1, 1), (2, 0),
        ]  # fmt: skip
