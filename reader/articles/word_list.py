"""The user's own lexicon: a table of names, a line each, that any editor can change.

``name <tab> kind <tab> canonical name``; the last may be left out. A kind is one of
`KINDS`, or ``-`` for words that are no name. Lines that begin with ``#`` say nothing.
"""

from typing import NamedTuple

from reader.articles.clean import clean_text
from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.entity import entity_key
from reader.articles.mention import Kind, Label, kind_of

KINDS: dict[str, Label] = {
    "person": "PERSON",
    "organisation": "ORG",
    "place": "GPE",
    "group": "NORP",
    "event": "EVENT",
    "product": "PRODUCT",
    "work": "WORK_OF_ART",
    "law": "LAW",
}
"""Kinds as a list names them, and the label of each."""

_WRITTEN = {"organization": "organisation"}
"""Other ways of writing a kind."""
_MOST_NAMES = 20_000
_LONGEST = 200
"""Code points of a name."""


class WordList(NamedTuple):
    """What a list of names says."""

    corrections: list[Correction]
    problems: list[str]
    """A line of words for each line that cannot be understood."""


def listed_names(text: str) -> WordList:
    """What the text of such a table says, as corrections that hold everywhere."""
    corrections: list[Correction] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(clean_text(cell).split()) for cell in line.split("\t")]
        if not any(cells) or cells[0].startswith("#"):
            continue
        name, kind, canonical = [*cells, "", ""][:3]
        kind = _WRITTEN.get(kind.casefold(), kind)
        if len(corrections) == _MOST_NAMES:
            problems.append(f"line {number} and all after it: more than {_MOST_NAMES:,} names")
            break
        if not name or len(name) > _LONGEST:
            problems.append(f"line {number}: a name has 1 to {_LONGEST} characters")
        elif kind == "-":
            corrections.append(_no_name(name))
        elif (label := KINDS.get(kind.casefold())) is None:
            known = ", ".join(KINDS)
            problems.append(f"line {number}: {kind or 'nothing'} is no kind of name; {known}, or -")
        else:
            corrections.append(_name(name, label, canonical or name))
    return WordList(corrections, problems)


def _no_name(name: str) -> Correction:
    return Correction(verdict=Verdict.NOT_A_NAME, scope=Scope.EVERYWHERE, surface=name)


def _name(name: str, label: Label, canonical: str) -> Correction:
    kind: Kind = kind_of(label)
    return Correction(
        verdict=Verdict.NAME,
        scope=Scope.EVERYWHERE,
        surface=name,
        label=label,
        target=entity_key(kind, canonical),
        name=canonical,
    )
