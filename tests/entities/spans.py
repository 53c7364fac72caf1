"""Marking spans in test texts: ``[Iraq|GPE] said``."""

import re

from reader.articles.mention import LABELS
from reader.entities.span import Span, Step

_MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")


def marked(text: str, confidence: float = 0.9) -> tuple[str, list[Span]]:
    """The text without its marks, and the marked spans."""
    plain = ""
    past = 0
    spans = []
    for match in _MARK.finditer(text):
        plain += text[past : match.start()]
        label = next(label for label in LABELS if label == match.group(2))
        end = len(plain) + len(match.group(1))
        spans.append(Span(len(plain), end, label, confidence, "model"))
        plain += match.group(1)
        past = match.end()
    return plain + text[past:], spans


def shown(text: str, spans: list[Span]) -> str:
    """The text with its spans marked again."""
    parts = []
    past = 0
    for span in spans:
        parts += [text[past : span.start], f"[{text[span.start : span.end]}|{span.label}]"]
        past = span.end
    return "".join([*parts, text[past:]])


def after(step: Step, text: str, confidence: float = 0.9) -> str:
    """The marked text as a step leaves it, its spans checked to be in order."""
    plain, spans = marked(text, confidence)
    found = step(plain, spans)
    assert found == sorted(found)
    return shown(plain, found)
