import pytest

from reader.sources.formats.registry import HTML
from tests.sources.formats.samples import article, reasons

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Quake hits coast | The Daily</title>
<meta property="og:title" content="Quake hits coast">
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2017-11-05T10:15:00Z">
<meta name="author" content="By Jane Roe">
<link rel="canonical" href="https://example.org/quake"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Quake hits  coast</h1>
<figure><img src="a.jpg" alt="bridge"><figcaption>The bridge.</figcaption></figure>
<p>A <em>strong</em> quake hit the coast, the <a href="/institute">institute</a> said.</p>
</article><footer>Imprint</footer></body></html>"""


def test_a_page_tells_all_about_its_article() -> None:
    found = article(HTML, PAGE)

    assert found.text == (
        "Quake hits coast\n\n[The bridge.]\n\n"
        "A *strong* quake hit the coast, the institute [1] said.\n\n"
        "[1] https://example.org/institute"
    )
    assert found.url == "https://example.org/quake"
    assert found.source == "The Daily"
    assert found.author == "Jane Roe"
    assert found.published == 1509876900
    assert found.language == "en"
    assert found.path == "/news/file"


def test_a_page_may_tell_it_to_machines_only() -> None:
    described = """{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "H",
        "datePublished": "2017-11-05", "author": [{"name": "Jo"}, {"name": "Al"}],
        "publisher": {"name": "P"}, "inLanguage": "de", "url": "https://example.org/x"}]}"""

    found = article(HTML, f"<script type='application/ld+json'>{described}</script><p>Text.</p>")

    assert (found.title, found.author, found.source) == ("H", "Jo, Al", "P")
    assert (found.published, found.language) == (1509840000, "de")
    assert found.url == "https://example.org/x"


def test_characters_that_data_for_machines_name_as_html_does_are_read() -> None:
    described = """{"@type": "NewsArticle", "headline": "Rock &amp; &quot;Roll&quot;",
        "author": [{"name": "Jo &amp; Al"}]}"""

    found = article(HTML, f"<script type='application/ld+json'>{described}</script><p>Text.</p>")

    assert (found.title, found.author) == ('Rock & "Roll"', "Jo & Al")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>T | Site</title><h1>H</h1><p>x", "H"),
        ("<title>Left - right | Site</title><p>x", "Left - right"),
        ("<meta property='og:site_name' content=Site><title>T – Site</title><p>x", "T"),
        ("<p>First.<p>Second.", "First."),
        ("<title>T</title><script type='application/ld+json'>{bad</script><p>x", "T"),
        ("<title>T</title><script type='application/ld+json'>" + "[" * 9999 + "</script>x", "T"),
    ],
)
def test_the_headline_is_the_best_that_there_is(page: str, title: str) -> None:
    assert article(HTML, page).title == title


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ("<time datetime=2017-11-05>today</time><p>x", 1509840000),
        ("<time datetime=2017-11-05>a</time><time datetime=2017-11-06>b</time><p>x", None),
        ("<meta itemprop=datePublished content=2017-11-05><p>x", 1509840000),
        ("<meta name=date content='3 hours ago'><p>x", None),
        ("<p>On 5 November 2017", None),
    ],
)
def test_the_date_is_the_one_that_the_page_declares(page: str, published: int | None) -> None:
    assert article(HTML, page).published == published


@pytest.mark.parametrize(
    "head",
    [
        "<!-- saved from url=(0023)https://example.org/a -->",
        "<!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: x\n-->",
        "<meta property=og:url content=https://example.org/a>",
    ],
)
def test_where_a_saved_page_stood_is_its_address(head: str) -> None:
    assert article(HTML, f"{head}<p>x").url == "https://example.org/a"


@pytest.mark.parametrize(
    "content",
    [
        "<meta charset=windows-1251><p>Президент".encode("cp1251"),
        "<meta charset=iso-8859-1><p>Президент".encode(),
        "<meta charset=utf-8><p>Президент".encode("utf-16"),
        b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>"
        + "Президент".encode("koi8-r"),
        "<meta charset=no-such-thing><p>Президент".encode(),
    ],
)
def test_the_encoding_is_declared_and_seen_through(content: bytes) -> None:
    assert article(HTML, content).text == "Президент"


@pytest.mark.parametrize("page", ["", "<p>", "<script>x</script>", "<!-- x -->"])
def test_a_page_with_nothing_to_read_is_refused(page: str) -> None:
    assert reasons(HTML, page) == ["empty"]


def test_a_page_of_a_million_tags_is_refused() -> None:
    assert reasons(HTML, "<b>" * 1_000_001) == ["more than 1,000,000 tags"]


@pytest.mark.parametrize("page", ["<div>" * 100_000 + "Text", "<table><tr><td>" * 3_000 + "Text"])
def test_a_page_nested_too_deeply_is_not_called_empty(page: str) -> None:
    assert reasons(HTML, page) == ["nested too deeply"]
