import json

import pytest

from reader.sources.formats.format import ITEM_LIMIT
from reader.sources.formats.registry import JSON, JSON_LINES
from tests.sources.formats.samples import (
    ORIGIN,
    Dripping,
    article,
    articles,
    readings,
    reasons,
    titles,
)


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def test_a_record_is_an_article() -> None:
    record = line(
        title="Quake hits coast",
        text="Many fled.\r\n\r\nNone died.",
        date="2017-11-05T10:15:00Z",
        source="The Daily",
        url="https://example.org/quake",
        author="Jane Roe",
        language="en",
    )

    found = article(JSON_LINES, record)

    assert found.text == "Quake hits coast\n\nMany fled.\n\nNone died."
    assert (found.source, found.author, found.language) == ("The Daily", "Jane Roe", "en")
    assert (found.url, found.published) == ("https://example.org/quake", 1509876900)


@pytest.mark.parametrize(
    "record",
    [
        {"headline": "H", "body": "B", "byline": "By A", "link": "http://e.org/", "publisher": "P"},
        {"Article Title": "H", "content": ["B"], "authors": ["A"], "href": "http://e.org/"}
        | {"source": {"id": "p", "name": "P"}},
        {"web_title": "H", "article_body": "B", "author": {"name": "A"}, "outlet": "P"}
        | {"canonicalUrl": "http://e.org/"},
        {"headline": {"main": "H"}, "full_text": "B", "web_url": "http://e.org/", "creator": "A"}
        | {"publication": "P"},
        {
            "_id": 1,
            "_source": {"title": "H", "text": "B", "authors": "['A']", "url": "http://e.org/"},
        }
        | {"site_name": "P"},
        {"title": {"rendered": "H"}, "content": {"rendered": "<p>B</p>"}, "link": "http://e.org/"}
        | {"author": "A", "domain": "P"},
        {"title": "H", "text": None, "content": "", "description": "B", "guid": "http://e.org/"}
        | {"author": ["A", None], "source": float("nan"), "sourceName": "P"},
    ],
)
def test_fields_have_their_usual_other_names(record: dict[str, object]) -> None:
    found = article(JSON_LINES, json.dumps(record))

    assert found.text == "H\n\nB"
    assert (found.author, found.source, found.url) == ("A", "P", "http://e.org/")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("published", "Sun, 05 Nov 2017 10:15:00 GMT"),
        ("pubDate", "2017-11-05 10:15:00"),
        ("publish_date", 1509876900),
        ("timestamp", 1509876900123),
        ("date_published", "1509876900"),
        ("created_at", "2017-11-05T11:15:00+01:00"),
        ("date", {"$date": "2017-11-05T10:15:00Z"}),
        ("date", {"$date": 1509876900000}),
    ],
)
def test_dates_have_many_names_and_forms(name: str, written: object) -> None:
    assert article(JSON_LINES, line(text="x", **{name: written})).published == 1509876900


def test_the_likelier_of_two_dates_is_taken_if_it_can_be_read() -> None:
    good = line(text="x", timestamp=1, date="2017-11-05", published="2017-11-06")
    bad = line(text="x", date="2017-11-05", published="lately")

    assert [one.published for one in articles(JSON_LINES, f"{good}\n{bad}")] == [
        1509926400,
        1509840000,
    ]


def test_a_body_that_repeats_the_headline_is_the_whole_text() -> None:
    assert article(JSON_LINES, line(title="A  b", text="A b\n\nText")).text == "A b\n\nText"


def test_without_a_title_the_first_line_is_the_headline() -> None:
    found = article(JSON_LINES, line(text="\n\nFirst line\nSecond"))

    assert (found.title, found.source) == ("First line", "the folder")


def test_a_summary_is_no_article_by_itself() -> None:
    assert reasons(JSON_LINES, line(name="x", description="y")) == [
        "no text in it; its fields: name, description"
    ]


def test_markup_in_a_field_becomes_plain_text() -> None:
    body = "<p>One <a href='/x'>link</a>.</p><p>AT&amp;T</p>"

    found = article(JSON_LINES, line(title="A &amp; B", body=body, url="https://example.org/a"))

    assert found.text == "A & B\n\nOne link [1].\n\nAT&T\n\n[1] https://example.org/x"


def test_a_link_that_may_not_be_opened_is_dropped() -> None:
    assert article(JSON_LINES, line(text="x", url="javascript:alert(1)")).url is None


