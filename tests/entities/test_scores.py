"""Quality on the annotated news beside the checkout, a little below what was measured."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import TypedDict

import pytest

from reader.entities.recognizer import Recognizer

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "tools" / "names_f1.py"
SETS = SHARED / "data" / "names"

pytestmark = pytest.mark.skipif(
    not (SCORER.exists() and SETS.exists()),
    reason="the annotated sets are not beside the checkout",
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("names_f1", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Annotation(TypedDict):
    start: int
    end: int
    label: str


class Annotated(TypedDict):
    id: str
    text: str
    entities: list[Annotation]


def documents(name: str) -> list[Annotated]:
    lines = (SETS / f"{name}.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("ieer_apw", 0.860),
        ("re3d_gov", 0.708),
        ("uner_ewt_dev", 0.695),
        ("conll03_dev", 0.790),
        ("wikigold", 0.690),
    ],
)
def test_names_are_found_as_well_as_measured(
    name: str,
    least: float,
    english: Recognizer,
    scorer: ModuleType,
) -> None:
    annotated = documents(name)
    found = {document["id"]: english.find(document["text"]) for document in annotated}

    scores = scorer.score(name, annotated, found)

    assert scores["strict/core"][2] >= least


def first_line_capitalised(text: str, change: Callable[[str], str]) -> tuple[str, int]:
    headline, _, rest = text.partition("\n")
    changed = change(headline)
    return f"{changed}\n{rest}", len(headline)


@pytest.mark.parametrize("change", [str.upper, str.title], ids=["all capitals", "title case"])
def test_headlines_in_capitals_are_read(
    change: Callable[[str], str],
    english: Recognizer,
    scorer: ModuleType,
) -> None:
    right = given = wanted = 0
    labels = scorer.SETS["ieer_apw"][0]

    for document in documents("ieer_apw"):
        text, end = first_line_capitalised(document["text"], change)
        gold = {
            (*scorer.norm(document["text"], one["start"], one["end"], label), label)
            for one in document["entities"]
            if one["end"] <= end and (label := labels.get(one["label"])) in scorer.CORE
        }
        ours = {
            (*scorer.norm(document["text"], one.start, one.end, label), label)
            for one in english.find(text)
            if one.end <= end and (label := scorer.SYS.get(one.label)) in scorer.CORE
        }
        right += len(gold & ours)
        given += len(ours)
        wanted += len(gold)

    assert 2 * right / (given + wanted) >= 0.82


def test_confidence_is_higher_where_the_model_is_right(
    english: Recognizer,
) -> None:
    right: list[float] = []
    wrong: list[float] = []

    for document in documents("ieer_apw"):
        gold = {(one["start"], one["end"]) for one in document["entities"]}
        for one in english.find(document["text"]):
            if one.label in {"PERSON", "ORG", "GPE"}:
                is_right = (one.start, one.end) in gold
                (right if is_right else wrong).append(one.confidence)

    assert mean(right) > mean(wrong) + 0.1
