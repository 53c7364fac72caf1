"""The process that brings the index up to date: ``python -m reader.store.beside …``."""

import os
import sys
from pathlib import Path

from reader.errors import StoreError
from reader.store.database import ACCESSES, Database
from reader.store.index import Index

_NICENESS = 19


def main(index: str, news: str, access: str, parent: str) -> int:
    """Bring the index up to date, or build it anew, as long as the parent lives.

    Args:
        index: Path of the index's file.
        news: Path of the truth's file.
        access: How the truth is read.
        parent: Number of the process that asks for it.

    Returns:
        0, or 1 if it cannot be done; then the reason is on the standard output, in words.
    """
    os.nice(_NICENESS)

    def is_left_alone() -> bool:
        return os.getppid() != int(parent)

    keeper = Index(Path(index), Database(Path(news), ACCESSES[access]))
    try:
        keeper.catch_up(is_stopped=is_left_alone)
        if not is_left_alone():
            keeper.tidy(is_stopped=is_left_alone)
    except StoreError as error:
        sys.stdout.write(str(error))
        return 1
    finally:
        keeper.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
