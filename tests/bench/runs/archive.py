"""The archive itself: makes its file, and says how fast articles are made."""

import time
from collections.abc import Iterator
from itertools import islice

from tests.bench.archive import Archive
from tests.bench.options import Options
from tests.bench.progress import say
from tests.bench.rows import Figures, Row

_MOST_MADE = 2_000


def measure(options: Options) -> Iterator[Row]:
    """Make the file of the archive, and some of its articles again."""
    say(str(options.stock.archive(options.articles)))
    archive = Archive(options.articles)
    archive.entry(0)
    speeds: list[float] = []
    for _ in range(options.rounds):
        cpu = time.process_time()
        made = sum(1 for entry in islice(archive, _MOST_MADE) if entry.line())
        speeds.append(made / (time.process_time() - cpu))
    yield Row(what="articles made a CPU s", cpu=Figures(values=speeds, unit=""), must="")
