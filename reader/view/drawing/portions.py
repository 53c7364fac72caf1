"""A text of any length in portions, each of which is found without those before it."""

import re

from reader.articles.text import PROSE_LINE

PORTION = 8_192
"""Code points of a portion, about; a screen shows some 2,000."""

# Compiled when a text is long enough to need them, not at the start.
_BLANK_LINE = r"\n[^\n\S]*\n"
_SENTENCE_END = r"[.!?…][\"'”’)\]]*\s+|[。！？]"
_LETTER = "(?<!\u200d)\\w"


class Portions:
    """Where the portions of a text begin.

    A portion ends with a paragraph if one ends soon enough, else with a line, a
    sentence, a word.

    Args:
        text: Of any length.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: dict[int, int] = {}
        self.count = max(1, -(-len(text) // PORTION))
        """How many there are, at least 1."""
        while self.count > 1 and self.span(self.count - 1)[0] == len(text):
            self.count -= 1

    def span(self, number: int) -> tuple[int, int]:
        """The code points of a portion, from 0."""
        return self._start(number), self._start(number + 1)

    def holding(self, offset: int) -> int:
        """Number of the portion that holds the code point at `offset`."""
        number = max(0, min(offset // PORTION, self.count - 1))
        return number - 1 if number and offset < self._start(number) else number

    def is_joined(self, number: int) -> bool:
        """Whether a portion goes on with the paragraph that the one before it ends with."""
        start = self._start(number)
        if not number or self._text[start - 1] != "\n":
            return number > 0
        line = self._text.rfind("\n", max(0, start - 1 - PROSE_LINE), start - 1) + 1
        return line > 0 and not (line == start - 1 or self._text[line : start - 1].isspace())

    def _start(self, number: int) -> int:
        if number <= 0:
            return 0
        if number >= self.count:
            return len(self._text)
        start = self._starts.get(number)
        if start is None:
            start = self._starts[number] = self._parting(number * PORTION)
        return start

    def _parting(self, earliest: int) -> int:
        """The best place to part the text from `earliest` on, less than a portion away."""
        text, latest = self._text, min(earliest + PORTION, len(self._text))
        blank_line = re.compile(_BLANK_LINE).search(text, earliest, latest)
        if blank_line is not None:
            return blank_line.end()
        line_end = text.find("\n", earliest, latest)
        if line_end >= 0:
            return line_end + 1
        sentence = re.compile(_SENTENCE_END).search(text, earliest, latest)
        if sentence is not None:
            return sentence.end()
        after_blank = text.find(" ", earliest, latest) + 1
        letter = re.compile(_LETTER).search(text, after_blank or earliest, latest)
        return letter.start() if letter is not None else earliest
