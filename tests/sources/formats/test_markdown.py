import pytest

from reader.sources.formats.registry import MARKDOWN, TEXT
from tests.sources.formats.samples import article, reasons

YAML = """---
title: "Quake: hits"
date: 2017-11-05 10:15
authors: [Jane, Jo]
source: Daily
url: https://example.org/q
lang: de
tags: [a, b]
draft: ~
---
"""
TOML = """+++
title = "Quake: hits"
date = 2017-11-05T10:15:00Z
authors = ["Jane", "Jo"]
source = "Daily"
url = "https://example.org/q"
lang = "de"
+++
"""


@pytest.mark.parametrize("front", [YAML, TOML], ids=["yaml", "toml"])
def test_front_matter_tells_about_the_article(front: str) -> None:
    found = article(MARKDOWN, f"{front}\n# Quake: hits\n\nThe *text*.\n")

    assert found.text == "Quake: hits\n\nThe *text*."
    assert (found.author, found.source, found.language) == ("Jane, Jo", "Daily", "de")
    assert (found.url, found.published) == ("https://example.org/q", 1509876900)


def test_a_colon_in_a_headline_does_not_lose_the_front_matter() -> None:
    front = (
        "---\ntitle: Ferry: all saved\ndate: 2017-11-05\nauthor: [Jane, Jo]\ntags:\n- sea\n---\n"
    )

    found = article(MARKDOWN, f"{front}The *text*.\n")

    assert found.text == "Ferry: all saved\n\nThe *text*."
    assert (found.author, found.published) == ("Jane, Jo", 1509840000)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("[unclosed", "[unclosed"),
        ("[Update] Storm hits", "[Update] Storm hits"),
        ("*Breaking* news", "*Breaking* news"),
        ("{a: b", "{a: b"),
        ("@home: a day", "@home: a day"),
    ],
)
def test_a_value_that_is_no_yaml_is_taken_as_it_is_written(written: str, title: str) -> None:
    found = article(MARKDOWN, f"---\ntitle: {written}\ndate: 2017-11-05\n---\nThe *text*.\n")

    assert found.text == f"{title}\n\nThe *text*."
    assert found.published == 1509840000


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("# Head #\ntext", "Head\n\ntext"),
        ("Head\n====\n\ntext", "Head\n\ntext"),
        ("\n\nHead\n\n* a\n* b", "Head\n\n* a\n* b"),
        ("---\n\nNo front\n\n---\nmatter", "No front\n\n---\nmatter"),
        ("---\na: [\n---\ntext", "a: [\n---\ntext"),
        ("---\na: &x b\nc: *x\n---\ntext", "a: &x b\nc: *x\n---\ntext"),
        ("---\ntitle: A\n...\ntext", "A\n\ntext"),
        ("---\ntitle: null\n---\ntext", "text"),
        ("---\ntitle: A\n---\n", "A"),
        ("Head\n\n```\n[a](http://e.org)\n```", "Head\n\n```\n[a](http://e.org)\n```"),
    ],
)
def test_the_text_stays_as_it_is_written(content: str, text: str) -> None:
    assert article(MARKDOWN, content).text == text


def test_links_have_numbers_and_their_addresses_end_the_text() -> None:
    content = (
        "Head\n\nSee [this](https://example.org/a 'A'), [that][ref], ![a map](m.png) and"
        " [nothing](javascript:x) [at all][none].\n\n[ref]: <https://example.org/b>\n"
    )

    assert article(MARKDOWN, content).text == (
        "Head\n\nSee this [1], that [2], [image: a map] and nothing [at all][none].\n\n"
        "[1] https://example.org/a\n[2] https://example.org/b"
    )


@pytest.mark.parametrize(
    "front",
    [
        "[" * 20_000,
        "- " * 15_000,
        "a: &a [" * 4_000,
        "!!python/object/apply:os.system [ls]: x",
        "title: !!binary x\n? [a]\n: b",
        "a: |\n" + " x\n" * 9_000,
    ],
)
def test_front_matter_can_do_no_harm(front: str) -> None:
    assert article(MARKDOWN, f"---\n{front}\n---\ntext").text.endswith("text")


@pytest.mark.parametrize("content", ["", "\n \n", "---\n---\n"])
def test_a_file_without_text_is_empty(content: str) -> None:
    assert reasons(MARKDOWN, content) == ["empty"]


def test_a_plain_text_is_taken_as_it_is() -> None:
    found = article(TEXT, "\ufeff\n\n  # Head\r\n\r\n[a](b)\n\n")

    assert (found.text, found.source) == ("  # Head\n\n[a](b)", "the folder")
    assert (found.published, found.url, found.author, found.language) == (None, None, None, None)


@pytest.mark.parametrize("rule", ["---", "***", "+++  "])
def test_a_rule_or_front_matter_that_never_ends_is_no_headline(rule: str) -> None:
    found = article(MARKDOWN, f"{rule}\ntitle: never closed\n\nBody")

    assert (found.title, found.text) == ("title: never closed", "title: never closed\n\nBody")
