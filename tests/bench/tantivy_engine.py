"""The search engine tantivy, where it is installed."""

from pathlib import Path

import tantivy

from reader.articles.words import index_words
from tests.bench.archive import Archive
from tests.bench.progress import progress
from tests.bench.questions import Question

_AT_ONCE = 1_000
_WRITER_BYTES = 256 << 20


class Tantivy:
    """An archive in tantivy.

    Args:
        path: The folder of its index, as `build` made it.
    """

    name = "tantivy"

    def __init__(self, path: Path) -> None:
        index = tantivy.Index.open(str(path))
        self._schema = index.schema
        self._searcher = index.searcher()

    def newest(self, question: Question, limit: int) -> list[int]:
        """Ids of the articles that answer, newest first; asked for words and beginnings only."""
        words = [word.strip('"') for word in question.match.split() if word.strip('"*')]
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._either(word.rstrip('"*'), word)) for word in words]
        )
        found = self._searcher.search(
            query, limit, count=False, order_by_field="doc", order=tantivy.Order.Desc
        )
        return [self._searcher.doc(place)["id"][0] for _, place in found.hits]

    def _either(self, word: str, written: str) -> tantivy.Query:
        word = word.strip('"')
        is_prefix = written.endswith("*")
        parts = [
            tantivy.Query.regex_query(self._schema, column, f"{word}.*")
            if is_prefix
            else tantivy.Query.term_query(self._schema, column, word)
            for column in ("title", "body")
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def build(path: Path, archive: Archive) -> None:
    """Make tantivy's index of an archive; the words are the library's, texts are not kept."""
    path.mkdir(parents=True)
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    builder.add_integer_field("doc", stored=False, fast=True)
    for column in ("title", "body"):
        builder.add_text_field(column, tokenizer_name="whitespace", index_option="position")
    index = tantivy.Index(builder.build(), path=str(path))
    writer = index.writer(_WRITER_BYTES, 1)
    order = archive.by_date()
    docs = list(enumerate(order, 1))
    parts = (docs[start : start + _AT_ONCE] for start in range(0, len(docs), _AT_ONCE))
    for part in progress(parts, len(docs)):
        for doc, number in part:
            title, _, body = archive.entry(number).article.text.partition("\n")
            writer.add_document(
                tantivy.Document(
                    id=number + 1, doc=doc, title=index_words(title), body=index_words(body)
                )
            )
    writer.commit()
    writer.wait_merging_threads()
