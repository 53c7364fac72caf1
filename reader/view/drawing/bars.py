"""Counts as rows of bars, one cell each: how many a month, and where in a text."""

from collections.abc import Iterable, Sequence

Month = tuple[str, int]
"""As ``2017-11``, and a count."""

_STEPS_OF_YEARS, _STEPS = (1, 3), (1, 2, 3, 4, 6, 12)
"""Months in a cell, as few as there is room for: with each year named, and with two."""
_YEAR_CELLS = 5
_A_YEAR = 12


def scaled(counts: Sequence[int], levels: str) -> str:
    """A bar for each count: the lowest level for none, the highest for the most.

    Args:
        counts: 0 or more each.
        levels: Signs, from the lowest up; three or more.
    """
    most = max(counts, default=0)
    top = len(levels) - 2
    return "".join(levels[1 + round(top * n / most)] if n else levels[0] for n in counts)


def by_year(months: Sequence[Month], room: int, levels: str) -> str:
    """Months as bars, as fine as a line has room for: each year's behind it, if that fits.

    Else all stand between the first year and the last; years that would not fit even with
    one cell each are left out, the first ones first.

    Args:
        months: Without gaps, in order.
        room: In cells.
        levels: Signs, from the lowest up.
    """
    if not months:
        return ""
    years = [*dict.fromkeys(month[:4] for month, _ in months)]
    counts = [n for _, n in months]
    before = [0] * (int(months[0][0][5:]) - 1)
    for step in _STEPS_OF_YEARS:
        cells = _A_YEAR // step
        if len(years) * (cells + _YEAR_CELLS + 2) - 2 <= room:
            bars = scaled(_summed([*before, *counts], step), levels)
            return "  ".join(
                f"{year} {bars[number * cells : (number + 1) * cells]}"
                for number, year in enumerate(years)
            )
    room = max(1, room - 2 * _YEAR_CELLS)
    step = next((one for one in _STEPS if len(counts) <= one * room), _STEPS[-1])
    shown = _summed(counts, step)[-room:]
    first = months[max(0, len(counts) - len(shown) * step)][0][:4]
    return f"{first} {scaled(shown, levels)} {years[-1]}"


def peak(months: Sequence[Month]) -> str | None:
    """The month with the highest count, the last such; None where all are 0."""
    most = max((n for _, n in months), default=0)
    return next((month for month, n in reversed(months) if n == most), None) if most else None


def fallen(places: Iterable[int], length: int, cells: int) -> list[int]:
    """How many places of a text fall in each of so many equal parts of it.

    Args:
        places: Code points, 0 or more and below `length`.
        length: Of the text, in code points.
        cells: Parts, 1 or more.
    """
    counts = [0] * cells
    for place in places:
        counts[min(cells - 1, place * cells // max(1, length))] += 1
    return counts


def drawn(counts: Sequence[int], levels: str) -> str:
    """A bar of a fixed scale for each count, so that bars of several texts can be compared."""
    top = len(levels) - 1
    return "".join(levels[min(top, 2 * n - 1)] if n else " " for n in counts)


def _summed(counts: Sequence[int], step: int) -> list[int]:
    """The sums of so many counts each."""
    return [sum(counts[start : start + step]) for start in range(0, len(counts), step)]
