"""The dialogue at the foot in which the reader says what a name is."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from typing_extensions import override

from reader.articles.correction import Correction, Scope, Verdict
from reader.articles.judging import Words, boilerplate_pattern
from reader.articles.mention import Kind, Label, Mention, kind_of
from reader.articles.why import why
from reader.errors import StoreError
from reader.library import Library
from reader.view.drawing.glyphs import Glyphs
from reader.view.drawing.line import Line, Piece
from reader.view.drawing.rows import Rows
from reader.view.panes.choices import Choice, Choices
from reader.view.screens.naming_another import Another, AnotherScreen
from reader.view.screens.prompt import Prompt

_SCOPES: dict[Scope, str] = {
    Scope.EVERYWHERE: "everywhere",
    Scope.ARTICLE: "this article",
    Scope.HERE: "here",
}
_KINDS: dict[str, tuple[Label, str]] = {
    "1": ("PERSON", "a person"),
    "2": ("ORG", "an organisation"),
    "3": ("GPE", "a place"),
    "4": ("NORP", "a people, faith or party"),
    "5": ("EVENT", "an event"),
}
"""The keys that light kinds say here of which kind a name is."""


class _Offer(NamedTuple):
    """Something that can be said of the words."""

    key: str
    says: str
    make: Callable[[Scope], Correction] | None
    """None: more must be asked first."""


class CorrectingScreen(ModalScreen[Correction | None]):
    """Asks what is to be said of some words, and where it holds; its result is that.

    Args:
        library: Says how many places change.
        words: Of which something is said.
        mentions: All names of the article, as shown.
        glyphs: Signs to draw with.
    """

    DEFAULT_CSS = """
    CorrectingScreen { align: left bottom; background: $background 0%; }
    CorrectingScreen > Vertical { height: auto; background: $background; }
    CorrectingScreen Choices { width: 64; max-width: 100%; }
    CorrectingScreen .rule { color: $faint; }
    """
    """Here, not in the style sheet, which is parsed at every start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave"),
        Binding("j,down", "step(1)", "Down"),
        Binding("k,up", "step(-1)", "Up"),
        Binding("tab", "scope(1)", "Wider or narrower", priority=True),
        Binding("shift+tab", "scope(-1)", "Back", priority=True),
        Binding("enter", "say", "Say so"),
        *(Binding(key, f"choose('{key}')", show=False) for key in "xspb12345"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | escape | Leave all as it is. |
    | j, k, and the keys shown | Choose what to say. |
    | tab | Choose where it holds. |
    | enter | Say it. |
    """

    def __init__(
        self, library: Library, words: Words, mentions: Sequence[Mention], glyphs: Glyphs
    ) -> None:
        super().__init__()
        self._library = library
        self._words = words
        self._mentions = mentions
        self._glyphs = glyphs
        self._scope = Scope.EVERYWHERE
        self._offers = {offer.key: offer for offer in self._offered()}
        self._rule, self._head, self._foot = Line(), Line(), Line()
        self._choices = Choices(glyphs, is_bare=True)

    @override
    def compose(self) -> ComposeResult:
        """What is talked of, what can be said of it, and where that holds."""
        with Vertical():
            yield self._rule
            yield self._head
            yield self._choices
            yield self._foot

    def on_mount(self) -> None:
        """Show what can be said."""
        rule = self._glyphs.horizontal * self.app.size.width
        self._rule.show([Piece(rule, "rule")])
        self._head.show(self._spoken_of())
        self._choices.styles.height = len(self._offers)
        self._choices.focus()
        self._show({})

    def on_resize(self) -> None:
        """Draw the rule as wide as the screen."""
        self._rule.show([Piece(self._glyphs.horizontal * self.app.size.width, "rule")])

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Keep it here."""
        event.stop()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Say what was clicked."""
        event.stop()
        self.action_say()

    def action_step(self, rows: int) -> None:
        """Go to the next choice or the one before."""
        self._choices.move(rows)

    def action_choose(self, key: str) -> None:
        """Go to a choice by its key."""
        if key in self._offers:
            self._choices.go(list(self._offers).index(key))

    def action_scope(self, step: int) -> None:
        """Have it hold in fewer places, or in more."""
        scopes = list(_SCOPES)
        self._scope = scopes[(scopes.index(self._scope) + step) % len(scopes)]
        self._show({})

    def action_say(self) -> None:
        """Say what is chosen, or ask first what has to be known."""
        choice = self._choices.current
        if choice is None:
            return
        offer = self._offers[choice.query]
        if offer.make is not None:
            self.dismiss(offer.make(self._scope))
        elif offer.key == "b":
            pattern = boilerplate_pattern(self._words.line)
            question = "Lines like this are no part of an article (* is anything):"
            self.app.push_screen(Prompt(question, pattern), self._say_pattern)
        else:
            screen = AnotherScreen(self._library, self._words, self._mentions, self._glyphs)
            self.app.push_screen(screen, self._say_same)

    def _say_pattern(self, pattern: str | None) -> None:
        if pattern:
            self.dismiss(
                Correction(
                    verdict=Verdict.BOILERPLATE,
                    scope=Scope.EVERYWHERE,
                    surface=" ".join(pattern.split()),
                )
            )

    def _say_same(self, another: Another | None) -> None:
        if another is not None:
            self.dismiss(self._words.same_as(*another, self._scope))

    def _offered(self) -> list[_Offer]:
        words, mention = self._words, self._words.mention
        offers: list[_Offer] = []
        if mention is not None:
            offers = [
                _Offer("x", "not a name", words.not_a_name),
                _Offer("s", "the same as …", None),
            ]
            if words.surface != mention.name:
                says = f'split off: "{words.surface}" means something else'
                offers.append(_Offer("p", says, words.split_off))
        for key, (label, says) in _KINDS.items():
            if mention is None or kind_of(mention.label) is not kind_of(label):
                offers.append(_Offer(key, says, partial(words.of_kind, label)))
        if mention is None:
            offers.append(_Offer("s", "a name of …", None))
        offers.append(_Offer("b", "this line is no part of the article", None))
        return offers

    def _spoken_of(self) -> list[Piece]:
        words, mention, dot = self._words, self._words.mention, self._glyphs.dot
        if mention is None:
            return [Piece(" "), Piece(words.surface, "unread"), Piece(f" {dot} is", "quiet")]
        kind = kind_of(mention.label)
        part = kind.value if kind is not Kind.OTHER else "plain"
        facts = [kind.value, why(mention)]
        if words.surface != mention.name:
            facts.insert(1, f'written "{words.surface}"')
        told = "".join(f" {dot} {fact}" for fact in facts)
        return [Piece(" "), Piece(mention.name, part), Piece(told, "quiet")]

    def _show(self, places: dict[str, str]) -> None:
        """Show the choices, with how many places each changes once that is known."""
        self._choices.show_choices(
            [
                Choice(offer.says, key, places.get(key, ""), mark=key)
                for key, offer in self._offers.items()
            ]
        )
        where: list[Piece] = [Piece(" Tab", "key"), Piece(" where:", "quiet")]
        for scope, words in _SCOPES.items():
            is_chosen = scope is self._scope
            where.append(Piece("  "))
            where.append(Piece(f" {words} ", "match-current" if is_chosen else "quiet"))
        keys = [Piece("Enter", "key"), Piece(" say so   ", "quiet"), Piece("Esc", "key")]
        self._foot.show(where, [*keys, Piece(" leave ", "quiet")])
        if not places:
            self._count()

    @work(exclusive=True, group="places")
    async def _count(self) -> None:
        made = {
            key: offer.make(self._scope)
            for key, offer in self._offers.items()
            if offer.make is not None
        }
        if self._words.mention is not None:
            made["s"] = self._words.same_as("", "", self._words.mention.label, self._scope)
        try:
            places = await asyncio.to_thread(self._places, made)
        except StoreError:
            return  # it can be said without
        self._show(places)

    def _places(self, made: dict[str, Correction]) -> dict[str, str]:
        return {key: self._changed(correction) for key, correction in made.items()}

    def _changed(self, correction: Correction) -> str:
        if correction.scope is not Scope.EVERYWHERE:
            places = self._words.places(correction, self._mentions)
        elif correction.verdict is Verdict.NAME:
            hits = self._library.hits(f'"{correction.surface}"')
            return f"in {hits.total:,}{'+' * hits.is_capped} {_articles(hits.total)}"
        else:
            places = self._library.names.corrections.places(correction)
        return "1 place" if places == 1 else f"{places:,} places"


def _articles(number: int) -> str:
    return "article" if number == 1 else "articles"
