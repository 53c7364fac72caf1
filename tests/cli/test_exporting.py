import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.articles.mention import Mention
from reader.entities.recognizer import DEFAULT_ID
from reader.exports.table import as_text
from reader.library import Library
from tests.cli.conftest import OnTerminal, Run, Spawn
from tests.exports.readers import brat_folder, conll_documents, conll_mentions
from tests.hostile import every_string, intruders

FIELDS = [
    *("article", "title", "published", "source", "start", "end", "text", "label", "entity"),
    *("name", "confidence", "origin", "rule"),
]
Spans = dict[str, list[tuple[int, int, str]]]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    strings = [string for string in every_string() if string.strip()]
    for number, start in enumerate(range(0, len(strings), 60)):
        hostile = "\n\n".join(f"Angela Merkel met {one} in Berlin." for one in strings[start:][:60])
        text = f"=HYPERLINK({number}) of Iraq\n\n{hostile}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8", errors="replace")
    return folder


def kept(folder: Path) -> dict[str, tuple[str, Sequence[Mention]]]:
    found: dict[str, tuple[str, Sequence[Mention]]] = {}
    with Library.open(folder) as library:
        for stored in library.hits().articles():
            number = stored.headline.id
            found[str(number)] = stored.text, library.names.mentions(number, DEFAULT_ID) or ()
    return found


def spans(folder: Path) -> Spans:
    return {
        number: [(one.start, one.end, one.label) for one in mentions]
        for number, (_, mentions) in kept(folder).items()
    }


def test_json_lines_hold_the_library_s_mentions(
    newsreader: Run, library: Path, news: Path, tmp_path: Path
) -> None:
    newsreader("add", news)
    output = tmp_path / "names.jsonl"

    done = newsreader("export", "entities", "--output", output)

    content = output.read_bytes()
    records = [json.loads(line) for line in content.decode().split("\n")[:-1]]
    found: Spans = {number: [] for number in spans(library)}
    for one in records:
        found[str(one["article"])].append((one["start"], one["end"], one["label"]))
    assert (done.status, done.out) == (0, "")
    assert all([*record] == FIELDS for record in records)
    assert found == spans(library)
    assert intruders(content) == []


def test_a_table_holds_the_library_s_mentions(
    newsreader: Run, library: Path, news: Path, tmp_path: Path
) -> None:
    newsreader("add", news)
    output = tmp_path / "names.csv"

    newsreader("export", "entities", "--output", output)

    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {number: text for number, (text, _) in kept(library).items()}
    found: Spans = {number: [] for number in texts}
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        found[row["article"]].append((start, end, row["label"]))
        assert as_text(row["text"]) == texts[row["article"]][start:end]
        assert as_text(row["title"]) == texts[row["article"]].partition("\n")[0]
    assert [*rows[0]] == FIELDS
    assert found == spans(library)
    assert not any(row["title"].startswith("=") for row in rows)


def test_conll_holds_the_library_s_mentions(
    newsreader: Run, library: Path, news: Path, tmp_path: Path
) -> None:
    newsreader("add", news)
    output = tmp_path / "names.conll"

    newsreader("export", "entities", "--output", output)

    documents = conll_documents(output.read_bytes().decode())
    found = {
        number: conll_mentions(text, documents[number])
        for number, (text, _) in kept(library).items()
    }
    assert found == spans(library)


def test_brat_holds_the_library_s_mentions(
    newsreader: Run, library: Path, news: Path, tmp_path: Path
) -> None:
    newsreader("add", news)
    output = tmp_path / "brat"

    newsreader("export", "entities", "--format", "brat", "--output", output)

    folder = brat_folder(output)
    assert {number: text for number, (text, _) in folder.items()} == {
        number: text for number, (text, _) in kept(library).items()
    }
    for number, (text, marks) in folder.items():
        mentions = kept(library)[number][1]
        for mark, mention in zip(marks, mentions, strict=True):
            assert (mark.spans[0][0], mark.spans[-1][1]) == (mention.start, mention.end)
            assert mark.words == " ".join(text[start:end] for start, end in mark.spans)
            assert (mark.label, mark.note) == (mention.label, mention.entity)
    assert "ORG\n" in (output / "annotation.conf").read_text()


def test_articles_are_told_as_show_tells_them(newsreader: Run) -> None:
    exported = newsreader("export", "articles")

    assert exported.out == newsreader("show", "--json", "1").out


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_articles_can_be_read(newsreader: Run, news: Path, form: str) -> None:
    newsreader("add", news)

    done = newsreader("export", "articles", "--format", form)

    assert done.status == 0
    assert (
        "the last refuge of the militants in Iraq" in done.out.replace("\n", " ") or form == "html"
    )
    assert "Salvation Army" in done.out
    assert intruders(done.out.encode()) == []
    assert "<script" not in done.out.replace("\\<", "") or form == "txt"


def test_a_query_or_numbers_choose_the_articles(newsreader: Run, news: Path) -> None:
    newsreader("add", news)

    of_query = newsreader("export", "entities", "refuge", "-nowhere")
    of_number = newsreader("export", "entities", "1")

    assert of_query.out == of_number.out
    assert {json.loads(line)["article"] for line in of_query.out.splitlines()} == {1}


def test_a_number_that_is_not_there_is_told_and_the_rest_is_done(newsreader: Run) -> None:
    done = newsreader("export", "articles", "77", "1")

    assert done.status == 1
    assert json.loads(done.out)["id"] == 1
    assert done.err == "newsreader: 1 of 2 articles are not there or not whole\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["entities", "--format", "md"], "entities are written as"),
        (["articles", "--format", "brat", "--output", "x"], "articles are written as"),
        (["entities", "--format", "brat"], "name one with --output"),
    ],
)
def test_what_cannot_be_asked_for_is_said(
    newsreader: Run, arguments: list[str], words: str
) -> None:
    done = newsreader("export", *arguments)

    assert done.status == 2
    assert words in done.err


def test_a_terminal_gets_nothing_that_does_harm(
    on_terminal: OnTerminal, spawn: Spawn, news: Path
) -> None:
    spawn("add", news)
    spawn("names")

    seen = on_terminal("export", "entities", "--format", "csv")

    assert seen.status == 0
    assert intruders(seen.raw.replace(b"\r\n", b"\n")) == []


def test_a_library_that_cannot_be_written_is_exported_too(
    newsreader: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsreader("list")
    monkeypatch.setattr("reader.library.is_writable", lambda _: False)

    done = newsreader("export", "entities", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert (done.status, done.err) == (0, "")
    assert {"Mosul", "Iraq"} <= {row["name"] for row in rows}
    assert spans(library) == {"1": []}
