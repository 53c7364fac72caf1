import io

import pytest

from reader.sources.formats import xml_items
from reader.sources.formats.format import Origin
from reader.sources.formats.registry import NEWSML, NITF
from tests.sources.formats.samples import article, articles, readings, reasons, titles

NITF_ITEM = """<nitf xml:lang="en"><head><title>Head</title>
<docdata><doc-id id-string="42"/><date.issue norm="20171105T101500Z"/></docdata>
<pubdata name="The Times" ex-ref="https://example.org/q"/></head>
<body><body.head><hedline><hl1>Quake hits</hl1><hl2>Many fled</hl2></hedline>
<byline>By <person>Jane Roe</person></byline></body.head>
<body.content><block class="lead_paragraph"><p>Lead.</p></block><block class="full_text">
<p>Lead &amp; caf&#233; <em>more</em>.</p><p>A <a href="https://example.org/a">link</a>.</p>
<media><media-reference source="x"/><media-caption>A bridge.</media-caption></media>
<table><tr><td>Port</td><td>12</td></tr></table></block></body.content></body></nitf>"""

NITF_TEXT = (
    "Quake hits\n\n## Many fled\n\nLead & café *more*.\n\nA link [1].\n\n[A bridge.]\n\n"
    "Port | 12\n\n[1] https://example.org/a"
)
NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(content: str, guid: str = "urn:1", headline: str = "Quake hits") -> str:
    return f"""<newsItem {NAMESPACE} guid="{guid}" xml:lang="en"><itemMeta>
<provider qcode="nprov:AFP"/><versionCreated>2017-11-05T12:15:00+02:00</versionCreated></itemMeta>
<contentMeta><headline>{headline}</headline><by>By Jane Roe</by><language tag="fr-FR"/>
</contentMeta><contentSet>{content}</contentSet></newsItem>"""


def message(*items: str) -> str:
    return f"<newsMessage {NAMESPACE}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>"


def page(*paragraphs: str) -> str:
    inner = "".join(f"<p>{one}</p>" for one in paragraphs)
    html = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{inner}'
    return f"<inlineXML>{html}</body></html></inlineXML>"


@pytest.mark.parametrize(
    "start",
    ["", '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">', "<!-- from the wire -->"],
)
def test_nitf_is_an_article(start: str) -> None:
    found = article(NITF, start + NITF_ITEM)

    assert found.text == NITF_TEXT
    assert (found.author, found.source, found.language) == ("Jane Roe", "The Times", "en")
    assert (found.url, found.published) == ("https://example.org/q", 1509876900)
    assert readings(NITF, NITF_ITEM)[0].key == "42"


def test_nitf_names_characters_as_html_does() -> None:
    text = "<nitf><body><body.content><p>caf&eacute;&nbsp;x</p></body.content></body></nitf>"

    assert article(NITF, text).text == "café x"


def test_a_news_item_is_an_article() -> None:
    found = article(NEWSML, item(page("One <em>x</em>.", "Two.")))

    assert found.text == "Quake hits\n\nOne *x*.\n\nTwo."
    assert (found.author, found.source, found.language) == ("Jane Roe", "AFP", "fr")
    assert found.published == 1509876900


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<inlineData contenttype="text/plain">One.\n\nTwo.</inlineData>', "One.\n\nTwo."),
        ('<inlineData contenttype="text/html">&lt;p&gt;One&lt;/p&gt;</inlineData>', "One"),
        (f"<inlineXML>{NITF_ITEM}</inlineXML>", NITF_TEXT.partition("\n\n")[2]),
        ("<remoteContent href='x'/><inlineData>One.</inlineData>", "One."),
        (page("<b>One</b>"), "**One**"),
    ],
)
def test_content_comes_in_many_wrappings(content: str, text: str) -> None:
    assert article(NEWSML, item(content)).text == f"Quake hits\n\n{text}"


def with_meta(meta: str, guid: str = "urn:1") -> str:
    return item(page("x"), guid).replace("<versionCreated>", f"{meta}<versionCreated>")


