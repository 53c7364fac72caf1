import json
from pathlib import Path

import pytest

from tests.view.conftest import OpenReader, Reader


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def answer(reader: Reader, place: str) -> str:
    """Export to a place, and what the status line says then."""
    await reader.press("X", "ctrl+u")
    await reader.type(place)
    await reader.press("enter")
    return reader.lines()[-1]


async def test_the_articles_that_are_listed_are_written(
    open_reader: OpenReader, folder: Path
) -> None:
    async with open_reader(width=160) as reader:
        await reader.press("/")
        await reader.type("mosul")
        await reader.press("enter", "X")
        asked = reader.lines()[-1]
        await reader.press("escape")

        said = await answer(reader, "found.jsonl")
        count = reader.main.headlines.count

    rows = [json.loads(line) for line in (folder / "found.jsonl").read_text().splitlines()]
    assert f"Export {count} articles to: articles.md" in asked
    assert f"Written to {folder}/found.jsonl" in said
    assert len(rows) == count > 1
    assert all("Mosul" in row["text"] and row["entities"] for row in rows)


async def test_the_article_that_is_read_is_written_alone_with_its_names_if_asked(
    open_reader: OpenReader, folder: Path
) -> None:
    async with open_reader(width=160) as reader:
        await reader.press("enter")
        await answer(reader, "one.md")
        await answer(reader, "names.csv")
        title = reader.title

    assert (folder / "one.md").read_text().startswith(f"# {title}")
    assert len({row.split(",")[0] for row in (folder / "names.csv").read_text().splitlines()}) == 2


async def test_what_is_there_is_not_replaced(open_reader: OpenReader, folder: Path) -> None:
    (folder / "mine.md").write_text("mine")

    async with open_reader(width=160) as reader:
        said = await answer(reader, "mine.md")

    assert "mine.md is there already; name another file" in said
    assert "--force" not in said
    assert (folder / "mine.md").read_text() == "mine"


async def test_a_number_that_was_searched_for_is_no_article_s_number(
    open_reader: OpenReader, folder: Path
) -> None:
    async with open_reader(width=160) as reader:
        await reader.press("/")
        await reader.type("2")
        await reader.press("enter")
        await answer(reader, "found.jsonl")
        count = reader.main.headlines.count

    assert len((folder / "found.jsonl").read_text().splitlines()) == count
