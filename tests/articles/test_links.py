import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.link import host_shown
from reader.articles.links import listed, references, written

LISTED = """Head

The institute [1] and the ministry [2] said so [9]; see https://example.org/a.

[1] https://institute.example/report?a=1
[2] mailto:press@ministry.example
"""


def urls(text: str) -> list[str]:
    return [link.url for link in written(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.org/a, and http://b.example.", ["https://example.org/a", "http://b.example"]),
        ("(https://en.wikipedia.example/wiki/IS_(group))", ["https://en.wikipedia.example/wiki/IS_(group)"]),
        ("“https://example.org/”", ["https://example.org/"]),
        ("HTTPS://EXAMPLE.ORG/A!", ["HTTPS://EXAMPLE.ORG/A"]),
        ("写信给mailto:a@b.example。谢谢", ["mailto:a@b.example"]),
        ("https://例え.jp/漢字、と", ["https://例え.jp/漢字"]),
        ("<https://example.org/?q=a&b=c#d>", ["https://example.org/?q=a&b=c#d"]),
        ("[https://example.org/a] [x](https://example.org/b)", ["https://example.org/a", "https://example.org/b"]),
        ("http:// and https://. and file:///etc/passwd and javascript:alert(1)", []),
        ("https://a.example/https://b.example", ["https://a.example/https://b.example"]),
    ],
)  # fmt: skip
def test_addresses_end_where_a_reader_would_end_them(text: str, found: list[str]) -> None:
    assert urls(text) == found


def test_the_list_at_the_end_is_known_by_its_numbers() -> None:
    start, found = listed(LISTED)

    assert LISTED[start:].startswith("[1] https")
    assert found == {
        1: "https://institute.example/report?a=1",
        2: "mailto:press@ministry.example",
    }


def test_references_lead_to_the_list_and_others_lead_nowhere() -> None:
    start, found = listed(LISTED)

    links = list(references(LISTED, 0, len(LISTED), found, start))

    assert [link.number for link in links] == [1, 2, 1, 2]
    assert [LISTED[link.start : link.end] for link in links][:2] == ["[1]", "[2]"]
    assert LISTED[links[2].start : links[2].end] == "[1] https://institute.example/report?a=1"


def test_a_text_without_a_list_has_none() -> None:
    for text in ("", "Head", "Head\n\n[1] Smith 2019\n", "[1] https://example.org", "Head\n\n[x]"):
        assert listed(text) == (len(text), {})


parts = st.sampled_from(["https://", "mailto:", "a.example", "/x", " ", ".", ")", "(", "\n", "[1]"])


@given(st.lists(parts, max_size=30).map("".join), st.integers(0, 100))
def test_addresses_are_the_same_in_two_looks_at_a_text(text: str, place: int) -> None:
    whole = list(written(text, 0, len(text)))

    first = list(written(text, 0, place))
    rest = list(written(text, max(place, first[-1].end if first else 0), len(text)))

    assert [*first, *rest] == whole
    assert all(text[link.start : link.end] == link.url for link in whole)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.bbc.co.uk/news/1", "www.bbc.co.uk"),
        ("mailto:press@example.org", "press@example.org"),
        ("https://\u0430pple.com/", "xn--pple-43d.com (\u0430pple.com)"),
        ("https://xn--pple-43d.com/", "xn--pple-43d.com (\u0430pple.com)"),
        ("https://münchen.example/", "xn--mnchen-3ya.example (münchen.example)"),
        ("https://xn--99999999999.example/", "xn--99999999999.example"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_a_host_is_shown_as_the_network_knows_it(url: str, shown: str) -> None:
    assert host_shown(url) == shown
