"""From a name to its card, its page, its other articles, and back."""

import unicodedata
from collections.abc import Callable

import pytest

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.mention import Mention
from reader.view.panes.names_here import NamesHere
from tests.hostile import KEPT_FORMATS, every_string
from tests.view.articles import OpenArticle, open_article
from tests.view.conftest import OpenReader, Reader

__all__ = ["open_article"]

SCREENS = [(80, 24, ""), (80, 24, "1"), (120, 36, ""), (120, 36, "1")]
"""Width, height, and NO_COLOR."""
STATE = "organisation:islamic state"


def card(reader: Reader) -> list[str]:
    """The lines of the card, which stand above the status line."""
    assert reader.main.card is not None
    return reader.main.card.text.splitlines()


async def go_to_state(reader: Reader) -> None:
    """To the seed's first mention of Islamic State."""
    await reader.press("G", "enter", "]", "]")
    focus = reader.main.reading.focus_name
    assert focus is not None
    assert focus.mention.entity == STATE


@pytest.mark.parametrize("screen", SCREENS, ids=["small", "small-plain", "wide", "wide-plain"])
@pytest.mark.parametrize("keys", ["i", "E", "e"], ids=["card", "page", "list"])
async def test_what_is_known_of_a_name(
    open_reader: OpenReader,
    keys: str,
    screen: tuple[int, int, str],
    check_screen: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    width, height, plain = screen
    environ = {"NO_COLOR": plain} if plain else {}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with open_reader(width, height, **environ) as reader:
        await go_to_state(reader)
        await reader.press(keys)

        check_screen(reader.app)


@pytest.mark.parametrize("keys", ["i", "E", "e"], ids=["card", "page", "list"])
async def test_known_on_a_small_screen(
    open_reader: OpenReader, keys: str, check_screen: Callable[..., None]
) -> None:
    async with open_reader(40, 10) as reader:
        await go_to_state(reader)
        await reader.press(keys)

        check_screen(reader.app)


async def test_the_card_follows_the_focus_and_goes_again(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        before = reader.lines()
        await reader.press("i")
        assert card(reader)[0].startswith(" Islamic State · organisation")
        assert "Islamic State" in card(reader)[1]
        assert "Daesh" in card(reader)[1]
        assert "(capitals only)" in card(reader)[1]
        assert "1 article" in card(reader)[2]
        assert card(reader)[5].startswith(" why       ")

        await reader.press("]")
        assert not card(reader)[0].startswith(" Islamic State")
        await reader.press("[", "i")

        assert reader.main.card is None
        assert reader.lines() == before


async def test_escape_takes_the_card_away_first(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("i", "escape")

        assert reader.main.card is None
        assert reader.focused


async def test_without_a_focus_the_card_tells_of_the_first_name_in_view(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await reader.press("G", "i")
        assert card(reader)[0].startswith(" Iraqi · group")
        assert "Iraq" in card(reader)[4]

        await reader.press("g", "J", "J", "l", "0", "0", "0")

        assert "goes to the next one" in card(reader)[0]


async def test_the_list_goes_to_a_first_mention_and_opens_a_page(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("e")
        aside = reader.main.aside
        assert aside is not None
        assert aside.subject is not None
        assert aside.subject.entity == STATE

        await reader.press("g", "j", "enter")
        focus = reader.main.reading.focus_name
        assert focus is not None
        assert focus.number == 1
        assert reader.main.aside is aside

        await reader.press("h", "E")
        assert reader.main.page_shown is not None
        assert reader.main.page_shown.subject.entity == focus.mention.entity
        await reader.press("escape", "e")

        assert reader.main.aside is None


async def test_the_list_is_of_the_article_that_is_shown(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("G", "e")
        assert any("Islamic State" in line[:40] for line in reader.lines())

        await reader.press("K", "K")

        assert not any("Islamic State" in line[:40] for line in reader.lines())
        assert any("Angela Merkel" in line[:40] for line in reader.lines())


async def test_names_go_on_in_the_next_article_and_back(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("enter")
        first = reader.title
        seen: list[str] = []
        while reader.title == first:
            seen.append(reader.focused)
            await reader.press("]")
        assert len(seen) > 2
        assert reader.focused

        await reader.press("[")

        assert reader.title == first
        assert reader.focused == seen[-1]


async def test_past_the_last_name_of_the_last_article_nothing_moves(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await reader.press("G", "enter", "]", "[", *"nnnnnnnnn")
        last = ""
        while reader.focused != last:
            last = reader.focused
            await reader.press("]", "]", "]")

        assert reader.title.startswith("Iraqi forces")
        assert "this is the last article" in reader.lines()[-1]


async def test_the_same_name_goes_on_in_the_next_article_that_has_it(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        while not reader.title.startswith("Old city"):
            await reader.press("J")
        await reader.press("enter", "]")
        while reader.focused != "Mosul":
            await reader.press("]")

        await reader.press("n", "n", "n")
        assert reader.title.startswith("Iraqi forces")
        assert reader.focused == "Mosul"
        await reader.press("N")
        assert reader.title.startswith("Old city")
        await reader.press("N")

        focus = reader.main.reading.focus_name
        assert focus is not None
        assert (focus.number, focus.total) == (2, 3)
        await reader.press("N", "N")
        assert "No article above in the list mentions Mosul" in reader.lines()[-1]


@pytest.mark.parametrize("keys", ["i", "E", "e"], ids=["card", "page", "list"])
async def test_hostile_names_are_only_words(open_article: OpenArticle, keys: str) -> None:
    # As far as a library can hold them.
    storable = (one.encode("utf-8", "replace").decode() for one in every_string())
    hostile = list(storable)[::7]
    words = [f"word{number}" for number in range(len(hostile))]
    text = f"Headline\n\n{' '.join(words)}"
    mentions = tuple(
        Mention(
            start=text.index(word),
            end=text.index(word) + len(word),
            label="PERSON",
            entity=f"person:{name}",
            name=name,
            confidence=1.0,
            origin="model",
        )
        for word, name in zip(words, hostile, strict=True)
    )
    async with open_article(text, 120, 36, mentions) as reader:
        for _ in hostile:
            await reader.press("]", keys)

            shown = "".join(reader.lines())
            assert all(is_shown(character) for character in shown), ascii(shown)
            await reader.press("escape" if keys == "E" else keys)

        assert reader.focused == words[-1]


def is_shown(character: str) -> bool:
    """Whether a terminal shows a character, and does not obey it."""
    is_format = unicodedata.category(character) in {"Cc", "Cf", "Cs"}
    return not is_format or character in KEPT_FORMATS


@pytest.mark.parametrize("keys", ["i", "E"], ids=["card", "page"])
async def test_what_the_reader_says_of_a_name_is_told_at_once(
    open_article: OpenArticle, keys: str
) -> None:
    names = tuple(
        Mention(
            start=start,
            end=start + 6,
            label="GPE",
            entity=f"place:{name.lower()}",
            name=name,
            confidence=1.0,
            origin="model",
        )
        for start, name in ((0, "Kouzet"), (11, "Kouget"))
    )
    async with open_article("Kouzet and Kouget", 120, 36, names) as reader:
        await reader.press("]", keys)
        assert "Kouget 1" in "\n".join(line for line in reader.lines() if "near" in line)

        same = Correction(
            verdict=Verdict.SAME,
            scope=Scope.EVERYWHERE,
            surface="Kouget",
            entity="place:kouget",
            label="GPE",
            target="place:kouzet",
            name="Kouzet",
        )
        reader.library.names.corrections.make(same, None)
        reader.main.follow_rulings()
        await reader.settle()

        shown = "\n".join(reader.lines())
        assert "names     Kouget 1 · Kouzet 1" in shown
        assert "no other name is nearly the same" in shown


async def test_the_names_of_a_long_article_are_counted_little_by_little(
    open_reader: OpenReader,
) -> None:
    names = [
        Mention(
            start=number,
            end=number + 1,
            label="PERSON",
            entity=f"person:{number % 7}",
            name=f"Name {number % 7}",
            confidence=1.0,
            origin="model",
        )
        for number in range(2_500)
    ]
    async with open_reader() as reader:
        await reader.press("e")
        listed = reader.main.aside
        assert isinstance(listed, NamesHere)

        listed.show_names(names)
        first = [int(listed.at(row).amount.replace(",", "")) for row in range(1, 8)]
        while sum(int(listed.at(row).amount.replace(",", "")) for row in range(1, 8)) < 2_500:
            await reader.settle()

        assert sum(first) == 1_000
        assert listed.at(0).label == "Names here"
