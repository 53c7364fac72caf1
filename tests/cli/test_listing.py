import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import OnTerminal, Run

FIELDS = [
    "id", "title", "published", "author", "source", "url", "words", "read", "starred", "tags",
]  # fmt: skip
SEED_TITLE = "Iraqi forces launch anti-IS offensive near Syria border"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "1.txt").write_text("Bread rises\n\nThe baker of Mosul said so.\n", encoding="utf-8")
    (folder / "2.txt").write_text("Ärzte warn\n\nNothing to see.\n", encoding="utf-8")
    return folder


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_new_library_lists_the_seed(newsreader: Run) -> None:
    done = newsreader("list", "--json")

    assert done.status == 0
    assert done.err == ""
    assert records(done.out) == [
        {
            "id": 1,
            "title": SEED_TITLE,
            "published": None,
            "author": None,
            "source": "seeds",
            "url": None,
            "words": 327,
            "read": False,
            "starred": False,
            "tags": [],
        }
    ]


def test_records_have_stable_fields_in_utf_8(newsreader: Run, news: Path) -> None:
    newsreader("add", news, "--tag", "budget")

    done = newsreader("list", "ärzte", "--json")

    assert "Ärzte" in done.out
    assert [[*record] for record in records(done.out)] == [FIELDS]
    assert records(done.out)[0]["tags"] == ["budget"]


def test_search_adds_the_snippet(newsreader: Run, news: Path) -> None:
    newsreader("add", news)

    done = newsreader("search", "mosul", "--json")

    assert [[*record] for record in records(done.out)] == [[*FIELDS, "snippet"]] * 2
    assert "The baker of Mosul said so." in [record["snippet"] for record in records(done.out)]


def test_the_list_for_people_tells_number_date_source_and_title(newsreader: Run) -> None:
    done = newsreader("list")

    assert done.out.split() == ["1", "no", "date", "●", "seeds", *SEED_TITLE.split()]
    assert "\x1b" not in done.out


def test_search_for_people_shows_the_place_beneath(newsreader: Run) -> None:
    done = newsreader("search", "euphrates")

    assert len(done.out.splitlines()) == 2
    assert "Euphrates" in done.out.splitlines()[1]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (["mosul", "-baker"], [SEED_TITLE]),
        (["-mosul"], ["Ärzte warn"]),
        (["bak*", "OR", '"nothing to see"'], ["Bread rises", "Ärzte warn"]),
        (["-h*"], ["Bread rises", "Ärzte warn"]),
        (["nobody-wrote-this"], []),
    ],
)
def test_words_of_a_query_may_begin_with_a_minus(
    newsreader: Run, news: Path, query: list[str], titles: list[str]
) -> None:
    newsreader("add", news)

    done = newsreader("search", "--json", *query)

    assert done.status == 0
    assert sorted(str(record["title"]) for record in records(done.out)) == sorted(titles)


def test_after_two_minuses_everything_is_a_word(newsreader: Run) -> None:
    done = newsreader("search", "--json", "--", "--limit", "--help", "-")

    assert (done.status, done.out) == (0, "")


def test_sort_and_limit(newsreader: Run, news: Path) -> None:
    newsreader("add", news)

    done = newsreader("list", "--sort", "title", "--limit", "2", "--json")

    assert len(done.out.splitlines()) == 2
    assert records(done.out)[0]["title"] != SEED_TITLE


def test_what_was_not_understood_is_said_in_words(newsreader: Run) -> None:
    done = newsreader("search", "colour:red")

    assert done.status == 0
    assert done.err == 'newsreader: "colour:" is not a field; searched as a word\n'


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (["source:news"], ["Bread rises", "Ärzte warn"]),
        (["tag:budget", "-is:read", "sort:old"], ["Bread rises", "Ärzte warn"]),
        (["sort:title", "tag:budget"], ["Bread rises", "Ärzte warn"]),
        (["title:bread", "OR", "title:warn", "sort:title"], ["Bread rises", "Ärzte warn"]),
        (["is:starred"], []),
    ],
)
@pytest.mark.parametrize("command", ["list", "search"])
def test_the_language_is_the_same_in_both_commands(
    newsreader: Run, news: Path, command: str, query: list[str], titles: list[str]
) -> None:
    newsreader("add", news, "--tag", "budget")

    done = newsreader(command, "--json", *query)

    assert (done.status, done.err) == (0, "")
    found = [str(record["title"]) for record in records(done.out)]
    assert found == titles if "sort:" in " ".join(query) else sorted(found) == titles


def test_who_finds_nothing_on_a_terminal_is_told_what_may_be_meant(
    newsreader: Run, on_terminal: OnTerminal
) -> None:
    piped = newsreader("search", "euphratse")

    shown = on_terminal("search", "euphratse")

    assert (piped.out, piped.err) == ("", "")
    assert b"did you mean euphrates" in shown.raw


def test_more_articles_than_are_counted_are_listed(newsreader: Run, tmp_path: Path) -> None:
    for number in range(1100):
        (tmp_path / f"{number}.txt").write_text(f"Title {number}\n\nBody.\n", encoding="utf-8")
    newsreader("add", tmp_path)

    every = newsreader("list", "--json")
    found = newsreader("search", "body", "--json", "--limit", "1050")

    assert len(every.out.splitlines()) == 1101
    assert len(found.out.splitlines()) == 1050


def test_on_a_terminal_titles_are_cut_to_its_width_and_matches_lit(
    on_terminal: OnTerminal,
) -> None:
    done = on_terminal("search", "mosul")

    title, shown = re.sub(r"\x1b\[[0-9;]*m", "", done.raw.decode()).split("\r\n")[:2]
    assert title.endswith("…")
    assert max(len(title), len(shown)) <= 80
    assert b"\x1b[30;43mMosul\x1b[0m" in done.raw
