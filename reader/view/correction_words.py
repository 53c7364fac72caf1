"""Corrections in the words in which they are told."""

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.mention import kind_of

_WHERE = {
    Scope.EVERYWHERE: "everywhere",
    Scope.ARTICLE: "in this article",
    Scope.HERE: "here",
}


def told(correction: Correction) -> str:
    """What was said, in words: ``"IS" is Islamic State, everywhere``."""
    written = f'"{correction.surface}"'
    match correction.verdict:
        case Verdict.NOT_A_NAME:
            says = f"{written} is no name"
        case Verdict.NAME:
            says = f"{written} is a name: {correction.name}, {kind_of(correction.label)}"
        case Verdict.KIND:
            says = f"{correction.name} is of kind {kind_of(correction.label)}"
        case Verdict.SAME:
            says = f"{written} is the same as {correction.name}"
        case Verdict.SPLIT:
            says = f"{written} is {correction.name}, apart"
        case Verdict.BOILERPLATE:
            return f"lines like {written} are no part of an article"
    return f"{says}, {_WHERE[correction.scope]}"
