"""Opening an article and scrolling in it: an ordinary one, and one of 10 MB."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.library import Library
from tests.bench.archive import Archive, Entry
from tests.bench.options import Options, WrongAnswerError
from tests.bench.rows import Row
from tests.bench.runs.keys import Keys, opened
from tests.bench.stage import Stage, stage
from tests.bench.stock import make_empty
from tests.bench.stopwatch import Laps, in_turns
from tests.bench.watched import Watched

_WORDS = 600
_SCROLLED = 10
_ORDINARY_TITLE, _HUGE_TITLE = "An ordinary article", "A huge article"


def measure(options: Options) -> Iterator[Row]:
    """Measure two articles in turns: of 600 words, and of 10 MB."""
    with TemporaryDirectory() as name, stage() as theatre:
        folder = Path(name)
        ordinary = _library(folder / "ordinary", _ORDINARY_TITLE, _text(_WORDS))
        huge = _library(folder / "huge", _HUGE_TITLE, _text_of_bytes(options.huge_bytes))
        yield from _stored(ordinary, huge, options)
        yield from _seen(theatre, ordinary, huge, options)


def _library(folder: Path, title: str, text: str) -> Path:
    # Two short articles first, between which the cursor can move; then the one to open.
    make_empty(folder)
    files = folder / "wire"
    files.mkdir()
    (files / "c.txt").write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    for short in "ab":
        path = files / f"{short}.txt"
        path.write_text(f"Short article {short}\n\nIt has one line.\n", encoding="utf-8")
    with Library.open(folder) as library:
        for short in "cba":
            library.add([files / f"{short}.txt"])
    return folder


def _text(words: int) -> str:
    paragraphs = " ".join(_body(entry) for entry in Archive(100).entries(0, 3)).split(" ")
    return " ".join(paragraphs[:words])


def _text_of_bytes(size: int) -> str:
    parts: list[str] = []
    written = 0
    for entry in Archive(size // 1_000):
        parts.append(_body(entry))
        written += len(parts[-1].encode())
        if written >= size:
            break
    return "\n\n".join(parts)


def _body(entry: Entry) -> str:
    return entry.article.text.partition("\n\n")[2]


def _stored(ordinary: Path, huge: Path, options: Options) -> Iterator[Row]:
    laps = {"ordinary": Laps(), "huge": Laps()}
    with Library.open(ordinary) as small, Library.open(huge) as large:
        for _ in range(options.rounds):
            calls = {"ordinary": partial(_read, small), "huge": partial(_read, large)}
            answers = in_turns(calls, laps, 3)
    if answers["huge"] < options.huge_bytes * 0.9:
        raise WrongAnswerError(f"the huge article has {answers['huge']} characters")
    yield Row(
        what=f"text of {_size(options)} read from the library",
        cpu=laps["huge"].cpu,
        wall=laps["huge"].wall,
        reference=f"{_WORDS} words",
        than=laps["ordinary"].cpu,
    )


def _read(library: Library) -> int:
    hit = library.hits("article").rows(0, 3)
    return max(len(library.article(one.headline.id).text) for one in hit)


def _seen(theatre: Stage, ordinary: Path, huge: Path, options: Options) -> Iterator[Row]:
    moved = Keys()
    opening = {"ordinary": Keys(), "huge": Keys()}
    scrolling = {"ordinary": Keys(), "huge": Keys()}
    for _ in range(options.rounds):
        for kind, folder in (("ordinary", ordinary), ("huge", huge)):
            with opened(theatre, folder) as program:
                moved.press(program, "j", "k")
                _go_to(program, _ORDINARY_TITLE if kind == "ordinary" else _HUGE_TITLE)
                opening[kind].press(program, "enter")
                Keys().press(program, *"j" * 3)
                scrolling[kind].press(program, *"j" * _SCROLLED)
    yield Row(
        what=f"an article of {_WORDS} words opened",
        cpu=opening["ordinary"].done.cpu,
        wall=opening["ordinary"].done.wall,
        reference="j in the list",
        than=moved.painted.cpu,
        must="10",
    )
    for what, keys, must in (("opened", opening, "4"), ("scrolled by a line", scrolling, "1.3")):
        yield Row(
            what=f"{_size(options)} {what}",
            cpu=keys["huge"].done.cpu,
            wall=keys["huge"].done.wall,
            reference=f"{_WORDS} words",
            than=keys["ordinary"].done.cpu,
            must=must,
        )


def _size(options: Options) -> str:
    return f"an article of {options.huge_bytes / 1e6:g} MB"


def _go_to(program: Watched, title: str) -> None:
    """Move the cursor to the last row, which has this headline."""
    if title not in program.text:
        raise WrongAnswerError(f"{title!r} is not in the list")
    program.press("G")
    program.settle(0.02)
