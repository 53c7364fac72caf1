"""Strings that others wrote to do harm: ours, and where they are at hand, more of them."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

OURS = Path(__file__).parent / "data" / "hostile_relatives.json"
KEPT_FORMATS = frozenset(
    map(chr, (0x200C, 0x200D, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2))
) | {"\U000110bd", "\U000110cd"}
"""Joiners, and the signs of Arabic, Syriac and Kaithi that can be seen."""

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


def intruders(raw: bytes) -> list[str]:
    """What in a program's plain output is no text: controls, what reorders or hides.

    Args:
        raw: What it wrote; must be UTF-8.
    """
    return [ascii(sign) for sign in raw.decode() if is_intruder(sign)]


def is_intruder(character: str) -> bool:
    """Whether plain text, lines apart, should not hold this character."""
    return character != "\n" and (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or (unicodedata.category(character) == "Cf" and character not in KEPT_FORMATS)
    )
