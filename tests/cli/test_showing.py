import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import CHECKOUT, OnTerminal, Run, Spawn

SEED = (CHECKOUT / "seeds" / "000_b42f03f3b5cf94ed.txt").read_text(encoding="utf-8")
FIELDS = ["id", "title", "text", "published", "author", "source", "path", "url", "entities"]
MENTION = ["start", "end", "text", "label", "entity", "confidence", "origin", "rule"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Talks\n\nAngela Merkel went to Berlin.\n", encoding="utf-8")
    return path


def test_an_article_is_printed_as_it_is(newsreader: Run) -> None:
    done = newsreader("show", "1")

    assert done.status == 0
    assert done.out.rstrip("\n") == SEED.rstrip("\n")


def test_the_record_has_the_text_and_its_names(newsreader: Run) -> None:
    done = newsreader("show", "--json", "1")

    record = json.loads(done.out)
    assert [*record] == FIELDS
    assert record["id"] == 1
    assert record["title"] == SEED.partition("\n")[0]
    assert record["text"] == SEED
    assert record["published"] is None
    dates = [mention for mention in record["entities"] if mention["label"] in {"DATE", "TIME"}]
    assert all([*mention] == MENTION for mention in record["entities"] if mention not in dates)
    assert all([*mention] == [*MENTION, "from", "to", "doubt"] for mention in dates)
    assert [
        mention
        for mention in record["entities"]
        if record["text"][mention["start"] : mention["end"]] != mention["text"]
    ] == []
    assert {"Tigris", "Mosul", "Hassan Rouhani"} <= {one["text"] for one in record["entities"]}


def test_dates_are_told_by_the_day_of_the_article(newsreader: Run, tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    path.write_text(
        "---\ntitle: Talks\ndate: 2017-11-23\n---\n\n"
        "They met last Friday. In 2014 they had met too.\n"
    )
    undated = tmp_path / "undated.txt"
    undated.write_text("Talks\n\nThey met last Friday. In 2014 they had met too.\n")

    done = newsreader("show", "--json", path, undated)

    told = [
        [
            (one["text"], one["from"], one["to"], one["doubt"])
            for one in json.loads(line)["entities"]
        ]
        for line in done.out.splitlines()
    ]
    year = ("2014", "2014-01-01", "2014-12-31", None)
    assert told == [
        [("last Friday", "2017-11-17", "2017-11-17", None), year],
        [("last Friday", None, None, "no date is known for the article"), year],
    ]


def test_quotes_are_told_when_they_are_asked_for(newsreader: Run) -> None:
    record = json.loads(newsreader("show", "--json", "--quotes", "1").out)

    last = record["quotes"][-1]
    assert [*record] == [*FIELDS, "quotes"]
    assert [*last] == ["start", "end", "speaker", "entity", "by", "direct", "confidence"]
    assert SEED[last["start"] : last["end"]].startswith("We will completely secure the desert")
    assert last["entity"] == "person:shakir kadhim"
    assert last["by"] == "army Brigadier General Shakir Kadhim"
    assert last["direct"]


def test_quotes_are_listed_a_line_each(newsreader: Run) -> None:
    lines = newsreader("show", "--quotes", "1").out.splitlines()

    assert lines[0] == SEED.partition("\n")[0]
    assert lines[1].startswith("the military: Iraq launched an army operation")
    assert lines[-1].startswith("Shakir Kadhim: “We will completely secure the desert")


def test_names_that_were_found_are_kept(newsreader: Run) -> None:
    first = newsreader("show", "--json", "1")

    kept = newsreader("entities", "--json")

    found = {one["entity"] for one in json.loads(first.out)["entities"]}
    assert {json.loads(line)["entity"] for line in kept.out.splitlines()} == found


def test_a_file_is_shown_without_being_added(newsreader: Run, report: Path) -> None:
    done = newsreader("show", "--json", report)

    record = json.loads(done.out)
    assert (record["id"], record["path"], record["title"]) == (None, str(report), "Talks")
    assert {one["text"] for one in record["entities"]} == {"Angela Merkel", "Berlin"}
    assert len(newsreader("list").out.splitlines()) == 1


def test_standard_input_is_an_article(spawn: Spawn) -> None:
    done = spawn(
        "show", "-", "--json", stdin="Wie schön\n\nAngela Merkel spoke.\n".encode("utf-16")
    )

    record = json.loads(done.stdout)
    assert record["title"] == "Wie schön"
    assert record["path"] is None
    assert "Angela Merkel" in [one["text"] for one in record["entities"]]


def test_a_file_named_like_a_number_is_reached_by_its_path(
    newsreader: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "7").write_text("Seven\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    by_path = newsreader("show", "./7")
    by_number = newsreader("show", "7")

    assert by_path.out == "Seven\n"
    assert by_number.status == 1
    assert by_number.err == "newsreader: 7: the library has no article 7\n"


@pytest.mark.parametrize("written", ["0", "2", "9" * 18, "9" * 19, "9" * 40])
def test_a_number_that_no_article_has_fails_in_words(newsreader: Run, written: str) -> None:
    done = newsreader("show", written)

    assert done.status == 1
    assert done.out == ""
    assert done.err.startswith(f"newsreader: {written}: the library has no article")
    assert done.err.count("\n") == 1


def test_of_several_the_good_ones_are_shown_and_the_bad_ones_named(
    newsreader: Run, report: Path, tmp_path: Path
) -> None:
    done = newsreader(
        "show", report, tmp_path, tmp_path / "none", "http://example.org/", "1", "--plain"
    )

    assert done.status == 1
    assert "Angela Merkel" in done.out
    assert "Siniyah" in done.out
    assert [line.rpartition(": ")[2] for line in done.err.splitlines()] == [
        f"a folder; newsreader add {tmp_path} takes in its files",
        "there is no such file (any more)",
        "newsreader reads files and folders, not addresses; save it as a file",
    ]


def test_an_empty_standard_input_fails_in_words(spawn: Spawn) -> None:
    done = spawn("show", "-")

    assert done.returncode == 1
    assert done.stderr == b"newsreader: -: empty\n"


def test_on_a_terminal_names_are_lit_by_kind(on_terminal: OnTerminal) -> None:
    done = on_terminal("show", "1")

    assert done.status == 0
    assert b"\x1b[4;33mIS\x1b[0m\x1b[1m offensive near \x1b[3;32mSyria\x1b[0m" in done.raw
    assert b"\x1b[2mseeds \xc2\xb7 no date \xc2\xb7 327 words \xc2\xb7 2 min\x1b[0m" in done.raw
    assert b"\x1b[1;34mHassan Rouhani\x1b[0m" in done.raw
    assert b"\x1b[4;33mHashed Al Shaabi\x1b[0m" in done.raw
    assert b"\x1b[3;32mSiniyah\x1b[0m" in done.raw
    assert b"\x1b[4mShiite\x1b[0m" in done.raw
    assert b"\x1b[21mThursday\x1b[0m" in done.raw


def test_without_colour_attributes_and_signs_tell_the_kinds(on_terminal: OnTerminal) -> None:
    done = on_terminal("show", "1", environ={"NO_COLOR": "1"})

    assert b"@\x1b[1mHassan Rouhani\x1b[0m" in done.raw
    assert b"#\x1b[4mHashed Al Shaabi\x1b[0m" in done.raw
    assert b"^\x1b[3mSiniyah\x1b[0m" in done.raw
    assert b"~\x1b[21mThursday\x1b[0m" in done.raw
    assert b";3" not in done.raw


def test_a_dumb_terminal_gets_signs_alone(on_terminal: OnTerminal) -> None:
    done = on_terminal("show", "1", environ={"TERM": "dumb"})

    assert b"@Hassan Rouhani" in done.raw
    assert b"\x1b" not in done.raw


def test_on_a_terminal_lines_fit_and_hold_all_of_the_text(on_terminal: OnTerminal) -> None:
    done = on_terminal("show", "1", environ={"TERM": "dumb"})

    lines = done.raw.decode().replace("\r", "").split("\n")
    told = re.sub(r"[@#^~]", "", "".join("".join(lines).split()))
    assert max(map(len, lines)) <= 76
    assert "".join(SEED.partition("\n")[2].split()) in told


def test_plain_is_the_text_alone_on_a_terminal_too(on_terminal: OnTerminal) -> None:
    done = on_terminal("show", "1", "--plain")

    assert done.raw.decode().replace("\r\n", "\n").rstrip("\n") == SEED.rstrip("\n")


def test_a_long_line_without_blanks_is_broken(on_terminal: OnTerminal, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Title\n\n" + "x" * 5000 + "中" * 100, encoding="utf-8")

    done = on_terminal("show", path, environ={"TERM": "dumb"})

    lines = done.raw.decode().split("\r\n")
    assert sum(line.count("x") for line in lines) == 5000
    assert max(line.count("x") + 2 * line.count("中") for line in lines) == 76
