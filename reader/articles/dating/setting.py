"""What a date stands in: its sentence, whether that tells of the past, the article's day."""

import re
from datetime import date
from functools import cached_property

from reader.articles.dating.verbs import Cue, cues
from reader.articles.dating.words import MONTH, WEEKDAY

_REACH = 240
"""Code points before and after a date in which its sentence is looked for."""
_NEAR = 60
"""Code points before it in which most often the verb is."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Gen|Lt|Col|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|No|vs"
    r"|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.\s*$"
)

_INFINITIVE = re.compile(
    r"\bto (?:resume|meet|begin|start|vote|decide|hold|open|close|visit|release|announce|discuss"
    r"|launch|face|return|leave|travel|appear|speak|play|host|step|run|end|become|join|hear|continue"
    r"|sign|present|publish|unveil|replace|expire|take)\b"
)
_LINK = re.compile(
    r"\s*(?:(?:here|there|again|out|up|off|down|over|back|early|late|only|just|also|to|on|in|at|by|of"
    r"|from|the|for|that|and|until|through|between|around|about|when|his|its|their|her|a|it|they|he"
    rf"|she|,|{MONTH}|{WEEKDAY}|[0-9]+)\b\s*)*",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince(?: the)?(?: (?:early|late|mid|at least))?\W*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|through)(?: the)?(?: (?:early|late|mid|at least))?\W*$", re.IGNORECASE
)
_WHAT = re.compile(r"\s+[a-z]+\b")
_PLUPERFECT = re.compile(r"\bhad\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:—–]|\s-\s|\b(?:that|who|which|after|before|while|because|and|but|when)\b"
)
_YEAR_SAID = re.compile(r"(?<![\d,.$£€#/-])(?:1[5-9]|20)\d\d(?![\d%/]|[,.]\d|-\d)")


class Setting:
    """A date's place in an article.

    Args:
        text: The article's.
        start: First code point of the date in it.
        end: One past its last.
        published: The article's day, UTC; None if it is not known.
    """

    def __init__(self, text: str, start: int, end: int, published: date | None) -> None:
        self._text = text
        self._start = start
        self._end = end
        self.published = published

    @property
    def words(self) -> str:
        """The date as it is written."""
        return self._text[self._start : self._end]

    @cached_property
    def before(self) -> str:
        """What stands before the date in its sentence, as far as that is near."""
        near = self._text[max(0, self._start - _REACH) : self._start]
        begin = 0
        for found in _SENTENCE_END.finditer(near):
            if found[0] == "\n" or not _ABBREVIATED.search(near[: found.start()]):
                begin = found.end()
        return near[begin:]

    @cached_property
    def after(self) -> str:
        """What stands after it."""
        near = self._text[self._end : self._end + _REACH]
        for found in _SENTENCE_END.finditer(near):
            if found[0] == "\n" or not _ABBREVIATED.search(near[: found.start()]):
                return near[: found.start()]
        return near

    @cached_property
    def direction(self) -> int:
        """-1 where the sentence tells of what was, 1 of what is to be, 0 if it does not tell."""
        if _UNTIL.search(self.before):
            return -1 if _PLUPERFECT.search(self.before) else 1
        before = self._last_cue()
        close = -1 if _SINCE.search(self.before) else self._of_close_verb(before)
        if close:
            return close
        after = next(cues(self.after), None)
        if after and _LINK.fullmatch(self.after, 0, after.start):
            return -1 if after.is_promise else after.direction
        # What is ahead in a clause of its own is not dated by a verb of saying before it.
        if before and (not after or after.direction < 0 or not self._is_apart(before)):
            return before.direction
        if after:
            return after.direction
        return 1 if _INFINITIVE.search(self.before) else 0

    def _last_cue(self) -> Cue | None:
        """The last verb before the date that tells a time; most often it is near."""
        for reach in (_NEAR, _REACH):
            start = self.before.find(" ", max(0, len(self.before) - reach - 1)) + 1
            found = [*cues(self.before, start if len(self.before) > reach else 0)]
            if found:
                return found[-1]
        return None

    def _of_close_verb(self, cue: Cue | None) -> int:
        """The direction of the last verb before the date if it dates that verb; else 0."""
        if cue is None:
            return 0
        if cue.is_promise:
            # Who agreed to meet on a day meets then; whatever else he agreed to, was agreed then.
            what = _WHAT.match(self.before, cue.end)
            return 1 if what and _LINK.fullmatch(self.before, what.end()) else -1
        return cue.direction if _LINK.fullmatch(self.before, cue.end) else 0

    @cached_property
    def year_said(self) -> int | None:
        """The year that the sentence said last before the date; None if none."""
        said = [found[0] for found in _YEAR_SAID.finditer(self.before)]
        return int(said[-1]) if said else None

    def _is_apart(self, cue: Cue) -> bool:
        return _CLAUSE.search(self.before, cue.end) is not None
