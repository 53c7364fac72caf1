from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from typing_extensions import override

from reader.view.drawing.glyphs import UNICODE
from reader.view.panes.choices import Choice, Choices
from reader.view.themes import THEMES

FRUIT = (
    Choice("Fruit", is_heading=True),
    Choice("Apple", "apple", "12"),
    Choice("Pear", "pear", "3", mark="+"),
    Choice("Nuts", is_heading=True),
    Choice("Hazel", "hazel", "1,204"),
)


class ChoicesApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.choices = Choices(UNICODE)

    @override
    def compose(self) -> ComposeResult:
        yield self.choices

    def words(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text[:39].rstrip() for strip in strips]


@asynccontextmanager
async def app_of(choices: Sequence[Choice]) -> AsyncIterator[ChoicesApp]:
    app = ChoicesApp()
    async with app.run_test(size=(60, 8)) as pilot:
        app.choices.show_choices(choices)
        await pilot.pause()
        yield app


async def test_choices_stand_under_their_headings_with_amounts_at_the_edge() -> None:
    async with app_of(FRUIT) as app:
        assert app.words()[:5] == [
            " Fruit",
            "   Apple                            12",
            " + Pear                              3",
            " Nuts",
            "   Hazel                         1,204",
        ]


async def test_the_cursor_passes_headings_by() -> None:
    async with app_of(FRUIT) as app:
        passed = [app.choices.current]
        for step in (1, 1, 1, -1, -1, -1):
            app.choices.move(step)
            passed.append(app.choices.current)

        assert [choice and choice.label for choice in passed] == [
            "Apple", "Pear", "Hazel", "Hazel", "Pear", "Apple", "Apple",
        ]  # fmt: skip


@pytest.mark.parametrize("row", [0, 3, 4, 99, -5])
async def test_any_row_leads_to_a_choice(row: int) -> None:
    async with app_of(FRUIT) as app:
        app.choices.go(row)

        assert app.choices.current is not None


async def test_the_cursor_stays_on_its_choice_when_others_come() -> None:
    async with app_of(FRUIT) as app:
        app.choices.move(1)

        app.choices.show_choices([FRUIT[0], FRUIT[2], FRUIT[1]])

        assert app.choices.current == FRUIT[2]


async def test_nothing_to_choose_from_is_no_trouble() -> None:
    async with app_of([]) as app:
        app.choices.move(1)

        assert app.choices.current is None
