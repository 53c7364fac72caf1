import pytest

from reader.library import Counts
from tests.view.conftest import OpenReader

SEED = "Iraqi forces launch anti-IS offensive near Syria border"


async def test_every_key_narrows_the_list(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        counts = []
        for letter in "mosul":
            await reader.type(letter)
            counts.append(reader.main.headlines.count)

        assert counts == [4, 3, 3, 2, 2]
        assert "2 of 4 · 0 ms" in reader.lines()[0]


async def test_the_article_opens_at_the_match_which_is_lit(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("/")
        await reader.type('"paragraph 37"')

        assert any("Paragraph 37" in line for line in reader.lines())
        assert reader.main.reading.match_place is not None


async def test_the_snippet_shows_the_match(open_reader: OpenReader) -> None:
    async with open_reader(140, 36) as reader:
        await reader.press("/")
        await reader.type("merkel")

        assert "Merkel said in" in reader.lines()[3]


async def test_escape_leads_back_to_where_one_was(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("j", "j", "enter", "space", "space")
        offset = reader.main.reading.reading_offset
        await reader.press("/")
        await reader.type("merkel")
        assert reader.title != "Cobalt price doubles in a year"

        await reader.press("escape")

        assert reader.title == "Cobalt price doubles in a year"
        assert reader.main.reading.reading_offset == offset > 0
        assert reader.main.reading.has_focus
        assert reader.main.search.query_text == ""


async def test_enter_goes_on_to_the_list_and_keeps_the_query(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("enter", "j")

        assert reader.main.headlines.has_focus
        assert reader.title == SEED
        assert reader.main.search.query_text == "mosul"


async def test_n_goes_through_the_matches_across_articles(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("enter")
        places = []
        for _ in range(4):
            places.append((reader.title[:9], reader.main.reading.match_place))
            await reader.press("n")

        assert places == [
            ("Old city ", (1, 3)), ("Old city ", (2, 3)), ("Old city ", (3, 3)),
            ("Iraqi for", (1, 2)),
        ]  # fmt: skip
        await reader.press("N", "N")
        assert reader.title.startswith("Old city")
        assert reader.main.reading.match_place == (3, 3)


async def test_the_end_of_the_matches_is_told(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("cobalt")
        await reader.press("enter", "n", "n")

        assert "No more matches" in reader.lines()[-1]


async def test_nothing_found_is_told(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("zeppelin")

        assert "0 of 4" in reader.lines()[0]
        assert "nothing found" in reader.lines()[-1]
        await reader.press("enter", "]")
        assert "No article is open" in reader.lines()[-1]
        await reader.press("j", "n", "]", "m", "s", "escape")
        assert reader.main.headlines.count == 4


async def test_letters_typed_right_after_the_slash_are_searched(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/", "m", "s", "q", "j", "1")

        assert reader.main.search.query_text == "msqj1"
        assert reader.library.counts().unread == 4


async def test_earlier_searches_are_recalled_also_after_a_restart(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("escape", "/")
        await reader.type("cobalt")
        await reader.press("escape")
    async with open_reader() as reader:
        await reader.press("/", "up")
        assert reader.main.search.query_text == "cobalt"

        await reader.press("up")
        assert reader.main.search.query_text == "mosul"

        await reader.press("down", "down")
        assert reader.main.search.query_text == ""


async def test_what_is_searched_for_is_taken_up_again(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("enter")
    async with open_reader() as reader:
        assert reader.main.search.query_text == "mosul"
        assert reader.main.headlines.count == 2


@pytest.mark.parametrize("query", ['"', "((", "-", "OR OR", "title:", "*", "a:b -"])
async def test_any_string_is_a_query(open_reader: OpenReader, query: str) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type(query)

        assert reader.main.search.query_text == query
        assert reader.app.is_running


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (140, '  "date:2017-13" is not a date; searched as words'),
        (90, '  "date:2017-13" is not a date; searched as words'),
        (70, '  "date:2017-13" is not a date…'),
        (40, "0 of 4 · 0 ms"),
    ],
)
async def test_a_hint_takes_the_room_that_the_query_leaves(
    open_reader: OpenReader, width: int, shown: str
) -> None:
    async with open_reader(width, 24) as reader:
        await reader.press("/")
        await reader.type("date:2017-13 ")

        assert reader.lines()[0].endswith(shown)
        assert "date:2017-13 " in reader.lines()[0][:16]

        await reader.press("ctrl+u")
        await reader.type("a" * 60)
        assert reader.lines()[0].endswith("0 of 4 · 0 ms" if width < 80 else "command")


@pytest.mark.parametrize(
    ("width", "shown"), [(80, "2 of 100,000,000,000 · 0 ms"), (60, "2 of 100,000,000,000")]
)
async def test_counts_are_shown_whole_where_hints_would_leave_them_no_room(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch, width: int, shown: str
) -> None:
    async with open_reader(width, 24) as reader:
        many = Counts(articles=10**11, unread=0, newest_id=9)
        monkeypatch.setattr(reader.library, "counts", lambda: many)
        await reader.press("/")
        await reader.type("mosul")

        assert reader.lines()[0].endswith(f"  {shown}")
