"""Files that have gone: their articles are kept, and marked until the files are back."""

import os
from collections.abc import Iterable
from pathlib import Path

from reader.store.database import Database
from reader.store.marks import mark
from reader.store.places import articles_in, files_in, files_of, folders_under
from reader.store.schema import GONE

_AT_ONCE = 1_000


class Vanishing:
    """Looks which of the files that were read once are still there.

    Args:
        news: A connection that writes the library.
    """

    def __init__(self, news: Database) -> None:
        self._news = news
        self._known: dict[Path, bool] = {}

    def look_under(self, place: Path) -> int:
        """Look at what was read from a file, or from a folder and the folders in it.

        Args:
            place: Need not be there any more.

        Returns:
            How many articles are newly marked; one whose text is in another file, too, is not.
        """
        path = Path(os.path.realpath(place))  # resolve() raises where a link leads to itself
        with self._news.reading() as connection:
            under = folders_under(connection, path)
            folders = [(*folder, files_in(connection, folder[0])) for folder in under]
            if not folders:
                above = folders_under(connection, path.parent)
                name = os.fsencode(path.name)
                folders = [(*folder, {name}) for folder in above if folder[1] == path.parent]
        return sum(self._look_in(*folder) for folder in folders)

    def _look_in(self, folder: int, path: Path, names: set[bytes]) -> int:
        try:
            there = names.intersection(os.fsencode(entry.name) for entry in path.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            there = set()
        except OSError:
            return 0  # nobody can tell
        with self._news.reading() as connection:
            back = {*articles_in(connection, folder, sorted(there), are_gone=True)}
            lost = {*articles_in(connection, folder, sorted(names - there), are_gone=False)}
            gone = [one for one in lost if not self._are_any_there(files_of(connection, one))]
        self._mark(sorted(back), is_gone=False)
        self._mark(sorted(gone), is_gone=True)
        return len(gone)

    def _are_any_there(self, files: Iterable[Path]) -> bool:
        for path in files:
            if path not in self._known:
                # A link that leads nowhere is there, too.
                self._known[path] = os.path.lexists(path)
            if self._known[path]:
                return True
        return False

    def _mark(self, articles: list[int], *, is_gone: bool) -> None:
        for start in range(0, len(articles), _AT_ONCE):
            with self._news.writing() as connection:
                mark(connection, articles[start : start + _AT_ONCE], GONE, is_set=is_gone)
