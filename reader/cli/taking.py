"""Taking out articles and their names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial

from reader.articles.article import ArticleId, StoredArticle
from reader.articles.mention import Mention
from reader.articles.named import NamedArticle, named
from reader.cli.crew import Crew, processors
from reader.cli.exporting import Request
from reader.cli.indexing import make_searchable
from reader.cli.output import standard_error, standard_output
from reader.cli.progress import Tick, progress
from reader.cli.target import STANDARD_OUTPUT, opened_file, opened_folder
from reader.entities.process import RecognizerProcess
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import NoSuchArticle, RecognizerError
from reader.exports.brat import CONFIGURATION, CONFIGURED, standoff
from reader.exports.conll import Cut, conll
from reader.exports.lines import articles_in_lines, mentions_in_lines
from reader.exports.markdown import markdown
from reader.exports.page import page
from reader.exports.plain import plain
from reader.exports.table import mentions_in_table
from reader.library import Library

_PATIENCE = 5
"""So many articles in a row that fail are no accident: the others would fail, too."""

_Form = Callable[[Iterable[NamedArticle]], Iterator[str]]

_ARTICLES: dict[str, _Form] = {
    "jsonl": articles_in_lines,
    "md": markdown,
    "html": page,
    "txt": plain,
}
_NAMES: dict[str, _Form] = {
    "jsonl": mentions_in_lines,
    "csv": mentions_in_table,
    "conll": lambda articles: conll(articles, token_cut()),
}
_NAMELESS = frozenset(("md", "txt"))
"""Forms that show no names."""


def export(library: Library, request: Request) -> int:
    """Write the articles that are asked for, or their names; returns the exit status."""
    choice = _chosen(library, request.query)
    is_named = request.what != "articles" or request.format not in _NAMELESS
    with ExitStack() as opened:
        if request.format == "brat":
            put = opened.enter_context(opened_folder(request.output, is_forced=request.is_forced))
        else:
            write = opened.enter_context(opened_file(request.output, is_forced=request.is_forced))
        process = None
        if is_named:
            _find_missing(library, choice)
            process = opened.enter_context(RecognizerProcess())
        source = _Source(library, choice, process)
        tick = None
        if request.output != STANDARD_OUTPUT or not standard_output().is_terminal:
            tick = opened.enter_context(progress("Exporting"))
        articles = source.articles(tick)
        if request.format == "brat":
            put(CONFIGURATION, CONFIGURED)
            for one in articles:
                put(f"{one.id}.txt", one.article.text)
                put(f"{one.id}.ann", standoff(one.article.text, one.mentions))
        else:
            for piece in (_ARTICLES if request.what == "articles" else _NAMES)[request.format](
                articles
            ):
                write(piece)
    return 1 if source.has_failed else 0


def token_cut() -> Cut:
    """The tokens as the model that finds the names sees them."""
    from reader.entities.model.tokenizer import Tokenizer
    from reader.entities.model.weights import FOLDER, read_language, rules_of

    tokenizer = Tokenizer(rules_of(read_language(FOLDER)))

    def cut(text: str) -> Iterator[tuple[int, int]]:
        pieces, starts = tokenizer.tokens(text)
        return (
            (start, start + len(words)) for (words, _), start in zip(pieces, starts, strict=True)
        )

    return cut


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Which articles are taken out."""

    articles: Callable[[], Iterator[StoredArticle]]
    count: int
    ids: Callable[[], Iterable[int]] | None
    """Their numbers; None where they are all of the library's."""


def _chosen(library: Library, query: str) -> _Choice:
    words = query.split()
    if words and all(word.isascii() and word.isdecimal() for word in words):
        ids = [ArticleId(number) for number in dict.fromkeys(map(int, words))]
        return _Choice(articles=partial(_by_number, library, ids), count=len(ids), ids=lambda: ids)
    if words:
        make_searchable(library)
    hits = library.hits(query).whole()
    for hint in hits.query.hints:
        standard_error().message(f"newsreader: {hint}")
    return _Choice(
        articles=hits.articles, count=len(hits), ids=(lambda: hits.ids) if words else None
    )


def _by_number(library: Library, ids: Iterable[ArticleId]) -> Iterator[StoredArticle]:
    for number in ids:
        with suppress(NoSuchArticle):  # it will be missed
            yield library.article(number)


def _find_missing(library: Library, choice: _Choice) -> None:
    """Find the names of those that were not read for them yet, and keep them."""
    if library.is_read_only:
        return
    unnamed = library.names.unnamed(DEFAULT_ID)
    if choice.ids is not None:
        wanted = frozenset(choice.ids())
        unnamed = (number for number in unnamed if number in wanted)
    missing = list(unnamed)
    if missing:
        with progress("Finding names") as tick:
            Crew(library).run(missing, processors(), tick)


class _Source:
    """Gives the chosen articles with their names.

    Args:
        library: Where they are.
        choice: Which ones.
        process: Finds the names that are not kept; None where none are wanted.
    """

    def __init__(
        self, library: Library, choice: _Choice, process: RecognizerProcess | None
    ) -> None:
        self._library = library
        self._choice = choice
        self._process = process
        self._failures = 0
        self.has_failed = False
        """Whether one could not be read, or its names not be found; it was said."""

    def articles(self, tick: Tick | None) -> Iterator[NamedArticle]:
        """Each article with its names."""
        count = self._choice.count
        done = 0
        for stored in self._choice.articles():
            done += 1
            yield named(stored, self._mentions(stored))
            if tick is not None:
                tick(done, done, count)
        if done < count:
            self._fail(f"{count - done:,} of {count:,} articles are not there or not whole")

    def _mentions(self, stored: StoredArticle) -> Sequence[Mention]:
        number = stored.headline.id
        if self._process is None:
            return ()
        mentions = self._library.names.mentions(number, DEFAULT_ID)
        if mentions is not None:
            return mentions
        try:
            found = self._process.find(stored.text)
        except RecognizerError as error:
            self._failures += 1
            if self._failures == _PATIENCE:
                raise
            self._fail(f"article {number}: {error}")
            return ()
        self._failures = 0
        return self._library.names.corrected(number, found)

    def _fail(self, words: str) -> None:
        self.has_failed = True
        standard_error().message(f"newsreader: {words}")
