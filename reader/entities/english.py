"""The shipped recognizer: the model, then what a reader knows of names in a document."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reader.articles.mention import Mention
from reader.entities.agreement import with_agreement
from reader.entities.aliases import with_aliases
from reader.entities.amounts import with_amounts
from reader.entities.boundaries import tidy_boundaries
from reader.entities.characters import plain_characters, unwrapped
from reader.entities.completion import with_completion
from reader.entities.doubtful import without_doubtful
from reader.entities.enumeration import with_lists
from reader.entities.evidence import with_evidence
from reader.entities.familiar import with_lexicon
from reader.entities.lexicon.lexicon import is_short_form, shipped_lexicon
from reader.entities.lowercase import with_small_places
from reader.entities.model.engine import Engine
from reader.entities.naming import named
from reader.entities.persons import with_whole_persons
from reader.entities.recasing import recased
from reader.entities.repeats import with_repeats
from reader.entities.span import LONGEST, Span, Step
from reader.entities.surnames import with_surnames
from reader.entities.terms import without_terms

Preparation = Callable[[str], str]
"""A change of the text that keeps every offset."""


class English:
    """Finds names in English news. Not thread-safe."""

    def __init__(
        self,
        *,
        name: str,
        version: str,
        skipped: frozenset[str] = frozenset(),
        engine: Engine | None = None,
    ) -> None:
        """Load the model, if it is not given.

        Args:
            name: under which it is known.
            version: changes whenever its answers may change.
            skipped: names of steps to leave out, of `preparations` and `steps`.
            engine: the loaded model, where several recognizers share it.
        """
        self._name = name
        self._version = version
        self._engine = engine or Engine()
        self._skipped = skipped
        self._lexicon = shipped_lexicon()

    @property
    def name(self) -> str:
        """Under which it is known."""
        return self._name

    @property
    def version(self) -> str:
        """Changes whenever its answers may change."""
        return self._version

    def find(self, text: str) -> list[Mention]:
        """The mentions in one text: in order of start, none overlapping another."""
        prepared = text[:LONGEST]
        for key, prepare in self.preparations():
            if key not in self._skipped:
                prepared = prepare(prepared)
        spans = [
            Span(start, end, label, round(confidence, 3), "model")
            for start, end, label, confidence in self._engine.find(prepared)
        ]
        for key, step in self.steps():
            if key not in self._skipped:
                spans = _signed(key, spans, step(prepared, spans))
        return named(prepared, spans, self._lexicon)

    def find_many(self, texts: Sequence[str]) -> list[list[Mention]]:
        """As `find` for each text, in the same order."""
        return [self.find(text) for text in texts]

    def preparations(self) -> Iterator[tuple[str, Preparation]]:
        """What is done to the text before the model sees it, in order, by name."""
        yield "characters", plain_characters
        yield "lines", unwrapped
        yield (
            "case",
            partial(recased, is_common=self._lexicon.is_everyday, is_known=self._is_short_form),
        )

    def steps(self) -> Iterator[tuple[str, Step]]:
        """What is done to the model's spans, in order, by name."""
        yield "boundaries", tidy_boundaries
        yield "persons", partial(with_whole_persons, lexicon=self._lexicon)
        yield "amounts", with_amounts
        yield "doubtful", partial(without_doubtful, lexicon=self._lexicon)
        yield "terms", partial(without_terms, lexicon=self._lexicon)
        yield "completion", partial(with_completion, lexicon=self._lexicon)
        yield "lexicon", partial(with_lexicon, lexicon=self._lexicon)
        yield "evidence", partial(with_evidence, lexicon=self._lexicon)
        yield "lists", partial(with_lists, lexicon=self._lexicon)
        yield "aliases", with_aliases
        yield "surnames", partial(with_surnames, lexicon=self._lexicon)
        yield "agreement", with_agreement
        yield "repeats", with_repeats
        yield "lowercase", partial(with_small_places, lexicon=self._lexicon)

    def _is_short_form(self, word: str) -> bool:
        return is_short_form(word) and self._lexicon.entry(word) is not None


def _signed(rule: str, before: list[Span], after: list[Span]) -> list[Span]:
    """A step's spans; those that it made or changed bear its name."""
    known = frozenset(map(id, before))
    if all(id(span) in known for span in after):
        # Most steps leave most texts alone, and identity is told in a third of the time.
        return after
    kept = frozenset(before)
    return [span if span in kept else span._replace(rule=rule) for span in after]
