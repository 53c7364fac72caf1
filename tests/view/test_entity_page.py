"""The page of an entity: its articles, what it said, its company, and the ways from there."""

import shutil
from pathlib import Path

import pytest

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.entity import entity_key
from reader.articles.mention import Label, Mention, kind_of
from reader.entities.recognizer import DEFAULT_ID
from reader.library import Library
from tests.archive import article_at, store
from tests.view.articles import OpenArticle, open_article
from tests.view.conftest import OpenReader, Reader
from tests.view.test_doors import STATE, go_to_state

__all__ = ["open_article"]

SPEECH = """Merkel promises help

"We will help the people of Mosul," Angela Merkel said in Berlin on Friday.

Barham Salih said that Angela Merkel was welcome.
"""


def speech_names() -> tuple[Mention, ...]:
    names: list[tuple[str, Label]] = [
        ("Mosul", "GPE"),
        ("Angela Merkel", "PERSON"),
        ("Berlin", "GPE"),
        ("Barham Salih", "PERSON"),
    ]
    found = []
    for name, label in names:
        start = SPEECH.find(name)
        while start >= 0:
            found.append(mention(start, name, label))
            start = SPEECH.find(name, start + 1)
    return tuple(sorted(found, key=lambda one: one.start))


def mention(start: int, name: str, label: Label) -> Mention:
    """A place where a name stands in full."""
    return Mention(
        start=start,
        end=start + len(name),
        label=label,
        entity=entity_key(kind_of(label), name),
        name=name,
        confidence=1.0,
        origin="model",
    )


def rows(reader: Reader) -> list[str]:
    """The lines of the page's list."""
    page = reader.main.page_shown
    assert page is not None
    region = page.rows.region
    return [line.rstrip() for line in reader.lines()[region.y : region.bottom] if line.strip()]