@pytest.mark.parametrize(
    ("meta", "reason"),
    [
        ('<pubStatus qcode="stat:usable"/>', ""),
        ('<pubStatus qcode="stat:canceled"/>', "cancelled by its agency"),
        ('<pubStatus qcode="stat:withheld"/>', "withheld by its agency"),
        (
            '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>',
            "withheld by its agency",
        ),
        (
            "<embargoed>2027-03-05T12:00:00+02:00</embargoed>",
            "embargoed until 5 Mar 2027, 10:00 UTC",
        ),
        ("<embargoed/>", "embargoed until further notice"),
        ("<embargoed>2020-03-05T12:00:00Z</embargoed>", ""),
    ],
)
def test_an_item_that_must_not_be_shown_says_why(meta: str, reason: str) -> None:
    origin = Origin(source="AFP", path="/news/file", now=1_800_000_000)

    found = [
        *NEWSML.read(
            io.BytesIO(message(with_meta(meta), item(page("y"), "urn:2")).encode()), origin
        )
    ]

    assert [(one.key, one.reason) for one in found] == [("urn:1", reason), ("urn:2", "")]
    assert found[0].is_early == reason.startswith("embargoed")


def test_a_message_holds_many_items_each_with_its_id() -> None:
    found = readings(NEWSML, message(*(item(page("x"), f"urn:{n}", f"H{n}") for n in range(9))))

    assert [one.key for one in found] == [f"urn:{n}" for n in range(9)]
    assert titles([one.article for one in found if one.article]) == [f"H{n}" for n in range(9)]


def test_an_item_without_a_text_spoils_no_other() -> None:
    found = readings(NEWSML, message(item(page("x")), item("<remoteContent/>"), item(page("y"))))

    assert [one.reason for one in found] == ["", "no text in it", ""]


def test_what_is_no_xml_in_an_item_spoils_no_other() -> None:
    broken = item(page("AT&amp;T <b>says", "\x1b[31mred"), "urn:2")

    found = readings(NEWSML, message(item(page("x")), broken, item(page("y"), "urn:3")))

    told = {one.key: one.article.text for one in found if one.article}
    assert told == {
        "urn:1": "Quake hits\n\nx",
        "urn:2": "Quake hits\n\nAT&T **says**\n\n[31mred",
        "urn:3": "Quake hits\n\ny",
    }


def test_a_file_that_is_cut_short_says_so() -> None:
    content = message(item(page("x")), item(page("y"), "urn:2"))

    assert reasons(NEWSML, content[:-40]) == ["broken, or cut short"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not XML"),
        ("hello", "no items in it"),
        ("<rss><channel/></rss>", "no items in it"),
        ("<nitf/>", "no text in it"),
        ('<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>', "it defines entities, as bombs do"),
        ("<nitf>" + "<p>" * 5000, "too deep, or a text in it too long"),
    ],
)
def test_what_holds_no_nitf_says_why(content: str, reason: str) -> None:
    assert reason in reasons(NITF, content)


def test_nothing_that_a_file_refers_to_is_read() -> None:
    content = '<!DOCTYPE nitf SYSTEM "file:///etc/passwd"><nitf><body><body.content><p>&x; y</p>'

    found = [one.article for one in readings(NITF, content) if one.article]

    assert [one.text for one in found] == ["&x; y"]


def test_an_item_without_end_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_items, "ITEM_LIMIT", 1_000_000)
    content = "<nitf><body>" + "<p>word</p>" * 200_000

    (found,) = readings(NITF, content)

    assert found.reason == "an item in it is larger than 1 MB"
    assert found.position < len(content) * 0.7


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("utf-16", "utf-16"), ("iso-8859-1", "utf-8"), ("windows-1251", "cp1251")],
)
def test_the_encoding_is_declared_and_seen_through(declared: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + item(page("Президент"))

    assert articles(NEWSML, text.encode(encoding))[0].text == "Quake hits\n\nПрезидент"
