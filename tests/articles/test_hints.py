from datetime import date

import pytest

from reader.articles.nodes import And, From, Near, Node, Phrase, Published, Term
from reader.articles.parsing import parse

TODAY = date(2026, 11, 22)
DAY = 86_400


@pytest.mark.parametrize(
    ("text", "root", "hint"),
    [
        ("date:foo", ("date", "foo"), '"date:foo" is not a date; searched as words'),
        ("date:2017-13", ("date", "2017", "13"), '"date:2017-13" is not a date; searched as words'),
        ("before:x", ("before", "x"), '"before:x" is not a date; searched as words'),
        (
            "is:blue",
            ("is", "blue"),
            '"is:blue" is none of unread, read, starred, noted; searched as words',
        ),
        (
            "sort:x",
            ("sort", "x"),
            '"sort:x" is none of date, old, relevance, title, source; searched as words',
        ),
        (
            "lang:klingon",
            ("lang", "klingon"),
            '"lang:klingon" is not a language; searched as words',
        ),
        (
            "person:*",
            ("person",),
            '"person:*" needs a name; searched as a word',
        ),
        ("from:", ("from",), '"from:" has no value; searched as a word'),
        ("title: x", ("title", "x"), '"title:" has no value; searched as a word'),
        ("tag:★", ("tag",), '"tag:★" holds no letters or digits; searched as words'),
        ("org:%", ("org",), '"org:%" holds no letters or digits; searched as words'),
        ("foo:x", ("foo", "x"), '"foo:" is not a field; searched as a word'),
    ],
)
def test_a_value_that_cannot_be_is_searched_as_words(
    text: str, root: tuple[str, ...], hint: str
) -> None:
    query = parse(text, today=TODAY)

    found = query.root.nodes if isinstance(query.root, And) else (query.root,)
    words: list[str] = []
    for node in found:
        assert isinstance(node, Term | Phrase)
        words += [node.token] if isinstance(node, Term) else node.tokens
    assert hint in query.hints
    assert tuple(words) == root


@pytest.mark.parametrize(
    ("text", "root", "hint"),
    [
        (
            "date:1971..1970",
            Published(0, 730 * DAY),
            '"1971..1970" ends before it begins; read the other way round',
        ),
        ('"a b"~999', Near(("a", "b"), 100), '"~999" was read as ~100'),
        (
            'source:"a b"~3',
            From(("a", "b")),
            '"~3" was left out; it is for words of the article',
        ),
        (
            "title:-near",
            Term("near", field="title"),
            'the - of "-near" was left out; it goes before the field',
        ),
        (
            '"islam* state"',
            Phrase(("islam", "state")),
            'the * inside "islam* state" was left out; it goes at the end',
        ),
        (
            "isl*mic*",
            Phrase(("isl", "mic"), is_prefix=True),
            'the * inside "isl*mic*" was left out; it goes at the end',
        ),
        (
            '"alph* beta"~9',
            Near(("alph", "beta"), 9),
            '"~9" is for whole words; the * in "alph* beta" was left out',
        ),
        (
            '"alpha bet*"~9',
            Near(("alpha", "bet"), 9),
            '"~9" is for whole words; the * in "alpha bet*" was left out',
        ),
        ("a NOT", Term("a"), "NOT was left out where a word after it is missing"),
    ],
)
def test_what_is_read_otherwise_is_said(text: str, root: Node, hint: str) -> None:
    query = parse(text, today=TODAY)

    assert query.root == root
    assert query.hints == (hint,)
