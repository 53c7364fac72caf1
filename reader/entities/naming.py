"""Giving each span the entity it names."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.articles.entity import entity_key
from reader.articles.mention import Kind, Mention, kind_of
from reader.entities.aliases import introduced, long_form
from reader.entities.boundaries import NAMES
from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span
from reader.entities.surnames import surnames_of


def named(text: str, spans: Sequence[Span], lexicon: Lexicon) -> list[Mention]:
    """The spans of a text as mentions of entities, those that mean one thing with one key.

    Args:
        text: in which plain characters and sentence case were restored.
        spans: in order, none overlapping another.
        lexicon: of the names that are the same in every article.
    """
    names = _Names(text, spans, lexicon)
    shown: dict[str, str] = {}
    mentions: list[Mention] = []
    for span in spans:
        kind = kind_of(span.label)
        name = names.name(span)
        key = entity_key(kind, name)
        mentions.append(
            Mention(
                start=span.start,
                end=span.end,
                label=span.label,
                entity=key,
                name=shown.setdefault(key, name),
                confidence=span.confidence,
                origin=span.origin,
                rule=span.rule,
            )
        )
    return mentions


@dataclass(frozen=True, slots=True)
class _Person:
    start: int
    full: str


class _Names:
    """The canonical names within one article."""

    def __init__(self, text: str, spans: Sequence[Span], lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._aliases = {
            alias.short: alias.long
            for alias in introduced(text, list(spans))
            if alias.short != alias.long
        }
        self._long_forms = self._longer(spans)
        self._spelled: dict[tuple[str, Kind], str | None] = {}
        self._persons: dict[str, list[_Person]] = {}
        for span in spans:
            if span.label == "PERSON":
                self._meet(span)

    def name(self, span: Span) -> str:
        """The canonical name of what a span names."""
        form = _form(self._text, span)
        if span.label not in NAMES:
            return form
        kind = kind_of(span.label)
        if kind is Kind.PERSON:
            return self._person(span, form)
        form = self._aliases.get(form, form)
        return self._known(form, kind) or self._long_form(form, kind) or form

    def _known(self, form: str, kind: Kind) -> str | None:
        entry = self._lexicon.entry(form)
        if entry is None and form.isupper():
            # A headline in capitals: FED for Fed. IS never becomes "Is", which is no form.
            entry = self._lexicon.entry(form.capitalize())
        return entry.name if entry and kind_of(entry.label) is kind else None

    def _longer(self, spans: Sequence[Span]) -> dict[str, list[str]]:
        """Names of several words by the kind of thing they name."""
        longer: dict[str, list[str]] = {}
        for span in spans:
            form = _form(self._text, span) if span.label in NAMES else ""
            if " " in form:
                longer.setdefault(kind_of(span.label), []).append(form)
        return {kind: list(dict.fromkeys(forms)) for kind, forms in longer.items()}

    def _long_form(self, form: str, kind: Kind) -> str | None:
        """The one name in the article that an abbreviation's letters spell."""
        known = self._spelled.get((form, kind), "")
        if known != "":
            return known
        found = self._spelled[form, kind] = self._spelling(form.replace(".", ""), kind)
        return found

    def _spelling(self, letters: str, kind: Kind) -> str | None:
        if not (letters.isupper() and letters.isalpha() and 3 <= len(letters) <= 6):
            return None
        spelled = {
            self._known(long, kind) or long
            for long in self._long_forms.get(kind, ())
            if long_form(long, letters) == 0
        }
        return spelled.pop() if len(spelled) == 1 else None

    def _meet(self, span: Span) -> None:
        full = _form(self._text, span)
        for form in set(_short_forms(full)) - {full}:
            self._persons.setdefault(form, []).append(_Person(span.start, full))

    def _person(self, span: Span, form: str) -> str:
        """The full name last mentioned before, else the first one after."""
        met = self._persons.get(form)
        if met is None:
            return self._aliases.get(form, form)
        at = bisect_right(met, span.start, key=lambda person: person.start)
        return met[max(0, at - 1)].full


def _short_forms(full: str) -> Iterator[str]:
    """The forms by which an article may go on to call a person."""
    surnames = surnames_of(full)
    if not surnames:
        return
    yield from surnames
    words = full.split()
    yield words[0]
    if len(words) > 2:
        # The middle name or initial is left out, or was not given before.
        yield f"{words[0]} {surnames[0]}"


def _form(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
