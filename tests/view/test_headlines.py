from pathlib import Path

from reader.view.drawing.dates import moment
from tests.view.conftest import OpenReader


def write(folder: Path, *numbers: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(f"News {number}\n\nIt happened, number {number}.")
    return folder


async def test_a_line_parts_what_came_since_from_what_was_there(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader() as reader:
        assert reader.main.headlines.divider is None
        await reader.press("q")
    async with open_reader() as reader:
        assert reader.main.headlines.divider is None
        reader.library.add([write(tmp_path / "news", 1, 2)])
        reader.main.search.ask(is_same=True)
        await reader.settle()

        lines = [line.partition("│")[0].strip() for line in reader.lines()[2:8]]

        assert lines[0].endswith("News 2")
        assert lines[2].endswith("News 1")
        assert lines[4].startswith("── you had read to here")


async def test_the_line_does_not_part_what_a_search_found(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("q")
    async with open_reader() as reader:
        reader.library.add([write(tmp_path / "news", 1)])
        await reader.press("/")
        await reader.type("happened OR mosul")

        assert reader.main.headlines.count > 1
        assert reader.main.headlines.divider is None


async def test_articles_that_come_leave_the_cursor_where_it_is(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader(80, 24) as reader:
        reader.library.add([write(tmp_path / "news", *range(40))])
        reader.main.search.ask(is_same=True)
        await reader.settle()
        headlines = reader.main.headlines
        headlines.go(15)
        headlines.go(12)
        await reader.press("J")
        title, line = reader.title, headlines.cursor - headlines.top

        reader.library.add([write(tmp_path / "more", 41, 42, 43)])
        reader.main.search.ask(is_same=True)
        await reader.settle()

        assert headlines.count == 47
        assert headlines.cursor == 16
        assert headlines.cursor - headlines.top == line
        assert reader.title == title


def test_a_time_of_this_week_has_its_day_and_hour() -> None:
    now = 1_800_000_000.0

    assert moment(now - 3_600, now)[3] == " "
    assert ":" in moment(now - 3_600, now)
    assert moment(now - 30 * 86_400, now).split()[2].isdigit()
    assert moment(1e300, now) == ""


STORY = " ".join(f"sentence {number} of a story that three agencies sent" for number in range(20))


async def test_copies_are_folded_under_the_newest_and_unfolded(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader() as reader:
        for agency in ("one", "two", "three"):
            (tmp_path / agency).mkdir()
            (tmp_path / agency / "story.txt").write_text(f"Headline of {agency}\n\n{STORY}")
            reader.library.add([tmp_path / agency])
        reader.library.link_copies()
        reader.main.search.ask(is_same=True)
        await reader.settle()
        headlines = reader.main.headlines
        assert headlines.count == 5
        assert "+2" in reader.lines()[3]
        assert "of 5 · 2 copies" in reader.lines()[-1]

        await reader.press("g", "d")
        assert headlines.count == 7
        assert "copies" not in reader.lines()[-1]
        assert [line.partition("│")[0].strip(" ●") for line in reader.lines()[2:8:2]] == [
            "Headline of three", "Headline of two", "Headline of one",
        ]  # fmt: skip

        await reader.press("j", "d")

        assert headlines.count == 5
        assert headlines.cursor == 0


async def test_an_article_without_copies_says_so(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("d")

        assert "no copies" in reader.lines()[-1]


async def test_reading_one_copy_reads_all(open_reader: OpenReader, tmp_path: Path) -> None:
    async with open_reader() as reader:
        for agency in ("one", "two"):
            (tmp_path / agency).mkdir()
            (tmp_path / agency / "story.txt").write_text(f"Headline of {agency}\n\n{STORY}")
            reader.library.add([tmp_path / agency])
        reader.library.link_copies()
        reader.main.search.ask(is_same=True)
        await reader.settle()

        await reader.press("g", "enter", "h")
        await reader.settle()

        assert reader.library.counts().unread == reader.library.counts().articles - 2


async def test_no_dot_stands_where_no_snippet_follows(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    (tmp_path / "flight.txt").write_text("A zeppelin lands in Friedrichshafen\n")
    async with open_reader(140, 36) as reader:
        reader.library.add([tmp_path / "flight.txt"])
        await reader.press("/")
        await reader.type("zeppelin")

        below = reader.lines()[3].partition("│")[0].rstrip()
        assert below.endswith("no date")


async def test_thousands_are_parted_in_every_number(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text("A zeppelin lands\n\n" + "and lands again " * 100_000)
    async with open_reader() as reader:
        reader.library.add([tmp_path / "long.txt"])
        await reader.press("/")
        await reader.type("zeppelin")

        assert "300,003 words · 1,305 min" in "\n".join(reader.lines())
