"""Cutting a text into the tokens that the model was trained on."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

Piece = tuple[str, str | None]
"""A token's text, and its norm where the exception table sets one."""

LONGEST_CHUNK = 256
"""Code points between blanks that are cut with all rules; a longer run (base64, a table's
rule) is cut into chunks of this size first, for the rules take quadratic time."""

_CACHE_SIZE = 20_000
_RUN = re.compile(r"\s{2,}|[^\S ]")

Search = Callable[[str], "re.Match[str] | None"]


class Tokens(NamedTuple):
    """The tokens of one text, in order."""

    pieces: list[Piece]
    starts: list[int]
    """Code point in the text at which each piece begins."""


class Rules(NamedTuple):
    """A language's cutting rules, as exported beside the weights."""

    prefix: str
    suffix: str
    infix: str
    url: str
    exceptions: Mapping[str, Sequence[Piece]]


class Tokenizer:
    """Cuts as spaCy's rule tokenizer does: affixes off, exceptions, then infixes."""

    def __init__(self, rules: Rules) -> None:
        self._prefix: Search = re.compile(rules.prefix).search
        self._suffix: Search = re.compile(rules.suffix).search
        self._infixes = re.compile(rules.infix).finditer
        self._url = rules.url
        self._is_url: Search | None = None
        self._cache: dict[str, list[Piece]] = {}
        self._exceptions: dict[str, list[Piece]] = {}
        self._compounds: dict[tuple[str, ...], list[Piece]] = {}
        self._compound_length = 1
        self._learn(rules.exceptions)

    def _learn(self, exceptions: Mapping[str, Sequence[Piece]]) -> None:
        """Take in the exceptions, also as sequences of the tokens they are cut to without."""
        compounds: dict[tuple[str, ...], list[Piece]] = {}
        known = {chunk: list(pieces) for chunk, pieces in exceptions.items()}
        for chunk, pieces in known.items():
            if chunk.isspace() or any(mark.isspace() for mark in chunk):
                continue
            cut = tuple(text for text, _ in self._cut(chunk))
            if len(cut) > 1:
                compounds[cut] = pieces
        self._exceptions = known
        self._compounds = compounds
        self._compound_length = max(map(len, compounds), default=1)
        self._compound_starts = {cut[0] for cut in compounds}

    def tokens(self, text: str) -> Tokens:
        """Cut one text; the pieces and the blanks between them make up the text."""
        found = Tokens([], [])
        past = 0
        for run in _RUN.finditer(text):
            self._cut_line(text[past : run.start()], past, found)
            past = run.end()
            # One blank belongs to the token before it; the rest is a token of its own.
            blanks = run.group()
            start = run.start()
            if blanks[0] == " " and start > 0:
                blanks, start = blanks[1:], start + 1
            found.pieces.append(self._exceptions.get(blanks, [(blanks, None)])[0])
            found.starts.append(start)
        self._cut_line(text[past:], past, found)
        return found

    def _cut_line(self, line: str, start: int, found: Tokens) -> None:
        """Cut a stretch of text in which single blanks stand between the chunks."""
        pieces, starts = found
        if start == 0 and line.startswith(" "):
            pieces.append((" ", None))
            starts.append(0)
        for chunk in line.split(" "):
            known = self._cache.get(chunk) or self._pieces(chunk)
            at = start
            for piece in known:
                pieces.append(piece)
                starts.append(at)
                at += len(piece[0])
            start += len(chunk) + 1

    def _pieces(self, chunk: str) -> list[Piece]:
        if len(chunk) > LONGEST_CHUNK:
            starts = range(0, len(chunk), LONGEST_CHUNK)
            parts = [self._pieces(chunk[start : start + LONGEST_CHUNK]) for start in starts]
            return [piece for part in parts for piece in part]
        cut = self._exceptions.get(chunk)
        if cut is None and chunk.isascii() and chunk.isalpha():
            cut = [(chunk, None)]  # no affix is all letters, but for those of exceptions
        if cut is None:
            cut = self._joined(self._cut(chunk))
        if len(self._cache) >= _CACHE_SIZE:
            self._cache.clear()
        self._cache[chunk] = cut
        return cut

    def _cut(self, chunk: str) -> list[Piece]:
        """Take affixes off until an exception or the bare middle is left."""
        before: list[Piece] = []
        after: list[Piece] = []
        rest = chunk
        while rest and rest not in self._exceptions:
            head = _length(self._prefix(rest))
            if head and rest[head:] in self._exceptions:
                before.append((rest[:head], None))
                rest = rest[head:]
                break
            tail = _length(self._suffix(rest[head:]))
            if tail and rest[:-tail] in self._exceptions:
                after.append((rest[-tail:], None))
                rest = rest[:-tail]
                break
            if not head and not tail:
                break
            if head:
                before.append((rest[:head], None))
            if tail:
                after.append((rest[-tail:], None))
            rest = rest[head : len(rest) - tail]
        return [*before, *self._middle(rest), *reversed(after)]

    def _middle(self, rest: str) -> Iterator[Piece]:
        if not rest:
            return
        if rest in self._exceptions:
            yield from self._exceptions[rest]
            return
        if self._matches_url(rest):
            yield rest, None
            return
        start = 0
        for match in self._infixes(rest):
            if match.start() == 0:
                continue
            if match.start() > start:
                yield rest[start : match.start()], None
            if match.group():
                yield match.group(), None
            start = match.end()
        if start < len(rest):
            yield rest[start:], None

    def _matches_url(self, rest: str) -> bool:
        """Whether a chunk is an address.

        The pattern wants a dot, and takes 10 ms to compile: many articles never need it.
        """
        if "." not in rest:
            return False
        if self._is_url is None:
            self._is_url = re.compile(self._url).match
        return self._is_url(rest) is not None

    def _joined(self, pieces: list[Piece]) -> list[Piece]:
        """Put exceptions back together that affixes tore apart, longest first."""
        if len(pieces) < 2:
            return pieces
        joined: list[Piece] = []
        at = 0
        while at < len(pieces):
            width = 1
            if pieces[at][0] in self._compound_starts:
                for width in range(min(self._compound_length, len(pieces) - at), 1, -1):
                    whole = self._compounds.get(
                        tuple(text for text, _ in pieces[at : at + width]),
                    )
                    if whole is not None:
                        joined += whole
                        break
                else:
                    width = 1
                    joined.append(pieces[at])
            else:
                joined.append(pieces[at])
            at += width
        return joined


def _length(match: "re.Match[str] | None") -> int:
    return match.end() - match.start() if match else 0
