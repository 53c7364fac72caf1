"""``newsreader names``."""

import argparse

from reader.articles.article import ArticleId
from reader.cli.crew import Crew, processors
from reader.cli.library import library_of
from reader.cli.output import standard_error, standard_output
from reader.cli.progress import progress
from reader.entities.recognizer import DEFAULT_ID
from reader.errors import RecognizerError


def run(arguments: argparse.Namespace) -> int:
    """Find the names in all articles that were not read for them yet.

    What was found is kept soon, so that it may be stopped at any time.
    """
    with library_of(arguments.library) as library:
        crew = Crew(library, _complain)
        try:
            backlog = list(library.names.unnamed(DEFAULT_ID))
            with progress("Finding names") as tick:
                crew.run(backlog, arguments.jobs or processors(), tick)
        except KeyboardInterrupt:
            words = f"stopped after {crew.done:,}; newsreader names goes on from there"
            standard_error().message(f"newsreader: {words}")
            raise
        standard_output().message(_summary(crew))
    return 1 if crew.failed else 0


def _summary(crew: Crew) -> str:
    failed = f", {crew.failed:,} failed" if crew.failed else ""
    return f"{crew.done:,} read for names{failed}"


def _complain(number: ArticleId, error: RecognizerError) -> None:
    standard_error().message(f"newsreader: article {number}: {error}")
