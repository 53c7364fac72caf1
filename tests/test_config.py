from pathlib import Path

import pytest

from reader.config import Config, load_config
from reader.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    config = load_config(tmp_path / "config.toml")

    assert config == Config(theme=None, measure_cells=76, keys={})


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_config(written(tmp_path, "# nothing\n")) == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'theme = "okabe-ito"\nmeasure_cells = 66\n'
        '[keys]\nquit = ["x", "f10"]\nhelp = "h"\n"go.top" = []',
    )

    config = load_config(path)

    assert config.theme == "okabe-ito"
    assert config.measure_cells == 66
    assert config.keys == {"quit": ("x", "f10"), "help": ("h",), "go.top": ()}


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("theme = 3", "theme"),
        ('theme = " "', "theme"),
        ("measure_cells = 65", "measure_cells"),
        ("measure_cells = 77", "measure_cells"),
        ("measure_cells = true", "measure_cells"),
        ('measure_cells = "70"', "measure_cells"),
        ("colour = 1", "colour"),
        ("keys = 1", "keys"),
        ("[keys]\nquit = 1", "keys.quit"),
        ('[keys]\nquit = ["x", 1]', "keys.quit"),
        ('[keys]\nquit = [""]', "keys.quit"),
        ('[keys]\n"Not an id" = "x"', "Not an id"),
        ("theme = ", "not TOML"),
    ],
)
def test_what_cannot_be_understood_is_named_with_its_file(
    tmp_path: Path, text: str, setting: str
) -> None:
    path = written(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        load_config(path)

    assert str(path) in str(caught.value)
    assert setting in str(caught.value)


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'theme = "caf\xe9"')

    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(path)


def test_a_folder_in_its_place_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path)