async def test_an_article_is_opened_at_the_mention_and_escape_comes_back(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await reader.press("g", "/")
        await reader.type("merkel")
        await reader.press("enter", "enter", "]", "]")
        while reader.focused != "Mosul":
            await reader.press("]")
        await reader.press("E")
        assert [line.split("│")[0].split()[-1] for line in rows(reader)] == ["3", "2"]
        await reader.press("j")
        on_page = reader.lines()

        await reader.press("enter")

        assert reader.main.page_shown is None
        assert reader.title.startswith("Iraqi forces")
        assert reader.focused == "Mosul"
        assert reader.main.headlines.count == 1

        await reader.press("escape")
        assert [line for line in reader.lines()[:-1] if line] == [
            line.replace(" ● ", "   ") if "Iraqi forces" in line else line
            for line in on_page[:-1]
            if line
        ]
        await reader.press("escape")

        assert reader.main.page is None


async def test_company_opens_pages_and_escape_goes_back_along_them(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("E", "5", "j", "enter")
        page = reader.main.page_shown
        assert page is not None
        assert page.subject.entity != STATE

        await reader.press("escape")
        assert page.subject.entity == STATE
        assert page.facts.startswith("3 of ")
        await reader.press("escape")

        assert reader.main.page_shown is None
        assert reader.focused == "IS"


async def test_from_the_page_only_its_articles_are_listed(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("E", "f")

        assert reader.main.page is None
        assert reader.main.search.query_text.strip() == 'org:="Islamic State"'
        assert reader.main.headlines.count == 1


async def test_what_means_nothing_on_the_page_does_nothing(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("E", "s", "m")

        assert "Esc leaves the page" in reader.lines()[-1]
        headline = reader.library.headline(reader.main.reading.article.headline.id)  # type: ignore[union-attr]
        assert not headline.is_starred


async def test_the_search_line_is_there_again_when_it_is_searched_from_the_page(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("E", "/")
        await reader.type("mosul")

        assert reader.main.page is None
        assert reader.lines()[0].startswith(" / mosul")


async def test_quotes_by_and_about_are_listed_and_opened(open_article: OpenArticle) -> None:
    async with open_article(SPEECH, 120, 36, speech_names()) as reader:
        await reader.press("]", "]")
        assert reader.focused == "Angela Merkel"

        await reader.press("E", "2")
        assert rows(reader)[0].strip() == "“We will help the people of Mosul,”"
        assert rows(reader)[1].strip().startswith("Angela Merkel · own · no date · ")
        await reader.press("3")
        assert rows(reader)[1].strip().startswith("Barham Salih · own · no date · ")
        await reader.press("2", "enter")

        assert reader.title == "Merkel promises help"
        assert reader.main.page_shown is None
        await reader.press("escape")
        assert rows(reader)[0].strip() == "“We will help the people of Mosul,”"


async def test_where_nobody_is_quoted_it_says_so(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("g", "enter", "]", "E", "2")

        assert "no words said by this name were found" in "\n".join(reader.lines())


async def test_the_page_is_the_same_at_any_size(open_reader: OpenReader) -> None:
    async with open_reader(120, 36) as reader:
        await go_to_state(reader)
        await reader.press("E")
        before = reader.lines()

        for size in ((80, 24), (40, 10), (1, 1), (120, 36)):
            await reader.resize(*size)

        assert reader.lines() == before


@pytest.mark.parametrize("width", [40, 50, 60, 70, 80, 120])
async def test_a_headline_is_told_by_its_beginning_at_any_width(
    open_reader: OpenReader, width: int
) -> None:
    async with open_reader(120, 36) as reader:
        await go_to_state(reader)
        await reader.press("E")

        await reader.resize(width, 12)

        assert "Iraqi forces" in rows(reader)[0]


async def test_a_name_is_watched_from_its_page(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("E", "w")
        assert "» watched" in reader.lines()[0]
        assert reader.library.names.watches.is_watched(STATE)

        await reader.press("w")

        assert "watched" not in reader.lines()[0]


async def test_all_articles_are_in_the_list_of_a_page_and_few_are_read(
    open_reader: OpenReader,
    named_library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(named_library, tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        fill(library, 1_200)
    async with open_reader() as reader:
        await reader.press("enter", "]")
        assert reader.focused == "Zagreb"
        read: list[int] = []
        article = reader.library.article

        def counted(number: ArticleId) -> StoredArticle:
            read.append(number)
            return article(number)

        monkeypatch.setattr(reader.library, "article", counted)

        await reader.press("E")
        assert reader.main.page_shown is not None
        assert reader.main.page_shown.facts == "1 of 1,200"
        assert len(read) < 40
        await reader.press("G")

        assert reader.main.page_shown.facts == "1,200 of 1,200"
        assert len(read) < 80


def fill(library: Library, count: int) -> None:
    """Put in so many articles that mention Zagreb."""
    numbers = store(
        library.folder, [article_at(day * 86_400, f"Zagreb, day {day}") for day in range(count)]
    )
    stored = [library.article(number) for number in numbers]
    zagreb = [mention(0, "Zagreb", "GPE")]
    library.names.keep([(one, zagreb) for one in stored], DEFAULT_ID)


async def test_names_that_are_nearly_the_same_and_places_are_doors_too(
    open_article: OpenArticle,
) -> None:
    text = "Kouzet and Kouget\n\nKouzet is near Kouget, said the Iraqi of Iraq."
    labels: dict[str, Label] = {"Kouzet": "GPE", "Kouget": "GPE", "Iraqi": "NORP"}
    names = tuple(mention(text.index(name), name, label) for name, label in labels.items())
    async with open_article(text, 80, 24, names) as reader:
        await reader.press("]", "E", "5")
        listed = [line.split("  ")[0].strip() or line.split()[0] for line in rows(reader)]
        assert "Nearly the same name" in listed

        await reader.press("G", "enter")

        page = reader.main.page_shown
        assert page is not None
        assert page.subject.entity == "place:kouget"
        await reader.press("escape")
        assert page.subject.entity == "place:kouzet"
        assert page.chosen is not None
        assert page.chosen[0] == "place:kouget"


async def test_a_name_is_put_right_where_it_stands_in_the_article_under_the_cursor(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await go_to_state(reader)
        await reader.press("E", "c")
        assert "Islamic State" in "\n".join(reader.lines()[-12:])
        assert reader.app.screen is not reader.main

        await reader.press("escape")
        assert reader.app.screen is reader.main
        assert reader.focused == "IS"
        await reader.press("escape")

        assert reader.main.page_shown is not None


async def test_keys_go_to_another_list_of_the_page_as_soon_as_it_is_there(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await reader.press("]", "E")
        page = reader.main.page
        assert page is not None

        for _ in range(2):
            before = page.rows
            await page._list_anew()

            assert reader.main.focused is page.rows is not before
