"""A user's word on names: what is a name, of what kind, and of which entity."""

from dataclasses import dataclass
from enum import StrEnum

from reader.articles.mention import Label


class Verdict(StrEnum):
    """What the user says of a name."""

    NOT_A_NAME = "not-a-name"
    NAME = "name"
    """These words are a name, though nothing found them."""
    KIND = "kind"
    """It is a name, but of another kind."""
    SAME = "same"
    """It means the same as another entity, which it becomes a part of."""
    SPLIT = "split"
    """It does not mean the entity that it was taken for, but one of its own."""
    BOILERPLATE = "boilerplate"
    """A line like this is no part of the article: dimmed, without names and snippets."""


class Scope(StrEnum):
    """Where the user's word holds."""

    HERE = "here"
    """At this place of this article."""
    ARTICLE = "article"
    """In the whole article."""
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One word of the user; the same in every library.

    For `Verdict.BOILERPLATE`, `surface` is the pattern of a line, in which ``*`` stands for
    anything, and nothing else but `scope` means anything.
    """

    verdict: Verdict
    scope: Scope
    surface: str
    """The name as it is written, each white space a blank."""
    entity: str = ""
    """Key of the entity it was taken for, as in `Mention.entity`; empty for `Verdict.NAME`."""
    label: Label = "ORG"
    """What it is: of `NAME` and `KIND` what the user says, else what it was taken for."""
    target: str = ""
    """Key of the entity it is now; empty for `NOT_A_NAME`."""
    name: str = ""
    """That entity's canonical name, as shown."""
    start: int = -1
    """Where it stood, a code point of the article's text; -1 where `scope` is everywhere."""
    before: str = ""
    """Up to `CONTEXT` code points of text before it, to find it again in a changed text."""
    after: str = ""
    """As many after it."""

    @property
    def is_everywhere(self) -> bool:
        """Whether it holds in all articles."""
        return self.scope is Scope.EVERYWHERE


CONTEXT = 32
"""Code points that are kept on either side of a name. Source: W3C Web Annotation Data Model,
4.2.4 Text Quote Selector; the number is Hypothesis's."""
