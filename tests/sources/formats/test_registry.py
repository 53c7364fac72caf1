import json
import subprocess
import sys

import pytest

from reader.sources.formats.format import Format
from reader.sources.formats.registry import (
    HTML,
    JSON,
    JSON_LINES,
    MAIL,
    MAILBOX,
    MARKDOWN,
    NEWSML,
    NITF,
    TABLE,
    TEXT,
    format_of,
    may_be_read,
)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(("a.txt", TEXT), ("b/c.TEXT", TEXT), ("a.md", MARKDOWN), ("a.markdown", MARKDOWN)),
        *(("a.html", HTML), ("a.htm", HTML), ("a.jsonl", JSON_LINES), ("a.ndjson", JSON_LINES)),
        *(("a.csv", TABLE), ("a.tsv", TABLE), ("a.eml", MAIL), ("a.mbox", MAILBOX)),
        *(("a.png", None), ("a.zip", None), ("README", None), (".hidden", None), ("", None)),
    ],
)
def test_a_name_tells_most_formats(name: str, form: Format | None) -> None:
    assert format_of(name, b"") == form


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.json", '{"title": "A",\n "text": "x"}', JSON),
        ("a.json", '[{"id": 1, "headline": "A"}]', JSON),
        ("a.json", '{"title": "A"}\n{"title": "B"}\n', JSON_LINES),
        ("a.json", '{"name": "newsreader", "version": "1.0"}', None),
        ("a.json", "no json", None),
        ("a.xml", '<?xml version="1.0"?>\n<!DOCTYPE nitf><nitf>', NITF),
        ("a.nitf", "<!-- x --><nitf xmlns='http://x'>", NITF),
        ("a.xml", '<newsMessage xmlns="x">', NEWSML),
        ("a.xml", "<n:newsItem xmlns:n='x'>", NEWSML),
        ("a.xml", "<rss version='2.0'>", None),
        ("a.xml", "", None),
        ("Inbox", "From a@b Sun Nov  5 10:15:00 2017\nSubject: x\n", MAILBOX),
        ("Inbox", "From the editor\n\nDear readers", None),
    ],
)
def test_the_content_tells_where_a_name_does_not(name: str, head: str, form: Format | None) -> None:
    assert format_of(name, head.encode()) == form
    assert may_be_read(name)


def test_wide_encodings_are_seen_through() -> None:
    assert format_of("a.xml", "<nitf>".encode("utf-16")) == NITF
    assert format_of("a.json", json.dumps({"title": "A"}).encode("utf-16-le")) == JSON


@pytest.mark.parametrize("name", ["a.png", "a.py", "b/c.exe", "a.tar"])
def test_a_name_of_another_kind_is_not_worth_a_look(name: str) -> None:
    assert not may_be_read(name)


def test_knowing_the_formats_loads_none_of_them() -> None:
    code = (
        "import sys; import reader.sources.formats.registry as known;"
        "print([m for m in ('lxml', 'yaml', 'csv', 'email', 'chardet') if m in sys.modules])"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert shown.stdout == "[]\n"
