import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library import Library
from tests.archive import write_article
from tests.sources.packing import kept, tarred, zipped

FOLDER, ZIP, TAR, LINES = 500, 700, 700, 700
ARTICLES = FOLDER + ZIP + TAR + LINES
LATEST_MS = 600

ADDER = """
import sys
from pathlib import Path
from reader.library import Library
from reader.store import indexing, ordering

# What comes between others has them move, and the index built anew.
ordering.GAP, indexing._FEW_MOVED, indexing._WORTH_MOVING = 1, -1, 0.1

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
    bodies = (" ".join(chosen.choices(words, k=60)) for _ in range(ARTICLES))
    stories = [f"Story number{number}\n\n{body}." for number, body in enumerate(bodies)]
    for number in range(FOLDER):
        write_article(folder / "loose", f"{number:04}.txt", stories.pop())
    kept(folder / "packed.zip", zipped({f"{n}.txt": stories.pop().encode() for n in range(ZIP)}))
    packed = tarred({f"{number}.txt": stories.pop().encode() for number in range(TAR)})
    kept(folder / "packed.tar.gz", gzip.compress(packed))
    lines = [
        json.dumps({"id": number, "text": text, "date": chosen.randrange(1 << 30)})
        for number, text in enumerate(stories)
    ]
    for name, part in (("lines", lines[:300]), ("more", lines[300:])):
        kept(folder / f"{name}.jsonl", "\n".join(part).encode())
    return folder


def killed_add(library: Path, wire: Path, delay_ms: float, *, has_told: bool) -> int:
    """How many articles an `add` said were done before it was killed.

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


def test_killed_at_any_moment_an_add_loses_nothing_and_can_be_completed(
    wire: Path, tmp_path: Path, kills: int
) -> None:
    chosen = random.Random(7)  # noqa: S311 -- the same moments in each run
    folder = tmp_path / "library-0"
    before = told_together = 0
    for number in range(kills):
        delay_ms = chosen.uniform(0, LATEST_MS)
        told = killed_add(folder, wire, delay_ms, has_told=number % 3 != 2)
        told_together += told

        with Library.open(folder) as library:
            stored = library.counts().articles - 1
            assert stored >= max(told, before), f"round {number}: {told} were done"
            assert len(library.hits("story").whole()) == stored
            assert [one for one in library.checkup() if not one.ok] == []
        before = stored
        if before == ARTICLES:
            folder, before = tmp_path / f"library-{number + 1}", 0

    with Library.open(folder) as library:
        report = library.add([wire])
        assert (before + report.added, report.skipped) == (ARTICLES, 0)
        assert library.counts().articles == ARTICLES + 1
        assert len(library.hits("story").whole()) == ARTICLES
        assert library.add([wire]).unchanged == ARTICLES
    assert told_together > 0, "no kill came after a batch was told"
