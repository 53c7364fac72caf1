"""One label for one name within a text."""

from collections import Counter, defaultdict

from reader.articles.mention import Label
from reader.entities.boundaries import NAMES
from reader.entities.span import Span


def with_agreement(text: str, spans: list[Span]) -> list[Span]:
    """Give all mentions of one name the label that most of them have.

    Each counts by its confidence, so that one sure mention outweighs one guess; on a tie
    all keep their own.
    """
    weights: defaultdict[str, Counter[Label]] = defaultdict(Counter)
    for span in spans:
        if span.label in NAMES:
            weights[text[span.start : span.end]][span.label] += _weight(span)
    agreed = {name: _winner(labels) for name, labels in weights.items() if len(labels) > 1}
    if not agreed:
        return spans
    return [_agreeing(text, span, agreed) if span.label in NAMES else span for span in spans]


def _agreeing(text: str, span: Span, agreed: dict[str, Label]) -> Span:
    label = agreed.get(text[span.start : span.end], span.label)
    return span if label == span.label else span._replace(label=label)


def _weight(span: Span) -> int:
    """In thousandths, for counters count whole numbers."""
    return round(1000 * span.confidence)


def _winner(labels: Counter[Label]) -> Label:
    return labels.most_common(1)[0][0]
