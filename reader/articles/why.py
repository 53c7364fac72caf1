"""Who says that a stretch of text is a name, in words for a reader."""

from typing import Final

from reader.articles.mention import Mention

RULE_WORDS: Final = {
    "": "",
    "boundaries": "its edges put where a reader would",
    "amounts": "an amount, by its sign or unit",
    "doubtful": "an everyday word elsewhere",
    "lexicon": "known to the shipped lexicon",
    "evidence": "told by the words around it",
    "aliases": "a second name that this article introduces",
    "surnames": "the surname of a full name in this article",
    "agreement": "the kind that most mentions of it here have",
    "repeats": "a name found elsewhere in this article",
    "persons": "a person's name from first word to last",
    "completion": "told by its first or last word",
    "lists": "of the kind of the names listed with it",
    "lowercase": "a known place, written small",
    "terms": "a term of the text elsewhere",
}
"""What each rule of the shipped recognizer says. Stores keep a rule as its place in here: it
only grows, at its end."""


def why(mention: Mention) -> str:
    """Who found a mention, by which rule, and how sure that is: "the model, 0.93 sure"."""
    sure = f"{mention.confidence:.2f} sure"
    words = RULE_WORDS.get(mention.rule, mention.rule)
    match mention.origin:
        case "user":
            return "you"
        case "lexicon":
            return f"{RULE_WORDS['lexicon']}, {sure}"
        case "rule":
            return f"rule: {words}, {sure}" if words else f"a rule, {sure}"
        case "model":
            return f"the model, {sure}; rule: {words}" if words else f"the model, {sure}"
