import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.html.rendering import plain_text

PAGE = "https://example.org/news/quake"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two\n  lines.</p>", "One.\n\nTwo lines."),
        ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<h1>A</h1><h3>B <b>c</b></h3>d", "## A\n\n### B c\n\nd"),
        ("a <em>b </em>c <b>d</b>, <code>e</code>", "a *b* c **d**, `e`"),
        ("<b> </b><i></i>x", "x"),
        ("<b><p>a</p></b>b", "a\n\nb"),
        ("he said <q>no</q>", "he said “no”"),
        ("&lt;b&gt; &amp; caf&eacute; &#8364;", "<b> & café €"),
        ("a<hr>b", "a\n\n* * *\n\nb"),
        ("<ul><li>a<li><p>b</p><p>c</p></ul>d", "- a\n- b\n  c\n\nd"),
        ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
        ("<ul><li>a<ol><li>b<li>c</ol><li>d</ul>", "- a\n  1. b\n  2. c\n- d"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n\n> > b\n\nc"),
        ("<pre>\n a\n\n  b &gt; c\n</pre>", "```\n a\n\n  b > c\n```"),
        ("<figure><img src=x alt=A><figcaption>B</figcaption></figure>", "[B]"),
        ("<figure><img src=x alt='A bridge'></figure>", "[image: A bridge]"),
        ("nice <img alt=':)' src=x> day<img alt src=y>", "nice :) day"),
        ("<dl><dt>a<dd>b</dl>", "a\n\nb"),
    ],
)
def test_what_marks_text_survives(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        "<script>no()</script>yes",
        "<style>no {}</style>yes",
        "<!-- no -->yes",
        "<template>no</template>yes",
        "<p hidden>no</p>yes",
        "<p style='Display: none'>no</p>yes",
        "<p aria-hidden=true>no</p>yes",
        "<title>no</title><noscript>no</noscript>yes",
        "<select><option>no</select><textarea>no</textarea>yes",
    ],
)
def test_what_a_browser_does_not_show_is_left_out(markup: str) -> None:
    assert plain_text(markup) == "yes"


def test_links_have_numbers_and_their_addresses_end_the_text() -> None:
    markup = (
        "See <a href='https://example.org/a'>the report</a>, <a href='/map'>the map</a> and"
        " <a href='https://example.org/a'>the report again</a>. <p>End.</p>"
    )

    text = plain_text(markup, PAGE)

    assert text == (
        "See the report [1], the map [2] and the report again [1].\n\nEnd.\n\n"
        "[1] https://example.org/a\n[2] https://example.org/map"
    )


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "#top", "", "--help"),
        *("http://[", "http://user:secret@example.org/", "https://", "/relative", "mailto:"),
    ],
)
def test_a_link_that_may_not_be_opened_is_only_its_words(address: str) -> None:
    assert plain_text(f"<a href='{address}'>here</a>") == "here"


def test_an_address_that_is_shown_is_not_listed_as_well() -> None:
    link = "https://example.org/a"

    assert plain_text(f"<a href='{link}'>{link}</a>") == link


def test_a_table_has_its_cells_side_by_side() -> None:
    markup = (
        "<table><caption>Dead</caption><tr><th>Town<th>Dead<tr><td>Port <b>Lowe</b><td><p>12</p>"
        "</table>after"
    )

    assert plain_text(markup) == "[Dead]\n\nTown | Dead\nPort **Lowe** | 12\n\nafter"


def test_a_table_that_arranges_a_page_is_read_as_a_page() -> None:
    letter = "<h2>Letter</h2><p>First paragraph.</p><p>Second paragraph.</p>"
    markup = f"<table><tr><td>side<td><table><tr><td>{letter}</table></table>"

    assert plain_text(markup) == "side\n\n## Letter\n\nFirst paragraph.\n\nSecond paragraph."


def test_a_cell_with_paragraphs_of_prose_is_read_as_a_page() -> None:
    prose = "The words of a long paragraph go on and on. " * 8
    markup = f"<table><tr><td>menu<td><p>{prose}</p><p>{prose}</p></table>"

    assert plain_text(markup) == f"menu\n\n{prose.strip()}\n\n{prose.strip()}"


@pytest.mark.parametrize("markup", ["", " ", "<!-- -->", "<p></p>", "<script>x</script>", "\0"])
def test_nothing_to_read_is_no_text(markup: str) -> None:
    assert plain_text(markup) == ""


def steps(work: Callable[[], object]) -> int:
    """Calls of Python functions that a piece of work takes."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        *("<div>x", "<ul><li>x", "<blockquote>x", "<a href=http://example.org/>x", "<b>x<i>y"),
        *("<table><tr><td>x", "<figure><figcaption>x", "<p>x", "<a href=http://a.org/>x</a>"),
    ],
)
def test_the_work_grows_no_faster_than_the_page(piece: str) -> None:
    small = steps(lambda: plain_text(piece * 400))
    large = steps(lambda: plain_text(piece * 1600))

    assert large < 4.5 * small + 1000


@pytest.mark.parametrize("piece", ["<div>x", "<ul><li>x", "<blockquote>x", "<b>x<i>y"])
def test_the_text_of_a_deep_page_is_no_longer_than_the_page(piece: str) -> None:
    markup = piece * 3000

    assert len(plain_text(markup)) < 10 * len(markup)


@given(st.text() | st.lists(st.sampled_from("<>&/ab=\"' \0-!"), max_size=80).map("".join))
def test_any_markup_is_text(markup: str) -> None:
    plain_text(markup)
