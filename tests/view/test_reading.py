from pathlib import Path

import pytest

from reader.articles.mention import Kind
from reader.config import Config
from reader.library import Library
from reader.view.app import NewsReader
from tests.view.conftest import OpenReader, Reader

SEED = "Iraqi forces launch anti-IS offensive near Syria border"
NEWEST = "Egypt: gunmen attack a mosque in Sinai"


async def go_to_seed(reader: Reader) -> None:
    await reader.press("G")
    assert reader.title == SEED


async def test_the_app_opens_on_the_newest_article(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        assert reader.title == NEWEST
        assert reader.lines()[2].startswith(f" ● {NEWEST[:30]}")


async def test_moving_down_shows_the_next_article(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("j")

        assert reader.title == "Old city of Mosul: the return"


async def test_an_article_that_was_passed_is_still_unread(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j", "k")

        assert reader.library.counts().unread == 4


async def test_opening_an_article_marks_it_read(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("enter")

        assert reader.library.counts().unread == 3
        assert "●" not in reader.lines()[2]


async def test_a_mark_is_turned_round_and_kept(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("m", "s")
        await reader.press("j", "m", "m")
    async with open_reader() as reader:
        first, second = reader.library.hits().rows(0, 2)

    assert (first.headline.is_read, first.headline.is_starred) == (True, True)
    assert (second.headline.is_read, second.headline.is_starred) == (False, False)


async def test_space_pages_to_the_end_and_then_to_the_next_unread(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("j", "j", "enter")
        assert reader.title == "Cobalt price doubles in a year"
        pages = 0
        while reader.title.startswith("Cobalt"):
            await reader.press("space")
            pages += 1

        assert reader.title == SEED
        assert pages > 5


async def test_the_arrows_and_page_keys_work_too(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("down", "down", "right", "pagedown", "end")
        assert "Paragraph 39" in "\n".join(reader.lines())

        await reader.press("home")

        assert "Cobalt price" in reader.lines()[2]


async def test_big_j_goes_on_without_leaving_the_article(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("enter", "J", "J")

        assert reader.title == "Cobalt price doubles in a year"
        assert reader.main.reading.has_focus
        assert reader.library.counts().unread == 1


async def test_a_name_in_focus_is_told_at_the_foot(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_seed(reader)
        await reader.press("]", "]")

        assert reader.focused == "IS"
        assert "Islamic State · organisation · 1 of 11 here" in reader.lines()[-1]


async def test_n_goes_through_all_mentions_of_one_thing(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_seed(reader)
        await reader.press("]", "]")
        seen = []
        for _ in range(11):
            seen.append(reader.focused)
            await reader.press("n")

        assert sorted(set(seen)) == ["Daesh", "IS", "ISIS", "Islamic State"]
        assert reader.main.reading.focus_name is not None
        assert reader.main.reading.focus_name.number == 1


async def test_big_n_and_bracket_go_back(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_seed(reader)
        await reader.press("]", "]", "n", "N", "[")

        assert reader.focused == "Iraqi"


async def test_escape_takes_the_name_out_of_focus_first(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("enter", "]", "escape")
        assert reader.focused == ""
        assert reader.main.reading.has_focus

        await reader.press("escape", "escape", "escape")

        assert reader.main.headlines.has_focus
        assert reader.app.is_running


async def test_density_goes_from_all_to_nothing(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_seed(reader)
        lit = []
        for _ in range(4):
            lit.append(len(list(reader.main.reading.names)))
            await reader.press("0")

        assert lit[0] > lit[1] > lit[2] > lit[3] == 0


async def test_a_kind_can_be_left_dark(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_seed(reader)
        await reader.press("3")

        assert Kind.PLACE in reader.main.reading.hidden
        await reader.press("]", "]", "]")
        assert reader.focused != "Syria"


async def test_zoom_shows_the_article_alone(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("z")
        assert not reader.main.headlines.display or not reader.main.headlines.size.width
        assert "│" not in reader.lines()[4]

        await reader.press("z")

        assert "│" in reader.lines()[4]


async def test_below_eighty_columns_there_is_one_pane(open_reader: OpenReader) -> None:
    async with open_reader(40, 10) as reader:
        assert "Gunmen killed" not in "\n".join(reader.lines())

        await reader.press("enter")
        assert "Gunmen killed" in "\n".join(reader.lines())

        await reader.press("tab")
        assert "Gunmen killed" not in "\n".join(reader.lines())


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (79, 4), (200, 60)])
async def test_any_size_is_survived(open_reader: OpenReader, size: tuple[int, int]) -> None:
    async with open_reader() as reader:
        await reader.resize(*size)
        await reader.press("j", "enter", "]", "escape", "/", "a", "escape")
        await reader.resize(120, 36)

        assert "Cobalt" in "\n".join(reader.lines())


async def test_the_session_is_taken_up_again(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("j", "j", "enter", "space", "0")
        offset = reader.main.reading.reading_offset
    async with open_reader(80, 24) as reader:
        assert reader.title == "Cobalt price doubles in a year"
        assert reader.main.reading.reading_offset == offset > 0
        assert "names only" in reader.lines()[-1]


async def test_quitting_waits_for_the_marks(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader._pilot.press("s", "q")
        await reader.app.workers.wait_for_complete()

        assert reader.library.hits().rows(0, 1)[0].headline.is_starred


async def test_the_users_keys_replace_the_default_ones(open_reader: OpenReader) -> None:
    async with open_reader(config=Config(keys={"star": ("x",)})) as reader:
        await reader.press("s")
        assert not reader.library.hits().rows(0, 1)[0].headline.is_starred

        await reader.press("x")

        assert reader.library.hits().rows(0, 1)[0].headline.is_starred


async def test_names_are_found_while_one_reads(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        app = NewsReader(library, Config(), {})
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()

            assert app.main.reading.mentions
            app.exit()


async def test_only_the_rows_on_the_screen_are_fetched(tmp_path: Path) -> None:
    wire = tmp_path / "wire"
    wire.mkdir()
    for number in range(300):
        (wire / f"{number:03}.txt").write_text(f"Headline {number}\n\nText {number}.\n")
    with Library.open(tmp_path / "library") as library:
        library.add([wire])
        app = NewsReader(library, Config(), {})
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()

            assert len(app.main.headlines._pages) == 1
            assert len(app.main.headlines._strips) <= app.main.headlines.page_rows + 1
            assert len(list(app.main.query("*"))) < 20
            app.exit()


async def test_the_end_of_a_long_article_is_not_looked_at_before_one_goes_there(
    tmp_path: Path,
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Long\n\n" + "One line, https://example.org/a, and another.\n\n" * 20_000)
    with Library.open(tmp_path / "library") as library:
        library.add([long])
        app = NewsReader(library, Config(), {})
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("g")
            wrapping = app.main.reading.wrapped()

            assert wrapping is not None
            assert app.main.reading.article is not None
            assert app.main.reading.article.headline.title == "Long"
            assert max(wrapping._lines) < 3
            app.exit()


async def test_what_is_said_stays_until_the_next_command(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        app = NewsReader(library, Config(), {}, notice="1 added, 2 skipped")
        async with app.run_test(size=(120, 36)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "1 added, 2 skipped" in app.main.status.text

            await pilot.press("j")
            await pilot.pause()

            assert "1 added, 2 skipped" not in app.main.status.text
            app.exit()


async def test_a_command_typed_right_after_a_move_means_the_new_article(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.view.screens.main.OPENING_DELAY_S", 0.5)
    async with open_reader() as reader:
        await reader.press("j", "s")
        rows = reader.library.hits().rows(0, 2)

        assert [hit.headline.is_starred for hit in rows] == [False, True]


async def test_a_name_stays_in_focus_when_its_article_was_just_gone_to(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.view.screens.main.OPENING_DELAY_S", 0.5)
    async with open_reader() as reader:
        await reader.press("G", "enter", "]")

        assert (reader.title, reader.focused) == (SEED, "Iraqi")
