"""Words that a text says the meaning of: (the "Borrower"), "Lien" means."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.entities.wording import occurrences

_QUOTED = re.compile(r"\"\s?([A-Z][^\"\n]{0,60}?)\s?[,.]?\s?\"")
_INTRODUCED = re.compile(
    r"\((?:(?:hereinafter|hereafter|herein|collectively|together|individually|each|the|this|an?"
    r"|such|referred to|also|called|as|or|and|with)\b[, ]*|\"[^\"\n]{1,40}\"[, ]*)*$"
    r"|\b(?:referred to|defined)(?: \w+)? as (?:the |an? )?$"
)
"""What stands right before the quote of a definition, from its bracket on."""

_ARTICLE = re.compile(r"(?<!\w)(?:the|this|an?|each|such)\s?$")
_EXPLAINED = re.compile(r" (?:means?|shall mean|has the meaning|have the meanings?|includes?)\b")
_NEXT_CAPITAL = re.compile(r" [A-Z]")
_PREVIOUS_CAPITAL = re.compile(r"[A-Z][\w&'.-]* $")
REACH = 300
"""Code points before a definition in which the name stands that it shortens."""


class Definition(NamedTuple):
    """Where a text says what a form means."""

    start: int
    """First code point of the form."""
    end: int
    """One past its last."""
    form: str
    """As it is defined, without its quotes."""
    is_name: bool
    """Whether it shortens a name before it, as in ``Acme Foods Inc. ("Acme")``."""


@lru_cache(maxsize=1)
def defined(text: str) -> tuple[Definition, ...]:
    """The definitions in a text, in order; kept for the next step that asks.

    Args:
        text: in which plain characters were restored.
    """
    return tuple(_definitions(text))


def _definitions(text: str) -> Iterator[Definition]:
    for match in _QUOTED.finditer(text):
        start, end = match.span(1)
        before = text[max(0, match.start() - REACH) : match.start()].rpartition("\n")[2]
        if _INTRODUCED.search(before):
            is_name = not _ARTICLE.search(before) and _is_part(match[1], before)
            yield Definition(start, end, match[1], is_name)
        elif _EXPLAINED.match(text, match.end()):
            yield Definition(start, end, match[1], is_name=False)


def _is_part(form: str, words: str) -> bool:
    """Whether a form is one of several words that begin with capitals, or are all in them."""
    return any(
        _NEXT_CAPITAL.match(words, end) or _PREVIOUS_CAPITAL.search(words, 0, start)
        for spelled in (form, form.upper())
        for start, end in occurrences(words, spelled)
    )
