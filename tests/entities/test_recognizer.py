from pathlib import Path

import pytest

from reader.entities.recognizer import (
    DEFAULT_ID,
    DEFAULT_NAME,
    ENTRY_POINTS,
    Recognizer,
    default_recognizer,
    recognizer_named,
    recognizer_names,
)
from reader.errors import RecognizerError


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "engines-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: engines\nVersion: 1\n")
    (folder / "entry_points.txt").write_text(
        f"[{ENTRY_POINTS}]\n"
        "broken = no.such.module:make\n"
        "other = reader.entities.recognizer:default_recognizer\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))


def test_the_shipped_recognizer_has_the_id_that_is_known_without_loading_it(
    english: Recognizer,
) -> None:
    assert f"{english.name}/{english.version}" == DEFAULT_ID


def test_the_shipped_recognizer_is_found_by_its_name() -> None:
    assert recognizer_named(DEFAULT_NAME).name == default_recognizer().name


def test_an_unknown_recognizer_is_said_in_words() -> None:
    with pytest.raises(RecognizerError, match="No recognizer is called nobody"):
        recognizer_named("nobody")


@pytest.mark.usefixtures("_installed")
def test_other_packages_offer_recognizers() -> None:
    assert recognizer_names() == (DEFAULT_NAME, "broken", "other")
    assert recognizer_named("other").find("Iraq said so.")


@pytest.mark.usefixtures("_installed")
def test_a_recognizer_that_does_not_load_is_said_in_words() -> None:
    with pytest.raises(RecognizerError, match="broken does not load"):
        recognizer_named("broken")
