import pytest
from rich.cells import cell_len

from reader.articles.mention import Mention
from tests.view.articles import OpenArticle, open_article
from tests.view.conftest import OpenReader, Reader

__all__ = ["open_article"]

LONG = "Head\n\n" + "The ministry said on Friday that the harvest was good. " * 20_000


async def test_the_place_in_the_text_survives_a_resize(open_reader: OpenReader) -> None:
    async with open_reader(120, 20) as reader:
        await reader.press("j", "j", "enter", "space", "space")
        first = reader.lines()[2].split("│")[1].strip()

        await reader.resize(60, 20)

        assert first.split(" of")[0] in "\n".join(reader.lines()[2:4])


async def test_the_same_words_are_on_top_after_any_number_of_resizes(
    open_reader: OpenReader,
) -> None:
    async with open_reader(120, 20) as reader:
        await reader.press("j", "j", "enter", "space", "space")
        place, first = reader.main.reading.reading_offset, reader.lines()[2]

        for width in (60, 91, 40, 120):
            await reader.resize(width, 20)

        assert (reader.main.reading.reading_offset, reader.lines()[2]) == (place, first)


async def test_an_article_is_taken_up_where_it_was_left(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("j", "j", "enter", "space", "space")
        place = reader.main.reading.reading_offset

        await reader.press("J", "K")

        assert reader.title == "Cobalt price doubles in a year"
        assert reader.main.reading.reading_offset == place > 0


async def test_scrolling_and_resizing_a_long_article_wrap_what_is_seen(
    open_article: OpenArticle,
) -> None:
    async with open_article(LONG) as reader:
        await reader.press("G")
        place = reader.main.reading.reading_offset
        await reader.resize(100, 24)
        await reader.press("b", "b")

        assert place > 1_000_000 > len(LONG) - place
        assert wrapped(reader) < 30_000


async def test_the_end_of_a_long_article_is_its_last_line(open_article: OpenArticle) -> None:
    async with open_article(LONG) as reader:
        await reader.press("G")
        assert reader.lines()[-3].rstrip(" ┃").endswith("good.")

        await reader.press("g")

        assert reader.main.reading.reading_offset == 0


async def test_a_headline_that_never_ends_is_cut_and_goes_on_below(
    open_article: OpenArticle,
) -> None:
    async with open_article("word " * 1000) as reader:
        lines = reader.lines()
        facts = next(y for y, line in enumerate(lines) if "1,000 words" in line)

        assert 8 < facts < 16
        assert "word word" in lines[facts + 2]


@pytest.mark.parametrize("text", ["漢字" * 30_000, "x" * 60_000, "\n".join(["a b"] * 30_000)])
async def test_texts_without_words_or_paragraphs_are_paged_through(
    open_article: OpenArticle, text: str
) -> None:
    async with open_article(f"Head\n\n{text}") as reader:
        places = []
        for _ in range(4):
            await reader.press("space")
            places.append(reader.main.reading.reading_offset)

        assert places == sorted(set(places))
        assert all(cell_len(line) <= 80 for line in reader.lines())


async def test_names_far_on_in_a_long_article_are_lit_a_little_later(
    open_article: OpenArticle,
) -> None:
    found = range(10, len(LONG), 55 * 4)
    names = tuple(
        Mention(
            start=place, end=place + 8, label="ORG", entity="organisation:ministry",
            name="Ministry", confidence=1.0, origin="model",
        )
        for place in found
    )  # fmt: skip
    async with open_article(LONG, names=names) as reader:
        assert not reader.main.reading.names.is_behind
        await reader.press("G")
        while reader.main.reading.names.is_behind:
            await reader._pilot.pause(0.01)

        start, end = reader.main.reading.span_in_view
        lit = list(reader.main.reading.names.within(start, end))
        assert [span.start for span in lit] == [place for place in found if start <= place < end]
        assert len(lit) > 3


def wrapped(reader: Reader) -> int:
    """How many code points of the article the lines that are kept show."""
    wrapping = reader.main.reading.wrapped()
    assert wrapping is not None
    return sum(len(lines.signed.text) for lines in wrapping._lines.values())
