"""How fast queries are answered, and whether they are answered rightly."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from time import perf_counter

from reader.articles.parsing import parse
from reader.errors import QueryInterrupted
from reader.library import Library
from tests.bench import rivals
from tests.bench.archive import Archive
from tests.bench.options import Options, WrongAnswerError
from tests.bench.plain import Plain
from tests.bench.progress import progress, say
from tests.bench.questions import TYPED, Question, Questions, costliest_prefixes, typed
from tests.bench.rows import Figures, Row
from tests.bench.stopwatch import Laps, in_turns, no_collecting

PAGE = 50
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_COUNTED = 1_000
_OF_EACH = 50
"""Questions of each kind, or as many as there are articles if those are fewer."""
_PATIENCE_S = 0.2


def measure(options: Options) -> Iterator[Row]:
    """Measure searching; every answer is compared with the plain index's."""
    count = options.articles
    plain = Plain(options.stock.plain(count))
    questions = Questions(plain, Archive(count))
    folder = options.stock.library(count)
    with Library.open(folder) as library:
        check(library, plain, questions.any(options.queries), options.queries)
        engines = rivals.installed(options.stock, count)
        by_key = keystrokes(questions)
        yield from _newest(library, plain, engines, by_key, options.rounds)
        kinds = _kinds(questions, min(count, _OF_EACH))
        rows = [*_newest(library, plain, engines, kinds, options.rounds)]
        yield from rows
        yield _together(rows)
        yield _painted(library, by_key, options.rounds)
        yield from _cancelled(library, options.rounds)
    plain.close()
    yield _arrived(folder, options)
    yield from rivals.ripgrep(options.stock.archive(count), options.rounds)


def keystrokes(questions: Questions) -> dict[str, list[Question]]:
    """What is asked while somebody types, the costliest beginnings included."""
    letters = [Question(letter, f'"{letter}"*', is_typing=True) for letter in _LETTERS]
    return {
        "typed key by key": [question for text in TYPED for question in typed(text)],
        "one letter": letters,
        "costliest beginnings": costliest_prefixes(questions.terms, 30),
    }


def check(library: Library, plain: Plain, asked: Iterator[Question], count: int) -> None:
    """Compare answers, ids and order, with the plain index's.

    Raises:
        WrongAnswerError: One is another.
    """
    parts = ([question] for question in asked)
    for (question,) in progress(parts, count):
        expected = question.answer(plain, _COUNTED + 1)
        hits = library.hits(question.text, is_typing=question.is_typing)
        _compare(question, hits.ids.tolist(), expected[:_COUNTED])
        if hits.is_capped != (len(expected) > _COUNTED):
            raise WrongAnswerError(f"{question.text!r}: counted {len(hits)}")
    if count:
        say(f"{count:,} generated queries answered as by plain FTS5")


def _kinds(questions: Questions, count: int) -> dict[str, list[Question]]:
    return {
        "words": questions.words(count),
        "phrases": questions.phrases(count),
        "NEAR": questions.nears(count),
        "booleans": questions.booleans(count),
        "title:": questions.titles(count),
        "source:, lang:, date:": questions.fields(count),
        "person:, org:, place:": questions.entities(count),
    }


def _newest(
    library: Library,
    plain: Plain,
    engines: Sequence[rivals.Engine],
    groups: dict[str, list[Question]],
    rounds: int,
) -> Iterator[Row]:
    for group, questions in groups.items():
        laps = {name: Laps() for name in ("ours", "FTS5", *(engine.name for engine in engines))}
        for question in questions:
            calls: dict[str, Callable[[], list[int]]] = {
                "ours": partial(newest, library, question),
                "FTS5": partial(question.answer, plain, PAGE),
            }
            if question.match:
                calls |= {one.name: partial(one.newest, question, PAGE) for one in engines}
            answers = in_turns(calls, laps, rounds)
            _compare(question, answers["ours"], answers["FTS5"])
        ours = laps["ours"]
        for name, other in laps.items():
            if name != "ours" and other.cpu_ms:
                yield Row(
                    what=f"{PAGE} newest ids: {group}",
                    cpu=ours.cpu,
                    wall=ours.wall,
                    reference=name,
                    than=other.cpu,
                    must=_must(group, name),
                )


