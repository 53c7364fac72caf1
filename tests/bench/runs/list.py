"""How fast the list is, anywhere in it and in any order."""

import random
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reader.articles.article import ArticleId
from reader.articles.query import Sort
from reader.library import Hits, Library
from tests.bench.options import Options, WrongAnswerError
from tests.bench.plain import Plain
from tests.bench.rows import Figures, Row
from tests.bench.stopwatch import Laps, in_turns

PAGE = 50
_FEW = 100
_PLACES = 40
_ALL = "1"

# Run in a process of its own: what the whole list takes there is nobody else's.
_HOLDER = """
import sys
from pathlib import Path
from reader.library import Library

def rss_mb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

with Library.open(Path(sys.argv[1])) as library:
    hits = library.hits()
    hits.rows(0, 50)
    before = rss_mb()
    ids = hits.whole().ids
    print(rss_mb() - before)
"""


def measure(options: Options) -> Iterator[Row]:
    """Measure the list of the whole archive against that of a hundred."""
    plain = Plain(options.stock.plain(options.articles))
    folder, few = options.stock.library(options.articles), options.stock.library(_FEW)
    with Library.open(folder) as library, Library.open(few) as small:
        check(library, plain, options.articles)
        yield _opening(folder, few, options.rounds)
        yield from _pages(library, small, options.rounds)
        yield from _sorts(library, small, options.rounds)
        yield _whole(library, options.rounds)
    plain.close()
    yield _memory(folder)


def check(library: Library, plain: Plain, count: int) -> None:
    """Compare the list with the plain index's, in all orders.

    Raises:
        WrongAnswerError: An article is missing, or in the wrong place.
    """
    newest = plain.answers(_ALL)
    for sort in ("date", "old", "title", "source"):
        found = library.hits(sort=sort).whole().ids.tolist()
        if sort == "date" and found != newest:
            raise WrongAnswerError("the list by date is not in order of date")
        if sorted(found) != list(range(1, count + 1)):
            raise WrongAnswerError(f"the list by {sort} does not hold every article once")
    hits = library.hits()
    for start in (0, count // 2, max(0, count - PAGE)):
        shown = [hit.headline.id for hit in hits.whole().rows(start, start + PAGE)]
        if shown != newest[start : start + PAGE]:
            raise WrongAnswerError(f"the page from {start} on is another one")


def _opening(folder: Path, few: Path, rounds: int) -> Row:
    laps = {"many": Laps(), "few": Laps()}
    for _ in range(_PLACES // 2):
        in_turns(
            {"many": partial(_first_page, folder), "few": partial(_first_page, few)}, laps, rounds
        )
    many, reference = laps["many"], laps["few"]
    return Row(
        what="library opened, first page read",
        cpu=many.cpu,
        wall=many.wall,
        reference=f"{_FEW} articles",
        than=reference.cpu,
        must="1.1",
    )


def _first_page(folder: Path) -> int:
    with Library.open(folder) as library:
        return len(library.hits().rows(0, PAGE))


def _pages(library: Library, small: Library, rounds: int) -> Iterator[Row]:
    chance = random.Random(4)  # noqa: S311 -- no secrets
    hits, few = library.hits().whole(), small.hits().whole()
    laps = {"page": Laps(), "few": Laps(), "jump": Laps()}
    for _ in range(_PLACES):
        start = chance.randrange(max(1, len(hits) - PAGE))
        number = ArticleId(hits.ids[start])
        calls = {
            "page": partial(_page, hits, start),
            "few": partial(_page, few, 0),
            "jump": partial(_place, hits, number),
        }
        answers = in_turns(calls, laps, rounds)
        if answers["jump"] != start:
            raise WrongAnswerError(f"article {number} is at {answers['jump']}, not {start}")
    for name, what in (("page", "a page anywhere"), ("jump", "where an article is in the list")):
        one = laps[name]
        than = laps["few"].cpu if name == "page" else None
        reference = f"{_FEW} articles" if than else ""
        yield Row(what=what, cpu=one.cpu, wall=one.wall, reference=reference, than=than)


def _page(hits: Hits, start: int) -> int:
    return len(hits.rows(start, start + PAGE))


def _place(hits: Hits, number: ArticleId) -> int:
    place = hits.position(number)
    return -1 if place is None else place


def _sorts(library: Library, small: Library, rounds: int) -> Iterator[Row]:
    sorts: tuple[Sort, ...] = ("date", "old", "source", "title")
    for sort in sorts:
        laps = {"many": Laps(), "few": Laps()}
        for _ in range(_PLACES // 4):
            calls = {"many": partial(_sorted, library, sort), "few": partial(_sorted, small, sort)}
            in_turns(calls, laps, rounds)
        many, than = laps["many"], laps["few"].cpu
        yield Row(
            what=f"first page by {sort}",
            cpu=many.cpu,
            wall=many.wall,
            reference=f"{_FEW} articles",
            than=than,
        )


def _sorted(library: Library, sort: Sort) -> int:
    return len(library.hits(sort=sort).rows(0, PAGE))


def _whole(library: Library, rounds: int) -> Row:
    laps = Laps()
    for _ in range(rounds):
        laps.time(lambda: len(library.hits().whole().ids))
    return Row(what="ids of the whole list", cpu=laps.cpu, wall=laps.wall)


def _memory(folder: Path) -> Row:
    done = subprocess.run(
        [sys.executable, "-c", _HOLDER, str(folder)], capture_output=True, text=True, check=True
    )
    figures = Figures(values=[float(done.stdout)], unit="MB")
    return Row(what="memory of the whole list's ids", cpu=figures, must="16 MB at 1M")
