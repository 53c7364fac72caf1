"""Names that were found in one place and missed in another."""

from reader.articles.mention import Label
from reader.entities.span import Span
from reader.entities.wording import occurrences, small_words

REPEAT_CONFIDENCE = 0.8
"""Of a name that was found elsewhere in the same text."""

_SURE = 0.9
"""Confidence of at least one mention of a name that is repeated; a guess is not spread."""

_REPEATED: frozenset[Label] = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"))


def with_repeats(text: str, spans: list[Span]) -> list[Span]:
    """Mark names wherever they stand, once they were surely found somewhere.

    A single word that the text also has in lower case is left alone: it is no name alone.
    """
    forms: dict[str, Label] = {}
    sure: set[str] = set()
    for span in spans:
        form = text[span.start : span.end]
        if span.label in _REPEATED and len(form) > 2 and form[0].isupper():
            forms[form] = span.label
            if span.confidence >= _SURE:
                sure.add(form)
    small = small_words(text)
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    found = list(spans)
    for form in sorted(sure, key=len, reverse=True):
        if " " not in form and form.lower() in small:
            continue
        for start, end in occurrences(text, form):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Span(start, end, forms[form], REPEAT_CONFIDENCE, "rule"))
    return sorted(found)
