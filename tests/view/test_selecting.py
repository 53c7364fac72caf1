from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.articles.mention import Mention
from reader.articles.text import headline_end
from reader.view.drawing.paint import paint_of
from reader.view.drawing.places import character_at
from reader.view.drawing.wrapping import Spot, Wrapping
from tests.view.articles import OpenArticle, open_article
from tests.view.conftest import OpenReader, Reader

__all__ = ["open_article"]

TEXT = """Harvest in Mosul

The ministry said on Friday that the harvest in Mosul was the best for ten years. Farmers
had waited for rain until March, and 40,000 of them came back (their fields were mined).

漢字の記事 was the second paragraph.
"""
MOSUL = Mention(
    start=11, end=16, label="GPE", entity="place:mosul", name="Mosul", confidence=1.0,
    origin="model",
)  # fmt: skip


def selected(reader: Reader) -> str:
    """What is drawn as selected, line by line."""
    paint = paint_of(reader.main.reading.app)
    look = paint.base + paint["selected"]
    pane = reader.main.reading
    lines = []
    for strip in pane.render_lines(pane.size.region):
        pieces = [
            text
            for text, style, _ in strip
            if style is not None and (style.bgcolor, style.reverse) == (look.bgcolor, look.reverse)
        ]
        lines.append("".join(pieces))
    return "\n".join(line for line in lines if line)


def bare(drawn: str) -> str:
    """What is drawn, without blanks and signs."""
    return "".join(drawn.replace("[1]", "").replace("^", "").split())


