"""What each step of the name finder gives: ``python -m tests.bench.ablation``.

Strict F1 on annotated sets, after the model alone and each step added in turn, and what is lost
when that step alone is left out; words a CPU second and memory on the way. The sets and the
script that scores them are not part of the checkout.
"""

import argparse
import importlib.util
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, TypedDict

from rich.console import Console
from rich.table import Table
from typing_extensions import override

# Read once, when NumPy is first imported: two threads would be counted twice.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from reader.articles.mention import Mention
from reader.entities.english import English
from reader.entities.model.engine import Engine, Entity
from tests.bench.progress import say

SHARED = Path(__file__).parents[3] / "shared"
KINDS = ("core", "PER", "ORG", "LOC")
"""All three together, and each."""


class Annotated(TypedDict):
    """One text of a set; its annotations are the scorer's to read."""

    id: str
    text: str


class Scores(NamedTuple):
    """Strict F1 in per cent."""

    core: float
    person: float
    organisation: float
    place: float

    def less(self, other: "Scores") -> "Scores":
        """How much higher each is than another's."""
        return Scores(*(one - two for one, two in zip(self, other, strict=True)))


class Remembering(Engine):
    """The model, run once for each text: the steps are what differs."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[str, list[Entity]] = {}
        self.spent_s = 0.0
        """CPU time of the model itself, so far."""

    @override
    def find(self, text: str) -> list[Entity]:
        if text not in self._answers:
            started = time.process_time()
            self._answers[text] = super().find(text)
            self.spent_s += time.process_time() - started
        return self._answers[text]


@dataclass
class Ablation:
    """Runs of the recognizer with and without its steps on one set."""

    name: str
    texts: Sequence[Annotated]
    scorer: ModuleType
    engine: Remembering
    words: int = field(init=False)
    steps: list[str] = field(init=False)
    _model_s: float = 0.0
    """CPU time that the model takes for all texts; the remembered ones take none."""

    def __post_init__(self) -> None:
        """Count the words, name the steps."""
        self.words = sum(len(one["text"].split()) for one in self.texts)
        whole = self._recognizer(frozenset())
        self.steps = [name for name, _ in (*whole.preparations(), *whole.steps())]

    def rows(self) -> Iterator[tuple[str, Scores, Scores | None, float]]:
        """Each step, the scores with it and all before, what it alone gives, words a CPU s."""
        whole, _ = self._scores(frozenset())
        rest = frozenset(self.steps)
        alone, speed = self._scores(rest)
        yield "the model alone", alone, None, speed
        for step in self.steps:
            rest -= {step}
            added, speed = self._scores(rest)
            without, _ = self._scores(frozenset({step}))
            yield f"+ {step}", added, whole.less(without), speed

    def _recognizer(self, skipped: frozenset[str]) -> English:
        return English(name="ablation", version="", skipped=skipped, engine=self.engine)

    def _scores(self, skipped: frozenset[str]) -> tuple[Scores, float]:
        recognizer = self._recognizer(skipped)
        fresh_s = self.engine.spent_s
        started = time.process_time()
        found: dict[str, list[Mention]] = {
            one["id"]: recognizer.find(one["text"]) for one in self.texts
        }
        spent_s = time.process_time() - started
        fresh_s = self.engine.spent_s - fresh_s
        self._model_s = max(self._model_s, fresh_s)
        scored = self.scorer.score(self.name, self.texts, found)
        shares = (scored[f"strict/{kind}"][2] for kind in KINDS)
        speed = self.words / (spent_s - fresh_s + self._model_s)
        return Scores(*(100 * float(share) for share in shares)), speed


def main(arguments: list[str]) -> int:
    """Print a table for each set; 1 if the sets are not there."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ablation", description=__doc__)
    parser.add_argument(
        "--sets", type=Path, default=SHARED / "data" / "names", metavar="DIR", help="%(default)s"
    )
    parser.add_argument(
        "--scorer",
        type=Path,
        default=SHARED / "tools" / "names_f1.py",
        metavar="FILE",
        help="script with SETS and score(name, texts, mentions); %(default)s",
    )
    parser.add_argument("--json", action="store_true", help="a JSON object a row")
    asked = parser.parse_args(arguments)
    for path in (asked.sets, asked.scorer):
        if not path.exists():
            say(f"{path} is not there: the annotated sets are not part of the checkout")
            return 1
    scorer = _scorer(asked.scorer)
    engine = Remembering()
    for name in scorer.SETS:
        path = asked.sets / f"{name}.jsonl"
        if path.exists():
            _show(Ablation(name, _texts(path), scorer, engine), is_json=asked.json)
    say(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


def _show(ablation: Ablation, *, is_json: bool) -> None:
    if is_json:
        for step, scores, gain, speed in ablation.rows():
            row = {"set": ablation.name, "step": step, "words_a_cpu_s": round(speed)}
            print(json.dumps(row | {"f1": scores, "gives": gain}))  # noqa: T201 -- the output
        return
    table = Table(title=f"{ablation.name}: {ablation.words:,} words", title_justify="left")
    for heading in ("step", *KINDS, *(f"{kind} by it" for kind in KINDS), "words/CPU s"):
        table.add_column(heading, justify="left" if heading == "step" else "right", no_wrap=True)
    for step, scores, gain, speed in ablation.rows():
        gains = [f"{one:+.1f}" for one in gain] if gain else [""] * len(KINDS)
        table.add_row(step, *(f"{one:.1f}" for one in scores), *gains, f"{speed:,.0f}")
    Console(width=120, soft_wrap=False).print(table)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python script")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _texts(path: Path) -> list[Annotated]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