def _together(rows: Sequence[Row]) -> Row:
    """Ours of several kinds as one row; each kind has as many questions."""
    ours = [row for row in rows if row.reference == "FTS5"]
    cpu = Figures(values=[value for row in ours for value in row.cpu.values], unit="ms")
    return Row(what=f"{PAGE} newest ids: these kinds together", cpu=cpu, must="p95 5 ms")


def newest(library: Library, question: Question) -> list[int]:
    """Ids of the newest articles that answer a question, a page of them."""
    query = parse(question.text, is_typing=question.is_typing)
    return library._search.find(query, PAGE).tolist()


def _must(group: str, reference: str) -> str:
    if group in {"typed key by key", "one letter", "costliest beginnings"}:
        return "p95 1/200 at 1M" if reference == "FTS5" else "p95 1/10"
    return "p95 5 ms"


def _painted(library: Library, groups: dict[str, list[Question]], rounds: int) -> Row:
    laps = Laps()
    for question in (question for group in groups.values() for question in group):
        calls = {"": partial(_rows, library, question)}
        in_turns(calls, {"": laps}, rounds)
    return Row(
        what=f"keystroke to {PAGE} rows with snippets and capped count",
        cpu=laps.cpu,
        wall=laps.wall,
        must="p95 15 ms",
    )


def _rows(library: Library, question: Question) -> list[int]:
    hits = library.hits(question.text, is_typing=question.is_typing)
    shown = hits.rows(0, PAGE)
    return [len(hits), *(hit.headline.id for hit in shown)]


def _cancelled(library: Library, rounds: int) -> Iterator[Row]:
    """How soon a query that runs gives up when the next key comes."""
    chance = random.Random(5)  # noqa: S311 -- no secrets
    wall_ms: list[float] = []
    for _ in range(8 * rounds):
        is_leaving = Event()
        ended: Queue[float] = Queue()
        thread = Thread(target=_ask_on, args=(library, is_leaving, ended))
        thread.start()
        thread.join(chance.random() * 0.05)
        asked = perf_counter()
        # Between two queries there is nothing to cancel, and few articles take no time.
        while ended.empty() and perf_counter() - asked < _PATIENCE_S:
            library.interrupt()
            thread.join(0.001)
        is_leaving.set()
        thread.join()
        if not ended.empty():
            wall_ms.append((ended.get() - asked) * 1e3)
    if wall_ms:
        figures = Figures(values=wall_ms, unit="ms")
        yield Row(what="a running query cancelled, wall", cpu=figures, must="p95 20 ms")


def _ask_on(library: Library, is_leaving: Event, ended: "Queue[float]") -> None:
    try:
        while not is_leaving.is_set():
            library.hits("a* OR e* OR the").whole()
    except QueryInterrupted:
        ended.put(perf_counter())


def _arrived(folder: Path, options: Options) -> Row:
    """How soon a new article is found; in a copy of the library, which stays as it is."""
    copy = folder.with_name(folder.name + ".copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    files = copy / "arriving"
    files.mkdir()
    laps = Laps()
    try:
        with Library.open(copy) as library, no_collecting():
            library.hits("the")
            for turn in range(10 * options.rounds):
                entry = Archive(options.articles, seed=8).entry(turn % options.articles)
                path = files / f"{turn}.txt"
                path.write_text(f"{entry.article.text}\nzyxarrival{turn}\n", encoding="utf-8")
                found = laps.time(partial(_find_new, library, path, turn))
                if found != 1:
                    raise WrongAnswerError(f"new article {turn} was found {found} times")
    finally:
        shutil.rmtree(copy)
    return Row(
        what="a new article read, stored and found", cpu=laps.cpu, wall=laps.wall, must="p95 10 ms"
    )


def _find_new(library: Library, path: Path, turn: int) -> int:
    library.add([path])
    return len(library.hits(f"zyxarrival{turn}"))


def _compare(question: Question, found: Sequence[int], expected: Sequence[int]) -> None:
    if list(found) != list(expected):
        both = set(found) & set(expected)
        raise WrongAnswerError(
            f"{question.text!r} ({question.match or question.condition}): {len(found)} found,"
            f" {len(expected)} expected, {len(both)} in both; {found[:5]} {expected[:5]}"
        )
