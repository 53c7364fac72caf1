import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.clean import clean_text
from reader.sources.formats.format import Format
from reader.sources.formats.registry import (
    HTML,
    JSON,
    JSON_LINES,
    MAIL,
    MAILBOX,
    MARKDOWN,
    NEWSML,
    NITF,
    TABLE,
    TEXT,
)
from tests import hostile
from tests.sources.formats.samples import FORMATS, readings

SAMPLES: dict[Format, bytes] = {
    TEXT: b"Title\n\nText",
    MARKDOWN: b"---\ntitle: A\ndate: 2017-11-05\n---\n# A\n\n[a](http://e.org/) ![b](c)\n",
    HTML: b"<html lang=en><title>A</title><article><h1>A</h1><ul><li>b</ul><table><tr><td>c"
    b"</table><p>d <a href=/x>e</a></article>",
    JSON_LINES: b'{"id": 1, "title": "A", "text": "b"}\n{"title": ["a"], "date": 1e9}\n',
    JSON: b'{"articles": [{"title": "A", "text": "b"}, {"a": [{}]}]}',
    TABLE: b'id,title,text\n1,"A","b\nc"\n2,x,y\n',
    MAIL: b"From: a@b\nSubject: =?utf-8?b?QQ==?=\nContent-Type: multipart/mixed; boundary=b\n"
    b"\n--b\nContent-Transfer-Encoding: base64\n\neA==\n--b--\n",
    MAILBOX: b"From a@b Sun Nov  5 10:15:00 2017\nSubject: A\n\nb\n\n>From c\n",
    NEWSML: b"<newsItem guid='u'><contentMeta><headline>A</headline></contentMeta><contentSet>"
    b"<inlineXML><p>b</p></inlineXML></contentSet></newsItem>",
    NITF: b"<nitf><body><body.head><hl1>A</hl1></body.head><body.content><p>b</p></body.content>"
    b"</body></nitf>",
}
PIECES = [
    *(
        b"<",
        b">",
        b"&",
        b"\0",
        b"\x1b[31m",
        b"\xff",
        b"\xed\xa0\x80",
        b'"',
        b"\n",
        b"\r\n",
        b",",
        b"{",
    ),
    *(
        b"}",
        b"[",
        b"]",
        b"\\",
        b"=?utf-8?b?",
        b"?=",
        b"--b",
        b"\n\n",
        b"]]>",
        b"<![CDATA[",
        b"---\n",
    ),
    *(b"<!ENTITY ", b"&#27;", b"charset*=x'y'%ff", b": ", "\u202e😀".encode(), b"9" * 5000, b"NaN"),
    *(b"<table><tr><td>", b"<b>", b"<a href='http://[x'>", b"\xfe\xff", b"+++\n", b"&x;", b"null"),
]


def check(form: Format, content: bytes) -> None:
    found = readings(form, content)

    assert found
    assert len({one.key for one in found}) == len(found)
    positions = [one.position for one in found]
    assert positions == sorted(positions)
    assert 0 <= positions[-1] <= len(content)
    for one in found:
        assert (one.article is None) == bool(one.reason)
        assert "\n" not in one.reason
        if one.article is not None:
            shown = (one.article.text, one.article.source, one.article.author or "")
            assert [clean_text(text) for text in shown] == [*shown]
            assert one.article.title
            assert "\n" not in one.article.source + (one.article.author or "")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(content=st.binary(max_size=300))
def test_any_bytes_end_in_articles_or_words(form: Format, content: bytes) -> None:
    check(form, content)


@st.composite
def torn(draw: st.DrawFn, content: bytes) -> bytes:
    """A file with pieces put in, taken out and repeated."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, len(content)))
        piece = draw(st.sampled_from([*PIECES, content[start:end]]))
        content = content[:start] + piece * draw(st.sampled_from([1, 1, 30])) + content[end:]
        content = content[:20_000]
    return content


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@settings(max_examples=60)
@given(tearing=st.data())
def test_torn_files_end_in_articles_or_words(form: Format, tearing: st.DataObject) -> None:
    check(form, tearing.draw(torn(SAMPLES[form])))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_file_of_one_format_is_no_harm_to_another(form: Format) -> None:
    for content in SAMPLES.values():
        check(form, content)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_hostile_strings_are_cleaned_or_refused(form: Format) -> None:
    for string in hostile.every_string():
        for sign in (b"A", b"b"):
            hurt = string.encode(errors="surrogatepass")
            check(form, SAMPLES[form].replace(sign, hurt, 1))


def test_every_format_has_a_sample_that_is_read() -> None:
    assert SAMPLES.keys() == set(FORMATS)
    for form, content in SAMPLES.items():
        assert any(one.article for one in readings(form, content)), form.name
