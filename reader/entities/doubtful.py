"""Words that the model takes for names because a sentence begins with them."""

from reader.articles.mention import Label
from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span
from reader.entities.wording import SENTENCE_START

_LEAST_CONFIDENCE = 0.6
"""Of an everyday word within a sentence; below it the model only guesses from the capital."""

_OFFICES = ("Secretary of ", "Secretaries of ", "Minister of ", "Ministers of ")
_OFFICES = ("Secretary of ", "Secretaries of ", "Minister of ", "Ministers of ")
_CERTAIN = 0.995
"""Of an everyday word at a sentence's start, where any word has a capital."""

_DOUBTED: frozenset[Label] = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"))


def without_doubtful(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Drop single everyday words at a sentence's start, or where the model is not sure.

    And what names nothing: the CEO, an SUV, the State of "Secretary of State".
    """
    kept = []
    for span in spans:
        if span.label in _DOUBTED:
            word = text[span.start : span.end]
            if lexicon.is_abbreviation(word) or _is_office(text, span):
                continue
            is_known = lexicon.entry(word) is not None or lexicon.is_given_name(word)
            if not is_known and not word.isupper() and lexicon.is_everyday(word.lower()):
                before = text[max(0, span.start - 8) : span.start]
                is_first = SENTENCE_START.search(before)
                if span.confidence < (_CERTAIN if is_first else _LEAST_CONFIDENCE):
                    continue
        kept.append(span)
    return kept


def _is_office(text: str, span: Span) -> bool:
    """Whether a word is what a secretary is of: a title, no name."""
    is_one = span.label == "ORG" and " " not in text[span.start : span.end]
    return is_one and text.endswith(_OFFICES, 0, span.start)