async def drag(reader: Reader, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the mouse at one cell of the article pane, and let it go at another."""
    pane, pilot = reader.main.reading, reader._pilot
    await pilot.mouse_down(pane, offset=start)
    await pilot.hover(pane, offset=end)
    await pilot.mouse_up(pane, offset=end)
    await reader.settle()


async def test_v_marks_the_first_word_in_view_and_the_keys_go_on(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await reader.press("v")
        assert (selected(reader), reader.main.reading.selection) == ("Harvest", (0, 7))

        await reader.press("l", "right")

        assert selected(reader) == "Harvest in Mosul"
        assert "3 words selected" in reader.lines()[-1]


async def test_marked_words_are_copied_as_they_stand_in_the_text(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await reader.press("v", "j", "j", "l", "l", "y")

        assert TEXT.startswith(reader.app.clipboard)
        assert reader.app.clipboard.startswith("Harvest in Mosul\n\nThe ministry said")
        assert f"{len(reader.app.clipboard.split())} words copied" in reader.lines()[-1]
        assert selected(reader) == ""


async def test_enter_copies_too_and_lines_wrapped_by_hand_keep_their_breaks(
    open_article: OpenArticle,
) -> None:
    async with open_article(TEXT) as reader:
        await reader.press("v", *"lll", *"v", *"l" * 19, "enter")

        assert reader.app.clipboard == TEXT[18 : TEXT.index(" for rain")]
        assert "Farmers\nhad" in reader.app.clipboard


async def test_v_begins_at_the_name_in_focus(open_article: OpenArticle) -> None:
    async with open_article(TEXT, names=(MOSUL,)) as reader:
        await reader.press("]", "v")

        assert reader.main.reading.selection == (MOSUL.start, MOSUL.end)


async def test_marking_goes_back_past_its_beginning(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await reader.press("v", "l", "l", "v", "h")
        assert selected(reader) == "in Mosul"

        await reader.press("k", "h", "h", "y")

        assert reader.app.clipboard == "Harvest in Mosul"


async def test_escape_leaves_marking_and_copies_nothing(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await reader.press("v", "l", "escape")

        assert (selected(reader), reader.app.clipboard) == ("", "")
        assert reader.main.reading.has_focus
        await reader.press("j", "h")
        assert reader.main.headlines.has_focus


async def test_marking_scrolls_along(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("j", "j", "enter", "v", *"j" * 30, "y")

        assert reader.main.reading.reading_offset > 0
        assert reader.app.clipboard.startswith("Cobalt price")
        assert reader.app.clipboard in reader.main.reading.text


async def test_dragging_the_mouse_selects_what_it_passes(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await drag(reader, (6, 3), (10, 4))
        span = reader.main.reading.selection
        assert span is not None
        assert selected(reader).replace("\n", " ") == TEXT[slice(*span)]

        await reader.press("y")

        assert reader.app.clipboard == TEXT[slice(*span)]


async def test_v_goes_on_from_what_the_mouse_selected(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await reader._pilot.double_click(reader.main.reading, offset=(8, 3))
        await reader.press("v", "l")

        assert selected(reader) == "ministry said"


async def test_dragging_backwards_selects_the_same(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await drag(reader, (6, 3), (10, 4))
        forwards = reader.main.reading.selection
        await drag(reader, (10, 4), (6, 3))

        assert reader.main.reading.selection == forwards is not None


async def test_wide_characters_are_selected_whole(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        line = next(y for y, words in enumerate(reader.lines()) if "漢字" in words) - 2
        await drag(reader, (3, line), (4, line))

        assert selected(reader) == "漢字"


async def test_two_clicks_select_a_word_and_three_a_paragraph(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await reader._pilot.double_click(reader.main.reading, offset=(8, 3))
        await reader.settle()
        assert selected(reader) == "ministry"

        await reader._pilot.triple_click(reader.main.reading, offset=(8, 3))
        await reader.press("y")

        assert reader.app.clipboard == TEXT[18 : TEXT.index("\n\n漢")]


async def test_a_click_selects_nothing_any_more(open_article: OpenArticle) -> None:
    async with open_article(TEXT) as reader:
        await drag(reader, (6, 3), (10, 4))
        await reader._pilot.click(reader.main.reading, offset=(20, 10))
        await reader.settle()

        assert reader.main.reading.selection is None


async def test_holding_the_mouse_below_the_pane_scrolls(open_reader: OpenReader) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("j", "j", "enter")
        pane = reader.main.reading
        await reader._pilot.mouse_down(pane, offset=(6, 3))
        await reader._pilot.hover(reader.main.status, offset=(40, 0))
        while not pane.reading_offset:
            await reader._pilot.pause(0.01)
        await reader._pilot.mouse_up(reader.main.status, offset=(40, 0))
        await reader.press("y")

        assert reader.app.clipboard in pane.text
        assert len(reader.app.clipboard.splitlines()) > 10


async def test_without_a_selection_the_article_is_copied_with_its_source(
    open_article: OpenArticle,
) -> None:
    async with open_article(TEXT, names=(MOSUL,), NO_COLOR="1") as reader:
        await reader.press("y")

        head, _, body = TEXT.strip().partition("\n\n")
        assert reader.app.clipboard == f"{head}\nown\nno date\n\n{body}\n"
        assert "The article copied" in reader.lines()[-1]


async def test_no_sign_is_copied(
    open_article: OpenArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_article(TEXT, names=(MOSUL,), NO_COLOR="1") as reader:
        assert "^Mosul" in reader.lines()[2]
        await reader.press("v", "l", "l", "y")

        assert reader.app.clipboard == "Harvest in Mosul"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_words_marked(
    open_article: OpenArticle, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_article(TEXT, *size, names=(MOSUL,)) as reader:
        await reader.press("]", "v", "j", "l", "l")

        check_screen(reader.app)


async def test_any_selection_copies_what_stands_in_the_text(
    open_article: OpenArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    dice = Random(7)  # noqa: S311 -- it throws no secrets
    text = f"{TEXT}\nSee https://example.org/a/long/way for it.\n\n" + TEXT * 8
    async with open_article(text, names=(MOSUL,), NO_COLOR="1") as reader:
        for _ in range(30):
            start, end = ((dice.randint(0, 50), dice.randint(0, 19)) for _ in range(2))
            await drag(reader, start, end)
            span = reader.main.reading.selection
            drawn = selected(reader)
            await reader.press("y", "space" if dice.random() < 0.3 else "b")

            if span is not None:
                assert reader.app.clipboard == text[slice(*span)]
                assert "".join(text[slice(*span)].split()) == bare(drawn)


letters = st.sampled_from([*"ab cdé漢 ", "\n\n", "e\u0301", "👩\u200d👧"])


@given(st.lists(letters, min_size=1, max_size=120).map("".join), st.integers(2, 30), st.data())
def test_every_cell_shows_the_character_that_is_found_at_it(
    text: str, width: int, data: st.DataObject
) -> None:
    text = text.strip() or "x"
    wrapping = Wrapping(text, headline_end(text), width, lambda *_: ())
    spot = wrapping.moved(Spot(0, 0), data.draw(st.integers(0, 30)))
    line = wrapping.lines(spot.portion)[spot.line]
    shown = wrapping.lines(spot.portion).signed.text[line.start : line.end]

    spans = list(dict.fromkeys(character_at(wrapping, spot, cell) for cell in range(width)))

    assert "".join(text[start:end] for start, end in spans) == shown
    assert all(cell_len(text[start:end]) <= 2 for start, end in spans)