def test_one_bad_line_is_one_reason_and_the_rest_goes_on() -> None:
    good = line(title="Good", text="x")
    bad = ["{bad", "[1, 2]", '"text"', "{}", "[" * 100_000, '{"text": ' + "9" * 5000 + "}"]

    found = readings(JSON_LINES, "\n".join([good, *bad, "", "  ", good]))

    assert [bool(one.article) for one in found] == [True, *[False] * len(bad), True]
    assert [one.reason for one in found if one.reason] == [
        "not JSON: expecting property name enclosed in double quotes at character 1",
        "not a record with named fields",
        "not a record with named fields",
        "no text in it",
        "nested too deeply",
        "not JSON: a number too long to be one",
    ]


def test_keys_are_ids_else_addresses_else_numbers_each_once() -> None:
    records = [
        line(text="a", id=7),
        line(text="b", url="https://example.org/b"),
        line(text="c"),
        line(text="d", id=7),
        line(text="e", uuid="x" * 300),
        line(title="", id="bad"),
    ]

    keys = [one.key for one in readings(JSON_LINES, "\n".join(records))]

    assert keys[:4] == ["7", "https://example.org/b", "#3", "7 #4"]
    assert len(keys[4]) == 32
    assert keys[5] == "bad"


def test_positions_say_how_far_the_file_is_read() -> None:
    content = f"{line(text='é')}\n\n{line(text='b')}\n{line(text='c')}".encode()

    positions = [one.position for one in readings(JSON_LINES, content)]

    first = content.index(b"\n") + 1
    assert positions == [first, content.rindex(b"\n") + 1, len(content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_lines_are_read_in_any_unicode_encoding(encoding: str) -> None:
    content = "\n".join(line(title=f"Ärger {n}", text="Москва 漢字") for n in range(3))

    found = articles(JSON_LINES, content.encode(encoding))

    assert titles(found) == ["Ärger 0", "Ärger 1", "Ärger 2"]


def test_a_line_in_another_encoding_spoils_no_other() -> None:
    text = "Le président a été reçu à l'Élysée, où il a évoqué l'été à venir. " * 4
    record = line(title="café", text=text)
    content = b"\n".join([record.encode(), record.encode("cp1252"), record.encode()])

    assert titles(articles(JSON_LINES, content)) == ["café"] * 3


def test_a_line_too_long_is_passed_over() -> None:
    good = line(title="Good", text="x").encode()

    found = readings(JSON_LINES, good + b"\n" + b"x" * (ITEM_LIMIT + 1) + b"\n" + good)

    assert [one.reason for one in found] == ["", "larger than 16 MB", ""]
    assert found[1].position == len(good) + ITEM_LIMIT + 3


@pytest.mark.parametrize("content", ["", "\n\n  \n"])
def test_an_empty_file_says_so(content: str) -> None:
    assert reasons(JSON_LINES, content) == ["empty"]
    assert reasons(JSON, content) == ["no JSON objects in it"]


@pytest.mark.parametrize(
    "form",
    [
        '{"title": "A", "text": "x"}',
        '\ufeff[{"title": "A", "text": "x"}]',
        '[\n  {\n    "title": "A",\n    "text": "x ]} \\" \\\\"\n  }\n]\n',
        '{"status": "ok", "articles": [{"title": "A", "text": "x"}]}',
        '{"response": {"docs": [{"headline": "A", "text": "x"}]}}',
        '{"version": "1.1", "items": [{"title": "A", "content_text": "x"}]}',
    ],
)
def test_json_is_an_article_or_a_list_of_them(form: str) -> None:
    assert titles(articles(JSON, form)) == ["A"]


def test_an_object_that_is_no_json_spoils_no_other_in_the_list() -> None:
    good = '{"title": "A", "text": "x"}'

    found = readings(JSON, f'[{good}, {{"title" "B"}}, {good}, {{"title": "cut')

    assert [one.reason for one in found] == [
        "",
        "not JSON: expecting ':' delimiter at character 9",
        "",
        "not JSON: unterminated string starting at at character 10",
    ]


def test_objects_are_found_wherever_the_pieces_of_the_file_are_cut() -> None:
    texts = ["x" * 70_000, *("\\" * number + '"{é' for number in range(1, 40))]
    content = json.dumps([{"text": text} for text in texts], ensure_ascii=False).encode()

    found = list(JSON.read(Dripping(content), ORIGIN))

    assert [one.article.text for one in found if one.article] == texts


def test_an_object_too_large_is_passed_over() -> None:
    content = '[{"title": "A"}, {"text": "' + "x" * ITEM_LIMIT + '"}, {"title": "B"}]'

    found = readings(JSON, content)

    assert [one.article.title if one.article else one.reason for one in found] == [
        "A",
        "larger than 16 MB",
        "B",
    ]
