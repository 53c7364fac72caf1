"""Nothing that others wrote leaves the command line as anything but text."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.articles.clean import clean_line, clean_text
from tests import hostile
from tests.cli.conftest import CHECKOUT

STRINGS = hostile.every_string()
SENTENCE = "Angela Merkel was in Berlin."

# One process for all strings: each command line in turn, its status and a line between.
DRIVER = """
import sys, json
from reader.cli.main import carry_out
for arguments in json.load(sys.stdin):
    status = carry_out(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        stream.buffer.write(b"%d\\n=====\\n" % status)
        stream.flush()
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What one command line wrote, and how it ended."""

    status: int
    out: bytes
    err: bytes


def carried_out(folder: Path, command_lines: Sequence[Sequence[str | Path]]) -> list[Told]:
    """What came of each command line, in order, on one library."""
    here = folder / "not" / "the library"  # so that ".." holds nothing
    here.mkdir(parents=True, exist_ok=True)
    usual = {"HOME": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps([[*map(str, arguments)] for arguments in command_lines]).encode(),
        env=usual | {"PYTHONPATH": str(CHECKOUT), "NEWSREADER_LIBRARY": str(folder / "library")},
        cwd=here,
        capture_output=True,
        timeout=110,
        check=True,
    )
    streams = [stream.split(b"\n=====\n")[:-1] for stream in (done.stdout, done.stderr)]
    told = []
    for out, err in zip(*streams, strict=True):
        status = out.rpartition(b"\n")[2]
        told.append(Told(int(status), out.removesuffix(status), err.removesuffix(status)))
    assert len(told) == len(command_lines)
    return told


def assert_harmless(told: Sequence[Told]) -> None:
    for one in told:
        assert one.status in {0, 1, 2}
        assert hostile.intruders(one.out) == []
        assert hostile.intruders(one.err) == []
        assert b"a defect" not in one.err


def visible(text: str) -> str:
    return "".join(clean_text(text).split())


def may_be_argument(string: str) -> bool:
    """Whether a system can hand it to a program."""
    try:
        return b"\0" not in os.fsencode(string)
    except UnicodeEncodeError:
        return False


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, str]]:
    """A library whose articles' titles and texts are the strings, and which is which."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "news").mkdir()
    for number, string in enumerate(STRINGS):
        text = f"{string}\n\n{SENTENCE} {string} {number}\n".encode(errors="replace")
        (folder / "news" / f"{number}.txt").write_bytes(text)
    added, listed = carried_out(folder, [["add", folder / "news"], ["list", "--json"]])
    assert_harmless([added, listed])
    ids = [json.loads(line)["id"] for line in listed.out.splitlines()]
    shown = carried_out(folder, [["show", "--json", *map(str, ids)]])
    assert_harmless(shown)
    numbers = {}
    for line in shown[0].out.splitlines():
        record = json.loads(line)
        if "news" in Path(record["path"]).parent.name:
            numbers[record["id"]] = STRINGS[int(Path(record["path"]).stem)]
    return folder, numbers


def test_most_strings_make_an_article(articles: tuple[Path, dict[int, str]]) -> None:
    _, strings = articles

    left_out = set(STRINGS) - set(strings.values())

    # A file that is half NUL is no text.
    assert all("\0" in string for string in left_out)


def test_no_article_does_harm_and_none_loses_what_can_be_seen(
    articles: tuple[Path, dict[int, str]],
) -> None:
    folder, strings = articles
    ids = [*map(str, strings)]

    plain, records, *rest = carried_out(
        folder,
        [
            ["show", "--plain", *ids],
            ["show", "--json", *ids],
            ["names"],
            ["entities"],
            ["entities", "--json"],
            ["entities", *ids],
            ["search", "merkel"],
            ["search", "merkel", "--json"],
            ["list", "--sort", "title"],
            [],
        ],
    )

    assert_harmless([plain, records, *rest])
    assert {one.status for one in (plain, records, *rest)} == {0}
    told = visible(plain.out.decode())
    for line in records.out.splitlines():
        record = json.loads(line)
        string = strings[record["id"]].encode(errors="replace").decode()
        assert visible(string) in visible(record["text"])
        assert visible(record["text"]) in told


def test_titles_in_lists_lose_nothing_that_can_be_seen(
    articles: tuple[Path, dict[int, str]],
) -> None:
    folder, strings = articles

    people, machines = carried_out(folder, [["list"], ["list", "--json"]])

    for line in machines.out.splitlines():
        record = json.loads(line)
        if record["id"] not in strings:
            continue
        string = strings[record["id"]].encode(errors="replace").decode()
        first = next((one for one in clean_text(string).split("\n") if one.strip()), "Angela")
        assert clean_line(record["title"]).startswith(clean_line(first)[:400])
        assert record["title"] in people.out.decode()


def test_no_query_does_harm(articles: tuple[Path, dict[int, str]]) -> None:
    folder, _ = articles
    queries = [string for string in STRINGS if may_be_argument(string)]

    told = carried_out(folder, [["search", "--limit", "3", "--", query] for query in queries])
    records = carried_out(
        folder, [["search", "--limit", "3", "--json", query] for query in queries]
    )

    assert_harmless([*told, *records])
    assert {one.status for one in told} == {0}
    for one in records:
        is_help = one.status == 2 or one.out.startswith(b"usage: ")
        assert is_help or all(json.loads(line) for line in one.out.splitlines())


def test_no_name_of_a_file_does_harm(tmp_path: Path) -> None:
    names = {string.replace("/", "_") for string in STRINGS if may_be_argument(string)}
    (tmp_path / "news").mkdir()
    made: list[Path] = []
    for number, name in enumerate(names):
        path = tmp_path / "news" / f"{name}.txt"
        is_hidden = name.startswith(".")
        if len(os.fsencode(path.name)) <= 255 and not is_hidden:
            path.write_text(f"Title\n\nText {number}\n", encoding="utf-8")
            made.append(path)

    command_lines: list[list[str | Path]] = [
        ["add", tmp_path / "news"],
        ["list", "--json"],
        ["show", "--json", *map(str, range(2, 99))],
    ]
    command_lines += [["show", path] for path in made[::5]]

    told = carried_out(tmp_path, command_lines)

    assert_harmless(told)
    assert told[0].out.startswith(f"{len(made)} added".encode())
    shown = {json.loads(line)["path"] for line in told[2].out.splitlines()}
    assert len(shown) == 97
    assert shown <= {*map(str, made)}


def test_no_argument_does_harm(tmp_path: Path) -> None:
    arguments = [string for string in STRINGS if may_be_argument(string)]
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nText\n", encoding="utf-8")
    command_lines: list[list[str | Path]] = [["add", "--tag", one, path] for one in arguments]
    for one in arguments:
        command_lines += [[command, "--", one] for command in ("add", "show", "entities")]
        command_lines += [["list", option, one] for option in ("--limit", "--sort", "--config")]
        command_lines += [["names", "--jobs", one], [one, "list"], ["--", one]]

    told = carried_out(tmp_path, [*command_lines, ["list", "--json"]])

    assert_harmless(told)
    assert any(json.loads(line)["tags"] for line in told[-1].out.splitlines())
