"""Words that formal prose writes with a capital and that name nothing."""

import re

from reader.articles.mention import Label
from reader.entities.definitions import defined
from reader.entities.lexicon.lexicon import Lexicon
from reader.entities.span import Span
from reader.entities.wording import (
    BUILDINGS,
    COMMON_HEADS,
    COMPANY_ENDINGS,
    FUNCTION_WORDS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    occurrences,
    small_words,
    words_of,
)

_DOUBTED: frozenset[Label] = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT"))
_FORMAL = words_of(
    "hereby herein hereinafter hereof hereto hereunder thereof thereto therein thereunder whereof "
    "pursuant notwithstanding aforesaid"
)
"""Words that contracts, statutes, rulings and filings have, and other prose hardly."""

_LEAST_FORMAL = 2
"""Of them and of "shall" in a text that is formal: one may be quoted."""

_ONE_OF_MANY = re.compile(
    r"(?<![\w-])(?:such|each|every|any|another|other|either|neither|no|this|these|an?) $",
    re.IGNORECASE,
)
"""Words before a noun of which there are many, or another than this."""

_THE = re.compile(r"(?<![\w-])the $", re.IGNORECASE)
_OWNED = re.compile(r"(?<![\w-])(?:the|its|his|her|their|our|your|\w+'s|\w+s') $", re.IGNORECASE)
"""Words before a noun of which somebody or something has one."""

_REACH = 20
"""Code points of such a word with the blanks around it."""

_NUMBERING = re.compile(r"(?:^|\n)[\s\d.()]*$")
_RUNS_ON = re.compile(r"[.:] +\S")
_ENDS = re.compile(r"[.:]?\s*(?:\n|$)")
"""Around the heading of a clause, in its line or in one of its own."""

_GOES_ON = re.compile(r" ([a-z]+)|[ -][A-Z\d]")
"""Behind a word that may belong to the next one: a White House aide."""

_VERB = re.compile(r"[a-z]+(?:[^s]s|ed)")
"""Behind a noun of which there is one: a Default occurs, each Lender agreed."""

_DETERMINER = re.compile(r"(?:No|Each|Every|Any|All|Such|This|These) ")
_JOINT = re.compile(
    r",? (?:and|or|of|for|to|at|by|in|with|from|under)(?: the)? |, | ?/ ?", re.IGNORECASE
)
_AGENT = re.compile(r"[A-Z][a-z]+(?:er|or|ee)")
"""A word for who does something or to whom it is done: the Seller, the Lessee."""

_NUMBER = re.compile(r"(?: No\.?)? \d[\d.]*$")
_HEADS = ORGANISATION_HEADS | COMMON_HEADS | PLACE_HEADS | BUILDINGS
"""Last words of names that may be all of everyday words: Silver Bow County."""

_LEAST_SURE = 0.6
"""The model's confidence in a name; below it it only guesses from the capitals."""

_ABBREVIATION = 4
"""Letters up to which a word in capitals may be an abbreviation."""


