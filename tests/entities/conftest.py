from pathlib import Path

import pytest

from reader.entities.recognizer import Recognizer, default_recognizer


@pytest.fixture(scope="session")
def english() -> Recognizer:
    return default_recognizer()


@pytest.fixture(scope="session")
def seed() -> str:
    root = Path(__file__).parents[2]
    return (root / "seeds" / "000_b42f03f3b5cf94ed.txt").read_text("utf-8")
