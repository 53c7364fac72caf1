import random
import subprocess
import sys
from pathlib import Path

from reader.articles.mention import Mention
from reader.library import Library
from tests.archive import article_at, store

RECOGNIZER = "test/1"
NAMES = [f"Name{number:03}" for number in range(200)]

CORRECTOR = """
import sys
from pathlib import Path
from reader.articles.correction import Correction, Scope, Verdict
from reader.library import Library
from reader.store.watches import Watch

with Library.open(Path(sys.argv[1])) as library:
    for number in range(int(sys.argv[2]), 100_000):
        name = f"Name{number % 200:03}"
        key = f"organisation:{name.lower()}"
        verdict = [Verdict.SAME, Verdict.NOT_A_NAME, Verdict.NAME][number % 3]
        target = "" if verdict is Verdict.NOT_A_NAME else "organisation:all"
        said = Correction(
            verdict=verdict, scope=Scope.EVERYWHERE, surface=name, entity=key, target=target,
            name="All", before=str(number),
        )
        library.names.corrections.make(said)
        library.names.watches.turn(Watch(f"person:{number}", str(number), "PERSON"))
        print(number, flush=True)
        if number % 5 == 4:
            library.names.corrections.undo()
            print(-number, flush=True)
        if number % 7 == 0:
            library.names.settle()
"""


def corrected_until_killed(folder: Path, first: int, lines: int) -> list[int]:
    """What was acknowledged by a process that was killed: made as its number, undone as minus."""
    with subprocess.Popen(
        [sys.executable, "-c", CORRECTOR, str(folder), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    ) as correcting:
        assert correcting.stdout is not None
        told = [correcting.stdout.readline() for _ in range(lines)]
        correcting.kill()
        told += correcting.stdout.read().split()
    return [int(line) for line in told if line.strip()]


def named(name: str) -> Mention:
    return Mention(
        start=0, end=len(name), label="ORG", entity=f"organisation:{name.lower()}", name=name,
        confidence=0.9, origin="model",
    )  # fmt: skip


def test_no_correction_watch_or_undoing_that_was_acknowledged_is_lost_to_a_kill(
    tmp_path: Path, kills: int
) -> None:
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        ids = store(folder, [article_at(1, f"{name}\n\nis here.") for name in NAMES])
        for number, name in zip(ids, NAMES, strict=True):
            digest = library.article(number).digest
            found = [named(name)]
            library.names.keep_mentions(number, digest, RECOGNIZER, found)
        library.hits("here")
    chosen = random.Random(5)  # noqa: S311 -- the same moments in each run
    made: list[int] = []
    told = [-1]
    for _ in range(kills):
        told = corrected_until_killed(folder, abs(told[-1]) + 1, chosen.randint(1, 40))
        made += [number for number in told if number >= 0]
        undone = {-number for number in told if number < 0}
        made = [number for number in made if number not in undone]

        with Library.open(folder) as library:
            kept = [int(one.before) for one, _ in library.names.corrections.all()]
            # The one that was at work may have been kept or undone, though nobody was told.
            assert kept[: len(made) - 1] == made[:-1]
            assert len(kept) - len(made) in {-1, 0, 1}
            made = kept
            watched = {int(one.name) for one in library.names.watches.all()}
            assert {number for number in told if number >= 0} <= watched
            assert [one for one in library.checkup() if not one.ok] == []
            assert library.names.settle()
        told = [max(*map(abs, told), *kept, *watched)]
