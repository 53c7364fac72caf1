from collections.abc import Callable

import pytest

from tests.view.conftest import OpenReader, Reader

SIZES = [(80, 24), (120, 36)]


async def go_to(reader: Reader, written: str, title: str = "Iraqi forces") -> None:
    """Open the article of this title, and focus the first name in it that is written so."""
    while not reader.title.startswith(title):
        before = reader.title
        await reader.press("J")
        assert reader.title != before
    for _ in range(80):
        await reader.press("]")
        if reader.focused == written:
            return
    raise AssertionError(f"{written} was not met")


def written(reader: Reader, name: str) -> set[str]:
    """The ways in which the article writes the names that mean a thing."""
    article = reader.main.reading.article
    assert article is not None
    mentions = list(reader.main.reading.mentions or ())
    return {article.text[one.start : one.end] for one in mentions if one.name == name}


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}], ids=["colour", "plain"])
@pytest.mark.parametrize("size", SIZES)
async def test_correction_dialogue(
    open_reader: OpenReader,
    size: tuple[int, int],
    environ: dict[str, str],
    check_screen: Callable[..., None],
) -> None:
    async with open_reader(*size, **environ) as reader:
        await go_to(reader, "IS")
        await reader.press("c")

        check_screen(reader.app)


@pytest.mark.parametrize("size", SIZES)
async def test_choosing_what_a_name_is_the_same_as(
    open_reader: OpenReader, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_reader(*size) as reader:
        await go_to(reader, "IS")
        await reader.press("c", "s", "enter")

        check_screen(reader.app)


async def test_a_false_name_is_gone_everywhere_with_three_keys(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Daesh")

        await reader.press("c", "x", "enter")

        assert "Daesh" not in written(reader, "Islamic State")
        assert '"Daesh" is no name, everywhere' in reader.lines()[-1]
        await reader.press("u")
        assert "Daesh" in written(reader, "Islamic State")
    async with open_reader() as reader:
        await go_to(reader, "Daesh")
        assert "Daesh" in written(reader, "Islamic State")


async def test_a_name_is_split_off_and_joined_again(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Daesh")
        await reader.press("c", "p", "enter")
        assert reader.focused == "Daesh"
        assert written(reader, "Daesh") == {"Daesh"}
        assert written(reader, "Islamic State") == {"Islamic State", "IS", "ISIS"}

        await go_to(reader, "Daesh")
        await reader.press("c", "s", "enter")
        await reader.type("islamic st")
        await reader.press("enter")

        assert written(reader, "Islamic State") == {"Islamic State", "IS", "ISIS", "Daesh"}
        await reader.press("u", "u")
        assert "Daesh" in written(reader, "Islamic State")
        await reader.press("ctrl+r")
        assert written(reader, "Daesh") == {"Daesh"}


async def test_a_correction_here_leaves_the_other_places(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to(reader, "ISIS")
        number = reader.main.reading.focus_name
        assert number is not None

        await reader.press("c", "1", "tab", "tab", "enter")

        assert written(reader, "Islamic State") == {"Islamic State", "IS", "ISIS", "Daesh"} - (
            {"ISIS"} if number.total == 1 else set()
        )
        people = [one for one in reader.main.reading.mentions or () if one.label == "PERSON"]
        assert "Islamic State" in {one.name for one in people}


async def test_marked_words_become_a_name_of_a_new_entity(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Iraqi", "Old city")
        await reader.press("v", "l", "v")
        assert reader.main.reading.selected_text == "army"

        await reader.press("c", "2", "enter")

        assert written(reader, "army") == {"army"}


async def test_a_line_is_marked_as_boilerplate_and_loses_its_names(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Salvation Army")
        await reader.press("c", "b", "enter")
        await reader.press("enter")

        assert written(reader, "Salvation Army") == set()
        assert reader.main.reading.article is not None
        assert "Salvation Army" in reader.main.reading.article.text


async def test_a_new_name_can_be_given_where_nothing_is_offered(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Rawa")
        await reader.press("c", "s", "enter")
        await reader.type("Rawah on the Euphrates")
        await reader.press("enter")

        assert written(reader, "Rawah on the Euphrates") == {"Rawa"}


@pytest.mark.parametrize("keys", [("escape",), ("s", "enter", "escape", "escape")])
async def test_leaving_the_dialogue_changes_nothing(
    open_reader: OpenReader, keys: tuple[str, ...]
) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Daesh")
        await reader.press("c", *keys)

        assert reader.app.screen is reader.main
        assert "Daesh" in written(reader, "Islamic State")
        assert list(reader.library.names.corrections.all()) == []


async def test_without_a_name_the_reader_is_told_how_to_go_to_one(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("c")

        assert "Go to a name with ]" in reader.lines()[-1]


async def test_a_watched_name_is_marked_in_the_list_and_counted(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Daesh")

        await reader.press("w")

        marked = [line for line in reader.lines() if line.startswith("»")]
        assert len(marked) == 1
        assert "Iraqi forces" in marked[0]
        await reader.press("F")
        assert any("Islamic State" in line[:40] for line in reader.lines())
        await reader.press("F", "w")
        assert not [line for line in reader.lines() if line.startswith("»")]


async def test_the_word_list_is_followed_while_the_app_is_open(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to(reader, "Rawa")
        listed = reader.library.folder / "names.tsv"

        listed.write_text("Rawa\tperson\tRawa the Great\n", encoding="utf-8")
        reader.main.follow_rulings()
        await reader.settle()

        assert written(reader, "Rawa the Great") == {"Rawa"}
        listed.write_text("Rawa\tperson\tRawa the Small\nMosul\ttown\n", encoding="utf-8")
        reader.main.follow_rulings()
        await reader.settle()
        assert written(reader, "Rawa the Small") == {"Rawa"}
        assert "names.tsv, line 2: town is no kind of name" in reader.lines()[-1]
