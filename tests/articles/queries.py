"""Queries drawn by hypothesis: well made ones of the whole language, and any strings."""

from itertools import accumulate

from hypothesis import strategies as st

from reader.articles.folding import fold, unfold
from reader.articles.parsing import DEPTH_LIMIT, TEXT_LIMIT

_WORDS = st.sampled_from([
    "mosul", "offensive", "off", "U.S.", "don't", "covid-19", "café", "中国人", "中", "हिन्दी",
    "ไทย", "OR", "not", "½", "x",
])  # fmt: skip
_PHRASES = st.lists(_WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
_VALUES = _WORDS | _WORDS.map(lambda word: f"{word}*") | _PHRASES | _PHRASES.map(lambda s: f"{s}*")
_DAYS = st.dates().map(str) | st.sampled_from(
    ["2017", "2017-11", "2017-2", "today", "yesterday", "3d", "2w", "6m", "1y", "99999y", "2017-13"]
)
_NAMES = st.sampled_from(
    ["title", "source", "author", "tag", "person", "org", "place", "group", "name", "by", "foo"]
)
_FIELDS = (
    st.tuples(_NAMES, _VALUES).map(":".join)
    | st.tuples(_NAMES, _VALUES).map(":=".join)
    | _DAYS.map(lambda day: f"date:{day}")
    | st.lists(_DAYS | st.just(""), min_size=2, max_size=2).map(lambda e: f"date:{'..'.join(e)}")
    | st.tuples(st.sampled_from(["before", "after"]), _DAYS).map(":".join)
    | st.sampled_from([
        "is:unread", "is:read", "is:starred", "is:noted", "is:blue", "lang:en", "lang:German",
        "lang:klingon", "sort:old", "sort:title", "sort:x", "date:*", "source:", 'tag:"a b"',
        "tag:*", "author:*", "org:*",
    ])
)  # fmt: skip
_NEAR = st.tuples(_PHRASES, st.integers(0, 200)).map(lambda near: f"{near[0]}~{near[1]}")

QUERIES = st.recursive(
    _VALUES | _FIELDS | _NEAR | _NEAR.map(lambda near: f"title:{near}"),
    lambda inner: (
        st.tuples(inner, inner).map(" ".join)
        | st.tuples(inner, inner).map(" OR ".join)
        | inner.map(lambda query: f"-({query})")
        | inner.map(lambda query: f"-{query}")
        | inner.map(lambda query: f"({query})")
        | st.tuples(_NAMES, inner).map(lambda pair: f"{pair[0]}:({pair[1]})")
    ),
    max_leaves=6,
)
"""Of words, phrases, fields and what joins them; some values are impossible."""

PIECES = (
    "mosul", "off", "AND", "OR", "NOT", "NEAR", "(", ")", '"', "-", "*", ":", "title:", "date:2017",
    "^", "+", "{", "}", "~5", "\\", "'", ";", "--", "é", "中文", "\u0301", "\U0001f600", "\0", "%",
    "a.b", "U.S.", "don't", " ", "\t", "|", "&", "\u200b", "ß", "١٢", "1e9", "\ud83d", "“", "”",
    "source:", "person:", "is:", "unread", "sort:", "lang:", "en", "tag:", "..", "2017-02-30", "3d",
    "before:", "date:", "foo:", "org:=", "source:=", "=", "\ue000", "\ue00f",
)  # fmt: skip
"""What queries are made of, and what has broken others'."""

ANY_QUERY = (
    st.text()
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
"""Any string, most of them nearly queries."""


def is_within_limits(text: str, written: str) -> bool:
    """Whether a query's text and the one made from its tree can mean the same.

    Words that fold grow, a field that is none gets brackets, and what parts a letter from
    its mark is gone once it is folded.
    """
    depths = accumulate((character == "(") - (character == ")") for character in written)
    is_shallow = max(depths, default=0) <= DEPTH_LIMIT
    return is_shallow and len(written) <= TEXT_LIMIT and fold(unfold(fold(text))) == fold(text)
