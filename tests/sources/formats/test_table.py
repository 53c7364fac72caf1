import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.formats.format import ITEM_LIMIT
from reader.sources.formats.registry import TABLE
from tests.sources.formats.samples import article, articles, readings, reasons, titles

ROWS = [
    ["1", "Quake, and fire", 'He said "run".\n\nThey ran.', "2017-11-05", "http://e.org/1"],
    ["2", "Calm; at last", "It was\tover.", "2017-11-06", "http://e.org/2"],
]
NAMES = ["id", "headline", "content", "publish_date", "link"]


def written(**how: str | int) -> str:
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\n", **how)  # type: ignore[arg-type]
    writer.writerows([NAMES, *ROWS])
    return kept.getvalue()


@pytest.mark.parametrize(
    "table",
    [
        written(),
        written(delimiter=";"),
        written(delimiter="\t"),
        written(delimiter="|", quoting=csv.QUOTE_ALL),
        written(doublequote=False, escapechar="\\", quoting=csv.QUOTE_ALL),
        "\ufeff" + written().replace("\n", "\r\n"),
    ],
    ids=["commas", "semicolons", "tabs", "bars", "backslashes", "windows"],
)
def test_a_table_is_read_however_it_is_written(table: str) -> None:
    found = articles(TABLE, table)

    assert [one.text for one in found] == [
        'Quake, and fire\n\nHe said "run".\n\nThey ran.',
        "Calm; at last\n\nIt was    over.",
    ]
    assert [one.published for one in found] == [1509840000, 1509926400]
    assert [one.url for one in found] == ["http://e.org/1", "http://e.org/2"]
    assert [one.key for one in readings(TABLE, table)] == ["1", "2"]


@pytest.mark.parametrize(
    "content",
    [
        'title,text,date\n"Sp one", "body, with comma", 2019-01-01\n',
        'title, text, date\n"Sp one", "body, with comma", "2019-01-01"\n',
        '"title", "text", "date"\n"Sp one", "body, with comma", "2019-01-01"\n',
        'title\ttext\tdate\n"Sp one"\t "body, with comma"\t 2019-01-01\n',
    ],
)
def test_blanks_before_quotes_are_no_part_of_a_field(content: str) -> None:
    found = article(TABLE, content)

    assert (found.text, found.published) == ("Sp one\n\nbody, with comma", 1546300800)


def test_quotes_after_blanks_are_quotes_without_a_comma_in_them_too() -> None:
    assert article(TABLE, 'title,text\n"One", "Two"\n').text == "One\n\nTwo"


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=^\n", '"sep=;"\n', "\ufeffsep=;\n", "sep=,\n"])
def test_a_first_line_for_excel_says_what_is_between_fields(line: str) -> None:
    sign = line.strip('\ufeff"\r\n')[-1]

    found = articles(TABLE, line + f"title{sign}text\nOne{sign}Rain\nTwo{sign}Snow\n")

    assert [one.text for one in found] == ["One\n\nRain", "Two\n\nSnow"]


def test_quotes_in_a_table_without_quoting_are_words() -> None:
    table = 'title\ttext\nA\tHe said "no\nB\t"No" he said\n'

    assert [one.text for one in articles(TABLE, table)] == ['A\n\nHe said "no', 'B\n\n"No" he said']


def test_a_row_with_too_many_fields_is_refused_and_the_rest_goes_on() -> None:
    table = "title,text\nA,x\nB,y,z\n\nC,w\n"

    found = readings(TABLE, table)

    assert [one.reason for one in found] == ["", "3 fields in a table of 2 columns", ""]


def test_a_field_may_be_larger_than_the_csv_module_expects() -> None:
    text = "word " * 100_000

    assert article(TABLE, f'title,text\nA,"{text}"\n').text == f"A\n\n{text}".rstrip()


def test_a_quote_that_never_ends_costs_no_more_than_a_row_may_hold() -> None:
    good = '"A","x, y"\n' * 10_000
    broken = 'B,"never ends\n' + ("y" * 9_999 + "\n") * (ITEM_LIMIT // 10_000)

    found = readings(TABLE, f"title,text\n{good}{broken}C,z\n")

    assert [one.reason for one in found if one.reason] == ["larger than 16 MB"]
    assert [one.article.text for one in found if one.article][-1] == "C\n\nz"


def test_a_quote_that_never_ends_in_a_small_table_is_a_sign_like_any_other() -> None:
    assert titles(articles(TABLE, 'title,text\nA,"x\nB,y\n')) == ["A", "B"]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("title,text\n", "nothing below the names of the columns"),
        ("a,b\n1,2\n", "no column is called title or text; there are: a, b"),
    ],
)
def test_a_table_without_articles_says_why(table: str, reason: str) -> None:
    assert reasons(TABLE, table) == [reason]


def test_a_table_may_be_in_an_old_encoding() -> None:
    table = "title;text\n" + "Élysée;L'été à l'école, d'après le président\n" * 3

    assert titles(articles(TABLE, table.encode("cp1252"))) == ["Élysée"] * 3


@given(
    st.lists(st.text(alphabet="ab ,;\t|\"'\\\n", min_size=1, max_size=20), min_size=1, max_size=5)
)
def test_what_is_written_in_the_usual_way_is_read_back(texts: list[str]) -> None:
    kept = io.StringIO()
    csv.writer(kept).writerows([["id", "title", "text"], *(["1", "T", text] for text in texts)])

    found = articles(TABLE, kept.getvalue())

    expected = [f"T\n\n{text.replace(chr(9), '    ')}".rstrip() for text in texts]
    assert [" ".join(one.text.split()) for one in found] == [
        " ".join(one.split()) for one in expected
    ]
