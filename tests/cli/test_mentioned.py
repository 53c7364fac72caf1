import json
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Run

FIELDS = ["entity", "name", "label", "aliases", "mentions", "articles"]


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    paths[0].write_text("A\n\nAngela Merkel left Berlin. Merkel was glad.\n", encoding="utf-8")
    paths[1].write_text("B\n\nAngela Merkel came to Paris.\n", encoding="utf-8")
    return paths


def by_entity(done: Done) -> dict[str, dict[str, object]]:
    records = [json.loads(line) for line in done.out.splitlines()]
    return {record["entity"]: record for record in records}


def test_entities_of_files_are_counted_over_all_of_them(
    newsreader: Run, reports: list[Path]
) -> None:
    done = newsreader("entities", "--json", *reports)

    found = by_entity(done)
    assert done.status == 0
    assert found["person:angela merkel"] == {
        "entity": "person:angela merkel",
        "name": "Angela Merkel",
        "label": "PERSON",
        "aliases": ["Angela Merkel", "Merkel"],
        "mentions": 3,
        "articles": 2,
    }
    assert [*found] == ["person:angela merkel", "place:berlin", "place:paris"]


def test_without_an_article_the_library_is_told(newsreader: Run) -> None:
    newsreader("names")

    done = newsreader("entities", "--json")

    found = by_entity(done)
    assert done.err == ""
    assert all([*record] == FIELDS for record in found.values())
    assert found["organisation:islamic state"]["mentions"] == 11
    counts = [record["mentions"] for record in found.values()]
    assert counts == sorted(counts, key=lambda count: -int(str(count)))


def test_that_names_were_not_looked_for_yet_is_said(newsreader: Run) -> None:
    done = newsreader("entities")

    assert done.status == 0
    assert done.out == ""
    assert done.err == (
        "newsreader: some articles were not read for names yet; newsreader names does\n"
    )


def test_an_article_and_the_library_tell_the_same(newsreader: Run) -> None:
    of_article = newsreader("entities", "--json", "1")

    of_library = newsreader("entities", "--json")

    assert by_entity(of_article).keys() == by_entity(of_library).keys()
    for entity, record in by_entity(of_library).items():
        assert by_entity(of_article)[entity]["mentions"] == record["mentions"]


def test_people_get_a_table(newsreader: Run, reports: list[Path]) -> None:
    done = newsreader("entities", *reports)

    assert done.out.splitlines()[0].split() == [
        *("3", "in", "2", "person", "Angela", "Merkel", "Merkel"),
    ]


def test_what_cannot_be_read_is_named(newsreader: Run, reports: list[Path]) -> None:
    done = newsreader("entities", "--json", reports[0], "77")

    assert done.status == 1
    assert "person:angela merkel" in by_entity(done)
    assert done.err == "newsreader: 77: the library has no article 77\n"
