from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.articles.article import Article
from reader.articles.fields import Field
from reader.articles.mention import Label, Mention
from reader.articles.parsing import parse
from reader.library import Library
from reader.store import facets
from tests.archive import store

PEOPLE: dict[str, Label] = {
    "Merkel": "PERSON",
    "Macron": "PERSON",
    "Nato": "ORG",
    "Mosul": "GPE",
    "Iraqi": "NORP",
    "Tuesday": "DATE",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        add(opened, "rain over Merkel and Merkel", "BBC", "2017-11-03")
        add(opened, "rain over Merkel, Macron and Nato", "BBC", "2017-11-20")
        add(opened, "rain over Mosul, Iraqi and Tuesday", "wire", "2018-01-01")
        add(opened, "rain", "wire", None)
        add(opened, "snow on Macron", "wire", "2019-05-05")
        yield opened


def add(library: Library, text: str, source: str, day: str | None) -> None:
    published = None
    if day is not None:
        published = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    article = Article(text=f"{text} {source}{day}", source=source, published=published)
    (number,) = store(library.folder, [article])
    names = [name for name in PEOPLE for _ in range(text.count(name))]
    mentions = sorted(
        (one for name in {*names} for one in mentions_of(text, name)), key=lambda one: one.start
    )
    library.names.keep_mentions(number, library.article(number).digest, "model/1", mentions)


def mentions_of(text: str, name: str) -> Iterator[Mention]:
    start = text.find(name)
    while start >= 0:
        yield Mention(
            start=start,
            end=start + len(name),
            label=PEOPLE[name],
            entity=name.casefold(),
            name=name,
            confidence=1.0,
            origin="model",
        )
        start = text.find(name, start + 1)


def counted(library: Library, query: str, field: Field) -> list[tuple[str, int]]:
    found = library.facets(parse(query)).by_field[field]
    return [(facet.value, facet.articles) for facet in found]


def test_names_sources_and_months_are_counted_once_an_article(library: Library) -> None:
    assert counted(library, "rain", "person") == [("Merkel", 2), ("Macron", 1)]
    assert counted(library, "rain", "org") == [("Nato", 1)]
    assert counted(library, "rain", "place") == [("Mosul", 1)]
    assert counted(library, "rain", "group") == [("Iraqi", 1)]
    assert counted(library, "rain", "source") == [("BBC", 2), ("wire", 2)]
    assert counted(library, "rain", "date") == [("2018-01", 1), ("2017-11", 2)]


def test_each_facet_is_a_field_of_the_language_that_finds_as_many(library: Library) -> None:
    found = library.facets(parse("rain"))

    for facet in (facet for those in found.by_field.values() for facet in those):
        assert len(library.hits(f"rain {facet.field}:{facet.value}")) == facet.articles, facet


def test_all_articles_and_lists_by_state_have_facets_too(library: Library) -> None:
    library.mark_read([library.hits("snow").rows(0, 1)[0].headline.id], is_read=True)

    assert counted(library, "", "person") == [("Merkel", 2), ("Macron", 2)]
    assert counted(library, "is:unread", "person") == [("Merkel", 2), ("Macron", 1)]
    assert counted(library, "nowhere", "person") == []


def test_of_a_long_list_the_newest_are_counted_and_so_it_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.facets(parse("rain"))
    monkeypatch.setattr(facets, "COUNTED_ARTICLES", 2)

    newest = library.facets(parse("rain"))

    assert (whole.counted, whole.is_whole) == (4, True)
    assert (newest.counted, newest.is_whole) == (2, False)
    assert [facet.value for facet in newest.by_field["date"]] == ["2018-01", "2017-11"]


def test_names_found_later_are_counted_and_those_forgotten_are_not(library: Library) -> None:
    number = library.hits("snow").rows(0, 1)[0].headline.id
    digest = library.article(number).digest

    library.names.keep_mentions(number, digest, "model/2", [])

    assert counted(library, "snow", "person") == []


def test_no_more_values_of_a_kind_are_given_than_asked_for(library: Library) -> None:
    found = library.facets(parse("rain"), most=1)

    of_each = [len(found.by_field[field]) for field in ("person", "source", "date")]
    assert of_each == [1, 1, 2]
    assert found.more == {"person": None, "source": 1}
    assert library.facets(parse("rain"), most=2).more == {}
