"""The words of the paragraph that is being written, and the marks among them."""

import re
from collections.abc import Callable

_BLANKS = re.compile(r"[ \t\n\r\f\v]+")


class Words:
    """Pieces of text up to the next paragraph's end; time is linear in their length."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._open: dict[str, int] = {}
        self.size = 0
        """Code points held."""

    def add(self, text: str, *, is_verbatim: bool = False) -> None:
        """Write on: as HTML does, where all white space is one blank, or as it stands."""
        if not is_verbatim:
            text = _BLANKS.sub(" ", text)
        self._pieces.append(text)
        self.size += len(text)

    def break_line(self) -> None:
        """End a line, not the paragraph."""
        self._pieces.append("\n")

    def open(self, mark: str) -> None:
        """Begin words to be marked; within such words nothing begins."""
        self._open.setdefault(mark, len(self._pieces))

    def close(self, mark: str, marked: Callable[[str], str]) -> None:
        """End marked words.

        Args:
            mark: As it was opened.
            marked: Gives the words with their mark; not asked where there are none.
        """
        start = self._open.pop(mark, None)
        if start is None:
            return
        inner = "".join(self._pieces[start:])
        words = inner.strip(" \n")
        if words:
            before = inner[: len(inner) - len(inner.lstrip(" \n"))]
            after = inner[len(inner.rstrip(" \n")) :]
            self._pieces[start:] = [before + marked(words) + after]

    def take(self, *, is_verbatim: bool = False) -> list[str]:
        """The paragraphs written, each of one or more lines; marks open go on in the next."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._open = dict.fromkeys(self._open, 0)
        self.size = 0
        if is_verbatim:
            text = text.strip("\r\n").rstrip()
            return [text] if text else []
        lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
        return [part.strip("\n") for part in lines.split("\n\n") if part.strip("\n")]
