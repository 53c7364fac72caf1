r"""Corrections of names as a table that any editor can change: a line each, cells between tabs.

The first line names the columns. In a cell ``\t``, ``\n`` and ``\\`` stand for a tab, a new
line and a backslash. ``article`` is the SHA-256 of the text of the article that a correction
is of, so that it finds the same article in another library; empty for all articles.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from reader.articles.clean import clean_text
from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.mention import LABELS, Label
from reader.exports.table import as_cell, as_text

COLUMNS = (
    "verdict", "scope", "words", "entity", "label", "target", "name", "article", "start",
    "before", "after",
)  # fmt: skip

Kept = tuple[Correction, bytes | None]
"""A correction, and the digest of the text of the article that it is of; None for all."""

_Word = TypeVar("_Word", Verdict, Scope)
_LABELS: dict[str, Label] = {label: label for label in LABELS}
_TARGETED = frozenset(Verdict) - {Verdict.NOT_A_NAME, Verdict.BOILERPLATE}
_DIGEST_BYTES = 32


class Read(NamedTuple):
    """What a table says."""

    corrections: list[Kept]
    problems: list[str]
    """A line of words for each line that cannot be understood."""


def corrections_in_table(corrections: Iterable[Kept]) -> Iterator[str]:
    """The lines of the table."""
    yield _line(COLUMNS)
    for one, digest in corrections:
        yield _line(
            (
                one.verdict,
                one.scope,
                one.surface,
                one.entity,
                one.label,
                one.target,
                one.name,
                "" if digest is None else digest.hex(),
                "" if one.start < 0 else str(one.start),
                one.before,
                one.after,
            )
        )


def read_corrections(text: str) -> Read | None:
    """What such a table says; None if it is another one."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip("\r").split("\t") != list(COLUMNS):
        return None
    corrections: list[Kept] = []
    problems: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        try:
            corrections.append(_correction(line.rstrip("\r").split("\t")))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    return Read(corrections, problems)


def _line(cells: Iterable[str]) -> str:
    return "\t".join(str(as_cell(_escaped(cell))) for cell in cells) + "\n"


def _correction(cells: list[str]) -> Kept:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(COLUMNS)} cells are needed, and there are {len(cells)}")
    texts = [clean_text(_unescaped(as_text(cell))) for cell in cells]
    verdict, scope, words, entity, label, target, name, article, start, before, after = texts
    if label not in _LABELS:
        raise ValueError(f"{label or 'nothing'} is no label; they are {', '.join(LABELS)}")
    correction = Correction(
        verdict=_one_of(Verdict, verdict),
        scope=_one_of(Scope, scope),
        surface=" ".join(words.split()),
        entity=entity,
        label=_LABELS[label],
        target=target,
        name=name,
        start=int(start) if start.isascii() and start.isdecimal() else -1,
        before=before,
        after=after,
    )
    if not correction.surface:
        raise ValueError("there are no words to correct")
    if correction.verdict in _TARGETED and not (target and name):
        raise ValueError("target and name say what the words mean, and are missing")
    is_of_all = correction.scope is Scope.EVERYWHERE
    if is_of_all == bool(article):
        raise ValueError("an article is named just where a correction does not hold everywhere")
    if not is_of_all and len(article) != 2 * _DIGEST_BYTES:
        raise ValueError("article is not the SHA-256 of a text")
    return correction, None if is_of_all else bytes.fromhex(article)


def _one_of(words: type[_Word], written: str) -> _Word:
    try:
        return words(written)
    except ValueError:
        known = ", ".join(words)
        raise ValueError(f"{written or 'nothing'} is none of {known}") from None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def _unescaped(cell: str) -> str:
    kept = cell.split("\\\\")
    return "\\".join(part.replace("\\t", "\t").replace("\\n", "\n") for part in kept)
