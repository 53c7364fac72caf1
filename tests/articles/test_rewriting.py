from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.articles.fields import Field
from reader.articles.nodes import And, From, Node, Not, Published
from reader.articles.parsing import parse, parts
from reader.articles.rewriting import exact_term, stance, term, with_term, without_term, write
from tests.articles.queries import ANY_QUERY, QUERIES, is_within_limits

TODAY = date(2026, 11, 22)
TERMS = st.sampled_from(
    ['person:"Angela Merkel"', "source:bbc", 'source:="BBC*"', "tag:x", "date:2017", "a", "b OR c"]
)


def understood(text: str) -> Node | None:
    return parse(text, today=TODAY).root


@given(QUERIES | ANY_QUERY, st.booleans())
@example("中国 国人 x", False)  # noqa: FBT003 -- as drawn
@example('"中国 国 国人"~5', False)  # noqa: FBT003 -- as drawn
@example(f'"{"中国 " * 50}"', False)  # noqa: FBT003 -- as drawn
@example("before:0001 OR after:9999", False)  # noqa: FBT003 -- as drawn
def test_a_tree_written_and_read_again_is_the_same_tree(text: str, is_typing: bool) -> None:  # noqa: FBT001 -- drawn
    query = parse(text, is_typing=is_typing, today=TODAY)
    written = write(query.root, query.sort)
    assume(is_within_limits(text, written))

    again = parse(written, today=TODAY)

    assert (again.root, again.sort) == (query.root, query.sort)


@given(QUERIES | ANY_QUERY, TERMS, st.booleans(), st.booleans())
@example('mosul "angela', 'source:"BBC News"', False, True)  # noqa: FBT003 -- as drawn
@example("a OR (b", "tag:x", True, False)  # noqa: FBT003 -- as drawn
def test_a_term_is_asked_for_beside_all_else(
    text: str,
    asked: str,
    is_excluded: bool,  # noqa: FBT001 -- drawn
    is_typing: bool,  # noqa: FBT001 -- drawn
) -> None:
    text = text[:200]
    node = understood(asked)
    assert node is not None
    before = parts(text, is_typing=is_typing, today=TODAY)

    changed = with_term(text, asked, is_excluded=is_excluded, is_typing=is_typing, today=TODAY)

    added = Not(node) if is_excluded else node
    kept = [part.node for part in before if part.node not in {None, node, Not(node)}]
    assert understood(changed) == (And((*kept, added)) if kept else added)
    assert stance(changed, asked, today=TODAY) == ("excluded" if is_excluded else "included")


@given(QUERIES | ANY_QUERY, TERMS, st.booleans())
def test_a_term_is_asked_for_no_more(text: str, asked: str, is_excluded: bool) -> None:  # noqa: FBT001 -- drawn
    asked_for = with_term(text[:200], asked, is_excluded=is_excluded, today=TODAY)

    changed = without_term(asked_for, asked, today=TODAY)

    assert stance(changed, asked, today=TODAY) is None
    assert changed == without_term(text[:200], asked, today=TODAY)


@pytest.mark.parametrize(
    ("text", "asked", "included", "excluded"),
    [
        ("", "source:BBC", "source:BBC", "-source:BBC"),
        ("U.S. date:3d", "is:read", "U.S. date:3d is:read", "U.S. date:3d -is:read"),
        ("a OR b", "tag:x", "(a OR b) tag:x", "(a OR b) -tag:x"),
        ('"a b', "tag:x", '"a b" tag:x', '"a b" -tag:x'),
        ("((a OR b)", "tag:x", "(a OR b) tag:x", "(a OR b) -tag:x"),
        ("sort:old a", "tag:x", "sort:old a tag:x", "sort:old a -tag:x"),
        ("source:bbc a", "source:BBC", "a source:BBC", "a -source:BBC"),
        ("-source:bbc a", "source:BBC", "a source:BBC", "a -source:BBC"),
        ("a", "b OR c", "a (b OR c)", "a -(b OR c)"),
        ("a", "", "a", "a"),
    ],
)
def test_what_else_is_asked_for_stays_as_it_was_written(
    text: str, asked: str, included: str, excluded: str
) -> None:
    changed = with_term(text, asked), with_term(text, asked, is_excluded=True)

    assert changed == (included, excluded)


def test_the_word_that_is_being_typed_still_finds_what_it_found() -> None:
    changed = with_term("iraq mos", "is:unread", is_typing=True)

    assert changed == "iraq mos* is:unread"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("source", "BBC", "source:BBC"),
        ("person", "Angela Merkel", 'person:"Angela Merkel"'),
        ("tag", 'say "no"', 'tag:"say no"'),
        ("org", "AT&T", 'org:"AT&T"'),
    ],
)
def test_a_term_is_written_as_people_would(field: Field, value: str, expected: str) -> None:
    written = term(field, value)

    assert written == expected


@pytest.mark.parametrize(
    "name", ["BBC", "BBC News", "BBC*", "☃", "***", 'The "Sun" ', "=", "a:b|(c"]
)
def test_the_term_for_a_source_means_the_one_of_that_name(name: str) -> None:
    written = exact_term("source", name)

    assert understood(written) == From((), name=" ".join(name.replace('"', " ").split()))
    assert write(understood(written)) == written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date:2017-11..2017-12", "date:2017-11..2017-12"),
        ("date:2017-01-01..2017-12-31", "date:2017"),
        ("date:2016-02-01..2016-02-29", "date:2016-02"),
        ("date:2017-11-16", "date:2017-11-16"),
        ("before:2017", "date:..2016"),
        ("after:2017-11", "date:2017-12.."),
        ("date:*", "date:*"),
        ("before:0001", "before:0001-01-01"),
        ("after:9999", "after:9999-12-31"),
        ("date:..9999", "date:..9999"),
    ],
)
def test_a_time_is_written_as_briefly_as_it_can_be(text: str, expected: str) -> None:
    written = write(understood(text))

    assert written == expected
    assert understood(written) == understood(text)


def test_bounds_inside_a_day_or_beyond_the_calendar_take_in_whole_days() -> None:
    assert write(Published(3600, 7200)) == "date:1970-01-01"
    assert write(Published(-(10**12), 10**12)) == "date:0001..9999"
