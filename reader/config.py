"""A user's settings: one TOML file, read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import ConfigError

NARROWEST, WIDEST = 66, 76
"""Of an article's text, in terminal cells."""

_COMMAND = re.compile(r"[a-z][a-z0-9_.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a user may set; each field is a setting of the same name."""

    theme: str | None = None
    """Name of the theme; None for the one last chosen in the app."""
    measure_cells: int = WIDEST
    """Widest line of an article's text, in terminal cells: 66 to 76."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by command id, instead of the default ones; none takes a command's keys away."""


def load_config(path: Path) -> Config:
    """Read the settings' file; without one, everything is as it comes.

    Raises:
        ConfigError: It cannot be read or understood: which file, which setting, what it
            may be.
    """
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8; save it as UTF-8 text") from error
    import tomllib  # noqa: PLC0415 -- most users have no such file

    try:
        settings: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    unknown = settings.keys() - {"theme", "measure_cells", "keys"}
    if unknown:
        raise ConfigError(
            f"{path}: there is no setting {min(unknown)!r}; "
            "the settings are theme, measure_cells and the table keys"
        )
    return Config(
        theme=_theme(path, settings.get("theme")),
        measure_cells=_measure(path, settings.get("measure_cells", WIDEST)),
        keys=_keys(path, settings.get("keys", {})),
    )


def _theme(path: Path, value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise ConfigError(f"{path}: theme must be the name of a theme, not {value!r}")


def _measure(path: Path, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and NARROWEST <= value <= WIDEST:
        return value
    raise ConfigError(
        f"{path}: measure_cells must be a number from {NARROWEST} to {WIDEST}, not {value!r}"
    )


def _keys(path: Path, value: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ConfigError(f'{path}: keys must be a table, as in: [keys] quit = ["q"]')
    return {str(name): _chord(path, name, keys) for name, keys in value.items()}


def _chord(path: Path, name: object, keys: object) -> tuple[str, ...]:
    if not isinstance(name, str) or not _COMMAND.fullmatch(name):
        raise ConfigError(f"{path}: keys: {name!r} is not the id of a command")
    listed = [keys] if isinstance(keys, str) else keys
    if not isinstance(listed, list) or not all(
        isinstance(key, str) and key.strip() for key in listed
    ):
        raise ConfigError(f"{path}: keys.{name} must be a list of keys, not {keys!r}")
    return tuple(listed)
