from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.fields import FIELDS, KINDS, OTHER_NAMES, field_named
from reader.articles.languages import language_code, language_names
from reader.articles.mention import Kind
from reader.articles.nodes import (
    And,
    By,
    From,
    Has,
    Is,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Published,
    Tagged,
    Term,
    Written,
)
from reader.articles.parsing import parse
from reader.articles.query import Sort
from tests.articles.queries import ANY_QUERY

TODAY = date(2026, 11, 22)
DAY = 86_400
EVER = Published(None, None)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("title:Mosul", Term("mosul", field="title")),
        ('title:"old city"', Phrase(("old", "city"), field="title")),
        ('"a b"~5', Near(("a", "b"), 5)),
        ('"a b c"~0', Near(("a", "b", "c"), 0)),
        ('title:"a b"~5', Near(("a", "b"), 5, "title")),
        ('"中国人 日"~3', Near(("中国", "国人", "日"), 3)),
        ('"a a"~5', Term("a")),
        ('"a"~5', Term("a")),
        ('"islamic st"*', Phrase(("islamic", "st"), is_prefix=True)),
        ('"islamic st*"', Phrase(("islamic", "st"), is_prefix=True)),
        ("source:BBC", From(("bbc",))),
        ('SOURCE:"BBC News"', From(("bbc", "news"))),
        ("from:bb*", From(("bb",), is_prefix=True)),
        ("author:O'Brien", By(("obrien",))),
        ('by:"John Smi"*', By(("john", "smi"), is_prefix=True)),
        ("tag:Follow-Up", Tagged("follow-up")),
        ('tag:"Middle  East"', Tagged("middle east")),
        ("tag:mid*", Tagged("mid", is_prefix=True)),
        ("lang:de", Written("de")),
        ("lang:en-GB", Written("en")),
        ("language:German", Written("de")),
        ("person:Merkel", Named(Kind.PERSON, ("merkel",))),
        ('org:"Islamic State"', Named(Kind.ORGANISATION, ("islamic", "state"))),
        ("place:ber*", Named(Kind.PLACE, ("ber",), is_prefix=True)),
        ("group:Kurds", Named(Kind.GROUP, ("kurds",))),
        ("name:UN", Named(None, ("un",))),
        ("org:=Daesh", Named(Kind.ORGANISATION, ("daesh",), name="Daesh")),
        (
            'org:="Islamic  State"',
            Named(Kind.ORGANISATION, ("islamic", "state"), name="Islamic State"),
        ),
        ('name:="UN"', Named(None, ("un",), name="UN")),
        ("org:=Dae*", Named(Kind.ORGANISATION, ("dae",), is_prefix=True)),
        ("source:=BBC", From((), name="BBC")),
        ('from:="BBC  News"', From((), name="BBC News")),
        ('source:="BBC*"', From((), name="BBC*")),
        ('source:="BB"*', From(("bb",), is_prefix=True)),
        ("source:=BB*", From(("bb",), is_prefix=True)),
        ("source:=☃", From((), name="☃")),
        ('source:="***"', From((), name="***")),
        ('org:="Dae*"', Named(Kind.ORGANISATION, ("dae",), name="Dae*")),
        ("date:1970", Published(0, 365 * DAY)),
        ('date:"1970-01-01"', Published(0, DAY)),
        ("date:*", EVER),
        ("tag:*", Has("tag")),
        ("-by:*", Not(Has("author"))),
        ("title:(* mosul)", And((Has("title"), Term("mosul", field="title")))),
        ("source:*", Has("source")),
        ("lang:*", Has("lang")),
        ("date:TODAY", Published(20779 * DAY, 20780 * DAY)),
        ("before:1970", Published(None, 0)),
        ("after:1969", Published(0, None)),
        ("is:unread", Is("unread")),
        ("is:Starred", Is("starred")),
        ("-source:bbc", Not(From(("bbc",)))),
        ("NOT is:read", Not(Is("read"))),
        ("-date:*", Not(EVER)),
        ("a|b", Or((Term("a"), Term("b")))),
        (
            "title:(a OR b*)",
            Or((Term("a", field="title"), Term("b", is_prefix=True, field="title"))),
        ),
        ("title:(a -b)", And((Term("a", field="title"), Not(Term("b", field="title"))))),
        ("source:(bbc OR cnn)", Or((From(("bbc",)), From(("cnn",))))),
        ("is:(read starred)", And((Is("read"), Is("starred")))),
        ("title:(a is:read) b", And((And((Term("a", field="title"), Is("read"))), Term("b")))),
        ("title:a b", And((Term("a", field="title"), Term("b")))),
        ("http://a.example", Phrase(("http", "a", "example"))),
        ("Note: this", And((Term("note"), Term("this")))),
    ],
)
def test_fields_ask_for_what_is_known_of_an_article(text: str, root: Node) -> None:
    query = parse(text, today=TODAY)

    assert query.root == root
    assert query.hints == ()


