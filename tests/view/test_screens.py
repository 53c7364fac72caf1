import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import Library
from reader.view.app import NewsReader
from reader.view.commands import COMMANDS
from reader.view.themes import THEMES
from tests.view.conftest import OpenReader

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
async def test_first_screen(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_name_in_focus(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        await reader.press("G", "enter", "]", "]", "n")

        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_searching(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        await reader.press("/")
        await reader.type("mosul")

        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_light(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size, config=Config(theme="newsreader-light")) as reader:
        await reader.press("G")

        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_without_colour(
    open_reader: OpenReader,
    size: tuple[int, int],
    check_screen: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader(*size, NO_COLOR="1") as reader:
        await reader.press("G", "]")

        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_help(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        await reader.press("?")

        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_palette(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        await reader.press(":")
        await reader.type("star")
        await reader.settle()

        check_screen(reader.app)


@pytest.mark.parametrize("keys", [(), ("enter",)], ids=["list", "article"])
async def test_narrow(
    open_reader: OpenReader, keys: tuple[str, ...], check_screen: Callable[..., None]
) -> None:
    async with open_reader(40, 10) as reader:
        await reader.press(*keys)

        check_screen(reader.app)


async def test_the_help_tells_every_command(open_reader: OpenReader) -> None:
    async with open_reader(120, 90) as reader:
        await reader.press("?")
        shown = "\n".join(reader.lines())

        assert [command.help for command in COMMANDS if command.help not in shown] == []
        await reader.press("?")
        assert reader.app.screen is reader.main


@pytest.mark.parametrize("size", [(76, 60), (60, 20), (40, 10)])
async def test_long_lines_of_the_help_go_on_under_their_column(
    open_reader: OpenReader, size: tuple[int, int]
) -> None:
    async with open_reader(*size) as reader:
        await reader.press("?")
        shown: list[str] = []
        for _ in COMMANDS:
            shown += [line.partition("│  ")[2] for line in reader.lines()]
            await reader.press("space")

    at_the_edge = {line.strip("│ ▁▂▃▄▅▆▇█") for line in shown if line[:1].strip()}
    groups = {command.group for command in COMMANDS}
    assert at_the_edge == {*groups, "What is lit", "Esc closes this."}


async def test_the_help_has_a_top_and_an_end(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("?")
        top = reader.lines()

        await reader.press("G")
        assert any("Esc closes this." in line for line in reader.lines())
        await reader.press("g")

        assert reader.lines() == top


@pytest.mark.parametrize("size", [(1, 1), (4, 18), (6, 18), (80, 1), (80, 2), (80, 4)])
async def test_the_palette_survives_the_smallest_screen(
    open_reader: OpenReader, size: tuple[int, int]
) -> None:
    async with open_reader() as reader:
        await reader.press(":")
        await reader.resize(*size)
        await reader.press("pagedown", "down", "pageup", "escape")
        await reader.resize(80, 24)

        assert reader.app.screen is reader.main


async def test_the_palette_carries_a_command_out(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press(":")
        await reader.type("star")
        await reader.press("down", "enter")

        assert reader.app.screen is reader.main
        assert reader.library.hits().rows(0, 1)[0].headline.is_starred


async def test_themes_go_round_and_the_last_one_is_kept(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        seen = [reader.app.theme]
        for _ in THEMES[1:]:
            await reader.press("f2")
            seen.append(reader.app.theme)
        assert set(seen) == {theme.name for theme in THEMES}
    async with open_reader() as reader:
        assert reader.app.theme == seen[-1]


async def test_a_library_that_cannot_be_written_is_read_and_said_so(
    named_library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    shutil.copytree(named_library, folder)
    with Library.open(folder) as library:
        library.is_read_only = True
        app = NewsReader(library, Config(), {})
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("s")
            await app.workers.wait_for_complete()
            await pilot.pause()

            assert "cannot be written" in app.main.status.text
            app.exit()


@pytest.mark.parametrize("size", [*SIZES, (40, 10)])
async def test_facets(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("enter", "|", "j", "enter")

        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_searches_and_sources(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        reader.library.searches.save("The city of Mosul", "mosul OR place:mosul")
        await reader.press("F", "j", "j", "j")

        check_screen(reader.app)


async def test_a_theme_that_is_not_there_is_told_of_at_the_start(open_reader: OpenReader) -> None:
    async with open_reader(config=Config(theme="nope\x1b[2J")) as reader:
        assert reader.app.theme == "newsreader-dark"
        assert 'There is no theme "nope"' in reader.lines()[-1]
