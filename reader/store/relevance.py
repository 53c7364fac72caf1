"""How well articles answer a query: words that are rare weigh more, as do those in headlines.

Only the newest answers are weighed, so that the cost does not grow with the archive; the
older ones follow by date.
"""

from array import array
from collections.abc import Iterator

from reader.articles.nodes import Named, Near, Node, Phrase, Term, positive
from reader.store.finding import Finder
from reader.store.meanings import quoted
from reader.store.statements import Span

WEIGHED = 2_000
"""The newest answers, which are weighed."""


def by_relevance(finder: Finder, root: Node) -> "array[int]":
    """The numbers in the index of the newest `WEIGHED` articles that answer, best first."""
    docs = finder.docs(root, WEIGHED)
    words = [*dict.fromkeys(_words(root))]
    if not docs or not words:
        return docs
    scores = finder.scores(" OR ".join(words), Span(docs[0], docs[-1]))
    # Equally good ones stay in order of date.
    return array("q", sorted(docs, key=lambda doc: scores.get(doc, 0.0)))


def _words(root: Node) -> Iterator[str]:
    """What a good answer has much of, as phrases of a full-text expression."""
    for leaf in positive(root):
        match leaf:
            case Term(token):
                yield quoted(token)
            case Phrase(tokens) | Named(_, tokens):
                yield quoted(" ".join(tokens))
            case Near(tokens):
                yield from map(quoted, tokens)
