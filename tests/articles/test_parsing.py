import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.meaning import TOKENS_LIMIT
from reader.articles.nodes import And, By, From, Named, Near, Node, Not, Or, Phrase, Term
from reader.articles.parsing import DEPTH_LIMIT, TEXT_LIMIT, parse
from tests import hostile
from tests.articles.evaluator import Known, answers
from tests.articles.queries import ANY_QUERY


def leaves(node: Node | None) -> list[Node]:
    match node:
        case None:
            return []
        case Not(inner):
            return leaves(inner)
        case And(nodes) | Or(nodes):
            return [leaf for inner in nodes for leaf in leaves(inner)]
        case _:
            return [node]


def tokens_of(leaf: Node) -> tuple[str, ...]:
    match leaf:
        case Phrase(tokens) | Near(tokens) | From(tokens) | By(tokens):
            return tokens
        case Named(_, tokens):
            return tokens
        case Term(token):
            return (token,)
        case _:
            return ()


def depth(node: Node | None) -> int:
    match node:
        case Not(inner):
            return 1 + depth(inner)
        case And(nodes) | Or(nodes):
            return 1 + max(map(depth, nodes))
        case _:
            return 1


MOSUL = Known(title="Mosul offensive in the U.S.", body="Iraqi forces", published=0)


@given(ANY_QUERY, st.booleans())
def test_any_string_is_a_query(text: str, is_typing: bool) -> None:  # noqa: FBT001 -- drawn
    query = parse(text, is_typing=is_typing)

    assert query.text == text
    assert isinstance(answers(query.root, MOSUL), bool)


@pytest.mark.parametrize("string", hostile.parameters())
def test_a_hostile_string_is_a_query(string: str) -> None:
    query = parse(string)

    assert isinstance(answers(query.root, MOSUL), bool)
    assert all(isinstance(hint, str) for hint in query.hints)


@given(ANY_QUERY)
def test_tokens_depth_and_length_have_limits(text: str) -> None:
    query = parse(text * 50)

    assert sum(len(tokens_of(leaf)) for leaf in leaves(query.root)) <= TOKENS_LIMIT
    assert depth(query.root) <= 4 * DEPTH_LIMIT


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=60))
def test_a_text_answers_its_own_phrase(text: str) -> None:
    words = text.replace('"', " ").replace("“", " ").replace("”", " ").replace("„", " ")

    query = parse(f'"{words}"')

    assert answers(query.root, Known(title=words))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("mosul", Term("mosul")),
        ("Mosul OFFENSIVE", And((Term("mosul"), Term("offensive")))),
        ("mos*", Term("mos", is_prefix=True)),
        ('"Islamic State"', Phrase(("islamic", "state"))),
        ("“Islamic State”", Phrase(("islamic", "state"))),
        ('"mosul"', Term("mosul")),
        ("covid-19", Phrase(("covid", "19"))),
        ("U.S.", Term("us")),
        ("don't", Term("dont")),
        ("iraq -syria", And((Term("iraq"), Not(Term("syria"))))),
        ("NOT syria", Not(Term("syria"))),
        ("--help", Term("help")),
        ("iraq OR syria", Or((Term("iraq"), Term("syria")))),
        ("iraq | syria", Or((Term("iraq"), Term("syria")))),
        ("a b OR c", Or((And((Term("a"), Term("b"))), Term("c")))),
        ("a (b OR c)", And((Term("a"), Or((Term("b"), Term("c")))))),
        ("-(a OR b)", Not(Or((Term("a"), Term("b"))))),
        ("a AND b", And((Term("a"), Term("b")))),
        ("or and not", And((Term("or"), Term("and"), Term("not")))),
        ("中国人", Phrase(("中国", "国人"))),
        ("中", Term("中", is_prefix=True)),
        ("", None),
        ("   ", None),
        ("()", None),
    ],
)
def test_words_phrases_and_operators_are_understood(text: str, root: Node | None) -> None:
    query = parse(text)

    assert query.root == root
    assert query.hints == ()


@pytest.mark.parametrize(
    ("text", "root", "hint"),
    [
        ('"a b', Phrase(("a", "b")), "an open quote was closed at the end"),
        ("(a", Term("a"), "an open ( was closed at the end"),
        ("a) b", And((Term("a"), Term("b"))), "a ) without its ( was left out"),
        ("a OR", Term("a"), "OR was left out where a word beside it is missing"),
        ("OR", None, "OR was left out where a word beside it is missing"),
        ("%", None, '"%" holds no letters or digits; it was left out'),
        (
            "-foo:x",
            Not(And((Term("foo"), Term("x")))),
            '"foo:" is not a field; searched as a word',
        ),
        ("(" * 30 + "a" + ")" * 30, Term("a"), "brackets that lie too deep were left out"),
    ],
)
def test_what_is_not_understood_is_said(text: str, root: Node | None, hint: str) -> None:
    query = parse(text)

    assert query.root == root
    assert query.hints == (hint,)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("mos", Term("mos", is_prefix=True)),
        ("mosul off", And((Term("mosul"), Term("off", is_prefix=True)))),
        ("mosul ", Term("mosul")),
        ('"islamic st', Phrase(("islamic", "st"), is_prefix=True)),
        ('"islamic state"', Phrase(("islamic", "state"))),
        ("covid-1", Phrase(("covid", "1"), is_prefix=True)),
        ("covid-", Term("covid")),
        ("U.S.", Term("us")),
        ("don'", Term("don", is_prefix=True)),
        ("iraq -sy", And((Term("iraq"), Not(Term("sy"))))),
    ],
)
def test_the_word_being_typed_may_go_on(text: str, root: Node) -> None:
    query = parse(text, is_typing=True)

    assert query.root == root


@pytest.mark.parametrize("text", ['"', '"isl', "(", "iraq OR", "iraq -", "iraq (syria", "%"])
def test_what_may_still_be_finished_gives_no_hint_while_typing(text: str) -> None:
    query = parse(text, is_typing=True)

    assert query.hints == ()


def test_a_time_and_an_address_are_no_fields() -> None:
    query = parse("10:30 http://example.org/")

    assert query.root == And((Phrase(("10", "30")), Phrase(("http", "example", "org"))))
    assert query.hints == ()


def test_a_text_beyond_the_limit_is_cut_and_says_so() -> None:
    query = parse("a" * TEXT_LIMIT + " never")

    assert len(leaves(query.root)) == 1
    assert query.hints == (f"only the first {TEXT_LIMIT} characters are searched",)


def test_tokens_beyond_the_limit_are_left_out_and_it_says_so() -> None:
    query = parse("x " * (TOKENS_LIMIT + 1))

    assert len(leaves(query.root)) == TOKENS_LIMIT
    assert query.hints == (f"only the first {TOKENS_LIMIT} words are searched",)


@pytest.mark.parametrize("text", ["(" * 5000, "-" * 5000, "aa:" * 5000, '"' * 5000, "(a " * 400])
def test_deep_or_long_nonsense_is_understood_within_bounds(text: str) -> None:
    query = parse(text)

    assert depth(query.root) <= 4 * DEPTH_LIMIT
