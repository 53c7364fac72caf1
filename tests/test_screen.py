from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static
from typing_extensions import override

from tests import screen


class Page(App[None]):
    CSS = "Screen { background: #101010; color: #e0e0e0 } Static { width: auto }"

    def __init__(self, markup: str) -> None:
        super().__init__()
        self._markup = markup

    @override
    def compose(self) -> ComposeResult:
        yield Static(self._markup)


async def drawn(markup: str) -> str:
    app = Page(markup)
    async with app.run_test(size=(24, 3)):
        return screen.drawn(app)


async def test_screen_is_drawn_as_lines_and_the_looks_that_differ() -> None:
    shown = await drawn("日本 in [bold #ff0000]New  York[/]\n[u]Oslo[/] and more")

    assert shown.splitlines() == [
        "24x3 #e0e0e0 on #101010",
        "-" * 24,
        "日本 in New  York",
        "Oslo and more",
        "",
        "-" * 24,
        "  0   8 bold #ff0000: New  York",
        "  1   0 underline: Oslo",
    ]


async def test_snapshot_is_kept_by_the_flag_only_and_then_compared(tmp_path: Path) -> None:
    path = tmp_path / "snapshots" / "page.txt"
    app = Page("[i]one[/]")

    async with app.run_test(size=(24, 3)) as pilot:
        with pytest.raises(AssertionError, match="--rewrite-snapshots"):
            screen.check(app, path, is_rewriting=False)
        screen.check(app, path, is_rewriting=True)
        screen.check(app, path, is_rewriting=False)
        app.query_one(Static).update("[b]one[/]")
        await pilot.pause()

        with pytest.raises(AssertionError):
            screen.check(app, path, is_rewriting=False)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_fixture_finds_the_snapshot_by_the_name_of_the_test(
    size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    app = Page("Both [bold]sizes[/]")

    async with app.run_test(size=size):
        check_screen(app)
