"""How fast names are found, and what the process that finds them takes."""

import importlib
import os
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from reader.entities.process import RecognizerProcess
from reader.entities.recognizer import default_recognizer
from tests.bench.archive import Archive
from tests.bench.options import Options, WrongAnswerError
from tests.bench.rows import Figures, Row
from tests.bench.watched import cpu_ms, memory_mb

_MODEL = "en_core_web_md"
_AT_ONCE = 20
_MOST_ARTICLES = 400


class _Pipeline(Protocol):
    def __call__(self, text: str) -> object: ...


def measure(options: Options) -> Iterator[Row]:
    """Measure the recognizer in this process and in its child, beside spaCy where it is."""
    texts = [
        entry.article.text
        for entry in Archive(max(_MOST_ARTICLES, options.articles)).entries(0, _MOST_ARTICLES * 2)
        if entry.article.language == "en"
    ][: min(_MOST_ARTICLES, options.articles)]
    # Read once, when NumPy is first imported: the CPU time of a second thread counts as well.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _check(texts[0])
    yield from _speed(texts)
    yield from _child(texts[0], options.rounds)


def _check(text: str) -> None:
    with RecognizerProcess() as child:
        if child.find(text) != default_recognizer().find(text):
            raise WrongAnswerError("the child finds other names than the recognizer here")


def _speed(texts: list[str]) -> Iterator[Row]:
    finders: dict[str, Callable[[str], object]] = {"ours": default_recognizer().find}
    spacy = _spacy()
    if spacy is not None:
        finders["spaCy"] = spacy
    speeds: dict[str, list[float]] = {name: [] for name in finders}
    for find in finders.values():
        find(texts[0])
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        words = sum(len(text.split()) for text in part)
        for name, find in finders.items():
            cpu = time.process_time()
            for text in part:
                find(text)
            speeds[name].append(words / (time.process_time() - cpu))
    yield Row(
        what="words a CPU s",
        cpu=Figures(values=speeds["ours"], unit=""),
        reference=f"spaCy {_MODEL}, names only" if spacy else "",
        than=Figures(values=speeds["spaCy"], unit="") if spacy else None,
        must="2",
    )


def _spacy() -> "_Pipeline | None":
    try:
        spacy = importlib.import_module("spacy")
        keep = ["tok2vec", "ner"]
        pipeline: _Pipeline = spacy.load(_MODEL, enable=keep)
    except (ImportError, OSError):
        return None
    return pipeline


def _child(text: str, rounds: int) -> Iterator[Row]:
    cpu: list[float] = []
    wall: list[float] = []
    memory: list[float] = []
    for _ in range(rounds):
        with RecognizerProcess() as child:
            started = time.perf_counter()
            child.find(text)
            wall.append((time.perf_counter() - started) * 1e3)
            if child.pid is not None:
                cpu.append(cpu_ms(child.pid))
                memory.append(memory_mb(child.pid))
    yield Row(
        what="the child's start to its first answer",
        cpu=Figures(values=cpu, unit="ms"),
        wall=Figures(values=wall, unit="ms"),
        must="500 ms",
    )
    yield Row(what="the child's memory", cpu=Figures(values=memory, unit="MB"), must="150 MB")
