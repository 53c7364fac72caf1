"""Archives and libraries to measure with: made when first asked for, then kept."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from reader.articles import folding, words
from reader.entities.recognizer import DEFAULT_ID
from reader.intake.report import Progress
from reader.library import Library
from reader.store.database import Database
from reader.store.index import Index
from reader.store.schema import INDEX_NAME, NEWS_NAME, make_news, prepare_news, set_seeded
from tests.bench import plain
from tests.bench.archive import SPAN, Archive, Entry
from tests.bench.planting import Planter
from tests.bench.progress import at_times, progress, say

_AT_ONCE = 1_000


class Stock:
    """What is kept in one folder.

    Args:
        folder: Made when needed.
        has_names: Whether libraries hold the names in their articles.
    """

    def __init__(self, folder: Path, *, has_names: bool = True) -> None:
        self.folder = folder
        self._has_names = has_names

    def archive(self, count: int) -> Path:
        """A JSON Lines file of the archive with so many articles."""
        path = self.folder / f"archive-{count}-{generator_digest()}.jsonl"
        return self.made(path, lambda part: _write(count, part))

    def library(self, count: int) -> Path:
        """The folder of a library that holds this archive, indexed, and nothing else."""
        names = "" if self._has_names else "-unnamed"
        path = self.folder / f"library-{count}{names}-{generator_digest()}"
        folder = self.made(path, lambda part: self._fill(part, count))
        if self._has_names:
            _keep_names_new(folder)
        build_index(folder)
        return folder

    def plain(self, count: int) -> Path:
        """The file of the plain index of that library."""
        path = self.folder / f"plain-{count}-{plain_digest()}.db"
        return self.made(path, lambda part: plain.build(part, Archive(count)))

    def made(self, path: Path, make: Callable[[Path], None]) -> Path:
        """A file or folder, made when it is missing.

        Args:
            path: Where it is kept.
            make: Makes it at another path, from which it is moved when it is whole.
        """
        if path.exists():
            return path
        self.folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        remove(part)
        say(f"making {path}")
        make(part)
        part.rename(path)
        return path

    def _fill(self, folder: Path, count: int) -> None:
        make_empty(folder)
        lines = self.archive(count)
        with Library.open(folder) as library:
            report = library.add([lines], on_progress=at_times(_tell))
            library.link_copies()
        if report.added != count:
            raise RuntimeError(f"{report.added} of {count} articles of {lines} were added")
        if self._has_names:
            say("planting names")
            _plant(folder, Archive(count))


def make_empty(folder: Path) -> None:
    """Make a library without articles, the seeds included."""
    folder.mkdir(parents=True)
    make_news(folder / NEWS_NAME)
    news = Database(folder / NEWS_NAME, "write")
    try:
        prepare_news(news)
        with news.writing() as connection:
            set_seeded(connection)
    finally:
        news.close()


def build_index(folder: Path) -> None:
    """Build the index of a library, or bring it up to date; waits for it."""
    index = Index(folder / INDEX_NAME, Database(folder / NEWS_NAME, "read"))
    try:
        index.catch_up()
        index.tidy()
    finally:
        index.close()


@cache
def generator_digest() -> str:
    """What tells archives apart that different generators made: what they write."""
    digest = hashlib.sha256()
    for entry in islice(Archive(SPAN), 0, 200):
        digest.update(entry.line() + repr(entry.mentions).encode())
    return digest.hexdigest()[:12]


def plain_digest() -> str:
    """What tells plain indexes apart, that of the words' rules included."""
    rules = b"".join(Path(module.__file__ or "").read_bytes() for module in (words, folding, plain))
    return hashlib.sha256(generator_digest().encode() + rules).hexdigest()[:12]


def remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _parts(archive: Archive) -> Iterator[list[Entry]]:
    entries = archive.entries()
    return progress(iter(lambda: list(islice(entries, _AT_ONCE)), []), len(archive))


def _write(count: int, path: Path) -> None:
    with path.open("wb", buffering=1 << 20) as file:
        for part in _parts(Archive(count)):
            file.writelines(entry.line() for entry in part)


def _tell(progress: Progress) -> None:
    say(f"  {progress.done:,} taken in, {progress.position / max(1, progress.size):.0%}")


def _keep_names_new(folder: Path) -> None:
    """Let names that were planted earlier be those of today's recognizer: none finds them."""
    news = Database(folder / NEWS_NAME, "write")
    try:
        with news.writing() as connection:
            connection.execute(
                "UPDATE OR IGNORE recognizer SET name = ? WHERE id = 1", (DEFAULT_ID,)
            )
    finally:
        news.close()


def _plant(folder: Path, archive: Archive) -> None:
    planter = Planter()
    news = Database(folder / NEWS_NAME, "write")
    try:
        for part in _parts(archive):
            with news.writing() as connection:
                planter.plant(connection, part)
        with news.writing() as connection:
            planter.finish(connection)
    finally:
        news.close()
