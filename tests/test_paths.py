from pathlib import Path

import platformdirs
import pytest

from reader.paths import config_file, library_folder, seeds_folder


def test_the_command_line_names_the_library_before_the_environment(tmp_path: Path) -> None:
    environ = {"NEWSREADER_LIBRARY": str(tmp_path / "other")}

    folder = library_folder(str(tmp_path / "mine"), environ)

    assert folder == tmp_path / "mine"


def test_the_environment_names_the_library(tmp_path: Path) -> None:
    folder = library_folder(None, {"NEWSREADER_LIBRARY": str(tmp_path / "other")})

    assert folder == tmp_path / "other"


def test_without_a_name_the_library_is_in_the_platform_s_data_folder() -> None:
    folder = library_folder(None, {"NEWSREADER_LIBRARY": ""})

    assert folder == Path(platformdirs.user_data_dir("newsreader", appauthor=False))
    assert folder.is_absolute()


def test_a_relative_library_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    folder = library_folder("news/../news", {})

    assert folder == tmp_path / "news"


def test_a_tilde_stands_for_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert library_folder("~/news", {}) == tmp_path / "news"
    assert config_file("~/config.toml") == tmp_path / "config.toml"


def test_the_settings_are_in_the_platform_s_settings_folder() -> None:
    folder = Path(platformdirs.user_config_dir("newsreader", appauthor=False))

    assert config_file() == folder / "config.toml"


def test_the_seeds_of_a_checkout_are_found() -> None:
    assert sorted(path.name for path in seeds_folder().glob("*.txt"))