@pytest.mark.parametrize(
    "text",
    [
        *("date:", "date:2", "date:201", "date:yes", "before:20", "is:", "is:un", "-is:un"),
        *("sort:", "sort:ol", "lang:", "lang:e", "lang:germ", "source:", "-source:", 'source:"'),
        *("title:", "title:(", "tag:", "person:", "name:%", "date:..", "date:..20"),
    ],
)
def test_an_unfinished_field_leaves_the_list_as_it_is(text: str) -> None:
    query = parse(f"iraq {text}", is_typing=True, today=TODAY)

    assert query.root == Term("iraq")
    assert query.hints == ()


@pytest.mark.parametrize("field", FIELDS)
def test_a_star_alone_means_the_same_while_it_is_typed(field: str) -> None:
    typed = parse(f"a -{field}:*", is_typing=True, today=TODAY)
    finished = parse(f"a -{field}:*", today=TODAY)

    assert (typed.root, typed.hints) == (finished.root, finished.hints)
    assert typed.root != Term("a")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("source:b", From(("b",), is_prefix=True)),
        ('person:"angela m', Named(Kind.PERSON, ("angela", "m"), is_prefix=True)),
        ("tag:x", Tagged("x", is_prefix=True)),
        ("date:1970-1", Published(0, 365 * DAY)),
        ("date:1970..19", Published(0, None)),
        ("lang:en", Written("en")),
        ("is:read", Is("read")),
        ("-title:mo", Not(Term("mo", field="title"))),
        ("source:bbc ", From(("bbc",))),
        ("source:=bb", From(("bb",), is_prefix=True)),
        ('source:="bbc n', From(("bbc", "n"), is_prefix=True)),
        ('source:="BBC"', From((), name="BBC")),
        ('source:="☃', From((), name="☃")),
        ("-source:=BB", Not(From((), name="BB"))),
    ],
)
def test_a_field_being_typed_asks_for_what_is_certain(text: str, root: Node) -> None:
    query = parse(text, is_typing=True, today=TODAY)

    assert query.root == root
    assert query.hints == ()


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("sort:old", "old"),
        ("mosul SORT:Title", "title"),
        ("sort:old sort:source", "source"),
        ("(sort:relevance)", "relevance"),
        ("sort:x", None),
        ("mosul", None),
    ],
)
def test_the_order_asked_for_is_no_part_of_the_tree(text: str, sort: Sort | None) -> None:
    query = parse(text)

    assert query.sort == sort


def test_without_a_day_relative_dates_count_from_the_clock() -> None:
    query = parse("date:1d")

    assert isinstance(query.root, Published)
    assert query.root.since is not None
    assert query.root.since % DAY == 0


@given(ANY_QUERY, st.sampled_from(FIELDS))
def test_any_text_is_the_value_of_any_field(text: str, field: str) -> None:
    for query in (f"{field}:{text}", f'{field}:"{text}"', f"{field}:({text})"):
        assert parse(query, today=TODAY).text == query


def test_other_names_of_a_field_are_no_fields_themselves() -> None:
    assert not OTHER_NAMES.keys() & {*FIELDS}
    assert all(field_named(name.upper()) == field for name, field in OTHER_NAMES.items())
    assert KINDS.keys() <= {*FIELDS}


@given(st.sampled_from(sorted(language_names())))
def test_a_language_is_known_by_code_and_by_name(code: str) -> None:
    name = language_names()[code]

    assert language_code(code) == language_code(code.upper() + "-XX") == code
    assert language_code(name.title()) == code


@pytest.mark.parametrize("text", ["", "xx", "klingon", "e", "eng", "-", "*"])
def test_what_is_no_language_has_no_code(text: str) -> None:
    assert language_code(text) is None
