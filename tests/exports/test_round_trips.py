import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Article, ArticleId
from reader.articles.clean import clean_text
from reader.articles.mention import LABELS, Mention
from reader.articles.named import NamedArticle
from reader.exports.brat import standoff
from reader.exports.conll import conll
from reader.exports.lines import articles_in_lines, mentions_in_lines
from reader.exports.table import as_cell, as_text, mentions_in_table
from tests.exports.readers import brat_marks, conll_documents, conll_mentions
from tests.hostile import every_string

HOSTILE = [
    *every_string(),
    "-DOCSTART- -X- O O",
    "=HYPERLINK(1)",
    "'=1",
    "-30°C in Moscow",
    "a\n\nb",
]
TEXT = st.lists(
    st.sampled_from(HOSTILE) | st.text("aB. \n\"',;=-\t\r|é中🎉", max_size=30), max_size=5
)


@st.composite
def named_articles(draw: st.DrawFn) -> NamedArticle:
    text = clean_text("Title\n" + " ".join(draw(TEXT)))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=20)))
    mentions = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        words = text[start:end]
        if not words.strip() or words != words.strip():
            continue
        label = draw(st.sampled_from(LABELS))
        mentions.append(
            Mention(
                start=start,
                end=end,
                label=label,
                entity=f"other:{words.casefold()}",
                name=words,
                confidence=0.5,
                origin="model",
            )
        )
    article = Article(text=text, source="@agency", published=1_500_000_000)
    return NamedArticle(article=article, id=ArticleId(7), mentions=mentions)


def by_words(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(r"\w+|\S|\s+", text))


@given(named_articles())
def test_conll_tags_are_the_mentions(one: NamedArticle) -> None:
    content = "".join(conll([one, one], by_words))

    documents = conll_documents(content)
    assert [*documents] == ["7"]
    sentences = documents["7"][: len(documents["7"]) // 2]
    found = conll_mentions(one.article.text, sentences)
    assert found == [(mention.start, mention.end, mention.label) for mention in one.mentions]


@given(named_articles())
def test_brat_annotations_are_the_mentions(one: NamedArticle) -> None:
    text = one.article.text

    marks = brat_marks(standoff(text, one.mentions))

    for mark, mention in zip(marks, one.mentions, strict=True):
        assert mark.label == mention.label
        assert mark.spans[0][0] == mention.start
        assert mark.spans[-1][1] == mention.end
        assert mark.words == " ".join(text[start:end] for start, end in mark.spans)
        assert mark.words.split() == text[mention.start : mention.end].split()
        assert mark.note.split() == mention.entity.split()


@given(named_articles())
def test_json_lines_are_the_mentions(one: NamedArticle) -> None:
    text = one.article.text

    content = "".join(mentions_in_lines([one]))

    records = [json.loads(line) for line in content.split("\n")[:-1]]
    found = [(record["start"], record["end"], record["label"]) for record in records]
    assert found == [(mention.start, mention.end, mention.label) for mention in one.mentions]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in records)
    assert content.replace("\n", "").isprintable()


@given(named_articles())
def test_json_lines_are_the_articles(one: NamedArticle) -> None:
    content = "".join(articles_in_lines([one]))

    record = json.loads(content)
    assert content.count("\n") == 1
    assert record["text"] == one.article.text
    assert len(record["entities"]) == len(one.mentions)
    assert record["published"] == "2017-07-14T02:40:00Z"


@given(named_articles())
def test_a_table_is_the_mentions(one: NamedArticle) -> None:
    text = one.article.text

    content = "".join(mentions_in_table([one]))

    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    for row, mention in zip(rows, one.mentions, strict=True):
        start, end = int(row["start"]), int(row["end"])
        assert (start, end, row["label"]) == (mention.start, mention.end, mention.label)
        assert as_text(row["text"]) == text[start:end]
        assert as_text(row["source"]) == "@agency"
        assert not re.match(r"[=+\-@\t\r]", "".join([row["text"], row["title"], row["source"]]))


@given(st.text("'=+-@a\t\r", max_size=5))
def test_no_cell_is_computed_and_none_is_lost(text: str) -> None:
    cell = str(as_cell(text))

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_text(cell) == text


@pytest.mark.parametrize("value", [None, 3, 0.25])
def test_what_is_no_text_stays_as_it_is(value: object) -> None:
    assert as_cell(value) is value
