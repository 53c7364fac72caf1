import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.cli import adding
from reader.library import Library
from tests.archive import LONG_AGO
from tests.cli.conftest import CHECKOUT, NEWSREADER, OnTerminal, Run


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Title {number}\n\nBody.\n", encoding="utf-8")
    return folder


def test_the_last_line_tells_what_was_done(newsreader: Run, news: Path) -> None:
    done = newsreader("add", news)

    assert done.status == 0
    assert done.out == "3 added, 0 updated, 0 unchanged, 0 skipped\n"
    assert done.err == ""


def test_adding_again_changes_only_what_has_changed(newsreader: Run, news: Path) -> None:
    newsreader("add", news)
    (news / "1.txt").write_text("Title 1\n\nAnother body.\n", encoding="utf-8")

    done = newsreader("add", news)

    assert done.out == "0 added, 1 updated, 2 unchanged, 0 skipped\n"
    assert len(newsreader("list").out.splitlines()) == 4


def test_bad_files_are_named_and_the_rest_is_done(newsreader: Run, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    (news / "picture.jpg").write_bytes(b"\xff\xd8")

    done = newsreader("add", news, news / "none.txt")

    assert done.status == 1
    assert done.out == (
        "3 added, 0 updated, 0 unchanged, 3 skipped "
        "(1 empty; 1 there is no such file (any more); 1 of other kinds than text)\n"
    )
    assert done.err == (
        f"newsreader: {news}/empty.txt: empty\n"
        f"newsreader: {news}/none.txt: there is no such file (any more)\n"
    )


def test_an_encoding_that_was_guessed_is_told(newsreader: Run, news: Path) -> None:
    text = "La città è già piena di turisti perché è estate"
    (news / "old.txt").write_bytes(text.encode("cp1252"))
    (news / "says.html").write_bytes(f"<meta charset=cp1252><p>{text}, e sole".encode("cp1252"))

    done = newsreader("add", news)
    (news / "old.txt").write_bytes(f"{text} ancora".encode("cp1252"))
    told = newsreader("add", news, "--json")

    assert done.out == "5 added, 0 updated, 0 unchanged, 0 skipped; encodings guessed: 1 cp1252\n"
    assert json.loads(told.out.splitlines()[-1])["guesses"] == {"cp1252": 1}


def test_a_picture_beside_articles_is_no_failure(newsreader: Run, news: Path) -> None:
    (news / "picture.jpg").write_bytes(b"\xff\xd8")

    done = newsreader("add", news)

    assert done.status == 0
    assert done.out.endswith("1 skipped (1 of other kinds than text)\n")


@pytest.mark.parametrize("address", ["https://example.org/feed", "file:///etc/passwd", "ftp://e/"])
def test_an_address_is_refused_in_words(newsreader: Run, address: str) -> None:
    done = newsreader("add", address)

    assert done.status == 1
    assert done.err == f"newsreader: {address}: an address; newsreader reads files and folders\n"


def test_an_empty_name_is_not_the_folder_one_is_in(
    newsreader: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news)

    done = newsreader("add", "")

    assert done.status == 1
    assert done.out == "0 added, 0 updated, 0 unchanged, 0 skipped\n"
    assert done.err.count("\n") == 1


def test_a_tag_is_given_to_what_is_added(newsreader: Run, news: Path) -> None:
    newsreader("add", "--tag", "budget", news)

    done = newsreader("list", "--json", "title")

    assert done.out.count('"tags": ["budget"]') == 3


def test_the_library_may_be_named_before_and_after_the_command(
    newsreader: Run, news: Path, tmp_path: Path
) -> None:
    before = newsreader("--library", tmp_path / "other", "add", news)

    after = newsreader("list", "--library", tmp_path / "other")

    assert before.status == 0
    assert len(after.out.splitlines()) == 4
    assert len(newsreader("list").out.splitlines()) == 1


def test_a_terminal_shows_progress_and_then_the_last_line(
    on_terminal: OnTerminal, news: Path
) -> None:
    done = on_terminal("add", news)

    assert done.status == 0
    assert b"Adding" in done.raw
    assert done.raw.endswith(b"3 added, 0 updated, 0 unchanged, 0 skipped\r\n")
    assert b"\x1b[?25h" in done.raw.rpartition(b"\x1b[?25l")[2]


def test_what_was_added_is_backed_up_once_a_day(newsreader: Run, news: Path, library: Path) -> None:
    newsreader("add", news / "0.txt")
    newsreader("add", news)

    (copy,) = (library / "backup").iterdir()
    (library / "news.db").unlink()
    copy.rename(library / "news.db")
    assert len(newsreader("list").out.splitlines()) == 2


def test_a_library_to_which_nothing_was_added_is_not_backed_up(
    newsreader: Run, tmp_path: Path, library: Path
) -> None:
    newsreader("add", tmp_path)

    assert not (library / "backup").exists()


def test_a_few_articles_do_not_wait_for_a_large_library_to_be_copied(
    newsreader: Run, news: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "_COPIED_SOON", 2)
    monkeypatch.setattr(adding, "_SHARE", 3)
    newsreader("add", news)
    (news / "late.txt").write_text("Late\n\nBody.\n", encoding="utf-8")
    (library / "backup" / "news.db").unlink()

    newsreader("add", news)

    assert [*(library / "backup").iterdir()] == []


def test_scripts_are_told_what_was_done(newsreader: Run, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")

    done = newsreader("add", "--json", news)

    record = json.loads(done.out.splitlines()[-1])
    assert (record["added"], record["updated"], record["skipped"]) == (3, 0, 1)
    assert record["summary"] == "3 added, 0 updated, 0 unchanged, 1 skipped (1 empty)"
    assert record["troubles"] == [{"where": f"{news}/empty.txt", "reason": "empty"}]


def test_scripts_are_told_how_far_it_is(
    newsreader: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "_TOLD_EVERY_S", 0.0)

    done = newsreader("add", "--json", news)

    first, *_ = map(json.loads, done.out.splitlines())
    assert first.keys() == {"doing", "done", "position", "size", "rate"}
    assert first["position"] <= first["size"]


def test_the_same_story_from_two_sources_is_linked(
    newsreader: Run, library: Path, tmp_path: Path
) -> None:
    story = " ".join(f"word{number} of the story" for number in range(60))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.txt").write_text(f"Headline of {name}\n\n{story}\n")

    newsreader("add", tmp_path / "one", tmp_path / "two")

    with Library.open(library) as opened:
        newest = ArticleId(opened.hits().ids[0])
        assert len(opened.copies(newest)) == 1


def test_stopped_it_keeps_what_is_done_and_goes_on_from_there(
    newsreader: Run, tmp_path: Path, library: Path
) -> None:
    path = tmp_path / "news.jsonl"
    body = "rain " * 90
    records = ({"id": n, "text": f"Story number{n}\n\n{body}"} for n in range(5_000))
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    running = subprocess.Popen(
        [*NEWSREADER, "add", "--json", path],
        env={**os.environ, "NEWSREADER_LIBRARY": str(library), "PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    told = json.loads(running.stdout.readline())

    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=100)

    with Library.open(library) as stopped:
        kept = stopped.counts().articles
        assert len(stopped.hits("story").whole()) == kept - 1
    assert running.returncode == 130
    assert told["done"] < kept < 5_001
    assert err.decode() == (
        f"newsreader: stopped; the library has {kept:,} articles, "
        "and the same command goes on from there\n"
    )
    assert newsreader("add", path).out.startswith(f"{5_001 - kept:,} added, 0 updated, 0 unchanged")


def test_items_of_a_file_that_are_bad_are_named(newsreader: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "One"}\n{"text": 2, \n[]\n', encoding="utf-8")

    done = newsreader("add", path)

    assert done.status == 1
    assert done.out.startswith("1 added, 0 updated, 0 unchanged, 2 skipped (1 not ")
    assert done.err.count("\n") == 2
    assert done.err.startswith(f"newsreader: {path}: item 2: not JSON")
