import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import Article, ArticleId
from reader.errors import NoSuchArticle
from reader.library import Library
from reader.paths import seeds_folder
from tests.archive import article_at, store, titles

SEED = "Iraqi forces launch anti-IS offensive near Syria border"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_a_new_library_holds_the_seeds(library: Library) -> None:
    hits = library.hits()

    assert library.is_new
    assert len(hits) == len(list(seeds_folder().glob("*.txt")))
    assert SEED in [hit.headline.title for hit in hits.rows(0, len(hits))]
    assert {hit.headline.source for hit in hits.rows(0, len(hits))} == {"seeds"}
    assert all(hit.headline.published is None for hit in hits.rows(0, len(hits)))


def test_a_library_opened_again_is_not_new(library: Library) -> None:
    library.close()

    with Library.open(library.folder) as again:
        assert not again.is_new
        assert titles(again) == [SEED]


def test_only_its_owner_can_read_a_library(library: Library) -> None:
    library.hits("mosul")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in library.folder.iterdir()}

    assert stat.S_IMODE(library.folder.stat().st_mode) == 0o700
    assert {"news.db", "index.db"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_seeds_that_were_cut_short_are_completed_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("reader.intake.Intake.add", power_cut)
        with pytest.raises(KeyboardInterrupt):
            Library.open(tmp_path / "library")

    with Library.open(tmp_path / "library") as library:
        assert library.is_new
        assert titles(library) == [SEED]


def test_an_article_is_kept_word_for_word(library: Library) -> None:
    text = library.article(library.hits().rows(0, 1)[0].headline.id).text

    seed = next(seeds_folder().glob("*.txt"))
    assert text == seed.read_text(encoding="utf-8").rstrip()


def test_an_unknown_article_is_said_to_be_unknown(library: Library) -> None:
    for number in (0, -1, 99, 1 << 70):
        with pytest.raises(NoSuchArticle, match=str(number)):
            library.article(ArticleId(number))


def test_newest_are_first_and_undated_last_newest_added_first(library: Library) -> None:
    store(
        library.folder,
        [
            article_at(None, "undated early\n\nstorm"),
            article_at(2_000, "second\n\nstorm"),
            article_at(1_000, "oldest\n\nstorm"),
            article_at(3_000, "newest\n\nstorm"),
            article_at(2_000, "second, added later\n\nstorm"),
            article_at(-5, "before 1970\n\nstorm"),
            article_at(None, "undated late\n\nstorm"),
        ],
    )

    expected = [
        "newest",
        "second, added later",
        "second",
        "oldest",
        "before 1970",
        "undated late",
        "undated early",
    ]
    assert titles(library, "storm") == expected
    assert titles(library) == [*expected, SEED]


def test_lists_are_sorted_by_title_and_by_source(library: Library) -> None:
    store(
        library.folder,
        [
            Article(text="banana\n\nstorm", source="Zeta"),
            Article(text="Apple\n\nstorm", source="Zeta"),
            Article(text="cherry\n\nstorm", source="alpha"),
        ],
    )

    by_title, by_source = library.hits("storm", sort="title"), library.hits("storm", sort="source")

    assert [hit.headline.title for hit in by_title.rows(0, 3)] == ["Apple", "banana", "cherry"]
    assert [hit.headline.title for hit in by_source.rows(0, 3)] == ["cherry", "Apple", "banana"]
    assert [hit.headline.title for hit in library.hits(sort="title").rows(0, 9)] == [
        "Apple",
        "banana",
        "cherry",
        SEED,
    ]


def test_typing_lists_articles_with_words_that_begin_so(library: Library) -> None:
    assert titles(library, "off", is_typing=True) == [SEED]
    assert titles(library, "offensi", is_typing=True) == [SEED]
    assert titles(library, "offensi") == []


def test_a_hit_shows_the_match(library: Library) -> None:
    (hit,) = library.hits("mosul").rows(0, 50)

    assert hit.snippet is not None
    assert next(hit.snippet.text[start:end] for start, end in hit.snippet.matches) == "Mosul"


def test_a_match_far_down_in_a_huge_article_is_shown(library: Library) -> None:
    store(library.folder, [article_at(1, "Huge\n\n" + "hay and straw. " * 40_000 + "The needle.")])

    for query, match in (("needle", "needle"), ("straw", "straw")):
        (hit,) = library.hits(query).rows(0, 9)
        assert hit.snippet is not None
        assert match in [hit.snippet.text[start:end] for start, end in hit.snippet.matches]


def test_a_list_without_a_query_has_no_snippets(library: Library) -> None:
    assert [hit.snippet for hit in library.hits("  ").rows(0, 9)] == [None]


def test_rows_beyond_the_end_are_left_out(library: Library) -> None:
    hits = library.hits()

    assert len(hits.rows(0, 99)) == 1
    assert hits.rows(1, 99) == []
    assert hits.rows(5, 2) == []


def test_an_article_is_found_in_the_list_by_its_id(library: Library) -> None:
    ids = store(library.folder, [article_at(day, f"day {day}") for day in range(1, 5)])

    hits = library.hits()

    assert [hits.position(number) for number in ids] == [3, 2, 1, 0]
    assert hits.position(ArticleId(99)) is None
    assert list(hits.ids) == [*reversed(ids), 1]


def test_counts_are_exact_up_to_a_thousand_and_capped_beyond(library: Library) -> None:
    store(library.folder, [article_at(day, f"day {day}\n\nrain") for day in range(1_000)])

    exact = library.hits("rain")
    store(library.folder, [article_at(2_000, "one more\n\nrain")])
    capped = library.hits("rain")

    assert (len(exact), exact.is_capped) == (1_000, False)
    assert (len(capped), capped.total, capped.is_capped) == (1_000, 1_000, True)
    assert (len(capped.whole()), capped.whole().is_capped) == (1_001, False)
    assert capped.whole().ids[-1] == capped.whole().rows(1_000, 1_001)[0].headline.id


def test_a_long_list_is_counted_whole_and_does_not_change_under_the_reader(
    library: Library,
) -> None:
    store(library.folder, [article_at(day, f"day {day}") for day in range(1_500)])

    hits = library.hits()
    store(library.folder, [article_at(9_999, "came later")])

    assert len(hits) == 1_501
    assert not hits.is_capped
    assert hits.rows(1_498, 1_501)[-1].headline.title == SEED
    assert hits.rows(0, 1)[0].headline.title == "day 1499"


def test_marks_are_kept(library: Library) -> None:
    number = library.hits().rows(0, 1)[0].headline.id

    library.mark_read([number], is_read=True)
    library.mark_starred([number, ArticleId(99)], is_starred=True)
    library.close()

    with Library.open(library.folder) as again:
        headline = again.article(number).headline
        assert (headline.is_read, headline.is_starred) == (True, True)


def test_unread_articles_are_counted(library: Library) -> None:
    ids = store(library.folder, [article_at(day, f"day {day}") for day in range(3)])

    library.mark_read(ids[:2], is_read=True)
    library.mark_read(ids[:1], is_read=True)
    library.mark_read(ids[1:2], is_read=False)

    counts = library.counts()
    assert (counts.articles, counts.unread) == (4, 3)


def test_a_healthy_library_is_found_healthy(library: Library) -> None:
    library.hits("mosul")

    findings = library.checkup()

    assert {finding.name for finding in findings} >= {"news.db", "index.db", "texts", "SQLite"}
    assert [finding for finding in findings if not finding.ok] == []


def test_a_library_that_others_may_read_is_found_so(library: Library) -> None:
    os.chmod(library.folder / "news.db", 0o644)  # noqa: PTH101 -- that is the fault

    (finding,) = [finding for finding in library.checkup() if not finding.ok]

    assert finding.name == "permissions"
    assert "news.db" in finding.words
