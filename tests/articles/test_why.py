import pytest

from reader.articles.mention import Mention, Origin
from reader.articles.why import why


@pytest.mark.parametrize(
    ("origin", "rule", "words"),
    [
        ("model", "", "the model, 0.93 sure"),
        ("model", "boundaries", "the model, 0.93 sure; rule: its edges put where a reader would"),
        ("rule", "surnames", "rule: the surname of a full name in this article, 0.93 sure"),
        ("rule", "", "a rule, 0.93 sure"),
        ("rule", "of another engine", "rule: of another engine, 0.93 sure"),
        ("lexicon", "lexicon", "known to the shipped lexicon, 0.93 sure"),
        ("user", "", "you"),
    ],
)
def test_who_found_a_name_is_said_in_words(origin: Origin, rule: str, words: str) -> None:
    mention = Mention(
        start=0,
        end=4,
        label="GPE",
        entity="place:iraq",
        name="Iraq",
        confidence=0.93,
        origin=origin,
        rule=rule,
    )

    assert why(mention) == words
