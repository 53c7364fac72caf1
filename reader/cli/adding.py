"""``newsreader add``, and adding what is named when the app is opened."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.cli.items import is_address
from reader.cli.library import library_of
from reader.cli.output import standard_error, standard_output
from reader.cli.progress import Tick, progress
from reader.intake import Progress, Report
from reader.library import Library

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
            added = add_places(library, arguments.places, tag=arguments.tag)
        except KeyboardInterrupt:
            kept = f"the library has {library.counts().articles:,} articles"
            words = f"stopped; {kept}, and the same command goes on from there"
            standard_error().message(f"newsreader: {words}")
            raise
        output = standard_output()
        output.message(summary(added.report))
        output.flush()
        new = added.report.added + added.report.updated
        if new and library.counts().articles <= max(_COPIED_SOON, _SHARE * new):
            library.back_up()
    return 0 if added.is_whole else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding places."""

    report: Report
    is_whole: bool
    """Whether nothing was skipped; files of kinds that are not read do not count."""


def add_places(library: Library, written: Sequence[str], *, tag: str | None = None) -> Added:
    """Add what was named; what cannot be read is named on standard error.

    Args:
        library: Where to.
        written: Paths as the user wrote them.
        tag: For every article found there.
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
        report = library.add(places, tag=tag, on_progress=tick and _told_to(tick))
    for trouble in report.troubles:
        errors.message(f"newsreader: {trouble.where}: {trouble.reason}")
    if report.skipped > len(report.troubles):
        errors.message(f"newsreader: and {report.skipped - len(report.troubles):,} more")
    is_whole = not report.skipped and len(places) == len(written)
    return Added(report=report, is_whole=is_whole)


def _told_to(tick: Tick) -> Callable[[Progress], None]:
    return lambda so_far: tick(so_far.done, so_far.position, so_far.size)


def summary(report: Report) -> str:
    """How many were added, updated, unchanged and skipped, and why those were."""
    counts = [
        f"{report.added:,} added",
        f"{report.updated:,} updated",
        f"{report.unchanged:,} unchanged",
        f"{report.skipped + report.others:,} skipped",
    ]
    reasons = report.reasons.most_common()
    if report.others:
        reasons.append(("of other kinds than text", report.others))
    why = "; ".join(f"{count:,} {reason}" for reason, count in reasons)
    return ", ".join(counts) + (f" ({why})" if why else "")
