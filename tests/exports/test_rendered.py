import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from typing_extensions import override

from reader.articles.article import Article, ArticleId
from reader.articles.clean import clean_text
from reader.articles.mention import Mention
from reader.articles.named import NamedArticle
from reader.exports.markdown import markdown
from reader.exports.page import page
from tests.hostile import every_string

SIGNS = [
    *(
        "# no head",
        "1. one\n2. two",
        "1) x",
        "- a\n- b",
        "+ x",
        "* star",
        "a\n===",
        "a\n---",
        "***",
    ),
    *("    code", "> quote", "a &amp; b", "![x](y)", "[a]: http://x", "<b>x</b>", "http://x.y"),
    *("`code`", "~~~", "```", "a  \nb", "\\*", "1999\\. x", "| a | b |\n|---|---|", "a_b_c *x*"),
]
TEXTS = [text for text in map(clean_text, [*SIGNS, *every_string()]) if text.strip()]


class Shown(HTMLParser):
    """What a browser shows of a page, and the tags that it met."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()
        self._is_hidden = False
        self.feed(content)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._is_hidden = tag in {"style", "title"}

    @override
    def handle_endtag(self, tag: str) -> None:
        self._is_hidden = False

    @override
    def handle_data(self, data: str) -> None:
        self.words += "" if self._is_hidden else data


def article(text: str, mentions: tuple[Mention, ...] = ()) -> NamedArticle:
    stored = Article(text=f"Title\n\n{text}", source="x", url="javascript:alert(1)")
    return NamedArticle(article=stored, id=ArticleId(1), mentions=mentions)


def words_of(text: str) -> list[str]:
    return f"Title x · no date · javascript:alert(1) {text}".split()


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_shows_the_text_as_it_is(text: str) -> None:
    content = "".join(markdown([article(text)]))

    shown = Shown(MarkdownIt("commonmark").render(content))

    assert shown.words.split() == words_of(text)
    assert shown.tags <= {"h1", "p", "em", "br"}


@pytest.mark.parametrize("text", TEXTS)
def test_a_page_shows_the_text_as_it_is(text: str) -> None:
    shown = Shown("".join(page([article(text)])))

    assert shown.words.split() == words_of(text)
    assert shown.tags <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "article",
        "h1",
        "p",
        "br",
    }


def test_a_page_marks_names_by_kind() -> None:
    text = "Ada met <Bob>."
    mentions = tuple(
        Mention(
            start=start,
            end=start + len(words),
            label="PERSON",
            entity="person:x",
            name='"Q"',
            confidence=1.0,
            origin="model",
        )
        for words in ("Ada", "<Bob>")
        for start in [len("Title\n\n") + text.index(words)]
    )

    content = "".join(page([article(text, mentions)]))

    assert '<span class="person" title="&quot;Q&quot;">Ada</span> met' in content
    assert re.search(r'<span class="person"[^>]*>&lt;Bob&gt;</span>\.', content)
