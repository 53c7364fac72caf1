"""Did you mean: words of a query that hardly occur, put right from the archive's own words."""

from collections.abc import Iterator
from string import ascii_lowercase

from reader.articles.nodes import Named, Near, Node, Phrase, Term, positive
from reader.articles.parsing import parse
from reader.articles.query import Query
from reader.articles.words import words
from reader.store.finding import Finder

_SHORTEST, _SHORTEST_FAR = 4, 6
"""Letters of a word that one, and that two changes may put right."""
_BEGINNING = 3
"""Letters that a word two changes away has in common at first; if there is none, one less."""
_LIKELIER = 100
"""So many times as frequent must a word be, for each change, to be meant instead."""


def suggestion(finder: Finder, query: Query) -> str | None:
    """The query with its unlikely words put right; None if nothing better is found.

    Args:
        finder: Of the library.
        query: Which has few answers, or none; also while it is typed, its words are whole.
    """
    better = {token: nearest(finder, token) for token in _tokens(parse(query.text).root)}
    text = query.text
    for word in reversed([*words(query.text)]):
        meant = better.get(word.token)
        if meant is not None:
            text = text[: word.start] + meant + text[word.end :]
    root = parse(text).root
    is_better = text != query.text and root is not None and finder.docs(root, 1)
    return text if is_better else None


def nearest(finder: Finder, token: str) -> str | None:
    """The word of the archive that is meant by another; None if that itself is.

    Args:
        finder: Of the library.
        token: Folded, of any length.
    """
    if len(token) < _SHORTEST:
        return None
    found = finder.frequencies([token, *_one_change(token)])
    near = {word: articles / _LIKELIER for word, articles in found.items()}
    near[token] = found.get(token, 0)
    for length in (_BEGINNING, _BEGINNING - 1):
        if len(token) >= _SHORTEST_FAR and max(near, key=near.__getitem__) == token:
            near |= _two_changes(finder, token, length)
    best = max(near, key=lambda word: (near[word], word == token))
    return best if best != token else None


def _two_changes(finder: Finder, token: str, length: int) -> dict[str, float]:
    """Words that begin alike and are two changes away, with how likely they are meant."""
    letters = set(token)
    return {
        word: articles / _LIKELIER**2
        for word, articles in finder.begun(token[:length], len(token) - 2, len(token) + 2)
        if word != token and len(letters ^ set(word)) <= 4 and _is_near(token, word)
    }


def _tokens(root: Node | None) -> Iterator[str]:
    for leaf in positive(root):
        match leaf:
            case Term(token, is_prefix=False):
                yield token
            case Phrase(tokens, is_prefix=False) | Near(tokens) | Named(_, tokens, is_prefix=False):
                yield from tokens


def _one_change(token: str) -> Iterator[str]:
    """All words that one letter more, less, other, or two that change places, make of this."""
    letters = {*ascii_lowercase, *token}
    for place in range(len(token) + 1):
        before, after = token[:place], token[place:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if after[1:]:
            yield before + after[1] + after[0] + after[2:]


def _is_near(token: str, word: str) -> bool:
    """Whether at most two changes make one of the other; they begin alike."""
    # Rows of the table of distances (Wagner and Fischer, with two letters changing places).
    before: list[int] = []
    row: list[int] = [*range(len(word) + 1)]
    for place, letter in enumerate(token, 1):
        earlier, before, row = before, row, [place]
        for other, its_letter in enumerate(word, 1):
            least = min(before[other] + 1, row[-1] + 1, before[other - 1] + (letter != its_letter))
            is_crossed = (
                place > 1 < other and letter == word[other - 2] and its_letter == token[place - 2]
            )
            row.append(min(least, earlier[other - 2] + 1) if is_crossed else least)
        if min(row) > 2:
            return False
    return row[-1] <= 2
