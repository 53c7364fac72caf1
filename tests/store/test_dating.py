from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import apsw
import pytest

from reader.articles.article import ArticleId
from reader.errors import NoSuchArticle
from reader.library import Library
from tests.archive import article_at, store, titles, write_article
from tests.wreckage import damage, folder, head, salvaged, whole

__all__ = ["folder", "whole"]

DAY = date(2017, 11, 23)
DAY_S = int(datetime(2017, 11, 23, tzinfo=UTC).timestamp())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", clock=lambda: 1_700_000_000) as opened:
        yield opened


def published(library: Library, number: ArticleId) -> int | None:
    return library.headline(number).published


def front(date: str) -> str:
    return f"---\ntitle: Flood\n{date}---\n\nRain fell.\n"


def test_an_article_has_the_date_that_the_user_gives_it(library: Library) -> None:
    (number,) = store(library.folder, [article_at(None, "Flood\n\nRain")])
    assert library.dates.get(number) is None

    library.dates.set(number, DAY)

    assert library.dates.get(number) == DAY
    assert published(library, number) == DAY_S


@pytest.mark.parametrize("own", [None, 1_000_000_123])
def test_without_the_users_date_the_article_has_its_own_again(
    library: Library, own: int | None
) -> None:
    (number,) = store(library.folder, [article_at(own, "Flood\n\nRain")])
    library.dates.set(number, DAY)
    library.dates.set(number, date(1, 1, 1))

    library.dates.set(number, None)

    assert library.dates.get(number) is None
    assert published(library, number) == own


def test_lists_searches_and_facets_follow_at_once(library: Library) -> None:
    store(library.folder, [article_at(1_600_000_000, "Storm\n\nRain")])
    (flood,) = store(library.folder, [article_at(None, "Flood\n\nRain")])
    assert titles(library, "rain") == ["Storm", "Flood"]
    assert titles(library, "rain before:2020") == []

    library.dates.set(flood, DAY)

    assert titles(library)[:2] == ["Storm", "Flood"]
    assert titles(library, "date:2017-11-23") == ["Flood"]
    assert titles(library, "rain before:2020") == ["Flood"]
    found = library.facets(library.hits("rain").query)
    assert [month.value for month in found.by_field["date"]] == ["2020-09", "2017-11"]

    library.dates.set(flood, date(2021, 1, 1))

    assert titles(library, "rain") == titles(library)[:2] == ["Flood", "Storm"]

    library.dates.set(flood, None)

    assert titles(library, "rain") == ["Storm", "Flood"]
    assert titles(library, "rain date:1900..2100") == ["Storm"]


@pytest.mark.parametrize("text", ["Rain fell.", "More rain fell."])
def test_the_users_date_stands_when_the_file_is_read_again(
    library: Library, tmp_path: Path, text: str
) -> None:
    place = write_article(tmp_path, "flood.md", front("date: 2017-01-01\n"))
    (number,) = library.add([place]).ids
    library.dates.set(number, DAY)
    place.write_text(front("date: 2018-02-02\n").replace("Rain fell.", text))

    report = library.add([place])

    assert (report.updated, published(library, number)) == (1, DAY_S)
    library.dates.set(number, None)
    assert published(library, number) == int(datetime(2018, 2, 2, tzinfo=UTC).timestamp())


def test_a_file_that_did_not_change_is_unchanged_under_the_users_date(
    library: Library, tmp_path: Path
) -> None:
    place = write_article(tmp_path, "flood.md", front("date: 2017-01-01\n"))
    (number,) = library.add([place]).ids
    library.dates.set(number, DAY)
    place.touch()

    report = library.add([place])

    assert (report.updated, report.unchanged) == (0, 1)


def test_the_users_date_is_there_after_a_restart(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        (number,) = store(library.folder, [article_at(None, "Flood\n\nRain")])
        library.dates.set(number, DAY)

    with Library.open(tmp_path / "library") as library:
        assert library.dates.get(number) == DAY


def test_there_is_no_date_of_an_article_that_is_not_there(library: Library) -> None:
    with pytest.raises(NoSuchArticle):
        library.dates.set(ArticleId(99), DAY)

    assert library.dates.get(ArticleId(99)) is None


def test_taking_no_date_away_changes_nothing(library: Library) -> None:
    (number,) = store(library.folder, [article_at(123_456, "Flood\n\nRain")])

    library.dates.set(number, None)

    assert published(library, number) == 123_456


@pytest.mark.parametrize("has_backup", [False, True])
def test_the_users_dates_are_salvaged(folder: Path, *, has_backup: bool) -> None:
    def backed_up(library: Library) -> bool:
        return has_backup and library.back_up()

    held = dated(folder, backed_up)
    damage(folder, head)

    salvaged(folder)

    with Library.open(folder) as library:
        assert [library.dates.get(number) for number in held] == [DAY, date(1869, 5, 10)]
        assert [published(library, number) for number in held] == [DAY_S, -3_176_064_000]
        library.dates.set(held[0], None)
        assert published(library, held[0]) is None
    assert whole_rows(folder) == 1


def dated(folder: Path, between: Callable[[Library], bool]) -> list[ArticleId]:
    """Articles that are given dates, the first of them before something else is done."""
    held = [ArticleId(7), ArticleId(95)]
    with Library.open(folder) as library:
        library.dates.set(held[0], date(2000, 1, 1))
        between(library)
        library.dates.set(held[0], DAY)
        library.dates.set(held[1], date(1869, 5, 10))
    return held


def whole_rows(folder: Path) -> int:
    connection = apsw.Connection(str(folder / "news.db"))
    try:
        count: int = connection.execute("SELECT count(*) FROM dated").get
    finally:
        connection.close()
    return count
