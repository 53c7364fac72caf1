import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.archive import write_article

FILES = 2_000
ROUNDS = 30

ADDER = """
import sys
from pathlib import Path
from reader.library import Library

def tell(progress):
    print(progress.done, flush=True)

with Library.open(Path(sys.argv[1])) as library:
    print("open", flush=True)
    report = library.add([Path(sys.argv[2])], on_progress=tell)
    print("all", report.done, flush=True)
"""


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wire")
    chosen = random.Random(11)  # noqa: S311 -- the same stories in each run
    words = ["rain", "storm", "minister", "bank", "match", "goal", "price", "oil", "vote", "court"]
    for number in range(FILES):
        body = " ".join(chosen.choices(words, k=60))
        write_article(folder, f"{number:04}.txt", f"Story number{number}\n\n{body}.")
    return folder


def killed_add(library: Path, wire: Path, delay_ms: float, *, has_told: bool) -> int:
    """How many files an `add` said were done before it was killed.

    The delay runs from its start, or with `has_told` from its first word on progress.
    """
    with subprocess.Popen(
        [sys.executable, "-c", ADDER, str(library), str(wire)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    ) as adding:
        assert adding.stdout is not None
        assert adding.stdout.readline() == "open\n"
        first = adding.stdout.readline() if has_told else ""
        try:
            adding.wait(delay_ms / 1_000)
        except subprocess.TimeoutExpired:
            adding.kill()
        lines = (first + adding.stdout.read()).split()
    return max((int(word) for word in lines if word.isdigit()), default=0)


def rounds() -> Iterator[tuple[int, float]]:
    chosen = random.Random(7)  # noqa: S311 -- the same moments in each run
    for number in range(ROUNDS):
        yield number, chosen.uniform(5, 200)


def test_killed_at_any_moment_an_add_loses_nothing_and_can_be_completed(
    wire: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "library-0"
    told_together = 0
    for number, delay_ms in rounds():
        told = killed_add(folder, wire, delay_ms, has_told=number % 3 != 0)

        with Library.open(folder) as library:
            kept = library.counts().articles - 1
            assert kept >= told, f"round {number}: {told} files were done, {kept} are kept"
            assert len(library.hits("story").whole()) == kept
            assert [one for one in library.checkup() if not one.ok] == []
            told_together += told
            if kept == FILES:
                folder = tmp_path / f"library-{number + 1}"

    with Library.open(folder) as library:
        report = library.add([wire])
        assert report.added + report.unchanged == FILES
        assert library.counts().articles == FILES + 1
        assert len(library.hits("story").whole()) == FILES
        assert library.add([wire]).unchanged == FILES
    assert told_together > 0, "no kill came after a batch was told"
