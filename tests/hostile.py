"""Strings that others wrote to do harm: ours, and where they are at hand, more of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

OURS = Path(__file__).parent / "data" / "hostile_relatives.json"
MORE = Path(__file__).parent.parent.parent / "shared" / "data" / "hostile" / "strings.json"


def strings(path: Path) -> dict[str, list[str]]:
    """The strings of a file by what they attack; none where the file is absent."""
    if not path.exists():
        return {}
    classes: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return classes


def every_string() -> list[str]:
    """All of them, each once."""
    both = [*strings(OURS).values(), *strings(MORE).values()]
    return list(dict.fromkeys(string for group in both for string in group))


def parameters() -> list[ParameterSet]:
    """For `pytest.mark.parametrize`: each string, named by class and number."""
    return list(_parameters())


def _parameters() -> Iterator[ParameterSet]:
    for path in (OURS, MORE):
        for kind, group in strings(path).items():
            for number, string in enumerate(group):
                yield pytest.param(string, id=f"{path.stem}-{kind}-{number}")
    if not MORE.exists():
        reason = f"{MORE.name} is not beside the repository"
        yield pytest.param("", id=MORE.stem, marks=pytest.mark.skip(reason=reason))