def without_terms(text: str, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Drop what is a term of its text: the Borrower, each Party, this Agreement.

    A term is a noun like any other, by the text's own definition or by the words before it:
    no name has "such" or "each" there, and no person's has "the".
    """
    terms = _Terms(text, spans, lexicon)
    return [span for span in spans if span.label not in _DOUBTED or not terms.hold(span)]


class _Terms:
    """What is told of the terms of one text, as far as it was asked."""

    def __init__(self, text: str, spans: list[Span], lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._small = small_words(text)
        self._persons = {text[one.start : one.end] for one in spans if one.label == "PERSON"}
        self._names = frozenset(one.form for one in defined(text) if one.is_name)
        self._defined = frozenset(one.form for one in defined(text)) - self._names
        self._is_formal = self._reads_formal()
        self._told: dict[str, bool] = {}

    def hold(self, span: Span) -> bool:
        """Whether a span is a term, or several that are joined: Borrower and Lender."""
        forms = self._text[span.start : span.end]
        if not self._is_formal:
            # Most names in other prose end in a word that no term does.
            return self._is_word(forms.rpartition(" ")[2]) and self._is_term(forms)
        forms = _NUMBER.sub("", _DETERMINER.sub("", forms))
        if self._is_term(forms) or self._is_heading(forms, span):
            return True
        if span.confidence < _LEAST_SURE and self._is_plain(forms):
            return True
        return all(self._is_term(form) for form in _JOINT.split(forms))

    def _is_heading(self, form: str, span: Span) -> bool:
        """Whether words in capitals head a clause: SEVERABILITY. If any provision."""
        is_shouted = form.isupper() and len(form) > _ABBREVIATION
        if not is_shouted or form in self._names or self._lexicon.entry(form.title()) is not None:
            return False
        if not _NUMBERING.search(self._text, max(0, span.start - _REACH), span.start):
            return False
        if _RUNS_ON.match(self._text, span.end):
            return form.rpartition(" ")[2] not in COMPANY_ENDINGS
        return bool(_ENDS.match(self._text, span.end)) and self._is_noun(_capitalised(form))

    def _is_plain(self, form: str) -> bool:
        """Whether nothing but its capital speaks for a form to be a name."""
        is_name = form in self._names or self._lexicon.entry(form) is not None
        return not (is_name or form.isupper()) and self._is_noun(form)

    def _reads_formal(self) -> bool:
        if any(self._is_common(form) for form in self._defined):
            return True
        duties = self._text.count(" shall ") if "shall" in self._small else 0
        return duties + len(_FORMAL & self._small) >= _LEAST_FORMAL

    def _is_term(self, form: str) -> bool:
        told = self._told.get(form)
        if told is None:
            told = self._told[form] = self._tell(form)
        return told

    def _tell(self, form: str) -> bool:
        if not form or form in self._names or self._lexicon.entry(form) is not None:
            return False
        if form.isupper() and len(form) > _ABBREVIATION:
            form = _capitalised(form)
        if not self._is_common(form):
            return self._is_role(form)
        if form in self._defined or self._stands_behind(_ONE_OF_MANY, form):
            return True
        return self._is_formal and (self._is_formal_term(form) or self._ends_in_term(form))

    def _is_role(self, form: str) -> bool:
        """Whether a word that everyday language may lack is no name: the Obligor."""
        is_agent = form in self._persons or bool(_AGENT.fullmatch(form))
        return (
            (form in self._defined or (self._is_formal and is_agent))
            and form.isalpha()
            and not self._lexicon.is_given_name(form)
            and self._stands_behind(_THE, form)
        )

    def _is_formal_term(self, form: str) -> bool:
        """Whether common words are a term in formal prose: the Trustee, its Base Rate, Loans."""
        other_number = form.removesuffix("s") if form.endswith("s") else f"{form}s"
        if other_number in self._defined or any(occurrences(self._text, other_number)):
            return True
        return self._is_noun(form) and self._stands_behind(_OWNED, form)

    def _is_noun(self, form: str) -> bool:
        """Whether common words are no organisation's by the last of them."""
        return form.rpartition(" ")[2] not in _HEADS and self._is_common(form)

    def _ends_in_term(self, form: str) -> bool:
        """Whether the last words are a term: this Agreement, so the Option Agreement."""
        _, *tail = form.split()
        return bool(tail) and tail[-1] not in _HEADS and self._is_term(" ".join(tail))

    def _is_common(self, form: str) -> bool:
        """Whether all words are of everyday language, or are small elsewhere in the text."""
        words = form.split()
        return (
            len(form) > 1
            and all(map(self._is_word, words))
            and not FUNCTION_WORDS.issuperset(form.lower().split())
        )

    def _is_word(self, word: str) -> bool:
        lower = word.lower()
        one = lower.removesuffix("s")
        if lower in self._small or one in self._small or self._lexicon.is_everyday(lower):
            return not self._is_known(word)
        if len(word) == 1 or lower in FUNCTION_WORDS or word.isdigit():
            return True
        is_defined = word in self._defined or word.removesuffix("s") in self._defined
        return is_defined and not self._is_known(word)

    def _is_known(self, word: str) -> bool:
        return self._lexicon.is_given_name(word) or self._lexicon.entry(word) is not None

    def _stands_behind(self, words: "re.Pattern[str]", form: str) -> bool:
        """Whether the form stands somewhere behind one of the words, and for itself."""
        may_act = self._is_formal and words is _ONE_OF_MANY
        for start, end in occurrences(self._text, form):
            if words.search(self._text, max(0, start - _REACH), start):
                following = _GOES_ON.match(self._text, end)
                word = following[1] or "" if following else "."
                is_apart = word == "." or word in FUNCTION_WORDS
                if is_apart or (may_act and _VERB.fullmatch(word)):
                    return True
        return False


def _capitalised(form: str) -> str:
    """Words in capitals as a title has them."""
    words = [word.lower() for word in form.split()]
    return " ".join(word if word in FUNCTION_WORDS else word.capitalize() for word in words)
