"""What a query is made of: a tree of words, phrases, fields and their combinations.

Apart from `reader.articles.query`, for an app that opens searches for nothing yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from reader.articles.mention import Kind

WordField = Literal["text", "title"]
"""Where a word must stand: anywhere in the article, or in its headline."""

Owned = Literal["title", "source", "author", "tag", "lang"]
"""What an article may have or not."""

State = Literal["unread", "read", "starred", "noted"]
"""What the reader has done with an article."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or with `is_prefix` all words that begin with it."""

    token: str
    """Folded, as `reader.articles.words` makes it."""
    is_prefix: bool = False
    field: WordField = "text"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other in this order."""

    tokens: tuple[str, ...]
    """Two or more, folded."""
    is_prefix: bool = False
    """Whether the last token may go on."""
    field: WordField = "text"


@dataclass(frozen=True, slots=True)
class Near:
    """Words near to each other, in any order."""

    tokens: tuple[str, ...]
    """Two or more, folded."""
    distance: int
    """Most words between the first and the last of them that are none of them, from 0."""
    field: WordField = "text"


@dataclass(frozen=True, slots=True)
class Named:
    """Articles that mention an entity by any of its names."""

    kind: Kind | None
    """None: of any kind."""
    tokens: tuple[str, ...]
    """Words of one of its names, next to each other, folded; one or more."""
    is_prefix: bool = False
    """Whether the last token may go on."""
    name: str = ""
    """Its canonical name, where only the entity of that very name is meant, if there is one."""


@dataclass(frozen=True, slots=True)
class From:
    """Articles of the sources whose name has these words, next to each other."""

    tokens: tuple[str, ...]
    is_prefix: bool = False
    name: str = ""
    """As `reader.articles.folding.quotable` makes it, where only the source of that very name
    is meant; it has no tokens then."""


@dataclass(frozen=True, slots=True)
class By:
    """Articles whose author's name has all of these words."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Tagged:
    """Articles with a tag."""

    tag: str
    """Folded; the tag as a whole, or with `is_prefix` its beginning."""
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Articles that say which language they are in."""

    language: str
    """ISO 639-1, lower case."""


@dataclass(frozen=True, slots=True)
class Has:
    """Articles that have any headline, source, author, tag or language."""

    what: Owned


@dataclass(frozen=True, slots=True)
class Published:
    """Articles that appeared in a span of time; none without a date did."""

    since: int | None
    """Seconds since 1970, UTC; None: from the beginning."""
    until: int | None
    """One second past the last, UTC; None: to the end."""


@dataclass(frozen=True, slots=True)
class Is:
    """Articles in a state."""

    state: State


@dataclass(frozen=True, slots=True)
class Not:
    """What the node does not answer."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What all of the nodes answer; two or more."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """What any of the nodes answers; two or more."""

    nodes: "tuple[Node, ...]"


Leaf = Term | Phrase | Near | Named | From | By | Tagged | Written | Has | Published | Is
"""What is asked of an article by itself."""

Node = Leaf | Not | And | Or


def positive(node: Node | None) -> Iterator[Leaf]:
    """What an answer must or may have, in order; nothing that it must not have."""
    match node:
        case None:
            return
        case Not(Not(twice_negated)):
            yield from positive(twice_negated)
        case Not():
            return
        case And(nodes) | Or(nodes):
            yield from chain.from_iterable(map(positive, nodes))
        case _:
            yield node
