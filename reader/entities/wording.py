"""Small facts of English spelling that the rules share."""

import re
from collections.abc import Iterator


def words_of(text: str) -> frozenset[str]:
    """The blank-separated words of a text."""
    return frozenset(text.split())


PARTICLES = words_of(
    "al el bin ibn ben abu van von der den de del della di da do dos du la le les ter ten y e st of"
)
"""Words that stand in lower case inside names of persons."""

CAPITALISED = r"[^\W\d_a-zà-öø-ÿ][\w'&.-]*"
"""Pattern of a word that begins with a capital."""

TITLES = words_of(
    "mr mrs ms miss dr prof professor sir lord lady dame president vice-president minister "
    "premier secretary senator sen congressman congresswoman congressmen representative rep "
    "governor gov mayor chancellor king queen prince princess pope bishop archbishop cardinal "
    "father sister brother reverend rev rabbi imam sheikh sheik shaikh ayatollah mullah grand "
    "general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal cpl "
    "private pvt commander brigadier brig admiral adm marshal judge justice attorney ambassador "
    "envoy chairman chairwoman chairperson spokesman spokeswoman coach leader chief director "
    "commissioner crown emperor empress sultan emir officer deputy vice prime foreign defence "
    "defense interior finance supreme acting former hon right staff detective inspector constable "
    "superintendent sheriff"
)
"""Words before a person's name that are no part of it, in lower case, without the full stop."""

_TITLE_ENDS = TITLES - words_of(
    "prime foreign defence defense interior finance supreme grand crown right vice acting former "
    "deputy chief"
)
_WORD = re.compile(r"[\w'&-]+\.?")


def is_title(word: str) -> bool:
    """Whether the word is, or is part of, a title before a name."""
    return word.rstrip(".").lower() in TITLES


def title_end(text: str, start: int, end: int) -> int:
    """Where the titles end with which a stretch of text begins; `start` if it has none.

    "Supreme" alone is no title: the last word must be one that can stand before a name.
    """
    at = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if not is_title(word) or text[at : match.start()].strip(" "):
            break
        if word.rstrip(".").lower() in _TITLE_ENDS:
            start = match.end()
        at = match.end()
    return start


def occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands in the text as a word or words of its own, in order."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not _joins(text[at - 1 : at]) and not (text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(form, end)


def _joins(mark: str) -> bool:
    return mark.isalnum() or mark in {"-", "_", "@", "/", "."} if mark else False
