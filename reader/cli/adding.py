"""``newsreader add``, and adding what is named when the app is opened."""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.cli.items import is_address
from reader.cli.library import library_of
from reader.cli.output import standard_error, standard_output
from reader.cli.progress import Tick, progress
from reader.errors import StoreError
from reader.intake import Progress, Report
from reader.library import Library

_TOLD_EVERY_S = 0.25

_COPIED_SOON = 1_000
"""Articles of a library whose backup takes some 30 ms."""
_SHARE = 20
"""So many articles are copied in a quarter of the time that adding one takes.

What is a smaller part of its library is left to the app to back up: only there are marks
made, and all else is in the user's files.
"""


def run(arguments: argparse.Namespace) -> int:
    """Take in files and folders, and say what was done."""
    with library_of(arguments.library) as library:
        try:
            added = add_places(library, arguments.places, tag=arguments.tag, is_told=arguments.json)
        except KeyboardInterrupt:
            kept = f"the library has {library.counts().articles:,} articles"
            words = f"stopped; {kept}, and the same command goes on from there"
            standard_error().message(f"newsreader: {words}")
            raise
        output = standard_output()
        if arguments.json:
            output.json(_report_record(added.report))
        else:
            output.message(summary(added.report))
        output.flush()
        new = added.report.added + added.report.updated
        if new and library.counts().articles <= max(_COPIED_SOON, _SHARE * new):
            library.back_up()
    return 0 if added.is_whole else 1


def _link_copies(library: Library) -> None:
    # What cannot be linked now is linked with what is added next.
    with suppress(StoreError):
        library.link_copies()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding places."""

    report: Report
    is_whole: bool
    """Whether nothing was skipped; files of kinds that are not read do not count."""


def add_places(
    library: Library, written: Sequence[str], *, tag: str | None = None, is_told: bool = False
) -> Added:
    """Add what was named; what cannot be read is named on standard error.

    Args:
        library: Where to.
        written: Paths as the user wrote them.
        tag: For every article found there.
        is_told: How far it is goes to standard output, a JSON object a line.
    """
    errors = standard_error()
    places = [Path(place) for place in written if place and not is_address(place)]
    for place in written:
        if is_address(place):
            words = "an address; newsreader reads files and folders"
            errors.message(f"newsreader: {place}: {words}")
        elif not place:
            errors.message('newsreader: "" names no file; "." is the folder you are in')
    with progress("Adding", is_in_bytes=True) as tick:
        on_progress = _printed() if is_told else _told_to(tick)
        report = library.add(places, tag=tag, on_progress=on_progress)
    for trouble in report.troubles:
        errors.message(f"newsreader: {trouble.where}: {trouble.reason}")
    if report.skipped > len(report.troubles):
        errors.message(f"newsreader: and {report.skipped - len(report.troubles):,} more")
    _link_copies(library)
    is_whole = not report.skipped and len(places) == len(written)
    return Added(report=report, is_whole=is_whole)


def _told_to(tick: Tick | None) -> Callable[[Progress], None] | None:
    if tick is None:
        return None

    def tell(so_far: Progress) -> None:
        doing = "Indexing" if so_far.is_indexing else ""
        tick(so_far.done, so_far.position, so_far.size, doing)

    return tell


def _printed() -> Callable[[Progress], None]:
    output = standard_output()
    started_s = told_s = time.monotonic()

    def tell(so_far: Progress) -> None:
        nonlocal told_s
        now_s = time.monotonic()
        if now_s - told_s >= _TOLD_EVERY_S:
            told_s = now_s
            output.json(
                {
                    "doing": "indexing" if so_far.is_indexing else "adding",
                    "done": so_far.done,
                    "position": so_far.position,
                    "size": so_far.size,
                    "rate": round(so_far.done / (now_s - started_s)),
                }
            )
            output.flush()

    return tell


def _report_record(report: Report) -> Mapping[str, object]:
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped + report.others,
        "gone": report.gone,
        "guesses": dict(report.guesses),
        "summary": summary(report),
        "troubles": [{"where": one.where, "reason": one.reason} for one in report.troubles],
    }


def summary(report: Report) -> str:
    """How many were added, updated, unchanged and skipped, and why those were; what is a guess."""
    counts = [
        f"{report.added:,} added",
        f"{report.updated:,} updated",
        f"{report.unchanged:,} unchanged",
        f"{report.skipped + report.others:,} skipped",
    ]
    if report.gone:
        counts.append(f"{report.gone:,} kept whose files are gone")
    reasons = report.reasons.most_common()
    if report.others:
        reasons.append(("of other kinds than text", report.others))
    why = "; ".join(f"{count:,} {reason}" for reason, count in reasons)
    guesses = ", ".join(f"{count:,} {name}" for name, count in report.guesses.most_common())
    guessed = f"; encodings guessed: {guesses}" if guesses else ""
    return ", ".join(counts) + (f" ({why})" if why else "") + guessed
