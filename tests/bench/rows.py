"""What a benchmark prints: rows of figures, as a table or as JSON Lines."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Measurements of the same thing, one or more."""

    values: Sequence[float]
    unit: str

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The value that 5 % are above."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    @property
    def most(self) -> float:
        """The highest value."""
        return max(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was measured, beside what it is compared with."""

    what: str
    cpu: Figures
    """CPU time; or what else was measured, as bytes."""
    wall: Figures | None = None
    reference: str = ""
    """What it is compared with, measured in turns with it."""
    than: Figures | None = None
    """The reference's figures, in the unit of `cpu`."""
    must: str = ""
    """What has to hold, in words."""

    @property
    def record(self) -> dict[str, object]:
        """The row as an object."""
        return {
            "what": self.what,
            "n": len(self.cpu.values),
            "cpu": _record(self.cpu),
            "wall": None if self.wall is None else _record(self.wall),
            "reference": self.reference,
            "than": None if self.than is None else _record(self.than),
            "ratio_p50": self.times_p50,
            "ratio_p95": self.times_p95,
            "must": self.must,
        }

    @property
    def cells(self) -> list[str]:
        """The row as cells of a table."""
        cells = [self.what, str(len(self.cpu.values)), *_shown(self.cpu)]
        cells += _shown(self.wall) if self.wall is not None else [""] * 3
        cells.append(self.reference)
        if self.than is not None:
            cells[-1] += f" {_number(self.than.p50)} / {_number(self.than.p95)}"
        cells += ["" if x is None else _times(x) for x in (self.times_p50, self.times_p95)]
        return [*cells, self.must]

    @property
    def times_p50(self) -> float | None:
        """The median as a multiple of the reference's."""
        return self.cpu.p50 / self.than.p50 if self.than and self.than.p50 else None

    @property
    def times_p95(self) -> float | None:
        """The value that 5 % are above as a multiple of the reference's."""
        return self.cpu.p95 / self.than.p95 if self.than and self.than.p95 else None


def show(rows: Sequence[Row], title: str, *, is_json: bool, facts: dict[str, object]) -> None:
    """Print rows.

    Args:
        rows: In order.
        title: Of the table.
        is_json: A JSON object a line instead, each with the facts.
        facts: What holds for all rows, as the count of articles.
    """
    if is_json:
        for row in rows:
            print(json.dumps({"name": title, **facts, **row.record}))  # noqa: T201 -- the output
        return
    said = ", ".join(f"{name} {value}" for name, value in facts.items())
    table = Table(title=f"{title}: {said}", title_justify="left")
    table.add_column("what", overflow="fold")
    for heading in ("n", "p50", "p95", "max", "wall p50", "p95", "max"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("reference p50 / p95", "x p50", "x p95", "must"):
        table.add_column(heading, justify="right", overflow="fold")
    for row in rows:
        table.add_row(*row.cells)
    Console(width=170, soft_wrap=False).print(table)


def _record(figures: Figures) -> dict[str, object]:
    spread = asdict(figures) | {"p50": figures.p50, "p95": figures.p95, "max": figures.most}
    del spread["values"]
    return spread


def _shown(figures: Figures) -> list[str]:
    if len(figures.values) == 1:
        return [f"{_number(figures.p50)} {figures.unit}", "", ""]
    return [
        f"{_number(figures.p50)} {figures.unit}",
        _number(figures.p95),
        _number(figures.most),
    ]


def _number(value: float) -> str:
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _times(ratio: float) -> str:
    return f"1/{1 / ratio:,.0f}" if 0 < ratio < 0.1 else f"{ratio:.2f}"
