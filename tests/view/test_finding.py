from pathlib import Path

from reader.articles.article import Article
from tests.archive import store
from tests.view.conftest import OpenReader, Reader


def labels(reader: Reader) -> list[str]:
    """The lines of what stands in the headlines' place."""
    width = reader.main.rows.size.width - 1
    return [line[:width].strip() for line in reader.lines()[2:-2] if line[:width].strip()]


async def test_only_unread_articles_and_all_again(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("enter", "h", "U")
        assert reader.main.headlines.count == 3
        assert reader.main.search.query_text.strip() == "is:unread"

        await reader.press("U")

        assert reader.main.headlines.count == 4
        assert reader.main.search.query_text.strip() == ""


async def test_saved_searches_and_sources_stand_in_the_headlines_place(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("enter", "S", "enter")
        assert 'Saved as "mosul"' in reader.lines()[-1]

        await reader.press("F")

        listed = [" ".join(line.split()) for line in labels(reader)]
        assert listed == [
            "All articles 4", "Unread 4", "Starred 0", "Searches", "mosul 2", "Sources",
            "seeds 1/1", "wire 3/3",
        ]  # fmt: skip


async def test_enter_asks_for_the_choice_and_brings_the_headlines_back(
    open_reader: OpenReader,
) -> None:
    async with open_reader(80, 24) as reader:
        await reader.press("F", "G", "enter")

        assert reader.main.aside is None
        assert reader.main.headlines.has_focus
        assert reader.main.search.query_text.strip() == "source:=wire"
        assert reader.main.headlines.count == 3


async def test_escape_brings_the_headlines_back(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        before = reader.lines()

        await reader.press("F", "j", "escape")

        assert reader.lines() == before


async def test_a_saved_search_is_removed_and_kept_over_a_restart(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        reader.library.searches.save("Iraq", "mosul")
        await reader.press("q")
    async with open_reader() as reader:
        await reader.press("F", "j", "j", "j")
        assert "Iraq" in " ".join(labels(reader))

        assert "- remove" in reader.lines()[-1]

        await reader.press("-")

        assert "Iraq" not in " ".join(labels(reader))
        assert '"Iraq" was removed   u takes it back' in reader.lines()[-1]
        assert reader.library.searches.all() == []


async def test_a_saved_search_that_was_removed_or_replaced_comes_back(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        reader.library.searches.save("Iraq", "mosul")
        await reader.press("/")
        await reader.type("oil")
        await reader.press("enter", "S")
        await reader.type("Iraq")
        await reader.press("enter")
        assert 'Saved as "Iraq" in place of the one before   u takes' in reader.lines()[-1]
        await reader.press("F", "j", "j", "j", "-")

        await reader.press("u")
        assert [one.query for one in reader.library.searches.all()] == ["oil"]
        assert "Iraq" in " ".join(labels(reader))
        await reader.press("u")

        assert [one.query for one in reader.library.searches.all()] == ["mosul"]


async def test_only_a_saved_search_is_removed(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        reader.library.searches.save("wire", "mosul")

        await reader.press("F", "G")
        assert "- " not in reader.lines()[-1]
        await reader.press("-")

        assert "Only a search that you saved can be removed here" in reader.lines()[-1]
        assert [one.name for one in reader.library.searches.all()] == ["wire"]


async def test_another_name_is_typed_and_escape_thinks_better(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("enter", "S", "escape")
        assert reader.library.searches.all() == []

        await reader.press("S")
        await reader.type("The city")
        await reader.press("enter")

        assert [tuple(one) for one in reader.library.searches.all()] == [("The city", "mosul")]


async def test_a_name_in_focus_is_searched_for_or_left_out(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("G", "enter", "]")
        name = reader.main.reading.focus_name
        assert name is not None

        await reader.press("f")
        with_it = reader.main.headlines.count
        await reader.press("escape", "escape", "escape")
        await reader.press("G", "enter", "]", "-")

        assert with_it >= 1
        assert reader.main.headlines.count == 4 - with_it


async def test_a_folder_is_added_while_one_reads(open_reader: OpenReader, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "flood.txt").write_text("Flood in the valley\n\nThe river rose.")
    async with open_reader() as reader:
        await reader.press("+")
        await reader.type(str(news))
        await reader.press("enter")

        assert "1 added" in reader.lines()[-1]
        assert reader.main.headlines.count == 5


async def test_facets_are_counted_and_asked_for(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("|")
        listed = [" ".join(line.split()) for line in labels(reader)]
        assert listed[0] == "People"
        assert "Angela Merkel 1" in listed
        assert "Organisations" in listed

        while "Angela Merkel" not in (reader.main.aside.current.label):  # type: ignore[union-attr]
            await reader.press("j")
        await reader.press("enter")

        assert reader.main.headlines.count == 1
        assert "Angela Merkel" in reader.main.search.query_text
        assert any("+ Angela Merkel" in line for line in labels(reader))


async def test_how_many_of_a_kind_are_listed_is_told_where_not_all_are(
    open_reader: OpenReader,
) -> None:
    async with open_reader() as reader:
        texts = [f"Story {number}\n\nrain" for number in range(18)]
        articles = [Article(text=text, source=text[:8].strip()) for text in texts]
        store(reader.library.folder, articles)

        await reader.press("|", "G")

        assert "Sources, 12 of 20" in labels(reader)
        assert "Groups" in labels(reader)


async def test_a_facet_is_left_out_and_no_more(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("|", "G", "k")
        aside = reader.main.aside
        assert aside is not None
        assert aside.current is not None
        assert aside.current.query == "source:=wire"

        await reader.press("-")
        assert reader.main.search.query_text.strip() == "-source:=wire"
        assert reader.main.headlines.count == 1
        assert "- source:=wire" in labels(reader)

        await reader.press("-")
        assert reader.main.search.query_text.strip() == ""
        assert reader.main.headlines.count == 4


async def test_a_source_is_asked_for_by_its_very_name(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        texts = ["One\n\nrain", "Two\n\nrain", "Three\n\nrain"]
        names = ["wire service", "wire*", "☃"]
        articles = [Article(text=t, source=s) for t, s in zip(texts, names, strict=True)]
        store(reader.library.folder, articles)

        found = []
        for name in ["wire", *names]:
            await reader.press("F")
            while (aside := reader.main.aside) and aside.current and aside.current.label != name:
                await reader.press("j")
            await reader.press("enter")
            found.append(reader.main.headlines.count)
        await reader.press("escape", "|", "G", "k")
        while (aside := reader.main.aside) and aside.current and aside.current.label != "wire":
            await reader.press("k")
        await reader.press("-")

        assert found == [3, 1, 1, 1]
        assert reader.main.headlines.count == 4


async def test_what_may_be_meant_is_offered_and_taken(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("/")
        await reader.type("mossul")
        assert "Did you mean: mosul   Enter takes it" in reader.lines()[-1]

        await reader.press("enter")

        assert reader.main.headlines.count == 2


async def test_a_note_is_kept_found_and_taken_away(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("a")
        await reader.type("call the author")
        await reader.press("enter", "/")
        await reader.type("is:noted")
        assert reader.main.headlines.count == 1

        await reader.press("enter", "a")
        assert "call the author" in reader.lines()[-1]
        await reader.press("ctrl+u", "enter")

        assert reader.library.notes.get(reader.main.reading.article.headline.id) == ""  # type: ignore[union-attr]


async def test_an_article_is_tagged_found_by_its_tag_and_no_longer(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("t")
        await reader.type("oil fields, opec")
        await reader.press("enter")
        assert any("tagged oil fields, opec" in line for line in reader.lines())
        await reader.press("/")
        await reader.type('tag:"oil fields"')
        assert reader.main.headlines.count == 1

        await reader.press("enter", "t")
        assert "oil fields, opec" in reader.lines()[-1]
        await reader.press("ctrl+u", "enter")

        assert not any("tagged" in line for line in reader.lines())
        assert list(reader.library.hits("tag:opec").ids) == []
